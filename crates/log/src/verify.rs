//! Whether a log is what was written, line by line: its crc, numbers, times, chain and tree, and by
//! replay every invariant. It names all damage, and nothing that merely follows from damage.

mod examined;

use std::ops::ControlFlow;

use repatria_domain::{Commit, Timestamp};
use repatria_tlog::{CompactTree, LeafHash, Root};

use crate::codec::{Decoded, Unreadable};
use crate::error::{Damage, Fault, LogError};
use crate::fingerprint::Fingerprint;
use crate::index::Drawing;
use crate::lines::Placed;
use crate::memory::Memory;
use crate::memory_log::PAGE_BYTES;
use crate::pages::{Stretch, Threads, each_page};
use crate::planted::{Planted, planted};
use crate::port::{CommitReader, Head, Position};
use examined::Examined;

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
    /// The root of the tree of all its lines (RFC 6962). Whoever keeps it with the number of
    /// commits can tell the same, and prove any line of it.
    pub root: Root,
}

/// Verifies a whole log: every byte, every rule. Tells how far it is once a page.
///
/// Lines are parsed and hashed on all cores; what depends on the line above is looked at in order.
///
/// # Errors
/// [`LogError::Corrupt`] with all damage, a thousand places at most; [`LogError::NewerFormat`]
/// where an otherwise sound log cannot be replayed; or why the log cannot be read.
pub fn verify(
    log: &impl CommitReader,
    progress: impl FnMut(Progress),
) -> Result<Verified, LogError> {
    verify_with_root_of(log, None, progress).map(|(verified, _)| verified)
}

/// Does what [`verify`] does, and tells the root of the tree of the first `size` lines as well,
/// where there are so many: to hold it against what was signed.
///
/// # Errors
/// The same.
pub fn verify_with_root_of(
    log: &impl CommitReader,
    size: Option<u64>,
    progress: impl FnMut(Progress),
) -> Result<(Verified, Option<Root>), LogError> {
    verify_and_draw(log, size, Position::START, progress)
        .map(|(verified, root, _)| (verified, root))
}

/// Does what [`verify_with_root_of`] does, and draws the index of the lines up to a place beside it.
pub(crate) fn verify_and_draw(
    log: &impl CommitReader,
    size: Option<u64>,
    indexed_until: Position,
    mut progress: impl FnMut(Progress),
) -> Result<(Verified, Option<Root>, Drawing), LogError> {
    let mut check = Check { waypoint: size, ..Check::default() };
    check.pass_waypoint();
    let fingerprints = check.memory.fingerprints.clone();
    let (mut behind, mut told) = (Position::START, Position::START);
    let examine = |placed: Placed<'_>, examined: &mut Vec<Examined>| {
        examined.push(Examined::of(placed, &fingerprints, indexed_until));
        Ok(())
    };
    let mut tell = |at: Position| progress(Progress { commits: at.n, bytes: at.byte });
    let read = each_page(log, Stretch::WHOLE, Threads::of_use(), examine, |examined| {
        for line in examined {
            check.line(line);
            behind = Position { n: line.line, byte: line.behind };
        }
        if behind.byte.saturating_sub(told.byte) >= PAGE_BYTES as u64 {
            told = behind;
            tell(told);
        }
        ControlFlow::Continue(())
    });
    match read {
        Ok(_) => {}
        // The log ends before it should; what was found until then is said as well.
        Err(LogError::Corrupt(damages)) => check.damages.extend(damages),
        Err(error) => return Err(error),
    }
    if behind > told {
        tell(behind);
    }
    check.verdict(behind)
}

/// What is expected of the next line, and what was found so far.
struct Check {
    memory: Memory,
    replays: bool,
    next: u64,
    at: Option<Timestamp>,
    // Absent behind a line that is not what was written: the next one cannot follow from it.
    leaf: Option<LeafHash>,
    // Of the very hashes that the next lines name, so that tree and chain tell one history.
    tree: CompactTree,
    drawing: Drawing,
    waypoint: Option<u64>,
    root_at_waypoint: Option<Root>,
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
            tree: CompactTree::default(),
            drawing: Drawing::default(),
            waypoint: None,
            root_at_waypoint: None,
            events: 0,
            damages: Vec::new(),
            newer: None,
        }
    }
}

