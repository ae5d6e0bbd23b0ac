//! The log in a folder, verified by one reading: its lines, whether a writer could take it up where it
//! ends, and what its index is drawn anew from. It refuses to mend anything.

use repatria_tlog::Root;

use super::disk::Disk;
use super::indexed::Indexed;
use super::reader::FileReader;
use crate::error::LogError;
use crate::index::{Drawing, Index, IndexFound};
use crate::port::Position;
use crate::verify::{Progress, Verified, verify_and_draw};

/// What is known of a sound log once all of it was read.
#[derive(Debug)]
pub struct Sound {
    /// What it holds.
    pub verified: Verified,
    /// The root of the tree of its first lines, where they were asked for and are there.
    pub root: Option<Root>,
    /// What its index is held against.
    pub redrawn: Redrawn,
}

/// The index of a log, and what it should be.
#[derive(Debug)]
pub struct Redrawn(pub(crate) Option<(Index, Drawing)>);

impl<D: Disk> FileReader<D> {
    /// Verifies the log as far as it was found, as [`verify_with_root_of`](crate::verify_with_root_of)
    /// does, and whether a writer could take it up where it ends; reads each line once, and once more
    /// only where something is wrong.
    ///
    /// # Errors
    /// The same, and as [`FileReader::check_end`].
    pub fn verify(
        &mut self,
        size: Option<u64>,
        progress: impl FnMut(Progress),
    ) -> Result<Sound, LogError> {
        let index = self.index();
        self.verify_beside(index, size, progress)
    }

    /// Does what [`FileReader::verify`] does, and draws an index anew beside it.
    pub(super) fn verify_beside(
        &mut self,
        index: Option<Index>,
        size: Option<u64>,
        mut progress: impl FnMut(Progress),
    ) -> Result<Sound, LogError> {
        let until = index.as_ref().map_or(Position::START, |index| index.anchor().behind);
        let (verified, root, drawing) = match verify_and_draw(self, size, until, &mut progress) {
            // A damaged log may go on where a sound one ends: all of the damage is named.
            Err(LogError::Corrupt(_) | LogError::NewerFormat { .. }) if self.goes_on()? => {
                verify_and_draw(self, size, until, progress)?
            }
            read => read?,
        };
        self.is_sound_until(Position { n: verified.commits, byte: verified.bytes });
        self.check_end()?;
        let redrawn = Redrawn(index.map(|index| (index, drawing)));
        Ok(Sound { verified, root, redrawn })
    }

    /// Whether the index is what the log comes to: it is drawn anew from the lines that it speaks of,
    /// and each of its blocks is held against what was drawn.
    ///
    /// One that does not fit the log, or is of another version, is not believed by anybody, and is
    /// none; so is one of which a block is not what was written, if the others are right.
    ///
    /// # Errors
    /// Where a line or the index cannot be read.
    pub fn check_index(&self, Redrawn(redrawn): Redrawn) -> Result<IndexFound, LogError> {
        let Some((index, drawing)) = redrawn else { return Ok(IndexFound::None) };
        let lines = Indexed { folder: self.folder(), anchor: index.anchor() };
        IndexFound::of(index, drawing, &lines)
    }
}

#[cfg(test)]
mod tests;
