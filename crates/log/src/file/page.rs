//! A page of whole lines out of a log file.

use std::io::Read as _;

use super::disk::Disk;
use super::folder::Unlocked;
use crate::codec::LINE_LIMIT;
use crate::error::{Fault, LogError};
use crate::memory_log::PAGE_BYTES;
use crate::port::Position;

/// Fills a page with the whole lines between a position and the end of the log.
pub(super) fn read_page<D: Disk>(
    folder: &Unlocked<D>,
    after: Position,
    end: Position,
    page: &mut Vec<u8>,
) -> Result<(), LogError> {
    page.clear();
    let left = end.byte.saturating_sub(after.byte);
    let enough = left.min(u64::try_from(PAGE_BYTES).unwrap_or(u64::MAX));
    if enough == 0 {
        return Ok(());
    }
    let log = folder.read_from(after.byte).map_err(LogError::io("read the log"))?;
    let read = log.take(enough).read_to_end(page).map_err(LogError::io("read the log"))?;
    page.truncate(memchr::memrchr(b'\n', page).map_or(0, |end| end.saturating_add(1)));
    if page.is_empty() {
        let fault = no_line(read, left, end);
        return Err(LogError::damaged(after.n.saturating_add(1), after.byte, fault));
    }
    Ok(())
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
