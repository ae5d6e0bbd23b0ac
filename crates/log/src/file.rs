//! The log in a folder: `log.jsonl`, appended and never rewritten, and the head marker beside it.
//! It refuses to know what an event is; it checks crc and number of the lines that it finds.

mod appended;
mod copy;
mod disk;
mod folder;
mod indexed;
mod loss;
mod marker;
mod page;
mod ragged;
mod reader;
mod repair;
mod scan;
mod sound;
mod system;

use std::fmt;
use std::io::{self, Read};
use std::path::Path;

use crate::batch::Batch;
use crate::error::LogError;
use crate::index::{Drawing, Drawn, Index};
use crate::planted::{Planted, Stored, around, planted};
use crate::port::{CommitLog, CommitReader, Head, Position};

pub use appended::Appended;
pub use copy::{copy_log, put_in_place, put_in_place_on};
pub use disk::{Disk, DiskFile, Opening};
pub(crate) use disk::{patiently, write_all};
pub use loss::Loss;
pub use marker::Marker;
pub use reader::FileReader;
pub use repair::{Repaired, accept_loss, accept_loss_on};
pub use sound::{Redrawn, Sound};
pub use system::SystemDisk;

use folder::{Copied, Folder, Unlocked, no_space};
use ragged::Torn;
use scan::Scan;

/// The log in a folder, to be written: there is one such handle at a time.
#[derive(Debug)]
pub struct FileLog<D: Disk = SystemDisk> {
    folder: Folder<Stored<D>>,
    head: Head,
    end: Position,
    poisoned: bool,
    // What the system shows may not be what is on the disk.
    failed: bool,
    recovery: Option<Recovery>,
}

/// The torn end of an append that was never acknowledged, found when the log was opened and set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovery {
    /// How many whole commits stand before it; all of them were kept.
    pub commits: u64,
    /// Where it began, in bytes.
    pub byte: u64,
    /// How many bytes were cut off.
    pub bytes: u64,
    /// How many whole lines are among them, behind a hole: of an append that was never synced.
    pub whole_lines: u64,
    /// The name of their copy in the folder `quarantine` of the register.
    pub copy: String,
}

impl fmt::Display for Recovery {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { commits, byte, bytes, whole_lines, copy } = self;
        write!(
            formatter,
            "the last {bytes} bytes of the log, from byte {byte} on, are the torn end of an append \
             that was never acknowledged"
        )?;
        if *whole_lines > 0 {
            write!(formatter, " ({whole_lines} whole lines of it stand behind a hole)")?;
        }
        write!(formatter, ": moved to quarantine/{copy}, {commits} commits are whole")
    }
}

impl FileLog {
    /// Makes an empty log in a folder, and the folder where there is none.
    ///
    /// # Errors
    /// [`LogError::RegisterExists`], or what the disk says.
    pub fn create(folder: impl AsRef<Path>) -> Result<Self, LogError> {
        Self::create_on(SystemDisk, folder)
    }

    /// Opens the log of a folder to write to it. A torn end of an append that was never
    /// acknowledged is set aside; [`FileLog::recovery`] tells.
    ///
    /// # Errors
    /// [`LogError::NoRegister`]; [`LogError::Locked`] where another process writes;
    /// [`LogError::Corrupt`] for any other damage; or what the disk says.
    pub fn open(folder: impl AsRef<Path>) -> Result<Self, LogError> {
        Self::open_on(SystemDisk, folder)
    }

    /// Opens the log of a folder to read it, beside whoever writes. It shows what is durable.
    ///
    /// # Errors
    /// [`LogError::NoRegister`], or what the disk says.
    pub fn open_for_reading(folder: impl AsRef<Path>) -> Result<FileReader, LogError> {
        FileReader::open_on(SystemDisk, folder)
    }
}

impl<D: Disk> FileLog<D> {
    /// Does what [`FileLog::create`] does, on a disk of one's own.
    ///
    /// # Errors
    /// The same.
    pub fn create_on(disk: D, folder: impl AsRef<Path>) -> Result<Self, LogError> {
        Self::taken_up(Folder::create(around(disk), folder.as_ref())?, Position::START)
    }

    /// Does what [`FileLog::open`] does, on a disk of one's own.
    ///
    /// # Errors
    /// The same.
    pub fn open_on(disk: D, folder: impl AsRef<Path>) -> Result<Self, LogError> {
        Self::taken_up(Folder::open(around(disk), folder.as_ref())?, Position::START)
    }

