//! Where many hand in commands: whoever comes while nobody writes gets the duty to write for all that
//! wait, so that one sync serves them all. It has no thread of its own, and knows no runtime.

mod called;
mod duty;
mod thread;
mod ticket;

use std::fmt;
use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use repatria_domain::{Commit, Timestamp};

use crate::port::CommitLog;
use crate::sequencer::{NotRecorded, Recorded, Sequencer, Submission};
use called::{Place, Waiter};
pub use duty::Duty;
pub use ticket::Ticket;

/// A sequencer for many writers, threads or tasks. A clone is the same desk.
///
/// ```
/// use repatria_domain::{Command, CommandId, Commit, OpenExchange, Parties};
/// use repatria_log::{Desk, MemoryLog, Sequencer, Submission};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let desk = Desk::new(Sequencer::open(MemoryLog::default(), |_| ())?, |_: &Commit| ());
/// let parties = Parties::new(["UA".parse()?, "RU".parse()?])?;
/// let submission = Submission {
///     id: CommandId::of(b"open 2025-06-26"),
///     by: "olena".parse()?,
///     command: Command::OpenExchange(OpenExchange::new("2025-06-26".parse()?, parties)),
/// };
/// let now = "2026-11-23T02:11:04Z".parse()?;
/// assert_eq!(desk.submit(submission, now)?.n, 1);
/// # Ok(())
/// # }
/// ```
pub struct Desk<L, S> {
    held: Arc<Held<L, S>>,
}

struct Held<L, S> {
    queue: Mutex<Queue>,
    writing: Mutex<(Sequencer<L>, S)>,
}

#[derive(Debug, Default)]
struct Queue {
    waiting: Group,
    someone_writes: bool,
    /// How many were about when somebody wrote last: those that he answered, and those that waited.
    about: usize,
}

/// Commands that are recorded together, in the order in which they came.
#[derive(Debug, Default)]
struct Group {
    submissions: Vec<Submission>,
    places: Vec<Place>,
    now: Option<Timestamp>,
}

impl<L: CommitLog, S: FnMut(&Commit)> Desk<L, S> {
    /// A desk in front of a sequencer; each commit is shown in order, once it is durable.
    pub fn new(sequencer: Sequencer<L>, show: S) -> Self {
        let writing = Mutex::new((sequencer, show));
        Self { held: Arc::new(Held { queue: Mutex::default(), writing }) }
    }

    /// Records a command together with those of others. Returns when it is durable. It is recorded
    /// at the latest `now` of all that are recorded together.
    ///
    /// # Errors
    /// Why it is not recorded.
    pub fn submit(&self, submission: Submission, now: Timestamp) -> Result<Recorded, NotRecorded> {
        thread::wait(self.hand_in(submission, now, |duty| drop(duty.write())))
    }

    /// Does something with the sequencer while nobody else writes: look at the state, record all
    /// of a file or nothing.
    pub fn with<T>(&self, act: impl FnOnce(&mut Sequencer<L>, &mut S) -> T) -> T {
        let writing = &self.held.writing;
        let mut writing = writing.lock().unwrap_or_else(|poisoned| {
            // Whoever held it ended in the middle: what is in memory may never have been written.
            let mut held = poisoned.into_inner();
            held.0.forget();
            writing.clear_poison();
            held
        });
        let (sequencer, show) = &mut *writing;
        act(sequencer, show)
    }
}

impl<L, S> Desk<L, S> {
    /// Hands a command in, to be recorded as [`Desk::submit`] does; the ticket is answered then.
    /// Whoever is asked to `write` for all that wait may do so there and then, or hand the duty to
    /// whom it holds nobody up: now, where nobody writes; or later, when the ticket is polled.
    pub fn hand_in<W: FnMut(Duty<L, S>)>(
        &self,
        submission: Submission,
        now: Timestamp,
        write: W,
    ) -> Ticket<L, S, W> {
        let (waiter, place) = Waiter::new();
        let mut ticket = Ticket::new(self.clone(), waiter, write);
        let mut queue = self.queue();
        queue.waiting.submissions.push(submission);
        queue.waiting.places.push(place);
        queue.waiting.now = queue.waiting.now.max(Some(now));
        let someone_writes = mem::replace(&mut queue.someone_writes, true);
        drop(queue);
        if !someone_writes {
            ticket.write();
        }
        ticket
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        lock(&self.held.queue)
    }
}

impl<L, S> Clone for Desk<L, S> {
    fn clone(&self) -> Self {
        Self { held: Arc::clone(&self.held) }
    }
}

impl<L, S> fmt::Debug for Desk<L, S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Desk").field("queue", &self.held.queue).finish_non_exhaustive()
    }
}

fn lock<T>(held: &Mutex<T>) -> MutexGuard<'_, T> {
    // Nothing that can panic happens while it is held.
    held.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
