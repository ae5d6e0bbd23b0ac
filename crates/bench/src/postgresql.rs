//! `PostgreSQL` as a careful user would take it: a table of events with the columns that are asked
//! for, their data as `jsonb`, plans in parallel, and every commit synced. The server's own settings
//! are whoever runs it's.

use std::io::Write as _;
use std::path::Path;

use postgres::{Client, NoTls, Row as Answered, Statement};
use repatria_log::Batch;
use uuid::Uuid;

use crate::Failed;
use crate::by_sql::{self, BySql, Told};
use crate::fold::{Came, Home};
use crate::log_file;
use crate::row::Row;

/// The environment variable that holds the connection string.
pub(crate) const SERVER: &str = "REPATRIA_BENCH_POSTGRES";

const TABLE: &str = "
DROP TABLE IF EXISTS events;
CREATE TABLE events(pos bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n bigint NOT NULL,
    id uuid NOT NULL, at timestamptz NOT NULL, by text NOT NULL, stream uuid, type text NOT NULL,
    v integer NOT NULL, data jsonb NOT NULL);
CREATE INDEX by_id ON events(id);
CREATE INDEX by_stream ON events(stream, pos);
CREATE INDEX by_time ON events(at);";

/// Parallel plans are cheap where a table is in memory; what is asked for is sorted there.
const TUNED: &str = "
CREATE SCHEMA IF NOT EXISTS repatria_bench;
SET search_path = repatria_bench; SET synchronous_commit = on; SET work_mem = '64MB';
SET max_parallel_workers_per_gather = 2; SET parallel_setup_cost = 100;
SET parallel_tuple_cost = 0.01;";

const INSERT: &str = "INSERT INTO events(n, id, at, by, stream, type, v, data)
VALUES($1, $2::text::uuid, $3::text::timestamptz, $4, nullif($5::text, '')::uuid, $6, $7,
    $8::text::jsonb)";

const COPY: &str = "COPY events(n, id, at, by, stream, type, v, data) FROM STDIN";

const HOME: &str = "
WITH last AS (SELECT DISTINCT ON (stream) stream, type, data->'settlement' AS held FROM events
    WHERE type IN ('exchange-settled', 'settlement-withdrawn') ORDER BY stream, pos DESC),
described AS (SELECT DISTINCT ON (stream) stream, data #>> '{description,on}' AS day FROM events
    WHERE type = 'exchange-described' ORDER BY stream, pos DESC),
legs AS MATERIALIZED (SELECT leg->'key' AS key, leg->'count' AS count,
        left(coalesce(held->>'on', described.day), 7) AS month
    FROM last LEFT JOIN described USING (stream), jsonb_array_elements(held->'legs') AS leg
    WHERE last.type = 'exchange-settled')
SELECT key->>'to', key->>'kind', month, sum((count->'low')::int),
    coalesce(sum((count->'best')::int), 0), coalesce(sum((count->'high')::int), 0),
    count(*), count(*) - count(count->'high')
FROM legs WHERE key->>'of' = key->>'to' GROUP BY 1, 2, 3";

const EXCHANGES: &str = "
SELECT stream, count(*) FILTER (WHERE type = 'count-stated'),
    count(*) FILTER (WHERE type = 'exchange-described'),
    coalesce(max((data->'revision')::int) FILTER (WHERE type = 'exchange-settled'), 0)
FROM events WHERE stream IS NOT NULL GROUP BY stream";

/// Connects to a server that a connection string names.
pub(crate) fn connect(server: Option<&str>) -> Result<Client, Failed> {
    let server = server.ok_or_else(|| format!("{SERVER} names no server"))?;
    let mut client = Client::connect(server, NoTls)?;
    client.batch_execute(TUNED)?;
    Ok(client)
}

/// A table of the same events, made anew, and what it is asked.
pub(crate) struct Table {
    client: Client,
    home: Statement,
    exchanges: Statement,
}

impl Table {
    pub(crate) fn load(mut client: Client, log: &Path) -> Result<Self, Failed> {
        client.batch_execute(TABLE)?;
        let mut copy = client.copy_in(COPY)?;
        log_file::each_line(log, |line| {
            let rows = Row::all_of(line)?;
            Ok(rows.iter().try_for_each(|row| copy.write_all(copied(row).as_bytes()))?)
        })?;
        copy.finish()?;
        client.batch_execute("VACUUM ANALYZE events")?;
        let [home, exchanges] = [client.prepare(HOME)?, client.prepare(EXCHANGES)?];
        Ok(Self { client, home, exchanges })
    }

