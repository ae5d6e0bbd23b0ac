//! `DuckDB` as a careful user would take it: its command line program, which stays open and reads
//! the log itself, the types of the members told. The lines are grouped by exchange once, and both
//! answers drawn from that.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use uuid::Uuid;

use crate::Failed;
use crate::by_sql::{self, BySql, Told};
use crate::fold::{Came, Home};

/// Order is asked for by position, so that rows need not keep theirs.
const TUNED: &str = "SET preserve_insertion_order = false;";

/// A line is much smaller than `DuckDB` takes it to be; smaller buffers can be shared by threads.
const GROUPED: &str = r#"
CREATE OR REPLACE TEMP TABLE grouped AS
WITH rows AS (SELECT (n << 16) + generate_subscripts(events, 1) AS pos, unnest(events) AS event
    FROM read_json('{log}', format = 'newline_delimited', maximum_object_size = 1048576,
    columns = {n: 'BIGINT', events: 'STRUCT("type" VARCHAR, "data" STRUCT(exchange UUID,
        revision UINTEGER, description STRUCT("on" VARCHAR), settlement STRUCT("on" VARCHAR,
        legs STRUCT("key" STRUCT("of" VARCHAR, "to" VARCHAR, kind VARCHAR),
            "count" STRUCT(low UINTEGER, best UINTEGER, high UINTEGER))[])))[]'}))
SELECT event.data.exchange AS exchange,
    count(*) FILTER (event.type = 'count-stated') AS statements,
    count(*) FILTER (event.type = 'exchange-described') AS described,
    max(event.data.revision) FILTER (event.type = 'exchange-settled') AS revision,
    arg_max(event.type, pos)
        FILTER (event.type IN ('exchange-settled', 'settlement-withdrawn')) AS held,
    arg_max(event.data.settlement, pos) FILTER (event.type = 'exchange-settled') AS settlement,
    arg_max(event.data.description, pos) FILTER (event.type = 'exchange-described') AS description
FROM rows WHERE exchange IS NOT NULL GROUP BY exchange;"#;

const HOME: &str = "
SELECT leg.key.to, leg.key.kind, left(day, 7), sum(leg.count.low),
    coalesce(sum(leg.count.best), 0), coalesce(sum(leg.count.high), 0),
    count(*), count(*) - count(leg.count.high)
FROM (SELECT coalesce(settlement.on, description.on) AS day, unnest(settlement.legs) AS leg
    FROM grouped WHERE held = 'exchange-settled')
WHERE leg.key.of = leg.key.to GROUP BY ALL;";

const EXCHANGES: &str =
    "SELECT exchange, statements, described, coalesce(revision, 0) FROM grouped;";

/// What is printed behind each answer.
const END: &str = "-- answered";

/// The program, and how it is spoken with.
pub(crate) struct DuckDb {
    program: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
    grouped: String,
}

impl DuckDb {
    /// Starts the program, to read a log.
    pub(crate) fn open(log: &Path) -> Result<Self, Failed> {
        let mut program = Command::new("duckdb")
            .args(["-no-init", "-bail", "-noheader", "-nullvalue", "", "-cmd", ".mode tabs"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("no program duckdb: {error}"))?;
        let questions = program.stdin.take().ok_or("duckdb takes no questions")?;
        let answers = BufReader::new(program.stdout.take().ok_or("duckdb gives no answers")?);
        let path = log.canonicalize()?;
        let path = path.to_str().ok_or("a path that is no text")?.replace('\'', "''");
        let grouped = GROUPED.replace("{log}", &path);
        let mut opened = Self { program, questions, answers, grouped };
        opened.tell(TUNED)?;
        Ok(opened)
    }

    /// How many threads it takes from now on.
    pub(crate) fn threads(&mut self, threads: u8) -> Result<(), Failed> {
        self.tell(&format!("SET threads = {threads};"))
    }

    /// What its SQL over the lines of the log says.
    pub(crate) fn by_sql(&mut self) -> Result<BySql, Failed> {
        let grouped = self.grouped.clone();
        self.tell(&grouped)?;
        Ok(BySql { home: self.ask(HOME, home)?, exchanges: self.ask(EXCHANGES, exchange)? })
    }

    /// Has something done that has no rows.
    fn tell(&mut self, statement: &str) -> Result<(), Failed> {
        self.ask(statement, |row| Err::<(), _>(misread(row))).map(|_| ())
    }

    /// Asks, and reads every row of the answer.
    fn ask<T>(
        &mut self,
        question: &str,
        read: impl Fn(&str) -> Result<T, Failed>,
    ) -> Result<Vec<T>, Failed> {
        writeln!(self.questions, "{question}\n.print '{END}'")?;
        self.questions.flush()?;
        let (mut rows, mut row) = (Vec::new(), String::new());
        loop {
            row.clear();
            if self.answers.read_line(&mut row)? == 0 {
                return Err("duckdb ended before it had answered".into());
            }
            match row.trim_end_matches('\n') {
                END => return Ok(rows),
                row => rows.push(read(row)?),
            }
        }
    }
}

impl Drop for DuckDb {
    fn drop(&mut self) {
        // It ends by itself where it can no longer be asked; whoever has no answer needs none.
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

fn home(row: &str) -> Result<(Home, Came), Failed> {
    let cells: Vec<&str> = row.split('\t').collect();
    let [to, kind, on, ..] = cells.as_slice() else { return Err(misread(row)) };
    let on = (!on.is_empty()).then_some(*on);
    let number = |column: usize| match cells.get(column) {
        Some(cell) => cell.parse().map_err(Failed::from),
        None => Err(misread(row)),
    };
    Ok((by_sql::home(to, kind, on), by_sql::came(number)?))
}

fn exchange(row: &str) -> Result<Told, Failed> {
    let cells: Vec<&str> = row.split('\t').collect();
    let [exchange, statements, described, revision] = cells.as_slice() else {
        return Err(misread(row));
    };
    Ok(Told {
        exchange: Uuid::try_parse(exchange)?,
        statements: statements.parse()?,
        described: described.parse()?,
        revision: revision.parse()?,
    })
}

fn misread(row: &str) -> Failed {
    format!("duckdb answered {row:?}").into()
}

#[cfg(test)]
mod tests;
