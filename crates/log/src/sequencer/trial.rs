//! Commands that are decided on a copy of the memory: to say what would become of them, or to record
//! all of them or none.

use std::iter;
use std::sync::Arc;

use repatria_domain::{Commit, Timestamp};

use super::chunk::{Chunk, Deciding};
use super::{Answer, NotRecorded, Recorded, Sequencer, Submission, TRIES, unavailable};
use crate::error::LogError;
use crate::in_order::{Piece, in_order};
use crate::memory::Memory;
use crate::port::CommitLog;

/// What submissions come to, and the memory afterwards.
struct Trial {
    memory: Memory,
    chunks: Vec<Piece<Chunk>>,
}

impl<L: CommitLog> Sequencer<L> {
    /// Records commands only if every one of them may be recorded. They are decided once, and what
    /// they come to is appended.
    ///
    /// # Errors
    /// All that are refused, with their places among the submissions; then nothing was written.
    /// After a failure of the log, or where somebody else wrote between two appends, some of them may
    /// be written: send all again, the same.
    pub fn submit_all(
        &mut self,
        submissions: &[Submission],
        now: Timestamp,
        mut show: impl FnMut(&Commit),
    ) -> Result<Vec<Recorded>, Vec<(usize, NotRecorded)>> {
        let mut lost_to = LogError::Poisoned;
        for _ in 0..TRIES {
            let trial = match self.trial(submissions, now) {
                Ok(trial) if trial.is_clean() => trial,
                tried => return all(answers(tried, submissions)),
            };
            match self.append_all(trial, submissions, now, &mut show) {
                Ok(answers) => return all(answers),
                Err(conflict) => lost_to = conflict,
            }
            if let Err(error) = self.take_up(&mut show) {
                lost_to = error;
                break;
            }
        }
        all(unavailable(submissions.len(), &Arc::new(lost_to)))
    }

    /// Appends what was tried, and is the memory from now on. Where somebody else was faster than its
    /// first append, nothing of it is written, and the conflict is the answer.
    fn append_all(
        &mut self,
        trial: Trial,
        submissions: &[Submission],
        now: Timestamp,
        show: &mut impl FnMut(&Commit),
    ) -> Result<Vec<Answer>, LogError> {
        let mut answers = Vec::with_capacity(submissions.len());
        let mut chunks = trial.chunks.into_iter();
        self.memory = Some(trial.memory);
        let Self { log, head, shown, rooms, .. } = self;
        let next = |_| chunks.next();
        let appended = in_order(log, *head, rooms, next, |chunk, end| {
            *head = end;
            chunk.publish(shown, &mut answers, show);
        });
        match appended {
            Ok(()) => {}
            Err(failed) if self.is_late(&failed) => {
                if answers.is_empty() {
                    return Err(failed.cause);
                }
            }
            Err(failed) => self.end_after(failed, submissions, &mut answers, show),
        }
        // What somebody else was faster than is decided anew.
        self.submit_rest(submissions, now, &mut answers, show);
        Ok(answers)
    }

    /// Answers as [`Sequencer::submit`] would, and records nothing.
    pub fn try_out(
        &mut self,
        submissions: &[Submission],
        now: Timestamp,
    ) -> Vec<Result<Recorded, NotRecorded>> {
        answers(self.trial(submissions, now), submissions)
    }

    fn trial(&mut self, submissions: &[Submission], now: Timestamp) -> Result<Trial, LogError> {
        self.bring_for(submissions)?;
        let mut memory = self.memory.clone().ok_or(LogError::Poisoned)?;
        let mut deciding =
            Deciding { memory: &mut memory, last: self.head.n, rest: submissions, now };
        let chunks = iter::from_fn(|| deciding.next_chunk(Vec::new())).collect();
        Ok(Trial { memory, chunks })
    }
}

impl Trial {
    fn is_clean(&self) -> bool {
        self.chunks.iter().flat_map(|chunk| &chunk.with.answers).all(Result::is_ok)
    }
}

fn answers(tried: Result<Trial, LogError>, submissions: &[Submission]) -> Vec<Answer> {
    match tried {
        Ok(trial) => trial.chunks.into_iter().flat_map(|chunk| chunk.with.answers).collect(),
        Err(error) => unavailable(submissions.len(), &Arc::new(error)),
    }
}

fn all(answers: Vec<Answer>) -> Result<Vec<Recorded>, Vec<(usize, NotRecorded)>> {
    let (mut recorded, mut refused) = (Vec::with_capacity(answers.len()), Vec::new());
    for (place, answer) in answers.into_iter().enumerate() {
        match answer {
            Ok(one) => recorded.push(one),
            Err(why) => refused.push((place, why)),
        }
    }
    if refused.is_empty() { Ok(recorded) } else { Err(refused) }
}
