//! The lines of a log one after the other, with their places, out of reused pages.
//! It refuses to know what is in a line.

use repatria_domain::{Commit, Gist};

use crate::codec::{Unreadable, check_crc, decode, decode_gists};
use crate::error::{Fault, LogError};
use crate::port::{CommitReader, Head, Position};
use repatria_tlog::LeafHash;

/// Checks that a line, without its line feed, is what was written there; no more than its crc.
///
/// # Errors
/// [`LogError::Corrupt`], with its place.
pub fn check_line(line: &[u8], before: Position) -> Result<(), LogError> {
    let damaged = |fault| LogError::damaged(before.n.saturating_add(1), before.byte, fault);
    check_crc(line).map_err(damaged)
}

/// A cursor over the lines of a log.
#[derive(Debug)]
pub(crate) struct Lines<L> {
    log: L,
    behind: Position,
    page: Vec<u8>,
    taken: usize,
    leaf: LeafHash,
}

/// A line without its line feed, and the place before it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Placed<'a> {
    pub(crate) bytes: &'a [u8],
    pub(crate) line: u64,
    pub(crate) byte: u64,
}

impl Placed<'_> {
    /// The commit that it is; checks crc and number.
    pub(crate) fn commit(&self) -> Result<Commit, LogError> {
        let unreadable = |unreadable: Unreadable| unreadable.at(self.line, self.byte);
        let commit = decode(self.bytes).map_err(unreadable)?.commit;
        self.check_number(commit.n)?;
        Ok(commit)
    }

    /// Adds the gists of its events; checks crc and number.
    pub(crate) fn gists(&self, gists: &mut Vec<Gist>) -> Result<(), LogError> {
        let n = decode_gists(self.bytes, gists)
            .map_err(|unreadable| unreadable.at(self.line, self.byte))?;
        self.check_number(n)
    }

    fn check_number(&self, found: u64) -> Result<(), LogError> {
        if found == self.line {
            return Ok(());
        }
        Err(self.damaged(Fault::Number { expected: self.line, found }))
    }

    pub(crate) fn damaged(&self, fault: Fault) -> LogError {
        LogError::damaged(self.line, self.byte, fault)
    }

    /// The place before it.
    pub(crate) fn before(&self) -> Position {
        Position { n: self.line.saturating_sub(1), byte: self.byte }
    }
}

impl<L: CommitReader> Lines<L> {
    pub(crate) fn of(log: L) -> Self {
        Self::after(log, Position::START)
    }

    /// Those behind a place. The hash of the line before it is not known.
    pub(crate) fn after(log: L, place: Position) -> Self {
        Self { log, behind: place, page: Vec::new(), taken: 0, leaf: LeafHash::NONE }
    }

    /// The next line; `None` at the end, which may lie further on when it is asked again.
    pub(crate) fn next_line(&mut self) -> Result<Option<Placed<'_>>, LogError> {
        if self.taken >= self.page.len() {
            self.turn_page()?;
        }
        let rest = self.page.get(self.taken..).unwrap_or_default();
        let Some(bytes) = rest.get(..memchr::memchr(b'\n', rest).unwrap_or(rest.len())) else {
            return Ok(None);
        };
        if rest.is_empty() {
            return Ok(None);
        }
        let Position { n, byte } = self.behind;
        self.behind = self.behind.behind(bytes.len());
        self.taken = self.taken.saturating_add(bytes.len()).saturating_add(1);
        Ok(Some(Placed { bytes, line: n.saturating_add(1), byte }))
    }

    fn turn_page(&mut self) -> Result<(), LogError> {
        self.leaf = self.leaf();
        self.taken = 0;
        self.log.read(self.behind, &mut self.page)
    }

    /// The place behind the last line that was given out.
    pub(crate) fn behind(&self) -> Position {
        self.behind
    }

    /// The number and the hash of the last line that was given out.
    pub(crate) fn head(&self) -> Head {
        Head { n: self.behind.n, leaf: self.leaf() }
    }

    fn leaf(&self) -> LeafHash {
        let given = self.page.get(..self.taken.min(self.page.len())).unwrap_or_default();
        let given = given.strip_suffix(b"\n").unwrap_or(given);
        if given.is_empty() {
            return self.leaf;
        }
        let begins = memchr::memrchr(b'\n', given).map_or(0, |end| end.saturating_add(1));
        LeafHash::of(given.get(begins..).unwrap_or_default())
    }
}
