//! Lines that lack their ends: the hash of the line before, and the crc. To make them takes no hash, so
//! they can be made while those before them are hashed and written.

use std::ops::Range;

use repatria_domain::Commit;
use repatria_tlog::LeafHash;

use super::{Batch, check_follows};
use crate::codec;
use crate::error::LogError;
use crate::port::Head;

/// Lines of commits that follow each other, without their ends; there is room for each.
#[derive(Debug)]
pub(crate) struct Draft {
    // How many commits stand before.
    after: u64,
    bytes: Vec<u8>,
    // Behind which byte each line ends with its line feed.
    ends: Vec<usize>,
}

impl Draft {
    /// No lines yet, to follow so many commits, in the room that others took.
    pub(crate) fn after(after: u64, mut room: Vec<u8>) -> Self {
        room.clear();
        Self { after, bytes: room, ends: Vec::new() }
    }

    /// Adds a commit. Says where among the bytes its events stand.
    ///
    /// # Errors
    /// [`LogError::TooLarge`], or [`LogError::Corrupt`] for a number that does not follow; then
    /// nothing was added.
    pub(crate) fn push(&mut self, commit: &Commit) -> Result<Range<usize>, LogError> {
        check_follows(self.last(), commit)?;
        let events = codec::draft(commit, &mut self.bytes)?;
        self.bytes.push(b'\n');
        self.ends.push(self.bytes.len());
        Ok(events)
    }

    /// Takes the last commit back.
    pub(crate) fn pop(&mut self) {
        self.ends.pop();
        self.bytes.truncate(self.ends.last().copied().unwrap_or_default());
    }

    /// The number of its last commit; where it has none, of the commit before.
    pub(crate) fn last(&self) -> u64 {
        self.after.saturating_add(u64::try_from(self.ends.len()).unwrap_or(u64::MAX))
    }

    /// The lines, each with room for its end.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Gives each line its end: the lines follow this head.
    ///
    /// # Errors
    /// [`LogError::Conflict`] where the head is that of another commit than they follow.
    pub(crate) fn chain(self, after: Head) -> Result<Batch, LogError> {
        let Self { after: before, mut bytes, ends } = self;
        if before != after.n {
            return Err(LogError::Conflict { head: after });
        }
        let (mut head, mut from) = (after, 0);
        for end in ends {
            if let Some([line @ .., _]) = bytes.get_mut(from..end) {
                codec::end(line, head.leaf);
                head = Head { n: head.n.saturating_add(1), leaf: LeafHash::of(line) };
            }
            from = end;
        }
        Ok(Batch { after, head, bytes })
    }
}
