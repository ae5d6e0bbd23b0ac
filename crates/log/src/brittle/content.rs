//! What a file holds: what the system shows, what outlasts a loss of power, and what lies between.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Choose;

/// The piece of a file that is written whole or not at all.
const SECTOR_BYTES: usize = 512;

#[derive(Clone, Debug, Default)]
pub(super) struct Content {
    pub(super) shown: Vec<u8>,
    pub(super) durable: Vec<u8>,
    /// What each sector held since the last sync, the oldest first. A sector that a failed sync
    /// did not write is not among them: the system takes it for clean.
    dirty: BTreeMap<usize, Vec<Vec<u8>>>,
    lengths: Vec<usize>,
}

impl Content {
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self { shown: bytes.into(), durable: bytes.into(), ..Self::default() }
    }

    pub(super) fn write(&mut self, from: usize, bytes: &[u8]) {
        if bytes.is_empty() {
            return;
        }
        let until = from + bytes.len();
        if self.shown.len() < until {
            self.shown.resize(until, 0);
            self.lengths.push(until);
        }
        self.shown[from..until].copy_from_slice(bytes);
        for sector in from / SECTOR_BYTES..until.div_ceil(SECTOR_BYTES) {
            let now = self.shown[range(sector, self.shown.len())].to_vec();
            self.dirty.entry(sector).or_default().push(now);
        }
    }

    pub(super) fn cut(&mut self, at: usize) {
        self.shown.resize(at, 0);
        self.lengths.push(at);
        self.dirty.retain(|sector, _| sector * SECTOR_BYTES < at);
    }

    pub(super) fn sync(&mut self) {
        if !self.lengths.is_empty() {
            self.lengths.clear();
            self.durable.resize(self.shown.len(), 0);
        }
        for (sector, versions) in std::mem::take(&mut self.dirty) {
            if let Some(last) = versions.last() {
                put(&mut self.durable, sector, last);
            }
        }
    }

    /// Turns a bit of what is on the disk, and of what is shown, the other way round.
    #[cfg(test)]
    pub(super) fn spoil(&mut self, byte: usize, bit: u8) {
        self.sync();
        self.shown[byte] ^= bit;
        self.durable[byte] ^= bit;
    }

    /// A sync that failed: whether or not a sector was written, the system takes it for clean. A
    /// length is the file system's own matter and stays to be written.
    pub(super) fn fail_to_sync(&mut self, written: u64) {
        let mut bits = written;
        for (sector, versions) in std::mem::take(&mut self.dirty) {
            if bits & 1 == 1
                && let Some(last) = versions.last()
            {
                let until = sector * SECTOR_BYTES + last.len();
                self.durable.resize(self.durable.len().max(until.min(self.shown.len())), 0);
                put(&mut self.durable, sector, last);
            }
            bits = bits.rotate_right(1);
        }
    }

    /// After this the file holds what was durable, and of the rest what is chosen. A piece that got
    /// its length and not its bytes is zeros: no file system of today shows there what another file
    /// left behind.
    pub(super) fn lose_power(&mut self, choose: Choose<'_>) {
        let (dirty, lengths) = (std::mem::take(&mut self.dirty), std::mem::take(&mut self.lengths));
        if !lengths.is_empty() {
            let chosen = choose(lengths.len() + 1);
            let length = lengths.get(chosen).copied().unwrap_or(self.durable.len());
            self.durable.resize(length, 0);
        }
        for (sector, versions) in dirty {
            if sector * SECTOR_BYTES >= self.durable.len() {
                continue;
            }
            if let Some(version) = versions.get(choose(versions.len() + 1)) {
                put(&mut self.durable, sector, version);
            }
        }
        self.shown.clone_from(&self.durable);
    }

    /// What is taken for clean may be read from the disk again.
    pub(super) fn drop_clean_pages(&mut self) {
        if self.dirty.is_empty() {
            let length = self.shown.len();
            self.shown.clone_from(&self.durable);
            self.shown.resize(length, 0);
        }
    }
}

fn range(sector: usize, length: usize) -> Range<usize> {
    let from = (sector * SECTOR_BYTES).min(length);
    from..(from + SECTOR_BYTES).min(length)
}

/// Writes a sector as far as the file goes.
fn put(file: &mut [u8], sector: usize, bytes: &[u8]) {
    let place = range(sector, file.len());
    let bytes = &bytes[..bytes.len().min(place.len())];
    file[place.start..place.start + bytes.len()].copy_from_slice(bytes);
}

#[cfg(test)]
mod tests;