impl Check {
    fn line(&mut self, examined: &Examined) {
        let expected = self.next;
        self.next = expected.saturating_add(1);
        let place = Place { line: examined.line, byte: examined.byte };
        self.tree.push(examined.leaf);
        self.pass_waypoint();
        examined.indexed.iter().for_each(|line| self.drawing.take(line));
        match &examined.decoded {
            Ok((decoded, content)) => {
                self.decoded(decoded, *content, expected, place, examined.leaf);
            }
            Err(Unreadable::Newer { event, v }) => {
                let (line, event, v) = (place.line, event.clone(), *v);
                let newer = LogError::NewerFormat { line, event, v };
                self.newer.get_or_insert(newer);
                self.break_off(Some(examined.leaf));
            }
            Err(Unreadable::Damaged(fault)) => {
                // A crc that fits belongs to bytes that were written so.
                let as_written = matches!(fault, Fault::NoCommit { .. });
                self.note(place, fault.clone());
                self.break_off(as_written.then_some(examined.leaf));
            }
        }
    }

    fn pass_waypoint(&mut self) {
        if self.waypoint == Some(self.tree.size()) {
            self.root_at_waypoint = Some(self.tree.root());
        }
    }

    fn decoded(
        &mut self,
        Decoded { commit, prev }: &Decoded,
        content: Option<Fingerprint>,
        expected: u64,
        place: Place,
        leaf: LeafHash,
    ) {
        if commit.n == expected {
            self.follows(commit, prev.hash(), place);
        } else {
            self.note(place, Fault::Number { expected, found: commit.n });
            self.replays = false;
        }
        if let Some(content) = content.filter(|_| self.replays)
            && let Err(fault) = self.memory.record(commit, content)
        {
            self.note(place, fault);
            self.replays = false;
        }
        self.next = commit.n.saturating_add(1);
        self.at = Some(commit.at);
        self.leaf = Some(leaf);
        let events = u64::try_from(commit.events.len()).unwrap_or(u64::MAX);
        self.events = self.events.saturating_add(events);
    }

    fn follows(&mut self, commit: &Commit, prev: LeafHash, place: Place) {
        if let Some(expected) =
            self.leaf.filter(|leaf| *leaf != prev && !planted(Planted::PrevUnchecked))
        {
            self.note(place, Fault::Chain { expected, found: prev });
        }
        if let Some(before) = self.at.filter(|before| *before > commit.at) {
            self.note(place, Fault::Time { before, found: commit.at });
            self.replays = false;
        }
    }

    fn break_off(&mut self, leaf: Option<LeafHash>) {
        (self.leaf, self.replays) = (leaf, false);
    }

    fn note(&mut self, place: Place, fault: Fault) {
        let Place { line, byte } = place;
        if self.damages.len() < MOST_DAMAGES {
            self.damages.push(Damage { line, byte, fault });
        }
    }

    fn verdict(self, end: Position) -> Result<(Verified, Option<Root>, Drawing), LogError> {
        if !self.damages.is_empty() {
            return Err(LogError::Corrupt(self.damages));
        }
        if let Some(newer) = self.newer {
            return Err(newer);
        }
        let head = self.leaf.map_or(Head::EMPTY, |leaf| Head { n: end.n, leaf });
        let (commits, bytes, events) = (end.n, end.byte, self.events);
        let root = self.tree.root();
        let verified = Verified { commits, events, bytes, head, root };
        Ok((verified, self.root_at_waypoint, self.drawing))
    }
}

/// Where a line begins.
#[derive(Clone, Copy)]
struct Place {
    line: u64,
    byte: u64,
}

const MOST_DAMAGES: usize = 1000;

#[cfg(test)]
mod tests;
