//! Those who rebuild from a store or a program of their own. Whoever is not here is left out, and
//! stderr says why.

use std::io::Write as _;
use std::path::Path;

use clap::Args;

use crate::Failed;
use crate::duckdb::DuckDb;
#[cfg(feature = "nats")]
use crate::jetstream::JetStream;
#[cfg(feature = "postgres")]
use crate::postgresql;
use crate::rebuild::Table;
#[cfg(feature = "umadb")]
use crate::umadb::UmaDb;

/// The yardstick: all others are told in its terms.
pub(crate) const YARDSTICK: &str = "SQLite: four columns, slim parse";

/// With one thread, and with two.
const DUCKDB: [(u8, &str); 2] =
    [(1, "DuckDB: SQL over the log, 1 thread"), (2, "DuckDB: SQL over the log, 2 threads")];

/// Servers that somebody runs.
#[derive(Args, Debug)]
pub(crate) struct Servers {
    /// Connection string of a PostgreSQL server, where a schema of its own is made
    #[cfg(feature = "postgres")]
    #[arg(long, env = crate::postgresql::SERVER, hide_env_values = true)]
    pub(crate) postgres: Option<String>,
    /// Address of a NATS server, where a stream of its own is made
    #[cfg(feature = "nats")]
    #[arg(long, env = crate::jetstream::SERVER, hide_env_values = true)]
    pub(crate) nats: Option<String>,
    /// Address of an UmaDB server, where events are appended that stay
    #[cfg(feature = "umadb")]
    #[arg(long, env = crate::umadb::SERVER, hide_env_values = true)]
    pub(crate) umadb: Option<String>,
}

/// Who is here.
pub(crate) struct Peers {
    #[cfg(feature = "sqlite")]
    sqlite: rusqlite::Connection,
    duckdb: Option<DuckDb>,
    #[cfg(feature = "postgres")]
    postgresql: Option<postgresql::Table>,
    #[cfg(feature = "nats")]
    nats: Option<JetStream>,
    #[cfg(feature = "umadb")]
    umadb: Option<UmaDb>,
}

impl Peers {
    /// Fills the stores, and starts what has to be started.
    #[cfg_attr(
        not(any(feature = "postgres", feature = "nats", feature = "umadb")),
        expect(unused_variables, reason = "no peer with a server is compiled in")
    )]
    pub(crate) fn open(register: &Path, servers: &Servers) -> Result<Self, Failed> {
        let log = register.join("log.jsonl");
        Ok(Self {
            #[cfg(feature = "sqlite")]
            sqlite: crate::sqlite::load(register, &register.join("peer.sqlite"))?,
            duckdb: present("DuckDB", DuckDb::open(&log))?,
            #[cfg(feature = "postgres")]
            postgresql: present("PostgreSQL", postgresql::connect(servers.postgres.as_deref()))?
                .map(|client| postgresql::Table::load(client, &log))
                .transpose()?,
            #[cfg(feature = "nats")]
            nats: present("NATS", JetStream::connect(servers.nats.as_deref()))?
                .map(|nats| nats.load(&log))
                .transpose()?,
            #[cfg(feature = "umadb")]
            umadb: present("UmaDB", UmaDb::connect(servers.umadb.as_deref()))?
                .map(|umadb| umadb.load(&log))
                .transpose()?,
        })
    }

    /// Each of them does the job once.
    pub(crate) fn round(&mut self, table: &mut Table) -> Result<(), Failed> {
        #[cfg(feature = "sqlite")]
        {
            table.figures(YARDSTICK, || crate::sqlite::four_columns(&self.sqlite))?;
            table.by_sql("SQLite: SQL over JSON", || crate::sqlite::by_sql(&self.sqlite))?;
        }
        if let Some(duckdb) = &mut self.duckdb {
            for (threads, way) in DUCKDB {
                duckdb.threads(threads)?;
                table.asked_by_sql(way, || duckdb.by_sql())?;
            }
        }
        #[cfg(feature = "postgres")]
        if let Some(postgresql) = &mut self.postgresql {
            table.asked_by_sql("PostgreSQL: SQL over JSON", || postgresql.by_sql())?;
        }
        #[cfg(feature = "nats")]
        if let Some(nats) = &self.nats {
            table.asked_figures("NATS: lines, slim parse", || nats.figures())?;
        }
        #[cfg(feature = "umadb")]
        if let Some(umadb) = &self.umadb {
            table.asked_figures("UmaDB: lines, slim parse", || umadb.figures())?;
        }
        Ok(())
    }
}

/// A peer, if it is here.
pub(crate) fn present<T>(peer: &str, opened: Result<T, Failed>) -> Result<Option<T>, Failed> {
    match opened {
        Ok(opened) => Ok(Some(opened)),
        Err(absence) => {
            writeln!(std::io::stderr(), "{peer} is left out: {absence}")?;
            Ok(None)
        }
    }
}
