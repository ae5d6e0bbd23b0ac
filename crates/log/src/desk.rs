//! Where many threads hand in commands: whoever comes while nobody is writing takes all that wait,
//! so that one sync serves them all. No thread of its own.

use std::fmt;
use std::io;
use std::mem;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use repatria_domain::{Commit, Timestamp};

use crate::error::LogError;
use crate::port::CommitLog;
use crate::sequencer::{Answer, NotRecorded, Recorded, Sequencer, Submission};

/// A sequencer for many threads.
pub struct Desk<L, S> {
    queue: Mutex<Queue>,
    writing: Mutex<(Sequencer<L>, S)>,
}

#[derive(Debug, Default)]
struct Queue {
    waiting: Vec<Waiting>,
    someone_writes: bool,
}

#[derive(Debug)]
struct Waiting {
    ticket: Arc<Ticket>,
    submissions: Vec<Submission>,
    now: Timestamp,
}

/// What somebody waits for. Each has his own, so that nobody is woken for another.
#[derive(Debug, Default)]
struct Ticket {
    called: Mutex<Option<Called>>,
    rings: Condvar,
}

/// Why somebody is woken.
#[derive(Debug)]
enum Called {
    /// To write for all that wait.
    ToWrite,
    /// With what became of his commands.
    Answered(Vec<Answer>),
}

impl Ticket {
    fn call(&self, called: Called) {
        *lock(&self.called) = Some(called);
        self.rings.notify_one();
    }

    fn wait(&self) -> Called {
        let mut called = lock(&self.called);
        loop {
            match called.take() {
                Some(called) => return called,
                None => called = self.rings.wait(called).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }
}

impl<L: CommitLog, S: FnMut(&Commit)> Desk<L, S> {
    /// A desk in front of a sequencer; each commit is shown in order, once it is durable.
    pub fn new(sequencer: Sequencer<L>, show: S) -> Self {
        Self { queue: Mutex::default(), writing: Mutex::new((sequencer, show)) }
    }

    /// Records commands, each for itself, together with those of other threads. Returns when they
    /// are durable. They are recorded at the latest `now` of all that are recorded together.
    pub fn submit(
        &self,
        submissions: Vec<Submission>,
        now: Timestamp,
    ) -> Vec<Result<Recorded, NotRecorded>> {
        let ticket = Arc::new(Ticket::default());
        let mut queue = lock(&self.queue);
        queue.waiting.push(Waiting { ticket: Arc::clone(&ticket), submissions, now });
        if !mem::replace(&mut queue.someone_writes, true) {
            ticket.call(Called::ToWrite);
        }
        drop(queue);
        loop {
            match ticket.wait() {
                Called::ToWrite => self.write(),
                Called::Answered(answers) => return answers,
            }
        }
    }

    /// One turn at writing, for all that wait.
    fn write(&self) {
        let taken = mem::take(&mut lock(&self.queue).waiting);
        let turn = Turn { desk: self, taken, answers: Vec::new() };
        turn.write();
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
            self.taken.iter().flat_map(|waiting| waiting.submissions.iter().cloned()).collect();
        self.answers = self.desk.with(|sequencer, show| sequencer.submit(&all, now, show));
    }
}

impl<L, S> Drop for Turn<'_, L, S> {
    fn drop(&mut self) {
        let mut queue = lock(&self.desk.queue);
        match queue.waiting.first() {
            // He goes on while those of this turn are answered.
            Some(next) => next.ticket.call(Called::ToWrite),
            None => queue.someone_writes = false,
        }
        drop(queue);
        let mut answers = mem::take(&mut self.answers).into_iter();
        for Waiting { ticket, submissions, .. } in self.taken.drain(..) {
            let answers = submissions.iter().map(|_| answers.next().unwrap_or_else(lost));
            ticket.call(Called::Answered(answers.collect()));
        }
    }
}

fn lost() -> Answer {
    let cause = io::Error::other("the thread that wrote ended before it could answer");
    Err(NotRecorded::OutcomeUnknown(Arc::new(LogError::OutcomeUnknown { cause })))
}

fn lock<T>(held: &Mutex<T>) -> MutexGuard<'_, T> {
    // Nothing that can panic happens while it is held.
    held.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<L: fmt::Debug, S> fmt::Debug for Desk<L, S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Desk").field("queue", &self.queue).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
