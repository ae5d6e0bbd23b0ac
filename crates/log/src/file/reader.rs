//! The log in a folder, to be read beside whoever writes it. No lock; only what is durable.

use std::io::{BufRead as _, BufReader, Read};
use std::path::Path;

use super::disk::Disk;
use super::folder::Unlocked;
use super::index_of;
use super::indexed::Indexed;
use super::marker::Marker;
use super::page::read_page;
use super::scan::{Scan, number};
use super::system::SystemDisk;
use crate::codec::LINE_LIMIT;
use crate::error::{Fault, LogError};
use crate::index::{Index, IndexFound};
use crate::memory_log::PAGE_BYTES;
use crate::port::{CommitReader, Head, Position};
use repatria_tlog::LeafHash;

/// The log in a folder, to be read. It grows as the writer goes on.
#[derive(Debug)]
pub struct FileReader<D: Disk = SystemDisk> {
    folder: Unlocked<D>,
    // Where the log ended when it was opened: for a time without a marker, and for whoever checks
    // all of it.
    found: Position,
}

impl<D: Disk> FileReader<D> {
    /// Opens the log of a folder of a disk to read it, beside whoever writes. It shows what is durable.
    ///
    /// # Errors
    /// [`LogError::NoRegister`], or what the disk says.
    pub fn open_on(disk: D, path: impl AsRef<Path>) -> Result<Self, LogError> {
        let folder = Unlocked::find(disk, path.as_ref())?;
        let found = match fitting(&folder)? {
            Some(marker) => marker.position(),
            None => whole_lines(&folder)?,
        };
        Ok(Self { folder, found })
    }

    /// How much was durable when the log was opened, in commits and bytes.
    pub fn found(&self) -> Position {
        self.found
    }

    /// How much is durable, in commits and bytes.
    ///
    /// # Errors
    /// What the disk says.
    pub fn end(&self) -> Result<Position, LogError> {
        Ok(fitting(&self.folder)?.map_or(self.found, Marker::position).max(self.found))
    }

    /// Whether a writer could take the log up where it ends: everything that he looks at.
    ///
    /// # Errors
    /// [`LogError::Corrupt`] with the first damage, or what the disk says.
    pub fn check_end(&self) -> Result<(), LogError> {
        let marker = Marker::of(&self.folder)?;
        let log = self.folder.read_from(0).map_err(LogError::io("read the log"))?;
        Scan::of(log, marker).map(drop)
    }

    /// The index of the lines, where there is one that fits.
    pub(crate) fn index(&self) -> Option<Index> {
        index_of(&self.folder)
    }

    /// Whether the index is what the log comes to: it is drawn anew from the lines that it speaks of,
    /// and each of its blocks is held against what was drawn. Whoever asks has verified the log.
    ///
    /// One that does not fit the log, or is of another version, is not believed by anybody, and is
    /// none; so is one of which a block is not what was written, if the others are right.
    ///
    /// # Errors
    /// Where a line or the index cannot be read.
    pub fn check_index(&self) -> Result<IndexFound, LogError> {
        let Some(index) = self.index() else { return Ok(IndexFound::None) };
        let lines = Indexed { folder: &self.folder, anchor: index.anchor() };
        IndexFound::of(index, &lines)
    }

    pub(super) fn folder(&self) -> &Unlocked<D> {
        &self.folder
    }

    /// The same log, with the whole lines behind what is surely durable; and where the log is
    /// damaged, with all of it, so that the damage is found. For whoever checks it.
    ///
    /// # Errors
    /// What the disk says.
    pub fn to_the_end(self) -> Result<Self, LogError> {
        let found = whole_lines(&self.folder)?;
        Ok(Self { found, ..self })
    }

    /// How many bytes stand behind what is surely durable: an append under way, or what a crash
    /// left behind.
    ///
    /// # Errors
    /// What the disk says.
    pub fn bytes_behind(&self) -> Result<u64, LogError> {
        let length = self.folder.length().map_err(LogError::io("read the log"))?;
        // Mostly nobody writes, and the log is as long as it was found.
        let end = if length > self.found.byte { self.end()? } else { self.found };
        Ok(length.saturating_sub(end.byte))
    }

