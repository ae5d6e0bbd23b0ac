//! What can be known of a line without the line above it: on all cores, in order.
//! It refuses to judge.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::thread;

use repatria_tlog::LeafHash;

use crate::codec::{Decoded, Unreadable, decode};
use crate::fingerprint::{Fingerprint, Fingerprints};
use crate::port::Position;

/// A line that was looked at by itself.
pub(super) struct Examined {
    pub(super) line: u64,
    pub(super) byte: u64,
    /// Where the next line begins.
    pub(super) behind: u64,
    pub(super) leaf: LeafHash,
    pub(super) decoded: Result<(Decoded, Option<Fingerprint>), Unreadable>,
}

/// Looks at each line of a page that begins at a place, on all cores, and does something else
/// meanwhile.
pub(super) fn examine(
    page: &[u8],
    after: Position,
    fingerprints: &Fingerprints,
    meanwhile: impl FnOnce(),
) -> Vec<Examined> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    if cores == 1 || page.len() < WORTH_A_THREAD_BYTES {
        meanwhile();
        return lines(page, after, fingerprints);
    }
    thread::scope(|scope| {
        let parts = parts(page, after, cores);
        let parts: Vec<_> = parts
            .map(|(part, after)| scope.spawn(move || lines(part, after, fingerprints)))
            .collect();
        meanwhile();
        let examined =
            parts.into_iter().map(|part| part.join().unwrap_or_else(|why| resume_unwind(why)));
        examined.flatten().collect()
    })
}

/// What takes longer to parse than a thread takes to begin.
const WORTH_A_THREAD_BYTES: usize = 64 << 10;

/// The page in about as many parts of whole lines, each with the place that it begins at.
fn parts(page: &[u8], after: Position, many: usize) -> impl Iterator<Item = (&[u8], Position)> {
    let (mut rest, mut place) = (page, after);
    let length = page.len().div_ceil(many.max(1));
    std::iter::from_fn(move || {
        let feed = memchr::memchr(b'\n', rest.get(length..).unwrap_or_default());
        let end = feed.map_or(rest.len(), |feed| length.saturating_add(feed).saturating_add(1));
        let (part, later) = rest.split_at_checked(end)?;
        let begins = place;
        rest = later;
        place.n = place.n.saturating_add(number(memchr::memchr_iter(b'\n', part).count()));
        place.byte = place.byte.saturating_add(number(part.len()));
        (!part.is_empty()).then_some((part, begins))
    })
}

fn lines(page: &[u8], after: Position, fingerprints: &Fingerprints) -> Vec<Examined> {
    let mut place = after;
    let line = |line: &[u8]| {
        let bytes = line.strip_suffix(b"\n").unwrap_or(line);
        let byte = place.byte;
        place = place.behind(bytes.len());
        Examined {
            line: place.n,
            byte,
            behind: place.byte,
            leaf: LeafHash::of(bytes),
            decoded: decode(bytes).map(|decoded| {
                let content = fingerprints.of_line(bytes, &decoded.commit.events).ok();
                (decoded, content)
            }),
        }
    };
    page.split_inclusive(|byte| *byte == b'\n').map(line).collect()
}

fn number(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
