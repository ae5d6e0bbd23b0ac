//! A line in the layout in which this program writes, read without a general parser: members in
//! the order of their declaration, no white space, no escapes.
//!
//! It answers what the general parser would, or nothing: where a line differs in any way, a value
//! is no value, or a text is escaped, the general parser reads the line, and says what is wrong
//! with it. So nothing is refused here. `differential.rs` holds the two against each other.

mod event;
mod gist;
mod known;
mod scan;
mod settlement;
mod statement;
mod values;

use repatria_domain::Commit;

use super::frame::CRC_BYTES;
use super::{Decoded, Said};
use scan::{Scan, utf8};

pub(super) use gist::gists;
pub(super) use known::Known;

/// Reads a line whose crc was checked; `None` where it has to be parsed.
pub(super) fn decode(line: &[u8], said: Said, known: &Known) -> Option<Decoded> {
    let mut line = Scan::of(utf8(line)?, known);
    line.literal(r#"{"n":"#)?;
    let n = line.number()?;
    line.literal(r#","id":"#)?;
    let id = line.id()?;
    line.literal(r#","at":"#)?;
    let at = line.moment()?;
    line.literal(r#","by":"#)?;
    let by = line.handle()?;
    line.literal(r#","events":"#)?;
    let events = line.list(|line| event::event(line, said))?;
    line.literal(r#","prev":"#)?;
    let prev = line.parsed_of(64)?;
    // What is left is the crc, and it was checked to have its form.
    (line.rest().len() == CRC_BYTES).then_some(())?;
    Some(Decoded { commit: Commit { n, id, at, by, events }, prev })
}
