//! Commands decided one after the other, in memory, until as much waits as is appended at once.

use std::sync::Arc;

use repatria_domain::{Commit, Timestamp, decide, decide_to_apply};

use super::{Answer, NotRecorded, Recorded, Submission};
use crate::batch::Draft;
use crate::error::{Fault, LogError};
use crate::in_order::Piece;
use crate::memory::{Memory, Seen};
use crate::planted::{Planted, planted};

/// How much is appended at once, in bytes: far more than what a sync costs, and little enough that the
/// disk has soon begun.
pub(super) const CHUNK_BYTES: usize = 1 << 20;

/// What the first few submissions come to.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    pub(super) answers: Vec<Answer>,
    pub(super) commits: Vec<Commit>,
}

impl Chunk {
    /// Shows the commits, which are durable, and answers.
    pub(super) fn publish(
        self,
        shown: &mut u64,
        answers: &mut Vec<Answer>,
        show: &mut impl FnMut(&Commit),
    ) {
        for commit in &self.commits {
            *shown = commit.n;
            show(commit);
        }
        answers.extend(self.answers);
    }
}

/// Submissions on their way to become chunks.
pub(super) struct Deciding<'a> {
    pub(super) memory: &'a mut Memory,
    /// The last commit that was decided.
    pub(super) last: u64,
    pub(super) rest: &'a [Submission],
    pub(super) now: Timestamp,
}

impl Deciding<'_> {
    /// Decides submissions until their lines take as much as is appended at once; the memory takes
    /// them in. The lines take the room of others. Nothing, where no submission is left.
    pub(super) fn next_chunk(&mut self, room: Vec<u8>) -> Option<Piece<Chunk>> {
        if self.rest.is_empty() {
            return None;
        }
        let (mut chunk, mut draft) = (Chunk::default(), Draft::after(self.last, room));
        while let Some((submission, rest)) = self.rest.split_first()
            && draft.bytes().len() < CHUNK_BYTES
        {
            let answer = self.answer(submission, &mut draft, &mut chunk.commits);
            chunk.answers.push(answer);
            self.rest = rest;
        }
        self.last = draft.last();
        Some(Piece { draft, with: chunk, is_last: self.rest.is_empty() })
    }

    fn answer(
        &mut self,
        submission: &Submission,
        draft: &mut Draft,
        commits: &mut Vec<Commit>,
    ) -> Answer {
        let (memory, now) = (&mut *self.memory, self.now);
        if let Some(seen) = memory.seen(submission.id) {
            return repeated(memory, submission, *seen);
        }
        let commit = Commit {
            n: draft.last().saturating_add(1),
            id: submission.id,
            at: memory.at.map_or(now, |before| not_before(before, now)),
            by: submission.by.clone(),
            events: decide_to_apply(&memory.state, &submission.command)?,
        };
        let events = draft.push(&commit).or_else(|error| {
            // If it breaks a rule as well, that is the answer.
            decide(&memory.state, &submission.command)?;
            Err(not_written(error))
        })?;
        let events = draft.bytes().get(events).unwrap_or_default();
        let content = memory.fingerprints.of_bytes(events);
        if let Err(fault) = memory.record(&commit, content) {
            draft.pop();
            return Err(not_followed(commit.n, fault));
        }
        let recorded = Recorded { n: commit.n, at: commit.at, repeated: false };
        commits.push(commit);
        Ok(recorded)
    }
}

/// Time does not go back when the clock does.
fn not_before(before: Timestamp, now: Timestamp) -> Timestamp {
    if planted(Planted::ClockBack) { now } else { now.max(before) }
}

/// The answer to a command whose id is in the log: the first one, if it is the same command.
pub(super) fn repeated(memory: &Memory, submission: &Submission, seen: Seen) -> Answer {
    let content = memory.fingerprints.of(&submission.command.events()).map_err(not_written)?;
    if content == seen.content {
        Ok(Recorded { n: seen.n, at: seen.at, repeated: true })
    } else {
        Err(NotRecorded::CommandReused { id: submission.id, n: seen.n })
    }
}

fn not_written(error: LogError) -> NotRecorded {
    if let LogError::TooLarge { bytes } = error {
        return NotRecorded::TooLarge { bytes };
    }
    NotRecorded::Unavailable(Arc::new(error))
}

/// What was decided is refused when it is applied, and nothing has changed then; of anything else that
/// does not follow, nothing is written either.
fn not_followed(n: u64, fault: Fault) -> NotRecorded {
    if let Fault::Rule(refusal) = fault {
        return NotRecorded::Refused(*refusal);
    }
    NotRecorded::Unavailable(Arc::new(LogError::damaged(n, 0, fault)))
}
