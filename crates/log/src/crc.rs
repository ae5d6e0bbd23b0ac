//! The checksum of lines, blocks and torn ends: CRC-32C (Castagnoli's; RFC 3720, section 12.1).
//! It refuses to know what it is of.

use crc_fast::{CrcAlgorithm, Digest, crc32_iscsi};

/// The checksum of bytes that are there whole.
pub(crate) fn crc_of(bytes: &[u8]) -> u32 {
    crc32_iscsi(bytes)
}

/// The checksum of bytes that come in pieces.
#[derive(Debug)]
pub(crate) struct Crc(Digest);

impl Crc {
    pub(crate) fn of_nothing() -> Self {
        Self(Digest::new(CrcAlgorithm::Crc32Iscsi))
    }

    pub(crate) fn add(&mut self, piece: &[u8]) {
        self.0.update(piece);
    }

    pub(crate) fn sum(&self) -> u32 {
        // It has 32 bits.
        u32::try_from(self.0.finalize()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
