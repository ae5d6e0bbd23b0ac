//! What a damaged log would lose if it went on from its last sound line: which lines, how many
//! bytes, what can still be read of them. It refuses to change anything.

use std::io::{BufRead as _, BufReader, Read};
use std::path::Path;

use repatria_domain::{Commit, Digest};
use sha2::{Digest as _, Sha256};

use super::disk::Disk;
use super::folder::Unlocked;
use super::marker::Marker;
use super::reader::FileReader;
use super::system::SystemDisk;
use crate::codec::{LINE_LIMIT, decode};
use crate::crc::Crc;
use crate::error::{Damage, LogError};
use crate::memory_log::PAGE_BYTES;
use crate::port::Position;

/// What a damaged log would lose if it went on from its last sound line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// What is wrong, in order of lines; one at least.
    pub damages: Vec<Damage>,
    /// Where the sound lines end: what would be kept.
    pub kept: Position,
    /// How many commits were acknowledged, where the head marker speaks of more than are kept.
    pub acknowledged: Option<u64>,
    /// How many lines stand behind, damaged and whole ones.
    pub lines: u64,
    /// How many bytes stand behind.
    pub bytes: u64,
    /// Of those bytes.
    pub sha256: Digest,
    /// Of those bytes too, as they were read when the loss was found.
    pub(super) crc: u32,
    /// The commits that can still be read in those lines, the first thousand of them.
    pub readable: Vec<Commit>,
}

/// How many commits are read of what would be lost.
const READABLE_MAX: usize = 1000;

impl Loss {
    /// Looks through the log of a folder, every byte and every rule; `None` where it is sound.
    ///
    /// # Errors
    /// [`LogError::NoRegister`], [`LogError::NewerFormat`], or why it cannot be read.
    pub fn find(folder: impl AsRef<Path>) -> Result<Option<Self>, LogError> {
        Self::find_on(SystemDisk, folder)
    }

    /// Does what [`Loss::find`] does, on a disk of one's own.
    ///
    /// # Errors
    /// The same.
    pub fn find_on<D: Disk>(disk: D, folder: impl AsRef<Path>) -> Result<Option<Self>, LogError> {
        let mut log = FileReader::open_on(disk, folder)?.to_the_end()?;
        match log.verify_beside(None, None, |_| ()) {
            Ok(_) => Ok(None),
            Err(LogError::Corrupt(damages)) => Self::behind(log.folder(), damages).map(Some),
            Err(error) => Err(error),
        }
    }

    fn behind<D: Disk>(folder: &Unlocked<D>, damages: Vec<Damage>) -> Result<Self, LogError> {
        let first = damages.iter().min_by_key(|damage| (damage.byte, damage.line));
        let kept = first.map_or(Position::START, |damage| Position {
            n: damage.line.saturating_sub(1),
            byte: damage.byte,
        });
        let told = Marker::of(folder)?.map(Marker::position);
        let told = told.filter(|told| told.n > kept.n && told.byte > kept.byte);
        let rest = folder.read_from(kept.byte).map_err(LogError::io("read the log"))?;
        let Rest { lines, bytes, sha256, crc, readable } = Rest::of(rest)?;
        let acknowledged = told.map(|told| told.n);
        Ok(Self { damages, kept, acknowledged, lines, bytes, sha256, crc, readable })
    }
}

/// What stands behind the sound lines.
struct Rest {
    lines: u64,
    bytes: u64,
    sha256: Digest,
    crc: u32,
    readable: Vec<Commit>,
}

impl Rest {
    fn of(log: impl Read) -> Result<Self, LogError> {
        let mut log = BufReader::with_capacity(PAGE_BYTES, log);
        let (mut sha256, mut line, mut readable) = (Sha256::new(), Vec::new(), Vec::new());
        let (mut lines, mut bytes, mut crc) = (0_u64, 0_u64, Crc::of_nothing());
        let longest = u64::try_from(LINE_LIMIT).unwrap_or(u64::MAX).saturating_add(1);
        let mut begins = true;
        loop {
            line.clear();
            let mut piece = (&mut log).take(longest);
            piece.read_until(b'\n', &mut line).map_err(LogError::io("read the log"))?;
            if line.is_empty() {
                break;
            }
            sha256.update(&line);
            crc.add(&line);
            bytes = bytes.saturating_add(u64::try_from(line.len()).unwrap_or(u64::MAX));
            lines = lines.saturating_add(u64::from(begins));
            let ended = line.strip_suffix(b"\n");
            if let Some(whole) = ended.filter(|_| begins && readable.len() < READABLE_MAX) {
                readable.extend(decode(whole).ok().map(|decoded| decoded.commit));
            }
            begins = ended.is_some();
        }
        let sha256 = <[u8; 32]>::from(sha256.finalize()).into();
        Ok(Self { lines, bytes, sha256, crc: crc.sum(), readable })
    }
}
