//! A sequencer with parts of a log in memory, where an index says which: what a command concerns is
//! brought there before it is decided.

use std::path::Path;

use repatria_domain::{Commit, Entity};

use super::{Sequencer, Submission};
use crate::error::LogError;
use crate::file::{Disk, FileLog};
use crate::index::Drawing;
use crate::memory::Memory;
use crate::parts::Parts;
use crate::port::{CommitLog, CommitReader as _, Head};

impl<D: Disk> Sequencer<FileLog<D>> {
    /// Takes the log of a folder up in parts, where there is an index of it: what concerns a command
    /// is brought into memory before it is decided, and nothing else. Where there is none, this is
    /// [`FileLog::open_on`] and [`Sequencer::open`]; each commit is shown then, with where the log
    /// ends.
    ///
    /// # Errors
    /// As these.
    pub fn open_in_parts(
        disk: D,
        folder: impl AsRef<Path>,
        mut show: impl FnMut(Head, &Commit),
    ) -> Result<Self, LogError> {
        let (log, index) = FileLog::open_with_index(disk, folder)?;
        let head = log.head()?;
        // Whoever reads a large log whole draws the index that it lacks on the way.
        let mut drawing =
            (index.is_none() && is_worth_an_index(head.n, head.n)).then(Drawing::default);
        let parts = index.and_then(|index| Parts::of(&log, index).ok());
        let Some((parts, last)) = parts else {
            let show = |commit: &Commit| show(head, commit);
            let (memory, head) = Memory::replay(&log, drawing.as_mut(), show)?;
            let memory = Some(memory);
            return Ok(Self { memory, drawing, head, shown: head.n, ..Self::forgetful(log) });
        };
        let (memory, parts) = (Some(Memory::empty(last.map(|commit| commit.at))), Some(parts));
        Ok(Self { memory, parts, head, shown: head.n, ..Self::forgetful(log) })
    }

    /// Leaves an index of the log for whoever takes it up next, where that is worth it.
    ///
    /// # Errors
    /// What the disk says; nothing is lost then but time.
    pub fn keep_index(&mut self) -> Result<(), LogError> {
        self.log.keep_index(self.drawing.take(), is_worth_an_index)
    }
}

/// Whether an index is written of a log of so many lines, of which so many stand behind the last one.
fn is_worth_an_index(lines: u64, behind: u64) -> bool {
    lines >= INDEXED_FROM && behind > most_behind_an_index(lines)
}

/// How many of so many lines may stand behind an index before it is written anew.
pub fn most_behind_an_index(lines: u64) -> u64 {
    BEHIND.max(lines / SHARE_BEHIND)
}

/// A log of fewer lines is read in no time.
const INDEXED_FROM: u64 = 4_000;
/// To read so many lines behind an index, or such a share of all, takes a small part of what it takes
/// to write it anew.
const BEHIND: u64 = 250;
const SHARE_BEHIND: u64 = 100;

impl<L: CommitLog> Sequencer<L> {
    /// Makes sure that what was recorded of entities, and of all that is tied to them, is in memory,
    /// where only parts of the log are. Says whether something had to be brought there.
    ///
    /// # Errors
    /// When the log cannot be reached, is damaged, or breaks a rule of the domain.
    pub fn bring(&mut self, entities: &[Entity]) -> Result<bool, LogError> {
        self.bring_by(|parts, log, memory| parts.bring_entities(log, memory, entities))
    }

    /// Makes sure that all of the log is in memory. Says whether something had to be brought there.
    ///
    /// # Errors
    /// As [`Sequencer::bring`].
    pub fn bring_all(&mut self) -> Result<bool, LogError> {
        if self.parts.is_none() {
            return Ok(false);
        }
        (self.parts, self.memory) = (None, None);
        self.take_up(|_| ()).map(|()| true)
    }

    pub(super) fn bring_for(&mut self, submissions: &[Submission]) -> Result<(), LogError> {
        self.bring_by(|parts, log, memory| parts.bring_for(log, memory, submissions).map(|()| true))
            .map(drop)
    }

    fn bring_by(
        &mut self,
        bring: impl FnOnce(&mut Parts, &L, &mut Memory) -> Result<bool, LogError>,
    ) -> Result<bool, LogError> {
        let (Some(parts), Some(memory)) = (&mut self.parts, &mut self.memory) else {
            return Ok(false);
        };
        // Whatever is wrong with a part or the index: the log itself is right, or says what is not.
        bring(parts, &self.log, memory).or_else(|_| self.bring_all())
    }
}
