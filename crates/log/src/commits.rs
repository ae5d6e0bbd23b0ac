//! The commits of a log in order, each checked to be what was written and to follow the one before.

use repatria_domain::Commit;

use crate::codec::Said;
use crate::error::LogError;
use crate::lines::Lines;
use crate::port::{CommitReader, Position};

/// The commits of a log in order. Checks the crc and the number of every line.
///
/// It ends with `None`, and goes on from there when more was appended; after an error it is over.
///
/// ```
/// use repatria_log::{Commits, MemoryLog};
/// let log = MemoryLog::default();
/// assert!(Commits::of(&log).next().is_none());
/// ```
#[derive(Debug)]
pub struct Commits<L> {
    lines: Lines<L>,
    said: Said,
    failed: bool,
}

impl<L: CommitReader> Commits<L> {
    /// All commits.
    pub fn of(log: L) -> Self {
        Self::read(Lines::of(log), Said::InWords)
    }

    /// All commits, with what claimants said of exchanges in brief. Words that are skipped unread may
    /// be unsound: `verify` says.
    pub fn in_brief(log: L) -> Self {
        Self::read(Lines::of(log), Said::InBrief)
    }

    /// The commits behind a place: that of an earlier cursor over the same log.
    pub fn behind(log: L, place: Position) -> Self {
        Self::read(Lines::after(log, place), Said::InWords)
    }

    /// The commits after number `n`. Those before are counted, not read.
    ///
    /// # Errors
    /// When the log cannot be reached.
    pub fn after(log: L, n: u64) -> Result<Self, LogError> {
        let mut lines = Lines::of(log);
        while lines.behind().n < n && lines.next_line()?.is_some() {}
        Ok(Self::read(lines, Said::InWords))
    }

    /// The place behind the last commit that was given out: how far one is, in commits and bytes.
    pub fn position(&self) -> Position {
        self.lines.behind()
    }

    fn read(lines: Lines<L>, said: Said) -> Self {
        Self { lines, said, failed: false }
    }

    fn read_next(&mut self) -> Result<Option<Commit>, LogError> {
        let Some(placed) = self.lines.next_line()? else { return Ok(None) };
        placed.commit_with(self.said).map(Some)
    }
}

impl<L: CommitReader> Iterator for Commits<L> {
    type Item = Result<Commit, LogError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        let next = self.read_next().transpose();
        self.failed = matches!(next, Some(Err(_)));
        next
    }
}

#[cfg(test)]
mod tests;
