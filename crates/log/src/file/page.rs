//! A page of whole lines out of a log file.

use std::io::{self, Read};

use super::disk::Disk;
use super::folder::Unlocked;
use crate::codec::LINE_LIMIT;
use crate::error::{Fault, LogError};
use crate::memory_log::PAGE_BYTES;
use crate::port::Position;

/// Fills a page with the whole lines between a position and the end of the log: as many as there is room
/// for, and for one there always is.
pub(super) fn read_page<D: Disk>(
    folder: &Unlocked<D>,
    after: Position,
    end: Position,
    page: &mut Vec<u8>,
) -> Result<(), LogError> {
    let left = end.byte.saturating_sub(after.byte);
    let room = page.capacity().max(PAGE_BYTES);
    let enough = usize::try_from(left).map_or(room, |left| left.min(room));
    if enough == 0 {
        page.clear();
        return Ok(());
    }
    let log = folder.read_from(after.byte);
    let read = log.and_then(|log| fill(page, enough, log));
    let read = read.inspect_err(|_| page.clear()).map_err(LogError::io("read the log"))?;
    page.truncate(memchr::memrchr(b'\n', page).map_or(0, |end| end.saturating_add(1)));
    if page.is_empty() {
        let fault = no_line(read, left, end);
        return Err(LogError::damaged(after.n.saturating_add(1), after.byte, fault));
    }
    Ok(())
}

/// Fills a page with so many bytes, or those that there are. What it held before is written over,
/// because to blank it first costs as much as to read.
fn fill(page: &mut Vec<u8>, enough: usize, mut log: impl Read) -> io::Result<usize> {
    page.resize(enough, 0);
    let mut filled = 0;
    while let Some(room) = page.get_mut(filled..).filter(|room| !room.is_empty()) {
        match log.read(room)? {
            0 => break,
            read => filled = filled.saturating_add(read),
        }
    }
    page.truncate(filled);
    Ok(filled)
}

/// Why so many bytes before the end of the log are no line.
fn no_line(read: usize, left: u64, end: Position) -> Fault {
    let missing = left.saturating_sub(u64::try_from(read).unwrap_or(u64::MAX));
    match (missing, read > LINE_LIMIT) {
        (0, false) => Fault::Marker { n: end.n, bytes: end.byte },
        (_, false) => Fault::EndsEarly { missing },
        (_, true) => Fault::TooLong { bytes: read },
    }
}
