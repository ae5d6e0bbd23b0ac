//! A log that is gone when the program ends: for tests, for trying things out, for embedding.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::batch::Batch;
use crate::codec::LINE_LIMIT;
use crate::error::{Fault, LogError};
use crate::port::{CommitLog, CommitReader, Head, Position};

/// A log in memory. Its clones are handles of the same log.
#[derive(Clone, Debug)]
pub struct MemoryLog(Arc<Mutex<Kept>>);

#[derive(Debug)]
struct Kept {
    head: Head,
    bytes: Vec<u8>,
}

impl Default for MemoryLog {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(Kept { head: Head::EMPTY, bytes: Vec::new() })))
    }
}

impl MemoryLog {
    /// All lines, as a file would hold them.
    pub fn bytes(&self) -> Vec<u8> {
        self.kept().bytes.clone()
    }

    /// A log that holds these bytes, whatever they are: what a disk may make of a file.
    #[cfg(test)]
    pub(crate) fn of_bytes(bytes: &[u8]) -> Self {
        let mut lines = bytes.split_inclusive(|byte| *byte == b'\n');
        let n = u64::try_from(lines.clone().count()).unwrap();
        let last = lines.next_back().unwrap_or_default();
        let leaf = repatria_tlog::LeafHash::of(last.strip_suffix(b"\n").unwrap_or(last));
        let head = if n == 0 { Head::EMPTY } else { Head { n, leaf } };
        Self(Arc::new(Mutex::new(Kept { head, bytes: bytes.into() })))
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        // Nothing panics while it is held, and what it holds is replaced as a whole.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl CommitReader for MemoryLog {
    fn head(&self) -> Result<Head, LogError> {
        Ok(self.kept().head)
    }

    fn read(&self, after: Position, page: &mut Vec<u8>) -> Result<(), LogError> {
        let kept = self.kept();
        let rest = usize::try_from(after.byte).ok().and_then(|byte| kept.bytes.get(byte..));
        let rest = rest.unwrap_or_default();
        let whole = rest.get(..PAGE_BYTES).unwrap_or(rest);
        let whole = memchr::memrchr(b'\n', whole).map_or(0, |end| end.saturating_add(1));
        page.clear();
        if whole == 0 && !rest.is_empty() {
            return Err(LogError::damaged(after.n.saturating_add(1), after.byte, Fault::Torn));
        }
        page.extend_from_slice(rest.get(..whole).unwrap_or_default());
        Ok(())
    }
}

/// How much is read at once, in bytes: the longest line, and no more, so that a page stays at hand
/// while it is looked at several times, and a small log does not have to make room for a large one.
pub(crate) const PAGE_BYTES: usize = LINE_LIMIT + 1;

impl CommitLog for MemoryLog {
    fn append(&mut self, batch: &Batch) -> Result<(), LogError> {
        let mut kept = self.kept();
        if kept.head != batch.expected() {
            return Err(LogError::Conflict { head: kept.head });
        }
        kept.bytes.extend_from_slice(batch.bytes());
        kept.head = batch.head();
        Ok(())
    }

    fn reopen(&mut self) -> Result<(), LogError> {
        Ok(())
    }
}

#[cfg(test)]
mod tests;
