//! What can be known of a line without the line above it. It refuses to judge.

use repatria_tlog::LeafHash;

use crate::codec::{Decoded, Unreadable};
use crate::fingerprint::{Fingerprint, Fingerprints};
use crate::lines::Placed;

/// A line that was looked at by itself.
pub(super) struct Examined {
    pub(super) line: u64,
    pub(super) byte: u64,
    /// Where the next line begins.
    pub(super) behind: u64,
    pub(super) leaf: LeafHash,
    pub(super) decoded: Result<(Decoded, Option<Fingerprint>), Unreadable>,
}

impl Examined {
    pub(super) fn of(placed: Placed<'_>, fingerprints: &Fingerprints) -> Self {
        let decoded = placed.reader.line(placed.bytes).map(|decoded| {
            let content = fingerprints.of_line(placed.bytes, &decoded.commit.events).ok();
            (decoded, content)
        });
        Self {
            line: placed.line,
            byte: placed.byte,
            behind: placed.behind().byte,
            leaf: LeafHash::of(placed.bytes),
            decoded,
        }
    }
}
