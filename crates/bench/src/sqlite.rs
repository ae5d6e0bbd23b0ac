//! `SQLite` as a careful user would take it: a table of events with the columns that are asked for,
//! WAL, synchronous FULL, a large cache and mapped pages.

use std::path::Path;

use repatria_log::CommitReader as _;
use rusqlite::{Connection, Statement, params};
use uuid::Uuid;

use crate::Failed;
use crate::by_sql::{self, BySql, Told};
use crate::fold::{Came, Fold, Home};
use crate::row::Row;
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
        insert_row(insert, &row)?;
    }
    Ok(())
}

fn insert_row(insert: &mut Statement<'_>, row: &Row) -> Result<(), Failed> {
    let Row { n, id, at, by, stream, r#type, v, data } = row;
    let (n, v) = (n.cast_signed(), v.cast_signed());
    insert.execute(params![n, id, at, by, stream, r#type, v, data])?;
    Ok(())
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
            insert_row(&mut insert, row)?;
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
    coalesce(max(CASE WHEN type = 'exchange-settled' THEN data->>'$.revision' END), 0)
FROM events WHERE stream <> '' GROUP BY stream";

/// What its SQL over JSON says.
pub(crate) fn by_sql(connection: &Connection) -> Result<BySql, Failed> {
    Ok(BySql { home: home(connection)?, exchanges: exchanges(connection)? })
}

fn home(connection: &Connection) -> Result<Vec<(Home, Came)>, Failed> {
    let mut select = connection.prepare(HOME)?;
    let (mut rows, mut home) = (select.query([])?, Vec::new());
    while let Some(row) = rows.next()? {
        let [to, kind] = [row.get_ref(0)?.as_str()?, row.get_ref(1)?.as_str()?];
        let number = |column| row.get::<_, i64>(column).map(i64::unsigned_abs);
        let on = row.get_ref(2)?.as_str_or_null()?;
        home.push((by_sql::home(to, kind, on), by_sql::came(number)?));
    }
    Ok(home)
}

fn exchanges(connection: &Connection) -> Result<Vec<Told>, Failed> {
    let mut select = connection.prepare(EXCHANGES)?;
    let (mut rows, mut exchanges) = (select.query([])?, Vec::new());
    while let Some(row) = rows.next()? {
        exchanges.push(Told {
            exchange: Uuid::try_parse(row.get_ref(0)?.as_str()?)?,
            statements: row.get::<_, i64>(1)?.unsigned_abs(),
            described: row.get::<_, i64>(2)?.unsigned_abs(),
            revision: row.get(3)?,
        });
    }
    Ok(exchanges)
}
