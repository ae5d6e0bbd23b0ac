//! The head marker: how much of the log is surely durable. Sixteen bytes, so that readers need no
//! lock. A lower bound after a crash, exact otherwise.

use super::disk::Disk;
use super::folder::Unlocked;
use crate::error::LogError;
use crate::port::Position;

/// How much of the log is durable: its length in bytes and its commits, as two little-endian
/// 64-bit numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marker {
    bytes: u64,
    n: u64,
}

impl Marker {
    /// The marker of a log that ends here.
    pub fn at(end: Position) -> Self {
        Self { bytes: end.byte, n: end.n }
    }

    /// Where the log ends by this marker.
    pub fn position(self) -> Position {
        Position { n: self.n, byte: self.bytes }
    }

    /// As it stands in the file.
    pub fn to_bytes(self) -> [u8; 16] {
        let mut bytes = [0; 16];
        let numbers = self.bytes.to_le_bytes().into_iter().chain(self.n.to_le_bytes());
        bytes.iter_mut().zip(numbers).for_each(|(to, from)| *to = from);
        bytes
    }

    /// What the file holds; `None` for anything but sixteen bytes.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (length, n) = bytes.split_at_checked(8)?;
        let number = |bytes: &[u8]| bytes.try_into().ok().map(u64::from_le_bytes);
        Some(Self { bytes: number(length)?, n: number(n)? })
    }

    /// The marker of a folder; `None` where there is none. A file of no bytes was made and not yet
    /// written when the machine stopped; one of another length than 16 is none, and says nothing.
    pub(super) fn of<D: Disk>(folder: &Unlocked<D>) -> Result<Option<Self>, LogError> {
        // A reader may see a marker half written, but not twice the same half.
        let mut before = Self::bytes_of(folder)?;
        loop {
            let bytes = Self::bytes_of(folder)?;
            if bytes == before {
                break;
            }
            before = bytes;
        }
        Ok(before.as_deref().and_then(Self::from_bytes))
    }

    fn bytes_of<D: Disk>(folder: &Unlocked<D>) -> Result<Option<Vec<u8>>, LogError> {
        folder.marker().map_err(LogError::io("read the head marker"))
    }
}
