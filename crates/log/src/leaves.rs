//! The lines of a log as the leaves of its tree: each checked, in order, out of one page after the
//! other. The hash that the tree takes in is the one that the next line names as `prev`, so tree
//! and chain cannot tell two histories. It refuses to know what is built of the leaves.

use repatria_tlog::LeafHash;

use crate::codec::{Frame, Unreadable, check_crc, decode};
use crate::error::{Fault, LogError};
use crate::lines::{Lines, Placed};
use crate::port::CommitReader;

/// The lines of a log as leaves: its crc, its number, and the line that each follows are checked.
///
/// ```
/// use repatria_log::{Leaves, MemoryLog};
/// # fn main() -> Result<(), repatria_log::LogError> {
/// let log = MemoryLog::default();
/// assert!(Leaves::of(&log).next_leaf()?.is_none());
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Leaves<L> {
    lines: Lines<L>,
    above: LeafHash,
}

/// A line of a log, and its hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaf<'a> {
    /// The number of its commit, from 1. In the tree its place is one less.
    pub n: u64,
    /// The line without its line feed.
    pub line: &'a [u8],
    /// Its hash.
    pub hash: LeafHash,
}

impl<L: CommitReader> Leaves<L> {
    /// All lines.
    pub fn of(log: L) -> Self {
        Self { lines: Lines::of(log), above: LeafHash::NONE }
    }

    /// The next line; `None` at the end.
    ///
    /// # Errors
    /// [`LogError::Corrupt`] where it is not what was written, or does not follow; or when the log
    /// cannot be reached.
    pub fn next_leaf(&mut self) -> Result<Option<Leaf<'_>>, LogError> {
        let Some(Placed { bytes, line, byte, .. }) = self.lines.next_line()? else {
            return Ok(None);
        };
        let (n, prev) = place(bytes).map_err(|unreadable| unreadable.at(line, byte))?;
        if n != line {
            return Err(LogError::damaged(line, byte, Fault::Number { expected: line, found: n }));
        }
        if prev != self.above {
            let (expected, found) = (self.above, prev);
            return Err(LogError::damaged(line, byte, Fault::Chain { expected, found }));
        }
        self.above = LeafHash::of(bytes);
        Ok(Some(Leaf { n, line: bytes, hash: self.above }))
    }
}

/// The number of a line, and the hash of the line that it says it follows.
fn place(line: &[u8]) -> Result<(u64, LeafHash), Unreadable> {
    check_crc(line).map_err(Unreadable::Damaged)?;
    match Frame::of(line) {
        Some(frame) => Ok((frame.n, frame.prev)),
        None => decode(line).map(|decoded| (decoded.commit.n, decoded.prev.hash())),
    }
}

#[cfg(test)]
mod tests;
