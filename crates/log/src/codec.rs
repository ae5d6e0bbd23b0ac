//! A commit as a line, and back: the layout of `docs/LOG_FORMAT.md`. One function writes; what it
//! wrote is what is hashed, and no line is ever written twice.
//! It refuses to know where lines are kept, and what came before them.

mod canonical;
#[cfg(test)]
mod differential;
mod event;
mod frame;
mod writer;

use std::borrow::Cow;
use std::ops::Range;

use repatria_domain::{CommandId, Commit, Event, ExchangeId, Gist, Handle, Timestamp};
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize, Serializer};

use crate::crc::crc_of;
use crate::error::{Fault, LogError};
use canonical::Known;
use event::{Newer, Stored, Versioned};
use frame::{CRC_BYTES, END_BYTES, in_digits};
pub(crate) use frame::{Frame, check_crc};
use repatria_tlog::{LeafDigits, LeafHash};

/// The longest line, in bytes without its line feed: what an entry of a tiled log may hold (C2SP tlog-tiles).
pub const LINE_LIMIT: usize = 65_535;

/// Writes a commit as the line that follows the line with the hash `prev`, without a line feed,
/// behind the bytes that are there.
///
/// # Errors
/// [`LogError::TooLarge`], with nothing written.
pub(crate) fn encode(commit: &Commit, prev: LeafHash, bytes: &mut Vec<u8>) -> Result<(), LogError> {
    let from = bytes.len();
    draft(commit, bytes)?;
    end(bytes.get_mut(from..).unwrap_or_default(), prev);
    Ok(())
}

/// Writes a commit as a line that lacks its end, without a line feed, behind the bytes that are there, and
/// leaves room for the end. Says where among them its events stand.
///
/// # Errors
/// [`LogError::TooLarge`], with nothing written.
pub(crate) fn draft(commit: &Commit, bytes: &mut Vec<u8>) -> Result<Range<usize>, LogError> {
    let from = bytes.len();
    let laid_out = lay_out(commit, bytes).map_err(LogError::io("write a commit as a line"));
    bytes.resize(bytes.len().saturating_add(END_BYTES), b' ');
    let long = bytes.len().saturating_sub(from);
    let drafted = match laid_out {
        Ok(_) if long > LINE_LIMIT => Err(LogError::TooLarge { bytes: long }),
        Ok(_) | Err(_) => laid_out,
    };
    drafted.inspect_err(|_| bytes.truncate(from))
}

/// Writes the end of a line into the room that was left for it: the hash of the line that it follows, and
/// the crc, which is the last member, and of everything before it.
pub(crate) fn end(line: &mut [u8], prev: LeafHash) {
    let Some(events_end) = line.len().checked_sub(END_BYTES) else { return };
    if let Some(room) = line.get_mut(events_end..) {
        fill(room, &[br#","prev":""#, &prev.digits(), br#"""#]);
    }
    let Some(crc_begins) = line.len().checked_sub(CRC_BYTES) else { return };
    let crc = in_digits(crc_of(line.get(..crc_begins).unwrap_or_default()));
    if let Some(room) = line.get_mut(crc_begins..) {
        fill(room, &[br#","crc":""#, &crc, br#""}"#]);
    }
}

/// Puts pieces where room was left for them, one behind the other.
fn fill(mut room: &mut [u8], pieces: &[&[u8]]) {
    for piece in pieces {
        let Some((place, rest)) = room.split_at_mut_checked(piece.len()) else { return };
        place.copy_from_slice(piece);
        room = rest;
    }
}

fn lay_out(commit: &Commit, bytes: &mut Vec<u8>) -> std::io::Result<Range<usize>> {
    let Commit { n, id, at, by, events } = commit;
    writer::write(&Beginning { n: *n, id, at, by }, bytes)?;
    // The object goes on.
    bytes.pop();
    bytes.extend_from_slice(br#","events":"#);
    let events_from = bytes.len();
    lay_out_events(events, bytes)?;
    Ok(events_from..bytes.len())
}

/// Writes the list of events as it stands in a line.
pub(crate) fn lay_out_events(events: &[Event], line: &mut Vec<u8>) -> std::io::Result<()> {
    writer::write(&Events(events), line).map_err(Into::into)
}

/// What stands in a line before its events, in the order of the layout.
#[derive(Serialize)]
struct Beginning<'a> {
    n: u64,
    id: &'a CommandId,
    at: &'a Timestamp,
    by: &'a Handle,
}

struct Events<'a>(&'a [Event]);

impl Serialize for Events<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(Versioned))
    }
}

