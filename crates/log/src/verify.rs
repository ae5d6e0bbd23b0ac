//! Whether a log is what was written, line by line: its crc, numbers, times and chain, and by
//! replay every invariant. It names all damage, and nothing that merely follows from damage.

use repatria_domain::{Commit, Timestamp};

use crate::codec::{Decoded, Unreadable, decode};
use crate::error::{Damage, Fault, LogError};
use crate::lines::{Lines, Placed};
use crate::memory::{Memory, content};
use crate::planted::{Planted, planted};
use crate::port::{CommitReader, Head, Position};
use repatria_tlog::LeafHash;

/// How far a verification is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Lines looked at.
    pub commits: u64,
    /// Bytes looked at, with line feeds.
    pub bytes: u64,
}

/// What a sound log holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verified {
    /// How many commits.
    pub commits: u64,
    /// How many events.
    pub events: u64,
    /// How many bytes, with line feeds.
    pub bytes: u64,
    /// Where it ends. Whoever keeps it can tell later whether this log was exchanged.
    pub head: Head,
}

/// Verifies a whole log: every byte, every rule. Tells how far it is about once a thousand lines.
///
/// # Errors
/// [`LogError::Corrupt`] with all damage, a thousand places at most; [`LogError::NewerFormat`]
/// where an otherwise sound log cannot be replayed; or why the log cannot be read.
pub fn verify(
    log: &impl CommitReader,
    mut progress: impl FnMut(Progress),
) -> Result<Verified, LogError> {
    let (mut lines, mut check) = (Lines::of(log), Check::default());
    loop {
        match lines.next_line() {
            Ok(Some(placed)) => check.line(placed),
            Ok(None) => break,
            // The log ends before it should; what was found until then is said as well.
            Err(LogError::Corrupt(damages)) => {
                check.damages.extend(damages);
                break;
            }
            Err(error) => return Err(error),
        }
        let Position { n, byte } = lines.behind();
        if n.is_multiple_of(1024) {
            progress(Progress { commits: n, bytes: byte });
        }
    }
    let Position { n: commits, byte: bytes } = lines.behind();
    progress(Progress { commits, bytes });
    let events = check.events;
    check.verdict(Verified { commits, events, bytes, head: lines.head() })
}

/// What is expected of the next line, and what was found so far.
struct Check {
    memory: Memory,
    replays: bool,
    next: u64,
    at: Option<Timestamp>,
    // Absent behind a line that is not what was written: the next one cannot follow from it.
    leaf: Option<LeafHash>,
    events: u64,
    damages: Vec<Damage>,
    newer: Option<LogError>,
}

impl Default for Check {
    fn default() -> Self {
        Self {
            memory: Memory::default(),
            replays: true,
            next: 1,
            at: None,
            leaf: Some(LeafHash::NONE),
            events: 0,
            damages: Vec::new(),
            newer: None,
        }
    }
}

impl Check {
    fn line(&mut self, placed: Placed<'_>) {
        let expected = self.next;
        self.next = expected.saturating_add(1);
        match decode(placed.bytes) {
            Ok(decoded) => self.decoded(decoded, expected, placed),
            Err(Unreadable::Newer { event, v }) => {
                let newer = LogError::NewerFormat { line: placed.line, event, v };
                self.newer.get_or_insert(newer);
                self.break_off(Some(LeafHash::of(placed.bytes)));
            }
            Err(Unreadable::Damaged(fault)) => {
                // A crc that fits belongs to bytes that were written so.
                let as_written = matches!(fault, Fault::NoCommit { .. });
                self.note(placed, fault);
                self.break_off(as_written.then(|| LeafHash::of(placed.bytes)));
            }
        }
    }

    fn decoded(&mut self, decoded: Decoded, expected: u64, placed: Placed<'_>) {
        let Decoded { commit, prev } = decoded;
        if commit.n == expected {
            self.follows(&commit, prev, placed);
        } else {
            self.note(placed, Fault::Number { expected, found: commit.n });
            self.replays = false;
        }
        if self.replays {
            let recorded = content(placed.bytes, &commit.events)
                .map(|content| self.memory.record(&commit, content));
            if let Ok(Err(fault)) = recorded {
                self.note(placed, fault);
                self.replays = false;
            }
        }
        self.next = commit.n.saturating_add(1);
        self.at = Some(commit.at);
        self.leaf = Some(LeafHash::of(placed.bytes));
        self.events =
            self.events.saturating_add(u64::try_from(commit.events.len()).unwrap_or(u64::MAX));
    }

    fn follows(&mut self, commit: &Commit, prev: LeafHash, placed: Placed<'_>) {
        if let Some(expected) =
            self.leaf.filter(|leaf| *leaf != prev && !planted(Planted::PrevUnchecked))
        {
            self.note(placed, Fault::Chain { expected, found: prev });
        }
        if let Some(before) = self.at.filter(|before| *before > commit.at) {
            self.note(placed, Fault::Time { before, found: commit.at });
            self.replays = false;
        }
    }

    fn break_off(&mut self, leaf: Option<LeafHash>) {
        (self.leaf, self.replays) = (leaf, false);
    }

    fn note(&mut self, placed: Placed<'_>, fault: Fault) {
        let Placed { line, byte, .. } = placed;
        if self.damages.len() < MOST_DAMAGES {
            self.damages.push(Damage { line, byte, fault });
        }
    }

    fn verdict(self, verified: Verified) -> Result<Verified, LogError> {
        match (self.damages.is_empty(), self.newer) {
            (true, None) => Ok(verified),
            (true, Some(newer)) => Err(newer),
            (false, _) => Err(LogError::Corrupt(self.damages)),
        }
    }
}

const MOST_DAMAGES: usize = 1000;

#[cfg(test)]
mod tests;
