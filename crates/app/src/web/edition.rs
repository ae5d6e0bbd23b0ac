//! The register as it is read: folded records, each of one moment, that nobody waits for.
//! It refuses to know HTTP, and never writes to the log.

mod follow;
mod known;

use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

use repatria_domain::Timestamp;
use repatria_log::{CommitReader as _, FileLog, FileReader, LeafHash, LogError, Position};
use repatria_projection::Record;
use tokio::sync::watch;

use crate::failure::Failure;
use follow::Follower;
use known::Known;

/// The register after one commit.
#[derive(Clone, Debug)]
pub(crate) struct Edition {
    /// What read models are drawn from.
    pub(crate) record: Record,
    /// The hash of the line of its last commit.
    pub(crate) leaf: LeafHash,
}

impl Edition {
    /// The register before its first commit.
    fn empty() -> Self {
        Self { record: Record::default(), leaf: LeafHash::NONE }
    }
}

/// When a commit was recorded, and where its line ends in the log.
#[derive(Clone, Copy, Debug)]
struct Mark {
    at: Timestamp,
    end: u64,
}

/// The newest edition and those of earlier times. Whoever reads takes an edition and keeps it;
/// whoever publishes puts another one in its place.
#[derive(Debug)]
pub(crate) struct Editions {
    reader: FileReader,
    newest: RwLock<Arc<Edition>>,
    marks: RwLock<Vec<Mark>>,
    follower: Follower,
    known: Known,
    grown: watch::Sender<u64>,
}

impl Editions {
    /// Folds the log of a register.
    ///
    /// # Errors
    /// When there is none, or it is damaged.
    pub(crate) fn open(folder: &Path, show: impl FnMut(u64)) -> Result<Self, Failure> {
        let editions = Self {
            reader: FileLog::open_for_reading(folder)?,
            newest: RwLock::new(Arc::new(Edition::empty())),
            marks: RwLock::default(),
            follower: Follower::of(folder.to_owned()),
            known: Known::default(),
            grown: watch::Sender::new(0),
        };
        follow::take_up(&editions, show)?;
        Ok(editions)
    }

    /// The register as it is now.
    pub(crate) fn newest(&self) -> Arc<Edition> {
        Arc::clone(&self.newest.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The register as it was known at a time.
    ///
    /// # Errors
    /// When the log cannot be read again.
    pub(crate) fn known_at(&self, time: Option<Timestamp>) -> Result<Arc<Edition>, Failure> {
        let newest = self.newest();
        let Some(time) = time else { return Ok(newest) };
        let n = self.marks(|marks| marks.partition_point(|mark| mark.at <= time));
        if n as u64 >= newest.record.head().n {
            return Ok(newest);
        }
        self.known.after(n as u64, &self.reader)
    }

    /// Takes in what was recorded since, by whomever. Afterwards it is in the newest edition.
    ///
    /// # Errors
    /// When the log cannot be read, or what was appended is damaged.
    pub(crate) fn catch_up(&self) -> Result<(), Failure> {
        follow::take_in(self)
    }

    /// Whether the log could be read to its end when it was last tried; else why not.
    pub(crate) fn trouble(&self) -> Option<String> {
        self.follower.trouble()
    }

    /// How many commits there are; tells when there are more.
    pub(crate) fn grown(&self) -> watch::Receiver<u64> {
        self.grown.subscribe()
    }

    /// The exact lines after commit `n`, about a mebibyte of them; none at the end.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub(crate) fn lines_after(&self, n: u64) -> Result<Vec<u8>, LogError> {
        let Some(place) = self.position(n) else { return Ok(Vec::new()) };
        let mut page = Vec::new();
        self.reader.read(place, &mut page)?;
        Ok(page)
    }

    /// Where commit `n` ends, if it is there.
    fn position(&self, n: u64) -> Option<Position> {
        let Some(before) = n.checked_sub(1) else { return Some(Position::START) };
        let index = usize::try_from(before).ok()?;
        let byte = self.marks(|marks| marks.get(index).map(|mark| mark.end))?;
        Some(Position { n, byte })
    }

    fn marks<T>(&self, look: impl FnOnce(&[Mark]) -> T) -> T {
        look(&self.marks.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn mark(&self, marks: &[Mark]) {
        self.marks.write().unwrap_or_else(PoisonError::into_inner).extend_from_slice(marks);
    }

    /// Puts an edition in the place of the newest; answers with that one.
    fn publish(&self, edition: Edition) -> Arc<Edition> {
        let n = edition.record.head().n;
        let edition = Arc::new(edition);
        let mut newest = self.newest.write().unwrap_or_else(PoisonError::into_inner);
        let before = std::mem::replace(&mut *newest, edition);
        drop(newest);
        self.grown.send_replace(n);
        before
    }
}
