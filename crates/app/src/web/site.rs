//! What the server has: the editions that are read, the desk where commands are recorded, and what
//! time it is. It refuses to know HTTP.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use repatria_domain::{Day, Timestamp};
use repatria_log::{Recorded, Submission};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

use super::address::SiteUrl;
use super::complaint::Complaint;
use super::edition::Editions;
use super::feed::Reached;
use super::kept::Kept;
use super::metrics::Metrics;
use super::package::Packages;
use super::view::Links;
use super::writing::Writing;
use crate::clock;
use crate::export::Licence;
use crate::failure::Failure;
use crate::output::Progress;

/// How many answers are drawn at once; more wait.
const DRAWN_AT_ONCE: usize = 8;
/// How many may follow the log live at once.
const LIVE_MAX: usize = 256;

/// A register, and how it is served.
#[derive(Clone, Debug)]
pub(crate) struct Served {
    /// Where it is.
    pub(crate) folder: PathBuf,
    /// How it is reached from outside.
    pub(crate) site: SiteUrl,
    /// Under which licence its data goes out.
    pub(crate) licence: Licence,
    /// A clock that stands still.
    pub(crate) fixed_clock: Option<Timestamp>,
}

/// A register that is served.
#[derive(Debug)]
pub(crate) struct Site {
    pub(super) editions: Arc<Editions>,
    pub(super) packages: Packages,
    pub(super) kept: Kept,
    pub(super) metrics: Metrics,
    served: Served,
    writing: Writing,
    drawing: Semaphore,
    live: Arc<Semaphore>,
    ending: watch::Sender<bool>,
}

impl Site {
    /// Folds the register of a folder.
    ///
    /// # Errors
    /// When there is none, or its log is damaged.
    pub(crate) fn open(served: Served) -> Result<Self, Failure> {
        let mut progress = Progress::over(0, "reading");
        let editions = Arc::new(Editions::open(&served.folder, |n| progress.at(n))?);
        Ok(Self {
            editions,
            packages: Packages::under(served.licence),
            kept: Kept::default(),
            metrics: Metrics::default(),
            writing: Writing::at(&served.folder),
            served,
            drawing: Semaphore::new(DRAWN_AT_ONCE),
            live: Arc::new(Semaphore::new(LIVE_MAX)),
            ending: watch::Sender::new(false),
        })
    }

    /// How many commits are shown.
    pub(crate) fn commits(&self) -> u64 {
        self.editions.newest().record.head().n
    }

    /// The folder of the register.
    pub(super) fn folder(&self) -> &Path {
        &self.served.folder
    }

    /// How the site is reached from outside.
    pub(super) fn reached(&self) -> Reached<'_> {
        Reached { site: &self.served.site, links: Links::Served }
    }

    pub(super) fn today(&self) -> Day {
        self.now().day()
    }

    fn now(&self) -> Timestamp {
        clock::now(self.served.fixed_clock)
    }

    /// What is said where the clock stands before the last commit.
    pub(crate) fn clock_set_back(&self) -> Option<String> {
        clock::set_back(self.now(), self.editions.newest().record.head().at?)
    }

    /// Records a command. When it answers, the commit is durable and on every page.
    pub(super) async fn record(
        self: &Arc<Self>,
        submission: Submission,
    ) -> Result<Recorded, Complaint> {
        let site = Arc::clone(self);
        // Whoever asked may be gone before it is recorded; it is recorded and counted all the same.
        let recorded = tokio::spawn(async move {
            let recorded = site.writing.submit(submission, site.now(), &site.editions).await;
            let counted = match &recorded {
                Ok(Recorded { repeated: false, .. }) => &site.metrics.recorded,
                Ok(Recorded { repeated: true, .. }) => &site.metrics.repeated,
                Err(_) => &site.metrics.not_recorded,
            };
            counted.fetch_add(1, Ordering::Relaxed);
            recorded
        });
        recorded.await.map_err(|_| Complaint::Broken)?
    }

    /// Takes in what others appended, and lets go of the lock where no command came for a while.
    pub(super) fn look(&self) {
        // What fails is kept there, and told by whoever asks after the health of the server.
        let _ = self.editions.catch_up();
        self.writing.rest();
    }

    /// A place among those who follow the log live, if there is one.
    pub(super) fn live_place(self: &Arc<Self>) -> Result<LivePlace, Complaint> {
        let permit = Arc::clone(&self.live).try_acquire_owned().map_err(|_| Complaint::Busy)?;
        self.metrics.live.fetch_add(1, Ordering::Relaxed);
        Ok(LivePlace { site: Arc::clone(self), _permit: permit })
    }

    /// Ends what would go on for ever.
    pub(super) fn end(&self) {
        self.ending.send_replace(true);
    }

    /// Tells when it ends.
    pub(super) fn ending(&self) -> watch::Receiver<bool> {
        self.ending.subscribe()
    }

    /// Does work that takes a while where it holds nobody else up.
    pub(super) async fn draw<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Self) -> Result<T, Complaint> + Send + 'static,
    ) -> Result<T, Complaint> {
        let _turn = self.drawing.acquire().await.map_err(|_| Complaint::Busy)?;
        let site = Arc::clone(self);
        tokio::task::spawn_blocking(move || work(&site)).await.map_err(|_| Complaint::Broken)?
    }
}

/// A place among those who follow the log live.
#[derive(Debug)]
pub(super) struct LivePlace {
    site: Arc<Site>,
    _permit: OwnedSemaphorePermit,
}

impl Drop for LivePlace {
    fn drop(&mut self) {
        less(&self.site.metrics.live);
    }
}

/// One less of something that is counted while it lasts.
fn less(counter: &AtomicU64) {
    counter.fetch_sub(1, Ordering::Relaxed);
}
