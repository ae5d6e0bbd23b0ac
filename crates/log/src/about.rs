//! Some entities of a log: the commits that concern them, without the others. It refuses to know
//! what they come to.

use repatria_domain::{Commit, Entity, Timestamp};

use crate::codec::decode;
use crate::error::LogError;
use crate::file::{Disk, FileReader};
use crate::lines::Lines;
use crate::parts::Parts;
use crate::port::{CommitReader, Position};

/// What a log says of some entities, and of all that is tied to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// The commits that concern them, in order.
    pub commits: Vec<Commit>,
    /// The last commit of the log, whatever it concerns.
    pub last: Option<Commit>,
}

impl About {
    /// What the log of a folder said of entities by a time, or says now; `None` where there is no
    /// index that tells which lines these are. Nothing is said of the lines between.
    pub fn of<D: Disk>(
        log: &FileReader<D>,
        entities: &[Entity],
        until: Option<Timestamp>,
    ) -> Option<Self>
    where
        D::File: Send + 'static,
    {
        // Whatever is wrong with a part or the index: the log itself is right, or says what is not.
        let (mut parts, mut last) = Parts::of(log, log.index()?).ok()?;
        let mut commits = Vec::new();
        parts
            .each_line_about(log, entities, |placed| {
                commits.push(placed.commit()?);
                Ok(())
            })
            .ok()?;
        if let Some(until) = until {
            last = last_by(log, until).ok()?;
            commits.retain(|commit| commit.at <= until);
        }
        Some(Self { commits, last })
    }
}

/// The last commit that was recorded by a time.
fn last_by<D: Disk>(log: &FileReader<D>, until: Timestamp) -> Result<Option<Commit>, LogError> {
    // The first line of what is left was recorded by then, or is the first of all.
    let (mut begins, mut ends) = (Position::START, log.end()?.byte);
    let mut page = Vec::new();
    while ends.saturating_sub(begins.byte) > NEAR {
        let middle = begins.byte.midpoint(ends);
        log.read(Position { n: begins.n, byte: middle }, &mut page)?;
        match line_in(&page, middle)? {
            Some((before, commit)) if before.byte < ends && commit.at <= until => begins = before,
            _ => ends = middle,
        }
    }
    let (mut lines, mut last) = (Lines::after(log, begins), None);
    while let Some(placed) = lines.next_line()? {
        let commit = placed.commit()?;
        if commit.at > until {
            break;
        }
        last = Some(commit);
    }
    Ok(last)
}

/// The first whole line of a page that begins anywhere, with the place before it.
fn line_in(page: &[u8], begins: u64) -> Result<Option<(Position, Commit)>, LogError> {
    let Some((_, rest)) = split_line(page) else { return Ok(None) };
    let Some((line, _)) = split_line(rest) else { return Ok(None) };
    let before = u64::try_from(page.len().saturating_sub(rest.len())).unwrap_or(u64::MAX);
    let byte = begins.saturating_add(before);
    let commit = decode(line).map_err(|unreadable| unreadable.at(0, byte))?.commit;
    Ok(Some((Position { n: commit.n.saturating_sub(1), byte }, commit)))
}

fn split_line(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let (line, rest) = text.split_at_checked(memchr::memchr(b'\n', text)?)?;
    Some((line, rest.get(1..)?))
}

/// So many bytes are read line by line.
const NEAR: u64 = 64 << 10;

#[cfg(test)]
mod tests;
