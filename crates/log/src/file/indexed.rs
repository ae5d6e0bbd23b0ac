//! The lines of a log that its index speaks of, and none behind them. It refuses to know how much is
//! durable: an index is drawn from lines that are.

use super::disk::Disk;
use super::folder::Unlocked;
use super::page::read_page;
use crate::error::LogError;
use crate::index::Anchor;
use crate::port::{CommitReader, Head, Position};
use repatria_tlog::LeafHash;

/// A log that ends with the last line that its index speaks of.
#[derive(Debug)]
pub(super) struct Indexed<'a, D> {
    pub(super) folder: &'a Unlocked<D>,
    pub(super) anchor: Anchor,
}

impl<D: Disk> CommitReader for Indexed<'_, D> {
    fn head(&self) -> Result<Head, LogError> {
        let mut last = Vec::new();
        self.read(self.anchor.before, &mut last)?;
        let line = last.strip_suffix(b"\n").unwrap_or(&last);
        Ok(Head { n: self.anchor.behind.n, leaf: LeafHash::of(line) })
    }

    fn read(&self, after: Position, page: &mut Vec<u8>) -> Result<(), LogError> {
        read_page(self.folder, after, self.anchor.behind, page)
    }
}

#[cfg(test)]
mod tests;
