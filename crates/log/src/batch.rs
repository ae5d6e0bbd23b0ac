//! Lines that are appended together. A batch knows where it begins and chains its lines, so one
//! that does not follow from a head cannot be built, and an append without a check cannot be asked for.

use std::ops::Range;

use repatria_domain::Commit;

use crate::codec;
use crate::error::{Fault, LogError};
use crate::port::Head;
use repatria_tlog::LeafHash;

/// Lines to be appended together, and the head that they follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    after: Head,
    head: Head,
    bytes: Vec<u8>,
}

impl Batch {
    /// No lines yet, to follow this head.
    pub fn after(head: Head) -> Self {
        Self { after: head, head, bytes: Vec::new() }
    }

    /// No lines yet, to follow this head, in the room that these took.
    #[must_use]
    pub fn anew_after(mut self, head: Head) -> Self {
        self.bytes.clear();
        Self { after: head, head, bytes: self.bytes }
    }

    /// Adds a commit.
    ///
    /// # Errors
    /// [`LogError::TooLarge`], or [`LogError::Corrupt`] for a number that does not follow; then
    /// nothing was added.
    pub fn push(&mut self, commit: &Commit) -> Result<(), LogError> {
        self.check_follows(commit)?;
        let from = self.bytes.len();
        codec::encode(commit, self.head.leaf, &mut self.bytes)?;
        let leaf = LeafHash::of(self.bytes.get(from..).unwrap_or_default());
        self.bytes.push(b'\n');
        self.head = Head { n: commit.n, leaf };
        Ok(())
    }

    /// Writes the line of the commit that would be next, without adding it. Says where in it the events
    /// stand.
    pub(crate) fn write(
        &self,
        commit: &Commit,
        line: &mut Vec<u8>,
    ) -> Result<Range<usize>, LogError> {
        self.check_follows(commit)?;
        line.clear();
        codec::encode(commit, self.head.leaf, line)
    }

    fn check_follows(&self, commit: &Commit) -> Result<(), LogError> {
        let expected = self.head.n.saturating_add(1);
        if commit.n == expected {
            return Ok(());
        }
        let fault = Fault::Number { expected, found: commit.n };
        Err(LogError::damaged(expected, 0, fault))
    }

    /// Adds the line that was just written.
    pub(crate) fn push_line(&mut self, line: &[u8]) {
        self.bytes.extend_from_slice(line);
        self.bytes.push(b'\n');
        self.head = Head { n: self.head.n.saturating_add(1), leaf: LeafHash::of(line) };
    }

    /// The head that the log has to have before.
    pub fn expected(&self) -> Head {
        self.after
    }

    /// The head that the log has afterwards.
    pub fn head(&self) -> Head {
        self.head
    }

    /// The lines, each with its line feed.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The lines one by one with their numbers, without line feeds.
    pub fn lines(&self) -> impl Iterator<Item = (u64, &[u8])> {
        let numbers = self.after.n.saturating_add(1)..;
        numbers
            .zip(self.bytes.split_inclusive(|byte| *byte == b'\n'))
            .map(|(n, line)| (n, line.strip_suffix(b"\n").unwrap_or(line)))
    }

    /// Whether there is nothing to append.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }
}

#[cfg(test)]
mod tests;
