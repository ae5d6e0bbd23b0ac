//! Lines that are appended together. A batch knows where it begins and chains its lines, so one
//! that does not follow from a head cannot be built, and an append without a check cannot be asked for.

mod draft;

use repatria_domain::Commit;

use crate::codec;
use crate::error::{Fault, LogError};
use crate::port::Head;
pub(crate) use draft::Draft;
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
        check_follows(self.head.n, commit)?;
        let from = self.bytes.len();
        codec::encode(commit, self.head.leaf, &mut self.bytes)?;
        let leaf = LeafHash::of(self.bytes.get(from..).unwrap_or_default());
        self.bytes.push(b'\n');
        self.head = Head { n: commit.n, leaf };
        Ok(())
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

    /// The lines without their numbers and heads, for others to take their room.
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

fn check_follows(last: u64, commit: &Commit) -> Result<(), LogError> {
    let expected = last.saturating_add(1);
    if commit.n == expected {
        return Ok(());
    }
    let fault = Fault::Number { expected, found: commit.n };
    Err(LogError::damaged(expected, 0, fault))
}

#[cfg(test)]
mod tests;
