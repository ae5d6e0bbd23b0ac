//! `rebuild`: every way to read the same log, one after the other in each round, so that all meet
//! the same machine. Answers are compared before any time is.

use std::num::NonZero;
use std::path::PathBuf;

use clap::Args;
use repatria_log::{CommitReader as _, FileLog, Threads};

use crate::Failed;
use crate::by_sql::BySql;
use crate::fold::{Answer, Fold};
use crate::peers::{Peers, Servers, YARDSTICK};
use crate::rounds::Rounds;
use crate::{limits, ours};

/// A log to rebuild from.
#[derive(Args, Debug)]
pub(crate) struct Rebuild {
    /// The register
    folder: PathBuf,
    /// How often each way is gone
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Only the ways whose names hold this
    #[arg(long)]
    only: Option<String>,
    #[command(flatten)]
    servers: Servers,
}

impl Rebuild {
    pub(crate) fn run(&self) -> Result<(), Failed> {
        let mut table = Table { rounds: Rounds::new(self.only.clone()), answer: None };
        let mut peers = Peers::open(&self.folder, &self.servers)?;
        for _ in 0..self.rounds {
            table.rounds.begin();
            self.round(&mut table)?;
            peers.round(&mut table)?;
        }
        let commits = FileLog::open_for_reading(&self.folder)?.head()?.n;
        table.rounds.print(commits, YARDSTICK, "SQLite")
    }

    fn round(&self, table: &mut Table) -> Result<(), Failed> {
        let log = self.folder.join("log.jsonl");
        let reader = FileLog::open_for_reading(&self.folder)?;
        let one = Threads::ONE;
        let two = Threads::exactly(NonZero::<usize>::MIN.saturating_add(1));
        table.go("limit: line scan", || limits::scan(&log))?;
        table.go("limit: line scan, crc and UTF-8", || limits::checked_scan(&log))?;
        table.go("serde_json: typed parse, no fold", || limits::typed(&log))?;
        table.figures("serde_json: slim parse, figures", || limits::slim_lines(&log))?;
        table.figures("ours: figures, 1 thread", || ours::figures(&reader, one))?;
        table.figures("ours: figures, 2 threads", || ours::figures(&reader, two))?;
        table.go("ours: gists, no fold", || ours::gists(&reader, one))?;
        table.go("ours: whole commits, no fold", || ours::commits(&reader, one))?;
        table.go("ours: record of all models, 1 thread", || ours::record(&reader, one))?;
        table.go("ours: record of all models, 2 threads", || ours::record(&reader, two))?;
        Ok(())
    }
}

/// What was measured, and the answer that all have to give.
pub(crate) struct Table {
    rounds: Rounds,
    answer: Option<Answer>,
}

impl Table {
    fn go<T>(
        &mut self,
        way: &'static str,
        run: impl FnOnce() -> Result<T, Failed>,
    ) -> Result<Option<T>, Failed> {
        self.rounds.go(way, run)
    }

    /// A way to do of the job what SQL over JSON can say.
    #[cfg(feature = "sqlite")]
    pub(crate) fn by_sql(
        &mut self,
        way: &'static str,
        run: impl FnOnce() -> Result<BySql, Failed>,
    ) -> Result<(), Failed> {
        let told = self.rounds.go(way, run)?;
        self.compare(way, told)
    }

    /// The same, asked of another process.
    pub(crate) fn asked_by_sql(
        &mut self,
        way: &'static str,
        run: impl FnOnce() -> Result<BySql, Failed>,
    ) -> Result<(), Failed> {
        let told = self.rounds.ask(way, run)?;
        self.compare(way, told)
    }

    fn compare(&self, way: &str, told: Option<BySql>) -> Result<(), Failed> {
        match (told, &self.answer) {
            (Some(told), Some(answer)) => told.compare(way, answer),
            _ => Ok(()),
        }
    }

    /// A way to do the whole job: the totals are drawn up in time, the answers compared after it.
    pub(crate) fn figures(
        &mut self,
        way: &'static str,
        run: impl FnOnce() -> Result<Fold, Failed>,
    ) -> Result<(), Failed> {
        let done = self.go(way, || whole(run))?;
        self.settle(way, done)
    }

    /// The same, with events that another process has.
    #[cfg(any(feature = "nats", feature = "umadb"))]
    pub(crate) fn asked_figures(
        &mut self,
        way: &'static str,
        run: impl FnOnce() -> Result<Fold, Failed>,
    ) -> Result<(), Failed> {
        let done = self.rounds.ask(way, || whole(run))?;
        self.settle(way, done)
    }

    fn settle(&mut self, way: &str, done: Option<(Fold, usize)>) -> Result<(), Failed> {
        let Some((fold, _)) = done else { return Ok(()) };
        let answer = fold.answer();
        match &self.answer {
            Some(first) if *first != answer => Err(format!("{way}: another answer").into()),
            Some(_) => Ok(()),
            None => {
                self.answer = Some(answer);
                Ok(())
            }
        }
    }
}

/// A fold, and its totals drawn up.
fn whole(run: impl FnOnce() -> Result<Fold, Failed>) -> Result<(Fold, usize), Failed> {
    let fold = run()?;
    let home = fold.home();
    Ok((fold, home.len()))
}
