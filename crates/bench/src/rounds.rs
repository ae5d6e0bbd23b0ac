//! Ways to do the same thing, each gone once in every round, and the table of what they took.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::time::Duration;

use crate::Failed;
use crate::clock::{Took, median, took};

/// What was measured so far.
pub(crate) struct Rounds {
    taken: Vec<BTreeMap<&'static str, Took>>,
    asked: BTreeSet<&'static str>,
    only: Option<String>,
}

impl Rounds {
    /// No round yet; of the ways only those whose names hold some words.
    pub(crate) fn new(only: Option<String>) -> Self {
        Self { taken: Vec::new(), asked: BTreeSet::new(), only }
    }

    pub(crate) fn begin(&mut self) {
        self.taken.push(BTreeMap::new());
    }

    /// Goes one way, if it is asked for.
    pub(crate) fn go<T>(
        &mut self,
        way: &'static str,
        run: impl FnOnce() -> Result<T, Failed>,
    ) -> Result<Option<T>, Failed> {
        if self.only.as_ref().is_some_and(|only| !way.contains(only.as_str())) {
            return Ok(None);
        }
        let (answer, took) = took(run);
        self.taken.last_mut().and_then(|round| round.insert(way, took));
        answer.map(Some)
    }

    /// The same for a way that another process goes: what it takes of the processors is not seen.
    pub(crate) fn ask<T>(
        &mut self,
        way: &'static str,
        run: impl FnOnce() -> Result<T, Failed>,
    ) -> Result<Option<T>, Failed> {
        self.asked.insert(way);
        self.go(way, run)
    }

    /// The medians, the fastest way first, and how many times faster each is than the yardstick,
    /// which is called by a short name in the heading.
    pub(crate) fn print(
        &self,
        commits: u64,
        yardstick: &'static str,
        short: &str,
    ) -> Result<(), Failed> {
        let ways = self.taken.first().into_iter().flat_map(BTreeMap::keys).copied();
        let mut rows: Vec<_> =
            ways.map(|way| (self.median(way, wall), self.median(way, cpu), way)).collect();
        rows.sort_unstable();
        let measure = self.median(yardstick, wall).as_secs_f64();
        let mut out = std::io::stdout().lock();
        writeln!(out, "{commits} commits, {} rounds, medians", self.taken.len())?;
        let ratio = format!("{short}/it");
        writeln!(out, "{:<40} {:>9} {:>9} {:>12} {ratio:>9}", "", "wall s", "cpu s", "commits/s")?;
        for (wall, cpu, way) in rows {
            let (wall, cpu) = (wall.as_secs_f64(), self.told(way, cpu));
            #[expect(clippy::cast_precision_loss, reason = "a rate is printed in three digits")]
            let rate = commits as f64 / wall;
            writeln!(out, "{way:<40} {wall:>9.3} {cpu:>9} {rate:>12.0} {:>9.2}", measure / wall)?;
        }
        Ok(())
    }

    fn told(&self, way: &str, cpu: Duration) -> String {
        if self.asked.contains(way) { "-".into() } else { format!("{:.3}", cpu.as_secs_f64()) }
    }

    fn median(&self, way: &str, time: fn(&Took) -> Duration) -> Duration {
        median(self.taken.iter().filter_map(|round| round.get(way)).map(time).collect())
    }
}

fn wall(took: &Took) -> Duration {
    took.wall
}

fn cpu(took: &Took) -> Duration {
    took.cpu
}
