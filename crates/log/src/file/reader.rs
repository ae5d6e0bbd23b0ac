//! The log in a folder, to be read beside whoever writes it. No lock; only what is durable.

use std::io::{BufRead as _, BufReader, Read};
use std::path::Path;

use super::disk::Disk;
use super::folder::Unlocked;
use super::index_of;
use super::marker::Marker;
use super::page::read_page;
use super::scan::{Scan, number};
use super::system::SystemDisk;
use crate::codec::LINE_LIMIT;
use crate::error::{Fault, LogError};
use crate::index::Index;
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

    /// Whether a writer could take the log up where it ends: everything that he looks at behind the
    /// lines that were found. Whoever asks has verified these.
    ///
    /// # Errors
    /// [`LogError::Corrupt`] with the first damage, or what the disk says.
    pub fn check_end(&self) -> Result<(), LogError> {
        let marker = Marker::of(&self.folder)?;
        self.scan_behind(marker).map(drop)
    }

    /// The index of the lines, where there is one that fits.
    pub(crate) fn index(&self) -> Option<Index> {
        index_of(&self.folder)
    }

    pub(super) fn folder(&self) -> &Unlocked<D> {
        &self.folder
    }

    /// The same log, with the whole lines behind what is surely durable; and where these are damaged,
    /// with all that is there, so that the damage is found. For whoever checks it: what is surely
    /// durable is not looked at.
    ///
    /// # Errors
    /// What the disk says.
    pub fn to_the_end(mut self) -> Result<Self, LogError> {
        let length = self.folder.length().map_err(LogError::io("read the log"))?;
        // What a spoiled marker speaks of is not there to be looked at.
        let behind = (length >= self.found.byte).then(|| self.scan_behind(None));
        self.found = match behind {
            Some(Ok(scan)) => scan.end,
            Some(Err(LogError::Corrupt(_) | LogError::NewerFormat { .. })) | None => {
                whole_lines(&self.folder)?
            }
            Some(Err(error)) => return Err(error),
        };
        Ok(self)
    }

    /// Looks through all of a log in which something is wrong, for where it ends; says whether that is
    /// elsewhere than it was found.
    pub(super) fn goes_on(&mut self) -> Result<bool, LogError> {
        let found = whole_lines(&self.folder)?;
        let goes_on = found.byte != self.found.byte;
        self.found = found;
        Ok(goes_on)
    }

    /// Lines were verified up to here.
    pub(super) fn is_sound_until(&mut self, place: Position) {
        self.found = place;
    }

    fn scan_behind(&self, marker: Option<Marker>) -> Result<Scan, LogError> {
        let rest = self.folder.read_from(self.found.byte).map_err(LogError::io("read the log"))?;
        Scan::behind(self.found, rest, marker)
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
