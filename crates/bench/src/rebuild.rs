//! `rebuild`: every way to read the same log, one after the other in each round, so that all meet
//! the same machine. Answers are compared before any time is.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::num::NonZero;
use std::path::PathBuf;

use clap::Args;
use repatria_log::{CommitReader as _, FileLog};

use crate::Failed;
use crate::clock::{Took, median, took};
use crate::fold::{Answer, Fold};
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
}

/// The yardstick: all others are told in its terms.
const YARDSTICK: &str = "SQLite: four columns, slim parse";

impl Rebuild {
    pub(crate) fn run(&self) -> Result<(), Failed> {
        let mut table = Table { rounds: Vec::new(), only: self.only.clone(), answer: None };
        for _ in 0..self.rounds {
            table.rounds.push(BTreeMap::new());
            self.round(&mut table)?;
        }
        let commits = FileLog::open_for_reading(&self.folder)?.head()?.n;
        table.print(commits)
    }

    fn round(&self, table: &mut Table) -> Result<(), Failed> {
        let log = self.folder.join("log.jsonl");
        let reader = FileLog::open_for_reading(&self.folder)?;
        let [one, two] = [NonZero::<usize>::MIN, NonZero::<usize>::MIN.saturating_add(1)];
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
        self.sqlite(table)
    }

    #[cfg(feature = "sqlite")]
    fn sqlite(&self, table: &mut Table) -> Result<(), Failed> {
        use crate::sqlite;
        let database = sqlite::load(&self.folder, &self.folder.join("peer.sqlite"))?;
        table.figures(YARDSTICK, || sqlite::four_columns(&database))?;
        let by_sql = table.go("SQLite: SQL over JSON", || sqlite::by_sql(&database))?;
        match (by_sql, &table.answer) {
            (Some(by_sql), Some(answer)) => by_sql.compare(answer),
            _ => Ok(()),
        }
    }

    #[cfg(not(feature = "sqlite"))]
    #[expect(
        clippy::unused_self,
        clippy::unnecessary_wraps,
        reason = "the peer is not compiled in"
    )]
    fn sqlite(&self, _: &mut Table) -> Result<(), Failed> {
        Ok(())
    }
}

/// What was measured.
struct Table {
    rounds: Vec<BTreeMap<&'static str, Took>>,
    only: Option<String>,
    answer: Option<Answer>,
}

impl Table {
    fn go<T>(
        &mut self,
        way: &'static str,
        run: impl FnOnce() -> Result<T, Failed>,
    ) -> Result<Option<T>, Failed> {
        if self.only.as_ref().is_some_and(|only| !way.contains(only.as_str())) {
            return Ok(None);
        }
        let (answer, took) = took(run);
        self.rounds.last_mut().and_then(|round| round.insert(way, took));
        answer.map(Some)
    }

    /// A way to do the whole job: the totals are drawn up in time, the answers compared after it.
    fn figures(
        &mut self,
        way: &'static str,
        run: impl FnOnce() -> Result<Fold, Failed>,
    ) -> Result<(), Failed> {
        let done = self.go(way, || {
            let fold = run()?;
            let home = fold.home();
            Ok((fold, home.len()))
        })?;
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

    fn print(&self, commits: u64) -> Result<(), Failed> {
        let ways: Vec<&'static str> =
            self.rounds.first().map(|round| round.keys().copied().collect()).unwrap_or_default();
        let of = |way: &str, time: fn(&Took) -> std::time::Duration| {
            median(self.rounds.iter().filter_map(|round| round.get(way)).map(time).collect())
        };
        let yardstick = of(YARDSTICK, |took| took.wall).as_secs_f64();
        let mut rows: Vec<_> = ways
            .into_iter()
            .map(|way| (of(way, |took| took.wall), of(way, |took| took.cpu), way))
            .collect();
        rows.sort_unstable();
        let mut out = std::io::stdout().lock();
        writeln!(out, "{commits} commits, {} rounds, medians", self.rounds.len())?;
        writeln!(
            out,
            "{:<40} {:>9} {:>9} {:>12} {:>9}",
            "", "wall s", "cpu s", "commits/s", "SQLite/it"
        )?;
        for (wall, cpu, way) in rows {
            let (wall, cpu) = (wall.as_secs_f64(), cpu.as_secs_f64());
            #[expect(clippy::cast_precision_loss, reason = "a rate is printed in three digits")]
            let rate = commits as f64 / wall;
            writeln!(
                out,
                "{way:<40} {wall:>9.3} {cpu:>9.3} {rate:>12.0} {:>9.2}",
                yardstick / wall
            )?;
        }
        Ok(())
    }
}
