//! Where many threads hand in commands: whoever comes while nobody is writing takes all that wait,
//! so that one sync serves them all. No thread of its own.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use repatria_domain::{Commit, Timestamp};

use crate::error::LogError;
use crate::port::CommitLog;
use crate::sequencer::{Answer, NotRecorded, Recorded, Sequencer, Submission};

/// A sequencer for many threads.
pub struct Desk<L, S> {
    queue: Mutex<Queue>,
    answered: Condvar,
    writing: Mutex<(Sequencer<L>, S)>,
}

#[derive(Debug, Default)]
struct Queue {
    next_ticket: u64,
    waiting: Vec<Waiting>,
    answers: BTreeMap<u64, Vec<Answer>>,
    someone_writes: bool,
}

#[derive(Debug)]
struct Waiting {
    ticket: u64,
    submissions: Vec<Submission>,
    now: Timestamp,
}

impl<L: CommitLog, S: FnMut(&Commit)> Desk<L, S> {
    /// A desk in front of a sequencer; each commit is shown in order, once it is durable.
    pub fn new(sequencer: Sequencer<L>, show: S) -> Self {
        Self {
            queue: Mutex::default(),
            answered: Condvar::new(),
            writing: Mutex::new((sequencer, show)),
        }
    }

    /// Records commands, each for itself, together with those of other threads. Returns when they
    /// are durable. They are recorded at the latest `now` of all that are recorded together.
    pub fn submit(
        &self,
        submissions: Vec<Submission>,
        now: Timestamp,
    ) -> Vec<Result<Recorded, NotRecorded>> {
        let mut queue = lock(&self.queue);
        let ticket = queue.next_ticket;
        queue.next_ticket = ticket.wrapping_add(1);
        queue.waiting.push(Waiting { ticket, submissions, now });
        loop {
            if let Some(answers) = queue.answers.remove(&ticket) {
                return answers;
            }
            if queue.someone_writes {
                queue = self.answered.wait(queue).unwrap_or_else(PoisonError::into_inner);
            } else {
                queue.someone_writes = true;
                let turn = Turn {
                    desk: self,
                    taken: std::mem::take(&mut queue.waiting),
                    answers: Vec::new(),
                };
                drop(queue);
                turn.write();
                queue = lock(&self.queue);
            }
        }
    }

    /// Does something with the sequencer while nobody else writes: look at the state, record all
    /// of a file or nothing.
    pub fn with<T>(&self, act: impl FnOnce(&mut Sequencer<L>, &mut S) -> T) -> T {
        let mut writing = self.writing.lock().unwrap_or_else(|poisoned| {
            // Whoever held it ended in the middle: what is in memory may never have been written.
            let mut writing = poisoned.into_inner();
            writing.0.forget();
            self.writing.clear_poison();
            writing
        });
        let (sequencer, show) = &mut *writing;
        act(sequencer, show)
    }
}

/// One turn at writing. However it ends, whoever waits for it is answered.
struct Turn<'a, L, S> {
    desk: &'a Desk<L, S>,
    taken: Vec<Waiting>,
    answers: Vec<Answer>,
}

impl<L: CommitLog, S: FnMut(&Commit)> Turn<'_, L, S> {
    fn write(mut self) {
        let Some(now) = self.taken.iter().map(|waiting| waiting.now).max() else { return };
        let all: Vec<Submission> =
            self.taken.iter_mut().flat_map(|waiting| waiting.submissions.iter().cloned()).collect();
        self.answers = self.desk.with(|sequencer, show| sequencer.submit(&all, now, show));
    }
}

impl<L, S> Drop for Turn<'_, L, S> {
    fn drop(&mut self) {
        let mut answers = std::mem::take(&mut self.answers).into_iter();
        let mut queue = lock(&self.desk.queue);
        for Waiting { ticket, submissions, .. } in self.taken.drain(..) {
            let answer = |_: &Submission| answers.next().unwrap_or_else(lost);
            queue.answers.insert(ticket, submissions.iter().map(answer).collect());
        }
        queue.someone_writes = false;
        self.desk.answered.notify_all();
    }
}

fn lost() -> Answer {
    let cause = io::Error::other("the thread that wrote ended before it could answer");
    Err(NotRecorded::OutcomeUnknown(Arc::new(LogError::OutcomeUnknown { cause })))
}

fn lock(queue: &Mutex<Queue>) -> MutexGuard<'_, Queue> {
    // Nothing that can panic happens while it is held.
    queue.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<L: fmt::Debug, S> fmt::Debug for Desk<L, S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Desk").field("queue", &self.queue).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
