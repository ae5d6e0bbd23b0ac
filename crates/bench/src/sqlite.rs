//! `SQLite` as a careful user would take it: a table of events with the columns that are asked for,
//! WAL, synchronous FULL, a large cache and mapped pages.

use std::collections::BTreeMap;
use std::path::Path;

use repatria_log::CommitReader as _;
use rusqlite::{Connection, Statement, params};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::Failed;
use crate::fold::{Answer, Came, Fold, Home, Kind, month};
use crate::{log_file, slim};

const TABLE: &str = "
CREATE TABLE events(pos INTEGER PRIMARY KEY, n INTEGER NOT NULL, id TEXT NOT NULL, at TEXT NOT NULL,
    by TEXT NOT NULL, stream TEXT NOT NULL, type TEXT NOT NULL, v INTEGER NOT NULL, data TEXT NOT NULL);
CREATE INDEX by_id ON events(id);
CREATE INDEX by_stream ON events(stream, pos);
CREATE INDEX by_time ON events(at);";

const INSERT: &str =
    "INSERT INTO events(n, id, at, by, stream, type, v, data) VALUES(?, ?, ?, ?, ?, ?, ?, ?)";

const TUNED: &str = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
PRAGMA cache_size=-262144; PRAGMA mmap_size=8000000000;";

#[derive(Deserialize)]
struct Line<'a> {
    n: u64,
    id: &'a str,
    at: &'a str,
    by: &'a str,
    #[serde(borrow)]
    events: Vec<Event<'a>>,
}

#[derive(Deserialize)]
struct Event<'a> {
    r#type: &'a str,
    v: u64,
    #[serde(borrow)]
    data: &'a RawValue,
}

#[derive(Deserialize)]
struct About<'a> {
    #[serde(borrow)]
    exchange: Option<&'a str>,
}

/// A database of the same events, made once.
pub(crate) fn load(register: &Path, database: &Path) -> Result<Connection, Failed> {
    let commits = repatria_log::FileLog::open_for_reading(register)?.head()?.n;
    let connection = Connection::open(database)?;
    connection.execute_batch(TUNED)?;
    let loaded = connection.query_row("SELECT max(n) FROM events", [], |row| row.get::<_, i64>(0));
    if loaded.is_ok_and(|loaded| u64::try_from(loaded) == Ok(commits)) {
        return Ok(connection);
    }
    connection.execute_batch(&format!("DROP TABLE IF EXISTS events; {TABLE} BEGIN"))?;
    let mut insert = connection.prepare(INSERT)?;
    log_file::each_line(&register.join("log.jsonl"), |line| insert_line(&mut insert, line))?;
    drop(insert);
    connection.execute_batch("COMMIT; PRAGMA wal_checkpoint(TRUNCATE); ANALYZE;")?;
    Ok(connection)
}

fn insert_line(insert: &mut Statement<'_>, line: &[u8]) -> Result<(), Failed> {
    for row in Row::all_of(line)? {
        row.insert(insert)?;
    }
    Ok(())
}

/// An event as a row, its texts ready made.
pub(crate) struct Row {
    n: u64,
    id: String,
    at: String,
    by: String,
    stream: String,
    r#type: String,
    v: u64,
    data: String,
}