/// What a line says.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Decoded {
    pub(crate) commit: Commit,
    pub(crate) prev: LeafDigits,
}

/// Why a line cannot be read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// It is damaged.
    Damaged(Fault),
    /// It was written by a newer version of this program.
    Newer { event: String, v: u64 },
}

impl Unreadable {
    pub(crate) fn at(self, line: u64, byte: u64) -> LogError {
        match self {
            Self::Damaged(fault) => LogError::damaged(line, byte, fault),
            Self::Newer { event, v } => LogError::NewerFormat { line, event, v },
        }
    }
}

/// How much is read of what claimants said of exchanges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// Every word.
    InWords,
    /// Which statement it is, of which exchange, and what it corrects, as [`CountStatement::in_brief`]
    /// gives it; the words are skipped unread. Where a line cannot be read so, there is every word.
    ///
    /// [`CountStatement::in_brief`]: repatria_domain::CountStatement::in_brief
    InBrief,
    /// Of what claimants said of this exchange, every word; of all others as in brief.
    InBriefBut(ExchangeId),
}

/// Reads lines. What it has read before it knows when it stands in another line, so whoever reads many reads
/// them with one.
#[derive(Debug, Default)]
pub(crate) struct Reader {
    known: Known,
}

impl Reader {
    /// Reads a line in every word, given without its line feed. The crc comes first: a line that it does
    /// not fit is not looked at. A line in our layout is read by that; any other is parsed.
    pub(crate) fn line(&self, line: &[u8]) -> Result<Decoded, Unreadable> {
        self.line_with(line, Said::InWords)
    }

    /// The same, with so much of what was said.
    pub(crate) fn line_with(&self, line: &[u8], said: Said) -> Result<Decoded, Unreadable> {
        check_crc(line).map_err(Unreadable::Damaged)?;
        self.checked(line, said)
    }

    /// Adds the gist of each event of a line, and answers with the number of the commit. A line that is
    /// not in our layout is read whole. Where it cannot be read, nothing was added.
    pub(crate) fn gists(&self, line: &[u8], gists: &mut Vec<Gist>) -> Result<u64, Unreadable> {
        check_crc(line).map_err(Unreadable::Damaged)?;
        let before = gists.len();
        if let Some(n) = canonical::gists(line, &self.known, gists) {
            return Ok(n);
        }
        gists.truncate(before);
        let commit = self.checked(line, Said::InWords)?.commit;
        gists.extend(commit.events.iter().map(Gist::of));
        Ok(commit.n)
    }

    fn checked(&self, line: &[u8], said: Said) -> Result<Decoded, Unreadable> {
        canonical::decode(line, said, &self.known).map_or_else(|| parse(line), Ok)
    }
}

/// Reads one line, as a [`Reader`] does.
pub(crate) fn decode(line: &[u8]) -> Result<Decoded, Unreadable> {
    Reader::default().line(line)
}

/// Parses a line whose members may stand in any order, with white space between them.
fn parse(line: &[u8]) -> Result<Decoded, Unreadable> {
    let unreadable = |why: String| Unreadable::Damaged(Fault::NoCommit { why });
    let body: Body<'_> =
        serde_json::from_slice(line).map_err(|error| unreadable(error.to_string()))?;
    let prev = body
        .prev
        .parse()
        .map_err(|error: repatria_tlog::TlogError| unreadable(error.to_string()))?;
    let events = body.events.into_iter().map(known).collect::<Result<_, _>>()?;
    let commit = Commit { n: body.n, id: body.id, at: body.at, by: body.by, events };
    Ok(Decoded { commit, prev })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Body<'a> {
    n: u64,
    id: CommandId,
    at: Timestamp,
    by: Handle,
    events: Vec<Stored>,
    #[serde(borrow)]
    prev: Cow<'a, str>,
    #[serde(rename = "crc")]
    _crc: IgnoredAny,
}

fn known(Stored(event): Stored) -> Result<Event, Unreadable> {
    event.map_err(|Newer { event, v }| Unreadable::Newer { event, v })
}

#[cfg(test)]
mod tests;
