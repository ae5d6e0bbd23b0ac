//! A log that shows no more than its first commits until more are let out: for a reader who stands
//! before its end, as one does who follows a log that is written.

use std::sync::atomic::{AtomicU64, Ordering};

use repatria_log::{CommitReader, FileReader, Head, LogError, Position};

/// The first so many commits of a log.
pub(super) struct HeldBack<'a> {
    log: &'a FileReader,
    shown: AtomicU64,
}

impl<'a> HeldBack<'a> {
    pub(super) fn at(log: &'a FileReader, shown: u64) -> Self {
        Self { log, shown: AtomicU64::new(shown) }
    }

    /// Shows so many more, as if they had just been appended.
    pub(super) fn let_out(&self, more: u64) {
        self.shown.fetch_add(more, Ordering::Relaxed);
    }
}

impl CommitReader for HeldBack<'_> {
    fn head(&self) -> Result<Head, LogError> {
        self.log.head()
    }

    fn read(&self, after: Position, page: &mut Vec<u8>) -> Result<(), LogError> {
        self.log.read(after, page)?;
        let left = usize::try_from(self.shown.load(Ordering::Relaxed).saturating_sub(after.n))
            .unwrap_or(usize::MAX);
        let feeds = memchr::memchr_iter(b'\n', page);
        let whole = feeds.take(left).last().map_or(0, |feed| feed + 1);
        page.truncate(whole);
        Ok(())
    }
}
