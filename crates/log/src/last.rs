//! The last commit of a log, now or by a time, and where it ends, found without reading what stands
//! before it. It refuses to say what is wrong with a log: where this fails, whoever asks reads it in
//! order.

use repatria_domain::{Commit, Timestamp};

use crate::codec::decode;
use crate::error::{Fault, LogError};
use crate::file::{Disk, FileReader};
use crate::lines::Lines;
use crate::memory_log::PAGE_BYTES;
use crate::port::{CommitReader as _, Position};

/// A commit, and the place behind its line.
#[derive(Debug)]
pub(crate) struct Last {
    pub(crate) commit: Commit,
    pub(crate) behind: Position,
}

impl Last {
    /// The last commit that was recorded by a time, or that there is.
    pub(crate) fn of<D: Disk>(
        log: &FileReader<D>,
        until: Option<Timestamp>,
    ) -> Result<Option<Self>, LogError> {
        until.map_or_else(|| Self::at_the_end(log), |until| Self::by(log, until))
    }

    fn at_the_end<D: Disk>(log: &FileReader<D>) -> Result<Option<Self>, LogError> {
        let end = log.end()?;
        if end == Position::START {
            return Ok(None);
        }
        // The longest line and its line feed are a page.
        let begins = end.byte.saturating_sub(PAGE_BYTES as u64);
        let mut page = Vec::new();
        log.read(Position { n: 0, byte: begins }, &mut page)?;
        let bytes = usize::try_from(end.byte.saturating_sub(begins)).unwrap_or_default();
        let line = page.get(..bytes).and_then(|page| page.strip_suffix(b"\n"));
        let Some(line) = line.and_then(|lines| lines.rsplit(|byte| *byte == b'\n').next()) else {
            let fault = Fault::Marker { n: end.n, bytes: end.byte };
            return Err(LogError::damaged(end.n, end.byte, fault));
        };
        let commit = decode(line).map_err(|unreadable| unreadable.at(end.n, end.byte))?.commit;
        let behind = Position { n: commit.n, byte: end.byte };
        Ok(Some(Self { commit, behind }))
    }

    /// The last commit that was recorded by a time.
    pub(crate) fn by<D: Disk>(
        log: &FileReader<D>,
        until: Timestamp,
    ) -> Result<Option<Self>, LogError> {
        // The first line of what is left was recorded by then, or is the first of all.
        let (mut begins, mut ends) = (Position::START, log.end()?.byte);
        let mut page = Vec::new();
        while ends.saturating_sub(begins.byte) > NEAR {
            let middle = begins.byte.midpoint(ends);
            log.read(Position { n: begins.n, byte: middle }, &mut page)?;
            match line_in(&page, middle)? {
                Some((before, commit)) if before.byte < ends && commit.at <= until => {
                    begins = before;
                }
                _ => ends = middle,
            }
        }
        let (mut lines, mut last) = (Lines::after(log, begins), None);
        while let Some(placed) = lines.next_line()? {
            let commit = placed.commit()?;
            if commit.at > until {
                break;
            }
            last = Some(Self { commit, behind: lines.behind() });
        }
        Ok(last)
    }
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
