//! The port: what a store of lines has to do, and nothing more. An adapter sees bytes and
//! positions; it refuses to know what an event is.

use crate::batch::Batch;
use crate::error::LogError;
use repatria_tlog::LeafHash;

/// Where a log ends: the number of its last commit, and the hash of its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The last commit; 0 in an empty log.
    pub n: u64,
    /// The hash of its line; [`LeafHash::NONE`] in an empty log.
    pub leaf: LeafHash,
}

/// A place between two lines: behind commit `n`, whose line feed is the last of `byte` bytes.
///
/// Bytes are those of the lines with their line feeds, one after the other, in whatever way an
/// engine stores them; a table finds its place by `n`, a file by `byte`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// How many commits stand before it.
    pub n: u64,
    /// How many bytes stand before it.
    pub byte: u64,
}

/// A log that can be read, by several threads at once.
pub trait CommitReader: Sync {
    /// Where the log ends. What is not durable is not there yet.
    ///
    /// # Errors
    /// When the log cannot be reached, or its end is damaged.
    fn head(&self) -> Result<Head, LogError>;

    /// Fills `page` with the next whole lines after a position, each with its line feed: the
    /// exact bytes that were written, as many as `page` has room for, or somewhat more. Leaves it
    /// empty at the end.
    ///
    /// # Errors
    /// When the log cannot be reached, or ends before it should. Lines are handed out unchecked.
    fn read(&self, after: Position, page: &mut Vec<u8>) -> Result<(), LogError>;
}

/// A log that can be appended to. What is appended may be written by another thread than the one that
/// makes it.
pub trait CommitLog: CommitReader + Send {
    /// Appends lines, if the log still ends where the batch begins: a compare-and-swap on the
    /// head. Returns when they are durable. Each line is written whole, and in order: after a
    /// failure the log holds the first few of them, or none.
    ///
    /// # Errors
    /// [`LogError::Conflict`], [`LogError::Unavailable`] and [`LogError::Full`] when nothing was
    /// written; [`LogError::OutcomeUnknown`] when nobody can say; [`LogError::Poisoned`] after
    /// that, until the log is taken up anew.
    fn append(&mut self, batch: &Batch) -> Result<(), LogError>;

    /// Takes the log up anew after a failure, as if the program had been started again.
    ///
    /// # Errors
    /// When it still cannot be reached, or is damaged.
    fn reopen(&mut self) -> Result<(), LogError>;
}

impl Head {
    /// The head of an empty log.
    pub const EMPTY: Self = Self { n: 0, leaf: LeafHash::NONE };
}

impl Position {
    /// Before the first line.
    pub const START: Self = Self { n: 0, byte: 0 };

    /// Behind one more line of so many bytes, its line feed not counted.
    #[must_use]
    pub fn behind(self, line_bytes: usize) -> Self {
        // A line is at most a page long, and neither count comes near the end of its range.
        let bytes = u64::try_from(line_bytes).unwrap_or(u64::MAX).saturating_add(1);
        Self { n: self.n.saturating_add(1), byte: self.byte.saturating_add(bytes) }
    }
}

impl<L: CommitReader + ?Sized> CommitReader for &L {
    fn head(&self) -> Result<Head, LogError> {
        (**self).head()
    }

    fn read(&self, after: Position, page: &mut Vec<u8>) -> Result<(), LogError> {
        (**self).read(after, page)
    }
}