impl Row {
    /// The rows of a line.
    pub(crate) fn all_of(line: &[u8]) -> Result<Vec<Self>, Failed> {
        let line: Line<'_> = serde_json::from_slice(line)?;
        let row = |event: Event<'_>| {
            let about: About<'_> = serde_json::from_str(event.data.get())?;
            Ok(Self {
                n: line.n,
                id: line.id.into(),
                at: line.at.into(),
                by: line.by.into(),
                stream: about.exchange.unwrap_or_default().into(),
                r#type: event.r#type.into(),
                v: event.v,
                data: event.data.get().into(),
            })
        };
        line.events.into_iter().map(row).collect()
    }

    fn insert(&self, insert: &mut Statement<'_>) -> Result<(), Failed> {
        let Self { n, id, at, by, stream, r#type, v, data } = self;
        let (n, v) = (n.cast_signed(), v.cast_signed());
        insert.execute(params![n, id, at, by, stream, r#type, v, data])?;
        Ok(())
    }
}

/// An empty database, to append to.
pub(crate) fn empty(database: &Path) -> Result<Connection, Failed> {
    let connection = Connection::open(database)?;
    connection.execute_batch(&format!("{TUNED} {TABLE}"))?;
    Ok(connection)
}

/// Appends rows, so many commits in a transaction.
pub(crate) fn append(
    connection: &Connection,
    commits: &[Vec<Row>],
    batch: usize,
) -> Result<(), Failed> {
    let mut insert = connection.prepare(INSERT)?;
    for together in commits.chunks(batch) {
        connection.execute_batch("BEGIN IMMEDIATE")?;
        for row in together.iter().flatten() {
            row.insert(&mut insert)?;
        }
        connection.execute_batch("COMMIT")?;
    }
    Ok(())
}

/// Its best path: four columns, and of their data what the fold asks for.
pub(crate) fn four_columns(connection: &Connection) -> Result<Fold, Failed> {
    let mut fold = Fold::default();
    let mut select =
        connection.prepare("SELECT pos, stream, type, data FROM events ORDER BY pos")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let (stream, event) = (row.get_ref(1)?.as_str()?, row.get_ref(2)?.as_str()?);
        slim::take(&mut fold, event, stream, row.get_ref(3)?.as_str()?)?;
    }
    Ok(fold)
}

/// What SQL alone can say of it: who came home, by side, kind and month; and of each exchange how
/// often it was described and spoken of. Not whether it is stale: that would take another join.
pub(crate) struct BySql {
    pub(crate) home: Vec<(Home, Came)>,
    pub(crate) exchanges: u64,
}

const HOME: &str = "
WITH last AS (SELECT stream, max(pos) AS pos FROM events
    WHERE type IN ('exchange-settled', 'settlement-withdrawn') GROUP BY stream),
described AS (SELECT stream, max(pos) AS pos FROM events WHERE type = 'exchange-described' GROUP BY stream)
SELECT leg.value->>'$.key.to', leg.value->>'$.key.kind',
    substr(coalesce(held.data->>'$.settlement.on',
        (SELECT data->>'$.description.on' FROM events WHERE pos = described.pos)), 1, 7),
    sum(leg.value->>'$.count.low'), coalesce(sum(leg.value->>'$.count.best'), 0),
    coalesce(sum(leg.value->>'$.count.high'), 0), count(*),
    count(*) - count(leg.value->>'$.count.high')
FROM last JOIN events AS held ON held.pos = last.pos
LEFT JOIN described ON described.stream = last.stream, json_each(held.data, '$.settlement.legs') AS leg
WHERE held.type = 'exchange-settled' AND leg.value->>'$.key.of' = leg.value->>'$.key.to'
GROUP BY 1, 2, 3";

const EXCHANGES: &str = "
SELECT stream, sum(type = 'count-stated'), sum(type = 'exchange-described'),
    max(CASE WHEN type = 'exchange-settled' THEN data->>'$.revision' END)
FROM events WHERE stream <> '' GROUP BY stream";

pub(crate) fn by_sql(connection: &Connection) -> Result<BySql, Failed> {
    let mut home = Vec::new();
    let mut select = connection.prepare(HOME)?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let kind = match row.get_ref(1)?.as_str()? {
            "living" => Kind::Living,
            "bodies" => Kind::Bodies,
            _ => Kind::Bags,
        };
        let on = row.get_ref(2)?.as_str_or_null()?.and_then(month);
        let number = |column| row.get::<_, i64>(column).map(i64::unsigned_abs);
        let came = Came {
            low: number(3)?,
            best: number(4)?,
            high: number(5)?,
            legs: number(6)?,
            open: number(7)?,
        };
        home.push(((row.get(0)?, kind, on), came));
    }
    let mut exchanges = 0;
    let mut select = connection.prepare(EXCHANGES)?;
    let mut rows = select.query([])?;
    while rows.next()?.is_some() {
        exchanges += 1;
    }
    Ok(BySql { home, exchanges })
}

impl BySql {
    /// Compares what SQL can say with what the folds say.
    pub(crate) fn compare(self, answer: &Answer) -> Result<(), Failed> {
        let home: BTreeMap<Home, Came> = self.home.into_iter().collect();
        if home != answer.home || self.exchanges != answer.exchanges.len() as u64 {
            return Err("SQL over JSON: another answer".into());
        }
        Ok(())
    }
}
