//! The lines of a log one after the other, with their places, out of reused pages.
//! It refuses to know what is in a line.

use repatria_domain::{Commit, Gist};

use crate::codec::{Reader, Said, Unreadable, check_crc};
use crate::error::{Fault, LogError};
use crate::port::{CommitReader, Position};

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
    reader: Reader,
}

/// A line without its line feed, and the place before it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Placed<'a> {
    pub(crate) bytes: &'a [u8],
    pub(crate) line: u64,
    pub(crate) byte: u64,
    pub(crate) reader: &'a Reader,
}

impl Placed<'_> {
    /// The commit that it is, in every word; checks crc and number.
    pub(crate) fn commit(&self) -> Result<Commit, LogError> {
        self.commit_with(Said::InWords)
    }

    /// The commit that it is, with so much of what was said; checks crc and number.
    pub(crate) fn commit_with(&self, said: Said) -> Result<Commit, LogError> {
        let unreadable = |unreadable: Unreadable| unreadable.at(self.line, self.byte);
        let commit = self.reader.line_with(self.bytes, said).map_err(unreadable)?.commit;
        self.check_number(commit.n)?;
        Ok(commit)
    }

    /// Adds the gists of its events; checks crc and number.
    pub(crate) fn gists(&self, gists: &mut Vec<Gist>) -> Result<(), LogError> {
        let n = self
            .reader
            .gists(self.bytes, gists)
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

    /// The place behind it.
    pub(crate) fn behind(&self) -> Position {
        self.before().behind(self.bytes.len())
    }
}

impl<L: CommitReader> Lines<L> {
    pub(crate) fn of(log: L) -> Self {
        Self::after(log, Position::START)
    }

    /// Those behind a place.
    pub(crate) fn after(log: L, place: Position) -> Self {
        Self { log, behind: place, page: Vec::new(), taken: 0, reader: Reader::default() }
    }

    /// The next line; `None` at the end, which may lie further on when it is asked again.
    pub(crate) fn next_line(&mut self) -> Result<Option<Placed<'_>>, LogError> {
        if self.taken >= self.page.len() {
            self.taken = 0;
            self.log.read(self.behind, &mut self.page)?;
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
        Ok(Some(Placed { bytes, line: n.saturating_add(1), byte, reader: &self.reader }))
    }

    /// The place behind the last line that was given out.
    pub(crate) fn behind(&self) -> Position {
        self.behind
    }
}
