//! Bytes at the end of a log that are no whole lines: what an append leaves that was cut short, or
//! damage. It refuses to know what was acknowledged.
//!
//! An append that was cut short lacks bytes: the file ends within a line, or there are zeros where
//! sectors never reached the disk, while sectors behind them may have. Nothing in a line is a zero,
//! and a changed line lacks nothing: so a hole is told from a line that was changed or spoiled.

use crate::codec::{LINE_LIMIT, check_crc};
use crate::crc::Crc;
use crate::error::{Fault, LogError};

/// The smallest piece that a disk writes or does not write, in bytes; larger ones are multiples.
const SECTOR_BYTES: u64 = 512;

/// What follows the whole lines of a log, as far as it was looked at.
pub(super) struct Ragged {
    begins: u64,
    at: u64,
    line: u64,
    line_begins: u64,
    zeros_begin: Option<u64>,
    hole: bool,
    whole_lines: u64,
    crc: Crc,
}

/// The torn end of an append.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Torn {
    pub(super) bytes: u64,
    pub(super) crc: u32,
    /// Whole lines behind a hole: of an append that was never synced, since it has a hole.
    pub(super) whole_lines: u64,
}

impl Ragged {
    /// Of a log whose whole lines end at a byte, before the line of this number.
    pub(super) fn from(line: u64, byte: u64) -> Self {
        Self {
            begins: byte,
            at: byte,
            line,
            line_begins: byte,
            zeros_begin: None,
            hole: false,
            whole_lines: 0,
            crc: Crc::of_nothing(),
        }
    }

    /// Takes the next piece: up to a line feed, or to the end of the log, or as much as a line may
    /// have at most. A line that lacks nothing and is not whole is damage.
    pub(super) fn take(&mut self, piece: &[u8]) -> Result<(), LogError> {
        self.crc.add(piece);
        let ended = piece.strip_suffix(b"\n");
        if self.at == self.line_begins && ended.is_some_and(|line| check_crc(line).is_ok()) {
            self.at = after(self.at, piece);
            self.whole_lines = self.whole_lines.saturating_add(1);
            return self.next_line(Ok(()));
        }
        self.look_for_holes(piece);
        match ended {
            None => Ok(()),
            Some(_) if self.hole => self.next_line(Ok(())),
            Some(line) => self.next_line(check_crc(line)),
        }
    }

    /// What all of it is, given its last piece.
    pub(super) fn verdict(self, last: &[u8]) -> Result<Torn, LogError> {
        let torn = Torn {
            bytes: self.at.saturating_sub(self.begins),
            crc: self.crc.sum(),
            whole_lines: self.whole_lines,
        };
        let lacks_its_end = self.zeros_begin.is_some() || self.hole || self.at == self.line_begins;
        match last {
            _ if lacks_its_end => Ok(torn),
            // A whole line, and something else in the place of its line feed.
            [line @ .., _] if check_crc(line).is_ok() => Err(self.damaged(Fault::Torn)),
            _ if self.at.saturating_sub(self.line_begins) > LINE_BYTES => {
                let bytes = usize::try_from(self.at.saturating_sub(self.line_begins));
                Err(self.damaged(Fault::TooLong { bytes: bytes.unwrap_or(usize::MAX) }))
            }
            _ => Ok(torn),
        }
    }

    fn next_line(&mut self, whole: Result<(), Fault>) -> Result<(), LogError> {
        whole.map_err(|fault| self.damaged(fault))?;
        self.line = self.line.saturating_add(1);
        (self.line_begins, self.hole, self.zeros_begin) = (self.at, false, None);
        Ok(())
    }

    /// A hole is a run of zeros that ends where a sector does. It begins where a write did: at the
    /// append, at a sector, or where a short write was taken up again, anywhere in a sector. One
    /// zero there may be a changed bit as well, and is no hole.
    fn look_for_holes(&mut self, piece: &[u8]) {
        for run in piece.chunk_by(|one, next| (*one == 0) == (*next == 0)) {
            if run.starts_with(&[0]) {
                self.zeros_begin.get_or_insert(self.at);
            } else if let Some(begin) = self.zeros_begin.take() {
                let more_than_a_bit = begin == self.begins || self.at.saturating_sub(begin) > 1;
                self.hole |= more_than_a_bit && self.at.is_multiple_of(SECTOR_BYTES);
            }
            self.at = after(self.at, run);
        }
    }

    fn damaged(&self, fault: Fault) -> LogError {
        LogError::damaged(self.line, self.line_begins, fault)
    }
}

const LINE_BYTES: u64 = LINE_LIMIT as u64;

fn after(byte: u64, bytes: &[u8]) -> u64 {
    byte.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX))
}
