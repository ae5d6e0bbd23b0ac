//! What the sequencer keeps in memory, all of it a fold of the log: the state of the register, and
//! which commands were recorded. It refuses to know how lines come and go.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::ControlFlow;

use repatria_domain::{CommandId, Commit, State, Timestamp};

use crate::error::{Fault, LogError};
use crate::fingerprint::{Fingerprint, Fingerprints};
use crate::index::{Drawing, OfLine};
use crate::lines::Placed;
use crate::pages::{Stretch, Threads, each_page};
use crate::planted::{Planted, planted};
use crate::port::{CommitReader, Head};

/// The state after the commits so far, and the commands that they came of.
#[derive(Clone, Debug, Default)]
pub(crate) struct Memory {
    pub(crate) state: State,
    pub(crate) at: Option<Timestamp>,
    pub(crate) fingerprints: Fingerprints,
    seen: HashMap<CommandId, Seen>,
}

/// What was recorded of a command.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen {
    pub(crate) n: u64,
    pub(crate) at: Timestamp,
    pub(crate) content: Fingerprint,
}

impl Memory {
    /// Nothing of a log whose last commit was recorded then.
    pub(crate) fn empty(at: Option<Timestamp>) -> Self {
        Self { at, ..Self::default() }
    }

    /// Folds a whole log, line by line, and shows each commit; draws the index beside it, where there
    /// is to be one. Checks crc, number, time and rules.
    pub(crate) fn replay(
        log: &impl CommitReader,
        mut drawing: Option<&mut Drawing>,
        mut show: impl FnMut(&Commit),
    ) -> Result<(Self, Head), LogError> {
        let mut memory = Self::default();
        let (fingerprints, is_indexed) = (memory.fingerprints.clone(), drawing.is_some());
        let read = |placed: Placed<'_>, lines: &mut Vec<_>| {
            let (commit, content) = fingerprints.of_placed(placed)?;
            let indexed = is_indexed.then(|| OfLine::of(placed, &commit));
            lines.push((commit, content, placed.before(), indexed));
            Ok(())
        };
        let mut failed = None;
        let read = each_page(log, Stretch::WHOLE, Threads::of_use(), read, |lines| {
            for (commit, content, before, indexed) in lines {
                if let Err(fault) = memory.record(commit, *content) {
                    let line = before.n.saturating_add(1);
                    failed = Some(LogError::damaged(line, before.byte, fault));
                    return ControlFlow::Break(());
                }
                if let (Some(drawing), Some(line)) = (&mut drawing, indexed) {
                    drawing.take(line);
                }
                show(commit);
            }
            ControlFlow::Continue(())
        })?;
        failed.map_or_else(|| Ok((memory, read.head())), Err)
    }

    /// Takes in a line of those that others were taken in without, in order.
    pub(crate) fn add_line(&mut self, placed: Placed<'_>) -> Result<(), LogError> {
        let (commit, content) = self.fingerprints.of_placed(placed)?;
        self.add(&commit, content).map_err(|fault| placed.damaged(fault))
    }

    /// Takes a commit in.
    pub(crate) fn record(&mut self, commit: &Commit, content: Fingerprint) -> Result<(), Fault> {
        let found = commit.at;
        let goes_back = |before: &Timestamp| *before > found && !planted(Planted::ClockBack);
        if let Some(before) = self.at.filter(goes_back) {
            return Err(Fault::Time { before, found });
        }
        self.add(commit, content)?;
        self.at = Some(found);
        Ok(())
    }

    fn add(&mut self, commit: &Commit, content: Fingerprint) -> Result<(), Fault> {
        let id = commit.id;
        let place = match self.seen.entry(id) {
            Entry::Occupied(seen) => return Err(Fault::CommandRepeated { id, n: seen.get().n }),
            Entry::Vacant(place) => place,
        };
        if commit.events.is_empty() {
            return Err(Fault::Empty);
        }
        for event in &commit.events {
            self.state.apply(event).map_err(|refusal| Fault::Rule(Box::new(refusal)))?;
        }
        place.insert(Seen { n: commit.n, at: commit.at, content });
        Ok(())
    }

    pub(crate) fn seen(&self, id: CommandId) -> Option<&Seen> {
        self.seen.get(&id)
    }
}