    /// What its SQL over JSON says.
    pub(crate) fn by_sql(&mut self) -> Result<BySql, Failed> {
        let home = self.client.query(&self.home, &[])?;
        let exchanges = self.client.query(&self.exchanges, &[])?;
        Ok(BySql {
            home: home.iter().map(came_home).collect::<Result<_, _>>()?,
            exchanges: exchanges.iter().map(exchange).collect::<Result<_, _>>()?,
        })
    }
}

fn came_home(row: &Answered) -> Result<(Home, Came), Failed> {
    let number = |column| row.try_get::<_, i64>(column).map(i64::unsigned_abs);
    let home = by_sql::home(row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
    Ok((home, by_sql::came(number)?))
}

fn exchange(row: &Answered) -> Result<Told, Failed> {
    Ok(Told {
        exchange: row.try_get::<_, Uuid>(0)?,
        statements: row.try_get::<_, i64>(1)?.unsigned_abs(),
        described: row.try_get::<_, i64>(2)?.unsigned_abs(),
        revision: row.try_get::<_, i32>(3)?.unsigned_abs(),
    })
}

/// What is committed together, in the form that its guide advises.
pub(crate) enum Together {
    /// One row: a prepared statement.
    Insert(Row),
    /// Several: their text, ready made, and how many they are.
    Copy(String, u64),
}

impl Together {
    pub(crate) fn of(batch: &Batch) -> Result<Self, Failed> {
        let mut rows = Vec::new();
        for (_, line) in batch.lines() {
            rows.extend(Row::all_of(line)?);
        }
        Ok(Self::of_rows(rows))
    }

    fn of_rows(mut rows: Vec<Row>) -> Self {
        let number = rows.len() as u64;
        match (rows.pop(), rows.as_slice()) {
            (Some(row), []) => Self::Insert(row),
            (last, before) => Self::Copy(before.iter().chain(&last).map(copied).collect(), number),
        }
    }

    fn rows(&self) -> u64 {
        match self {
            Self::Insert(_) => 1,
            Self::Copy(_, rows) => *rows,
        }
    }
}

/// An empty table, to append to, on a server that syncs what it commits.
pub(crate) fn empty(client: &mut Client) -> Result<(), Failed> {
    let fsync: String = client.query_one("SHOW fsync", &[])?.try_get(0)?;
    if fsync != "on" {
        return Err("PostgreSQL: the server does not sync".into());
    }
    client.batch_execute(TABLE)?;
    Ok(())
}

/// Appends rows, a transaction for what goes together.
pub(crate) fn append(client: &mut Client, transactions: &[Together]) -> Result<(), Failed> {
    let (insert, copy) = (client.prepare(INSERT)?, client.prepare(COPY)?);
    for together in transactions {
        match together {
            Together::Insert(row) => insert_row(client, &insert, row)?,
            Together::Copy(text, _) => {
                let mut copy = client.copy_in(&copy)?;
                copy.write_all(text.as_bytes())?;
                copy.finish()?;
            }
        }
    }
    Ok(())
}

fn insert_row(client: &mut Client, insert: &Statement, row: &Row) -> Result<(), Failed> {
    let Row { n, id, at, by, stream, r#type, v, data } = row;
    let (n, v) = (n.cast_signed(), i32::try_from(*v)?);
    client.execute(insert, &[&n, id, at, by, stream, r#type, &v, data])?;
    Ok(())
}

/// Whether it holds just so many rows, the last of them last.
pub(crate) fn compare(client: &mut Client, transactions: &[Together]) -> Result<(), Failed> {
    let held = client.query_one("SELECT count(*), max(pos) FROM events", &[])?;
    let rows = transactions.iter().map(Together::rows).sum::<u64>().cast_signed();
    if held.try_get::<_, i64>(0)? == rows && held.try_get::<_, i64>(1)? == rows {
        Ok(())
    } else {
        Err("PostgreSQL: another answer".into())
    }
}

/// A row as `COPY` reads it.
fn copied(row: &Row) -> String {
    let Row { n, id, at, by, stream, r#type, v, data } = row;
    let (by, r#type, data) = (escaped(by), escaped(r#type), escaped(data));
    let stream = if stream.is_empty() { "\\N" } else { stream };
    format!("{n}\t{id}\t{at}\t{by}\t{stream}\t{type}\t{v}\t{data}\n")
}

fn escaped(text: &str) -> String {
    text.replace('\\', r"\\").replace('\t', r"\t").replace('\n', r"\n").replace('\r', r"\r")
}

#[cfg(test)]
mod tests;