    /// Returns when what is read here, and the head marker that speaks of it, outlast a loss of
    /// power: before anything is promised of it to others.
    ///
    /// # Errors
    /// What the disk says.
    pub fn make_durable(&self) -> Result<(), LogError> {
        self.folder.sync().map_err(LogError::io("make the end of the log durable"))
    }

    /// The bytes before the end that surely hold the last line, and the line feed before it.
    fn last_bytes(&self, end: Position) -> Result<Vec<u8>, LogError> {
        let longest = u64::try_from(LINE_LIMIT).unwrap_or(u64::MAX).saturating_add(2);
        let bytes = longest.min(end.byte);
        let mut last = Vec::new();
        self.folder
            .read_from(end.byte.saturating_sub(bytes))
            .and_then(|log| log.take(bytes).read_to_end(&mut last))
            .map_err(LogError::io("read the end of the log"))?;
        Ok(last)
    }
}

/// The marker, if it names the end of a line; or more than is there, which is damage to be told.
fn fitting<D: Disk>(folder: &Unlocked<D>) -> Result<Option<Marker>, LogError> {
    let Some(marker) = Marker::of(folder)? else { return Ok(None) };
    let end = marker.position();
    let Some(last) = end.byte.checked_sub(1) else { return Ok((end.n == 0).then_some(marker)) };
    let mut byte = [0];
    let read = folder.read_from(last).and_then(|mut log| log.read(&mut byte));
    let read = read.map_err(LogError::io("read the log"))?;
    Ok((end.n > 0 && (read == 0 || byte == *b"\n")).then_some(marker))
}

/// Where the whole lines end. In a damaged log: where the last line feed is, so that whoever reads
/// on finds out what is damaged.
fn whole_lines<D: Disk>(folder: &Unlocked<D>) -> Result<Position, LogError> {
    let reading = LogError::io;
    let log = folder.read_from(0).map_err(reading("read the log"))?;
    match Scan::of(log, None) {
        Ok(scan) => Ok(scan.end),
        Err(LogError::Corrupt(_) | LogError::NewerFormat { .. }) => every_line_feed(folder),
        Err(error) => Err(error),
    }
}

fn every_line_feed<D: Disk>(folder: &Unlocked<D>) -> Result<Position, LogError> {
    let log = folder.read_from(0).map_err(LogError::io("read the log"))?;
    let (mut log, mut end, mut read) =
        (BufReader::with_capacity(PAGE_BYTES, log), Position::START, 0_u64);
    loop {
        let piece = log.fill_buf().map_err(LogError::io("read the log"))?;
        let length = piece.len();
        for place in memchr::memchr_iter(b'\n', piece) {
            let before = u64::try_from(place).unwrap_or(u64::MAX).saturating_add(1);
            end = Position { n: end.n.saturating_add(1), byte: read.saturating_add(before) };
        }
        if length == 0 {
            return Ok(end);
        }
        read = read.saturating_add(u64::try_from(length).unwrap_or(u64::MAX));
        log.consume(length);
    }
}

impl<D: Disk> CommitReader for FileReader<D> {
    fn head(&self) -> Result<Head, LogError> {
        let end = self.end()?;
        if end.n == 0 {
            return Ok(Head::EMPTY);
        }
        let last = self.last_bytes(end)?;
        let Some(lines) = last.strip_suffix(b"\n") else {
            let fault = Fault::Marker { n: end.n, bytes: end.byte };
            return Err(LogError::damaged(end.n, end.byte, fault));
        };
        let line = lines.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
        // A marker may be half of one and half of the next; a line is whole.
        let n = number(line).unwrap_or(end.n);
        Ok(Head { n, leaf: LeafHash::of(line) })
    }

    fn read(&self, after: Position, page: &mut Vec<u8>) -> Result<(), LogError> {
        // As far as the log was found there is no need to ask where it ends by now.
        let has_a_page = self.found.byte.saturating_sub(after.byte) >= PAGE_BYTES as u64;
        let end = if has_a_page { self.found } else { self.end()? };
        read_page(&self.folder, after, end, page)
    }
}
