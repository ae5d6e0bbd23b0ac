//! What a log file holds when it is opened: the whole lines, and whether what follows them is the
//! torn end of an append that was never acknowledged, or damage.

use std::io::{BufRead as _, BufReader, Read};

use super::marker::Marker;
use crate::codec::{Frame, LINE_LIMIT, Unreadable, check_crc, decode};
use crate::error::{Fault, LogError};
use crate::memory_log::PAGE_BYTES;
use crate::port::{Head, Position};
use repatria_tlog::LeafHash;

/// The whole lines of a log, and what follows them.
#[derive(Debug)]
pub(super) struct Scan {
    pub(super) head: Head,
    pub(super) end: Position,
    pub(super) tail: Tail,
}

/// What follows the last whole line.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Tail {
    /// Nothing.
    Clean,
    /// Bytes that are no line, with no line behind them, where nothing was acknowledged.
    Torn { bytes: u64, crc: u32 },
}

impl Scan {
    /// Looks at every line: its crc, its number, and whether the marker fits.
    pub(super) fn of(log: impl Read, marker: Option<Marker>) -> Result<Self, LogError> {
        let acknowledged = marker.map(Marker::position).unwrap_or_default();
        let mut pieces = Pieces::of(log);
        let (mut end, mut last) = (Position::START, Vec::new());
        check_marker(end, end, acknowledged)?;
        while pieces.next_piece()? {
            match pieces.whole_line(end)? {
                Ok(line) => {
                    let behind = end.behind(line.len());
                    check_marker(end, behind, acknowledged)?;
                    line.clone_into(&mut last);
                    end = behind;
                }
                Err(fault) => {
                    let tail = pieces.torn_tail(&fault, end, acknowledged)?;
                    return Ok(Self { head: head(end, &last), end, tail });
                }
            }
        }
        if end < acknowledged {
            return Err(lost(end, acknowledged));
        }
        Ok(Self { head: head(end, &last), end, tail: Tail::Clean })
    }
}

fn head(end: Position, last: &[u8]) -> Head {
    match end.n {
        0 => Head::EMPTY,
        n => Head { n, leaf: LeafHash::of(last) },
    }
}

fn lost(end: Position, acknowledged: Position) -> LogError {
    let fault = Fault::Lost { n: end.n, acknowledged: acknowledged.n };
    LogError::damaged(end.n.saturating_add(1), end.byte, fault)
}

/// The marker names the end of a line: the lines come to that very place, or it is not theirs.
fn check_marker(
    before: Position,
    behind: Position,
    acknowledged: Position,
) -> Result<(), LogError> {
    let reached = before.byte <= acknowledged.byte && behind.byte >= acknowledged.byte;
    if !reached || behind == acknowledged || before == acknowledged {
        return Ok(());
    }
    let Position { n, byte } = acknowledged;
    Err(LogError::damaged(behind.n, before.byte, Fault::Marker { n, bytes: byte }))
}

/// The log in pieces that end in a line feed, at the end of the log, or where a line has to end.
struct Pieces<R> {
    log: BufReader<R>,
    piece: Vec<u8>,
}

impl<R: Read> Pieces<R> {
    fn of(log: R) -> Self {
        Self { log: BufReader::with_capacity(PAGE_BYTES, log), piece: Vec::new() }
    }

    fn next_piece(&mut self) -> Result<bool, LogError> {
        self.piece.clear();
        let longest = u64::try_from(LINE_LIMIT).unwrap_or(u64::MAX).saturating_add(1);
        let mut log = (&mut self.log).take(longest);
        log.read_until(b'\n', &mut self.piece).map_err(LogError::io("read the log"))?;
        Ok(!self.piece.is_empty())
    }

    fn is_whole(&self) -> bool {
        self.piece.strip_suffix(b"\n").is_some_and(|line| check_crc(line).is_ok())
    }

    /// The line that this piece is, if it is the one that follows; otherwise what it may be
    /// instead. A whole line that does not follow is damage whatever comes behind it.
    fn whole_line(&self, end: Position) -> Result<Result<&[u8], Fault>, LogError> {
        let Some(line) = self.piece.strip_suffix(b"\n") else {
            let long = self.piece.len() > LINE_LIMIT;
            let torn = if long { Fault::TooLong { bytes: self.piece.len() } } else { Fault::Torn };
            return Ok(Err(torn));
        };
        if let Err(fault) = check_crc(line) {
            return Ok(Err(fault));
        }
        let expected = end.n.saturating_add(1);
        match number(line).map_err(|unreadable| unreadable.at(expected, end.byte))? {
            n if n == expected => Ok(Ok(line)),
            found => Err(LogError::damaged(expected, end.byte, Fault::Number { expected, found })),
        }
    }

    /// What begins with a piece that is no line: a torn end, if nothing of it was acknowledged
    /// and no line stands behind it.
    fn torn_tail(
        mut self,
        fault: &Fault,
        end: Position,
        acknowledged: Position,
    ) -> Result<Tail, LogError> {
        let damaged = LogError::damaged(end.n.saturating_add(1), end.byte, fault.clone());
        let (mut bytes, mut crc, mut only_piece) = (0_u64, 0, true);
        loop {
            crc = crc32c::crc32c_append(crc, &self.piece);
            bytes = bytes.saturating_add(u64::try_from(self.piece.len()).unwrap_or(u64::MAX));
            if !self.next_piece()? {
                break;
            }
            only_piece = false;
            if self.is_whole() {
                return Err(damaged);
            }
        }
        match end < acknowledged {
            true if only_piece && *fault == Fault::Torn => Err(lost(end, acknowledged)),
            true => Err(damaged),
            false => Ok(Tail::Torn { bytes, crc }),
        }
    }
}

fn number(line: &[u8]) -> Result<u64, Unreadable> {
    match Frame::of(line) {
        Some(frame) => Ok(frame.n),
        None => decode(line).map(|decoded| decoded.commit.n),
    }
}
