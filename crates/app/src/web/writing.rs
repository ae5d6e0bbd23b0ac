//! Where commands that come over the network become commits: at one desk, which is open while
//! commands come and lets go of the register when none did for a while, so that the command line
//! can record too. It refuses to know who may record what.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use repatria_domain::{Commit, Timestamp};
use repatria_log::{Desk, FileLog, Recorded, Sequencer, Submission, SystemDisk};
use tokio::sync::Mutex as Turns;
use tokio::task::spawn_blocking;

use super::complaint::Complaint;
use super::edition::Editions;
use crate::failure::Failure;

/// How long the desk stays open when no command comes.
const OPEN_IDLE: Duration = Duration::from_secs(2);

/// The desk, and whether it is open.
#[derive(Debug)]
pub(super) struct Writing {
    folder: PathBuf,
    // Whoever finds it closed opens it, and the others wait for that.
    open: Turns<Option<Arc<Open>>>,
    // One takes in what was recorded, for all that wait for it.
    taking_in: Turns<()>,
}

#[derive(Debug)]
struct Open {
    // What is recorded is shown by whoever follows the log: there is one way onto the page.
    desk: Desk<FileLog, fn(&Commit)>,
    used: Mutex<Instant>,
}

impl Writing {
    pub(super) fn at(folder: &Path) -> Self {
        let (open, taking_in) = (Turns::default(), Turns::default());
        Self { folder: folder.to_owned(), open, taking_in }
    }

    /// Records a command together with those that others hand in meanwhile. When it answers, the
    /// commit is durable, and in the newest edition.
    pub(super) async fn submit(
        &self,
        submission: Submission,
        now: Timestamp,
        editions: &Arc<Editions>,
    ) -> Result<Recorded, Complaint> {
        let open = self.open().await?;
        let ticket = open.desk.hand_in(submission, now, |duty| {
            // The desk stays open until it is done.
            let open = Arc::clone(&open);
            drop(spawn_blocking(move || {
                duty.write_all();
                drop(open);
            }));
        });
        let answer = ticket.await;
        *lock(&open.used) = Instant::now();
        let recorded = answer.map_err(Failure::NotRecorded)?;
        self.take_in(recorded.n, editions).await;
        Ok(recorded)
    }

    /// Makes sure that a commit is in the newest edition.
    async fn take_in(&self, n: u64, editions: &Arc<Editions>) {
        let _turn = self.taking_in.lock().await;
        if editions.newest().record.head().n < n {
            let editions = Arc::clone(editions);
            // A failure to read is no failure to record: it is told by whoever asks after the health.
            let _ = spawn_blocking(move || editions.catch_up()).await;
        }
    }

    /// Lets go of the register where no command came for a while.
    pub(super) fn rest(&self) {
        let mut held = self.open.blocking_lock();
        let idle = held.as_ref().is_some_and(|open| {
            Arc::strong_count(open) == 1 && lock(&open.used).elapsed() >= OPEN_IDLE
        });
        if idle && let Some(open) = held.take() {
            // Who cannot be told any more loses nothing but time.
            let _ = open.desk.with(|sequencer, _| sequencer.keep_index());
        }
    }

    /// The desk, opened where it is not.
    async fn open(&self) -> Result<Arc<Open>, Complaint> {
        let mut held = self.open.lock().await;
        if let Some(open) = held.as_ref() {
            return Ok(Arc::clone(open));
        }
        let folder = self.folder.clone();
        let opened = spawn_blocking(move || {
            Sequencer::open_in_parts(SystemDisk, folder, |_, _| ()).map_err(Failure::from)
        });
        let sequencer = opened.await.map_err(|_| Complaint::Broken)??;
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
