//! Commands decided one after the other, in memory, until as much waits as is appended at once.

use std::sync::Arc;

use repatria_domain::{Commit, Timestamp, decide, decide_to_apply};

use super::{Answer, CHUNK_BYTES, NotRecorded, Recorded, Submission};
use crate::batch::Batch;
use crate::error::{Fault, LogError};
use crate::memory::{Memory, Seen};
use crate::planted::{Planted, planted};

/// What the first few submissions come to, and the lines that are to be appended for it.
pub(super) struct Chunk {
    pub(super) answers: Vec<Answer>,
    pub(super) commits: Vec<Commit>,
    pub(super) batch: Batch,
    line: Vec<u8>,
}

impl Chunk {
    /// Decides submissions until the lines take as much as is appended at once; the memory takes them
    /// in. The batch has none yet.
    pub(super) fn decide(
        memory: &mut Memory,
        batch: Batch,
        submissions: &[Submission],
        now: Timestamp,
    ) -> Self {
        let mut chunk = Self {
            answers: Vec::with_capacity(submissions.len()),
            commits: Vec::with_capacity(submissions.len()),
            batch,
            line: Vec::new(),
        };
        for submission in submissions {
            if chunk.batch.bytes().len() >= CHUNK_BYTES {
                break;
            }
            let answer = chunk.answer(memory, submission, now);
            chunk.answers.push(answer);
        }
        chunk
    }

    fn answer(&mut self, memory: &mut Memory, submission: &Submission, now: Timestamp) -> Answer {
        if let Some(seen) = memory.seen(submission.id) {
            return repeated(memory, submission, *seen);
        }
        let commit = Commit {
            n: self.batch.head().n.saturating_add(1),
            id: submission.id,
            at: memory.at.map_or(now, |before| not_before(before, now)),
            by: submission.by.clone(),
            events: decide_to_apply(&memory.state, &submission.command)?,
        };
        let events = self.batch.write(&commit, &mut self.line).or_else(|error| {
            // If it breaks a rule as well, that is the answer.
            decide(&memory.state, &submission.command)?;
            Err(not_written(error))
        })?;
        let events = self.line.get(events).unwrap_or_default();
        let content = memory.fingerprints.of_bytes(events);
        memory.record(&commit, content).map_err(|fault| not_followed(commit.n, fault))?;
        self.batch.push_line(&self.line);
        let recorded = Recorded { n: commit.n, at: commit.at, repeated: false };
        self.commits.push(commit);
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
