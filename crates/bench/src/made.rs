//! `gen`: a register of so many commits in a folder.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::PathBuf;
use std::time::Instant;

use clap::Args;
use repatria_log::{Batch, CommitLog as _, CommitReader as _, FileLog};

use crate::Failed;
use crate::amount::amount;
use crate::generate::Growing;

/// How many commits are appended at once.
const BATCH: u64 = 5_000;

/// A register to make.
#[derive(Args, Debug)]
pub(crate) struct Gen {
    /// How many commits
    #[arg(long, value_parser = amount, default_value = "1e6")]
    commits: u64,
    /// The same seed makes the same register
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Folder to make it in
    folder: PathBuf,
}

impl Gen {
    pub(crate) fn of(commits: u64, seed: u64, folder: PathBuf) -> Self {
        Self { commits, seed, folder }
    }

    pub(crate) fn run(&self) -> Result<(), Failed> {
        let began = Instant::now();
        let mut log = FileLog::create(&self.folder)?;
        let mut growing = Growing::from_seed(self.seed)?;
        let mut kinds: BTreeMap<&'static str, u64> = BTreeMap::new();
        while log.head()?.n < self.commits {
            let mut batch = Batch::after(log.head()?);
            let missing = self.commits - log.head()?.n;
            for _ in 0..missing.min(BATCH) {
                let commit = growing.next_commit()?;
                for event in &commit.events {
                    *kinds.entry(event.name()).or_default() += 1;
                }
                batch.push(&commit)?;
            }
            log.append(&batch)?;
        }
        self.tell(&kinds, log.end().byte, began.elapsed().as_secs_f64())
    }

    fn tell(&self, kinds: &BTreeMap<&str, u64>, bytes: u64, seconds: f64) -> Result<(), Failed> {
        let mut out = std::io::stdout().lock();
        writeln!(
            out,
            "{} commits of seed {}, {bytes} bytes, {} a line, in {seconds:.1} s",
            self.commits,
            self.seed,
            bytes / self.commits.max(1)
        )?;
        for (kind, number) in kinds {
            writeln!(out, "{number:>9}  {kind}")?;
        }
        Ok(())
    }
}