    /// Opens the log as [`FileLog::open_on`] does, with the index of its lines if there is one
    /// that fits it. The lines that the index speaks of are not looked at then.
    pub(crate) fn open_with_index(
        disk: D,
        folder: impl AsRef<Path>,
    ) -> Result<(Self, Option<Index>), LogError> {
        let folder = Folder::open(around(disk), folder.as_ref())?;
        let index = index_of(&folder.unlocked);
        let from = index.as_ref().map_or(Position::START, |index| index.anchor().before);
        Ok((Self::taken_up(folder, from)?, index))
    }

    /// Draws the index of the lines anew where so many, and so many lines behind the last index, are
    /// worth it. It goes on from what was drawn beside another reading, or from the last index.
    pub(crate) fn keep_index(
        &self,
        drawing: Option<Drawing>,
        is_worth_it: fn(u64, u64) -> bool,
    ) -> Result<(), LogError> {
        let index = index_of(&self.folder.unlocked);
        let indexed = index.as_ref().map_or(0, |index| index.anchor().behind.n);
        if !is_worth_it(self.head.n, self.head.n.saturating_sub(indexed)) {
            return Ok(());
        }
        let drawing = drawing.or_else(|| index.map(Drawing::after)).unwrap_or_default();
        drawing.finish(self)?.map_or(Ok(()), |drawn| self.put_index(drawn))
    }

    fn put_index(&self, drawn: Drawn) -> Result<(), LogError> {
        self.folder
            .put_index(|file| drawn.write(file))
            .map_err(LogError::io("write the index of the log"))
    }

    fn taken_up(folder: Folder<Stored<D>>, from: Position) -> Result<Self, LogError> {
        let (head, end) = (Head::EMPTY, Position::START);
        let mut log = Self { folder, head, end, poisoned: true, failed: false, recovery: None };
        log.take_up(from)?;
        Ok(log)
    }

    /// What was set aside when the log was opened.
    pub fn recovery(&self) -> Option<&Recovery> {
        self.recovery.as_ref()
    }

    /// Where the log ends, in commits and bytes.
    pub fn end(&self) -> Position {
        self.end
    }

    fn take_up(&mut self, from: Position) -> Result<(), LogError> {
        let written = Marker::of(&self.folder.unlocked)?;
        let log =
            self.folder.unlocked.read_from(from.byte).map_err(LogError::io("read the log"))?;
        let Scan { head, end, marker, torn } = Scan::behind(from, log, written)?;
        if let Some(torn) = torn {
            self.set_aside(end, torn)?;
        }
        if end == Position::START {
            // Whoever made it may have failed before its name was durable.
            self.folder.unlocked.sync_names().map_err(LogError::io("make the log durable"))?;
        }
        if self.failed || marker != Some(Marker::at(end)) {
            self.confirm(marker, end)?;
        } else {
            // Who was here before may have cut off what was torn, and failed to make that durable.
            self.folder.sync().map_err(LogError::io("make the end of the log durable"))?;
        }
        (self.head, self.end, self.poisoned, self.failed) = (head, end, false, false);
        Ok(())
    }

    fn set_aside(&mut self, end: Position, torn: Torn) -> Result<(), LogError> {
        let Torn { bytes, crc, whole_lines } = torn;
        let copy = format!("torn-at-{}-{crc:08x}", end.byte);
        self.folder
            .set_aside(&copy, end.byte)
            .and_then(|copied| read_alike(copied, Copied { bytes, crc }))
            .and_then(|()| self.folder.cut(end.byte))
            .and_then(|()| self.folder.sync())
            .map_err(LogError::io("set the torn end of the log aside"))?;
        self.recovery = Some(Recovery { commits: end.n, byte: end.byte, bytes, whole_lines, copy });
        Ok(())
    }

