//! What can be known of a line without the line above it. It refuses to judge.

use repatria_tlog::LeafHash;

use crate::codec::{Decoded, Unreadable};
use crate::fingerprint::{Fingerprint, Fingerprints};
use crate::index::OfLine;
use crate::lines::Placed;
use crate::port::Position;

/// A line that was looked at by itself.
pub(super) struct Examined {
    pub(super) line: u64,
    pub(super) byte: u64,
    /// Where the next line begins.
    pub(super) behind: u64,
    pub(super) leaf: LeafHash,
    pub(super) decoded: Result<(Decoded, Option<Fingerprint>), Unreadable>,
    /// Where an index speaks of the line.
    pub(super) indexed: Option<OfLine>,
}

impl Examined {
    /// Of a line of a log whose index speaks of the lines up to a place.
    pub(super) fn of(
        placed: Placed<'_>,
        fingerprints: &Fingerprints,
        indexed_until: Position,
    ) -> Self {
        let decoded = placed.reader.line(placed.bytes).map(|decoded| {
            let content = fingerprints.of_line(placed.bytes, &decoded.commit.events).ok();
            (decoded, content)
        });
        let is_indexed = placed.behind() <= indexed_until;
        let indexed = decoded.as_ref().ok().filter(|_| is_indexed);
        let indexed = indexed.map(|(Decoded { commit, .. }, _)| OfLine::of(placed, commit));
        Self {
            line: placed.line,
            byte: placed.byte,
            behind: placed.behind().byte,
            leaf: LeafHash::of(placed.bytes),
            decoded,
            indexed,
        }
    }
}
