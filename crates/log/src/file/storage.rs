//! What the file log asks of a disk, so that tests can give it one that fails.

use std::io::{self, Read};

use super::marker::Marker;
use crate::codec::LINE_LIMIT;
use crate::error::{Fault, LogError};
use crate::memory_log::PAGE_BYTES;
use crate::port::Position;

/// A folder with a log and its head marker, to be read.
pub trait ReadStorage {
    /// The log from a byte on.
    type Log: Read;

    /// Opens the log for reading, from a byte on.
    ///
    /// # Errors
    /// What the disk says.
    fn read_from(&self, byte: u64) -> io::Result<Self::Log>;

    /// The bytes of the head marker; `None` where there is none.
    ///
    /// # Errors
    /// What the disk says.
    fn marker(&self) -> io::Result<Option<Vec<u8>>>;
}

/// A folder with a log and its head marker, to be written.
pub trait Storage: ReadStorage {
    /// Writes all of `bytes` into the log, from a byte on.
    ///
    /// # Errors
    /// What the disk says; then any of them may be written.
    fn write_at(&mut self, byte: u64, bytes: &[u8]) -> io::Result<()>;

    /// Ends the log at a byte.
    ///
    /// # Errors
    /// What the disk says.
    fn cut(&mut self, byte: u64) -> io::Result<()>;

    /// Returns when what was written to the log, and its length, outlast a loss of power.
    ///
    /// # Errors
    /// What the disk says; then nobody knows what is on it.
    fn sync(&mut self) -> io::Result<()>;

    /// Writes the head marker, at once and without a sync.
    ///
    /// # Errors
    /// What the disk says.
    fn write_marker(&mut self, marker: Marker) -> io::Result<()>;

    /// Returns when the head marker outlasts a loss of power.
    ///
    /// # Errors
    /// What the disk says.
    fn sync_marker(&mut self) -> io::Result<()>;

    /// Copies the log from a byte on to where damaged pieces are kept, durably.
    ///
    /// # Errors
    /// What the disk says.
    fn set_aside(&mut self, name: &str, byte: u64) -> io::Result<()>;

    /// Lets go of everything that is open and opens it anew; the lock is held all the time.
    ///
    /// # Errors
    /// What the disk says.
    fn reopen(&mut self) -> io::Result<()>;
}

/// Fills a page with the whole lines between a position and the end of the log.
pub(super) fn read_page<S: ReadStorage>(
    storage: &S,
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
    let log = storage.read_from(after.byte).map_err(LogError::io("read the log"))?;
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