    /// Makes whole lines durable that were written but perhaps never synced. After a failed sync
    /// the system takes pages for clean that never reached the disk, so a sync alone proves
    /// nothing: they are written once more (Rebello et al., ATC 2020).
    fn confirm(&mut self, marker: Option<Marker>, end: Position) -> Result<(), LogError> {
        let one_append = end.byte.saturating_sub(APPEND_BYTES);
        let doubtful = marker.map_or(one_append, |marker| marker.position().byte);
        self.write_again(doubtful, end.byte)
            .and_then(|()| self.folder.sync())
            .map_err(LogError::io("make the end of the log durable"))?;
        // It was a lower bound before, and stays one; one that was spoiled may be too long.
        if marker.is_none() {
            let _ = self.folder.clear_marker();
        }
        let _ = self.folder.write_marker(Marker::at(end));
        Ok(())
    }

    fn write_again(&mut self, from: u64, to: u64) -> io::Result<()> {
        let mut doubtful = self.folder.unlocked.read_from(from)?.take(to.saturating_sub(from));
        let (mut at, mut page) = (from, Vec::new());
        loop {
            page.clear();
            let read = doubtful.by_ref().take(PAGE).read_to_end(&mut page)?;
            if read == 0 {
                return Ok(());
            }
            self.folder.write_at(at, &page)?;
            at = at.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
        }
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), LogError> {
        match self.folder.write_at(self.end.byte, bytes) {
            Ok(()) => Ok(()),
            Err(cause) if no_space(&cause) && self.take_back().is_ok() => {
                Err(LogError::Full { cause })
            }
            Err(cause) => Err(self.poison(cause)),
        }
    }

    fn take_back(&mut self) -> io::Result<()> {
        self.folder.cut(self.end.byte)?;
        self.folder.sync()
    }

    fn poison(&mut self, cause: io::Error) -> LogError {
        (self.poisoned, self.failed) = (true, true);
        LogError::OutcomeUnknown { cause }
    }
}

impl<D: Disk> CommitReader for FileLog<D> {
    fn head(&self) -> Result<Head, LogError> {
        Ok(self.head)
    }

    fn read(&self, after: Position, page: &mut Vec<u8>) -> Result<(), LogError> {
        page::read_page(&self.folder.unlocked, after, self.end, page)
    }
}

impl<D: Disk> CommitLog for FileLog<D> {
    fn append(&mut self, batch: &Batch) -> Result<(), LogError> {
        if self.poisoned {
            return Err(LogError::Poisoned);
        }
        if batch.expected() != self.head && !planted(Planted::HeadUnchecked) {
            return Err(LogError::Conflict { head: self.head });
        }
        if batch.is_empty() {
            return Ok(());
        }
        self.write(batch.bytes())?;
        if let Err(cause) = self.folder.sync() {
            return Err(self.poison(cause));
        }
        let bytes = u64::try_from(batch.bytes().len()).unwrap_or(u64::MAX);
        self.head = batch.head();
        self.end = Position { n: self.head.n, byte: self.end.byte.saturating_add(bytes) };
        // The lines are durable whether or not the marker says so.
        let _ = self.folder.write_marker(Marker::at(self.end));
        Ok(())
    }

    fn reopen(&mut self) -> Result<(), LogError> {
        (self.poisoned, self.failed) = (true, true);
        self.folder.reopen().map_err(LogError::io("open the log anew"))?;
        self.take_up(Position::START)
    }
}

impl<D: Disk> Drop for FileLog<D> {
    fn drop(&mut self) {
        if !self.poisoned {
            // A marker that is not synced is a lower bound that is lower.
            let _ = self.folder.sync_marker();
        }
    }
}

/// The index of a log that is there, whole, and of this log.
fn index_of<D: Disk>(folder: &Unlocked<D>) -> Option<Index> {
    let index = Index::of(folder.index().ok()?).ok()?;
    let (anchor, mut last) = (index.anchor(), Vec::new());
    page::read_page(folder, anchor.before, anchor.behind, &mut last).ok()?;
    last.strip_suffix(b"\n").is_some_and(|line| anchor.is(line)).then_some(index)
}

/// As much as an append may have left without a sync, where no marker tells.
const APPEND_BYTES: u64 = 8 << 20;
const PAGE: u64 = 1 << 20;

/// Nothing is cut off on the word of one reading: a disk that claims to have read what it has not
/// would otherwise make whole lines look like a torn end.
fn read_alike(again: Copied, first: Copied) -> io::Result<()> {
    if again == first {
        return Ok(());
    }
    Err(differed())
}

fn differed() -> io::Error {
    io::Error::other("it was read twice and differed, so nothing was cut off: try again")
}

#[cfg(test)]
mod tests;
