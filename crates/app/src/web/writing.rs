//! Where commands that come over the network become commits: at one desk, which is open while
//! commands come and lets go of the register when none did for a while, so that the command line
//! can record too. It refuses to know who may record what.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use repatria_domain::{Commit, Timestamp};
use repatria_log::{Desk, FileLog, NotRecorded, Recorded, Sequencer, Submission, SystemDisk};

use super::edition::Editions;
use crate::failure::Failure;

/// How long the desk stays open when no command comes.
const OPEN_IDLE: Duration = Duration::from_secs(2);

/// The desk, and whether it is open.
#[derive(Debug)]
pub(super) struct Writing {
    folder: PathBuf,
    open: Mutex<Option<Arc<Open>>>,
}

#[derive(Debug)]
struct Open {
    // What is recorded is shown by whoever follows the log: there is one way onto the page.
    desk: Desk<FileLog, fn(&Commit)>,
    used: Mutex<Instant>,
}

impl Writing {
    pub(super) fn at(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), open: Mutex::new(None) }
    }

    /// Records a command together with those that others hand in meanwhile. When it answers, the
    /// commit is durable, and in the newest edition.
    pub(super) fn submit(
        &self,
        submission: Submission,
        now: Timestamp,
        editions: &Editions,
    ) -> Result<Recorded, Failure> {
        let open = self.open()?;
        let answers = open.desk.submit(vec![submission], now);
        *lock(&open.used) = Instant::now();
        let answer = answers
            .into_iter()
            .next()
            .unwrap_or(Err(NotRecorded::Unavailable(Arc::new(repatria_log::LogError::Poisoned))));
        let recorded = answer.map_err(Failure::NotRecorded)?;
        // A failure to read is no failure to record: it is told by whoever asks after the health.
        let _ = editions.catch_up();
        Ok(recorded)
    }

    /// Lets go of the register where no command came for a while.
    pub(super) fn rest(&self) {
        let mut held = lock(&self.open);
        let idle = held.as_ref().is_some_and(|open| {
            Arc::strong_count(open) == 1 && lock(&open.used).elapsed() >= OPEN_IDLE
        });
        if idle && let Some(open) = held.take() {
            // Who cannot be told any more loses nothing but time.
            let _ = open.desk.with(|sequencer, _| sequencer.keep_index());
        }
    }

    /// The desk, opened where it is not.
    fn open(&self) -> Result<Arc<Open>, Failure> {
        let mut held = lock(&self.open);
        if let Some(open) = held.as_ref() {
            return Ok(Arc::clone(open));
        }
        let sequencer = Sequencer::open_in_parts(SystemDisk, &self.folder, |_, _| ())?;
        let desk = Desk::new(sequencer, nothing as fn(&Commit));
        let open = Arc::new(Open { desk, used: Mutex::new(Instant::now()) });
        *held = Some(Arc::clone(&open));
        Ok(open)
    }
}

fn nothing(_: &Commit) {}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
