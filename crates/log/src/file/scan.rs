//! What a log file holds when it is opened: the whole lines, and whether what follows them is the
//! torn end of an append that was never acknowledged, or damage.

use std::io::{BufRead as _, BufReader, Read};

use repatria_tlog::LeafHash;

use super::marker::Marker;
use super::ragged::{Ragged, Torn};
use crate::codec::{Frame, LINE_LIMIT, Unreadable, check_crc, decode};
use crate::error::{Fault, LogError};
use crate::memory_log::PAGE_BYTES;
use crate::port::{Head, Position};

/// The whole lines of a log, and what follows them.
#[derive(Debug)]
pub(super) struct Scan {
    pub(super) head: Head,
    pub(super) end: Position,
    /// The marker, if it names the end of a line of this log.
    pub(super) marker: Option<Marker>,
    /// What follows the last whole line, if anything does.
    pub(super) torn: Option<Torn>,
}

impl Scan {
    /// Looks at every line: its crc, its number, and whether what the marker speaks of is there.
    pub(super) fn of(log: impl Read, marker: Option<Marker>) -> Result<Self, LogError> {
        Self::behind(Position::START, log, marker)
    }

    /// Looks at every line behind a place that is known to be one between two lines.
    pub(super) fn behind(
        place: Position,
        log: impl Read,
        marker: Option<Marker>,
    ) -> Result<Self, LogError> {
        let acknowledged = marker.map(Marker::position).unwrap_or_default();
        let mut pieces = Pieces::of(log);
        let (mut end, mut last) = (place, Vec::new());
        let (mut fits, mut bad) = (end == acknowledged, None);
        while pieces.next_piece()? {
            match pieces.whole_line(end)? {
                Ok(line) => {
                    end = end.behind(line.len());
                    fits |= end == acknowledged;
                    line.clone_into(&mut last);
                }
                Err(fault) => {
                    bad = Some(fault);
                    break;
                }
            }
        }
        missing(end, acknowledged, bad.as_ref())?;
        let torn = bad.map(|_| pieces.torn_end(end)).transpose()?;
        Ok(Self { head: head(end, &last), end, marker: marker.filter(|_| fits), torn })
    }
}

fn head(end: Position, last: &[u8]) -> Head {
    match end.n {
        0 => Head::EMPTY,
        n => Head { n, leaf: LeafHash::of(last) },
    }
}

/// Whether what the marker speaks of is not there. A marker that speaks of more bytes and not of
/// more commits, or the other way round, was spoiled itself, and says nothing.
fn missing(end: Position, acknowledged: Position, bad: Option<&Fault>) -> Result<(), LogError> {
    if acknowledged.n <= end.n || acknowledged.byte <= end.byte {
        return Ok(());
    }
    let fault = match bad {
        None | Some(Fault::Torn) => Fault::Lost { n: end.n, acknowledged: acknowledged.n },
        Some(fault) => fault.clone(),
    };
    Err(LogError::damaged(end.n.saturating_add(1), end.byte, fault))
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

    /// What begins with the present piece, which is no line, and goes on to the end of the log.
    fn torn_end(mut self, end: Position) -> Result<Torn, LogError> {
        let mut ragged = Ragged::from(end.n.saturating_add(1), end.byte);
        let mut last = Vec::new();
        while !self.piece.is_empty() {
            ragged.take(&self.piece)?;
            std::mem::swap(&mut last, &mut self.piece);
            self.next_piece()?;
        }
        ragged.verdict(&last)
    }
}

/// The number of a whole line.
pub(super) fn number(line: &[u8]) -> Result<u64, Unreadable> {
    match Frame::of(line) {
        Some(frame) => Ok(frame.n),
        None => decode(line).map(|decoded| decoded.commit.n),
    }
}
