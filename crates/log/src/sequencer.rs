//! The one place of a process where commands become commits: waiting commands are decided in
//! memory, appended together, synced once, and answered; of very many, some are written while the next
//! are decided. If an append fails, the memory is dropped and the log replayed, so memory is never ahead
//! of the log when anybody looks.
//! It refuses to know clocks, read models, and how a log is kept.

mod chunk;
mod in_parts;
mod trial;

use std::sync::Arc;

use repatria_domain::{Command, CommandId, Commit, Handle, Refusal, State, Timestamp};

use crate::error::LogError;
use crate::in_order::{Failed, in_order};
use crate::index::Drawing;
use crate::memory::Memory;
use crate::parts::Parts;
use crate::port::{CommitLog, Head};
use chunk::{Chunk, Deciding};
pub use in_parts::most_behind_an_index;

/// A command, who gives it, and the id by which it is known when it is sent again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// The same id with the same content is the same command.
    pub id: CommandId,
    /// Who records it.
    pub by: Handle,
    /// What is to be recorded.
    pub command: Command,
}

/// A command is in the log, durably.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// As this commit.
    pub n: u64,
    /// When it was recorded first.
    pub at: Timestamp,
    /// Whether it was there before.
    pub repeated: bool,
}

/// Why a command is not in the log: the one place where refusals and failures meet.
#[derive(Clone, Debug, thiserror::Error)]
pub enum NotRecorded {
    /// It breaks a rule. Change it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Its id belongs to another command. Give it an id of its own.
    #[error("the command id {id} belongs to commit {n}, which says something else: use another id")]
    CommandReused {
        /// The id.
        id: CommandId,
        /// The commit that it belongs to.
        n: u64,
    },
    /// It is too long for a line. Split it.
    #[error(
        "the command makes a line of {bytes} bytes, {} are allowed: split it",
        crate::codec::LINE_LIMIT
    )]
    TooLarge {
        /// How long its line would be.
        bytes: usize,
    },
    /// It is surely not in the log. Send it again, the same, when the cause is gone.
    #[error("not recorded: {0}")]
    Unavailable(Arc<LogError>),
    /// Nobody can say whether it is in the log. Send it again, the same: it is recorded once.
    #[error("perhaps recorded, perhaps not: {0}; send it again, the same")]
    OutcomeUnknown(Arc<LogError>),
}

impl NotRecorded {
    /// Whether the command itself is the reason, so that sending it again, the same, is no use.
    pub fn is_for_good(&self) -> bool {
        match self {
            Self::Refused(_) | Self::CommandReused { .. } | Self::TooLarge { .. } => true,
            Self::Unavailable(_) | Self::OutcomeUnknown(_) => false,
        }
    }
}

/// What became of a command.
pub(crate) type Answer = Result<Recorded, NotRecorded>;

/// Decides commands in order, and records them.
///
/// ```
/// use repatria_domain::{Command, CommandId, OpenExchange, Parties};
/// use repatria_log::{MemoryLog, Sequencer, Submission};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let mut sequencer = Sequencer::open(MemoryLog::default(), |_| ())?;
/// let open = OpenExchange {
///     reference: "2025-06-26".parse()?,
///     parties: Parties::new(["UA".parse()?, "RU".parse()?])?,
///     description: None,
/// };
/// let submission = Submission {
///     id: CommandId::of(b"open 2025-06-26"),
///     by: "olena".parse()?,
///     command: Command::OpenExchange(open),
/// };
/// let now = "2026-11-23T02:11:04Z".parse()?;
/// for (repeated, _) in [(false, "recorded"), (true, "sent again")] {
///     for answer in sequencer.submit(&[submission.clone()], now, |_| ()) {
///         let recorded = answer?;
///         assert_eq!((recorded.n, recorded.repeated), (1, repeated));
///     }
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Sequencer<L> {
    log: L,
    // Absent after a failure from which the log could not be taken up yet.
    memory: Option<Memory>,
    // Absent where all of the log is in memory.
    parts: Option<Parts>,
    // Of the lines that were replayed when the log was taken up, where it has no index yet.
    drawing: Option<Drawing>,
    head: Head,
    failed: bool,
    shown: u64,
    // What lines took that were appended before: the next ones take it.
    rooms: Vec<Vec<u8>>,
}

/// How often commands are decided again because somebody else was faster.
const TRIES: usize = 5;

impl<L: CommitLog> Sequencer<L> {
    /// Takes a log up: replays it, and shows each commit in order.
    ///
    /// # Errors
    /// When the log cannot be reached, is damaged, or breaks a rule of the domain.
    pub fn open(log: L, show: impl FnMut(&Commit)) -> Result<Self, LogError> {
        let mut sequencer = Self::forgetful(log);
        sequencer.take_up(show)?;
        Ok(sequencer)
    }

    fn forgetful(log: L) -> Self {
        let (memory, parts, drawing) = (None, None, None);
        let (head, rooms) = (Head::EMPTY, Vec::new());
        Self { log, memory, parts, drawing, head, failed: false, shown: 0, rooms }
    }

    /// Records commands, each for itself: one that is refused stops no other. Shows each new
    /// commit in order, once it is durable. Answers in the order of the submissions.
    pub fn submit(
        &mut self,
        submissions: &[Submission],
        now: Timestamp,
        mut show: impl FnMut(&Commit),
    ) -> Vec<Result<Recorded, NotRecorded>> {
        let mut answers = Vec::with_capacity(submissions.len());
        self.submit_rest(submissions, now, &mut answers, &mut show);
        answers
    }

    /// The register after all that was recorded; where only parts of the log are in memory, what was
    /// brought there of it.
    ///
    /// # Errors
    /// [`LogError::Poisoned`] after a failure, until a submission could take the log up anew.
    pub fn state(&self) -> Result<&State, LogError> {
        self.memory.as_ref().map(|memory| &memory.state).ok_or(LogError::Poisoned)
    }

    /// As what a command was recorded, if it was.
    pub fn recorded(&self, id: CommandId) -> Option<Recorded> {
        let seen = self.memory.as_ref()?.seen(id)?;
        Some(Recorded { n: seen.n, at: seen.at, repeated: true })
    }

    /// When the last commit was recorded. Nothing is recorded before it: where a clock went back,
    /// commits get this time until it has come there again.
    pub fn recorded_until(&self) -> Option<Timestamp> {
        self.memory.as_ref()?.at
    }

    /// Where the log ended when it was last looked at.
    pub fn head(&self) -> Head {
        self.head
    }

    /// The log.
    pub fn log(&self) -> &L {
        &self.log
    }

    /// Forgets what is in memory, to be replayed before anything else is recorded.
    pub(crate) fn forget(&mut self) {
        self.memory = None;
    }

    /// Records the submissions that have no answer yet.
    fn submit_rest(
        &mut self,
        submissions: &[Submission],
        now: Timestamp,
        answers: &mut Vec<Answer>,
        show: &mut impl FnMut(&Commit),
    ) {
        let (mut tries, mut before) = (0, answers.len());
        while let Some(rest @ [_, ..]) = submissions.get(answers.len()..) {
            if let Err(error) = self.take_up(&mut *show).and_then(|()| self.bring_for(rest)) {
                return give_up(answers, Vec::new(), submissions.len(), &Arc::new(error));
            }
            let appended = self.decide_and_append(rest, now, answers, show);
            // Whoever gets on may be late again as often.
            tries = if answers.len() > before { 1 } else { tries + 1 };
            before = answers.len();
            match appended {
                Ok(()) => {}
                Err(failed) if self.is_late(&failed) && tries < TRIES => {}
                Err(failed) => return self.end_after(failed, submissions, answers, show),
            }
        }
    }

    fn decide_and_append(
        &mut self,
        submissions: &[Submission],
        now: Timestamp,
        answers: &mut Vec<Answer>,
        show: &mut impl FnMut(&Commit),
    ) -> Result<(), Failed<Chunk>> {
        let Self { log, memory: Some(memory), head, shown, rooms, .. } = self else {
            return Err(Failed { with: Chunk::default(), cause: LogError::Poisoned });
        };
        let mut deciding = Deciding { memory, last: head.n, rest: submissions, now };
        let next = |room| deciding.next_chunk(room);
        in_order(log, *head, rooms, next, |chunk, end| {
            *head = end;
            chunk.publish(shown, answers, show);
        })
    }

    /// Whether somebody else was faster; the memory is dropped then.
    fn is_late(&mut self, failed: &Failed<Chunk>) -> bool {
        let is_late = matches!(failed.cause, LogError::Conflict { .. });
        if is_late {
            self.memory = None;
        }
        is_late
    }

    /// Answers the submissions that have no answer yet as far as they are known after a failure.
    fn end_after(
        &mut self,
        failed: Failed<Chunk>,
        submissions: &[Submission],
        answers: &mut Vec<Answer>,
        show: &mut impl FnMut(&Commit),
    ) {
        let Failed { with: chunk, cause } = failed;
        if matches!(cause, LogError::Conflict { .. }) {
            return give_up(answers, Vec::new(), submissions.len(), &Arc::new(cause));
        }
        let rest = submissions.get(answers.len()..).unwrap_or_default();
        let (known, cause) = self.answer_after(cause, rest, chunk.answers, show);
        give_up(answers, known, submissions.len(), &cause);
    }

    /// Drops the memory and takes the log up anew; what was recorded after all is answered so.
    fn answer_after(
        &mut self,
        error: LogError,
        submissions: &[Submission],
        chunk: Vec<Answer>,
        show: &mut impl FnMut(&Commit),
    ) -> (Vec<Answer>, Arc<LogError>) {
        let (known, unsure, cause) = (self.head.n, is_unsure(&error), Arc::new(error));
        (self.memory, self.failed) = (None, true);
        // Where this fails too, the next submission tries again.
        let _ = self.take_up(&mut *show);
        let memory = self.memory.as_ref();
        let answer = |(submission, answer): (&Submission, Answer)| match (answer, memory) {
            (Ok(recorded), _) if recorded.n <= known => Ok(recorded),
            (Ok(Recorded { repeated, .. }), Some(memory)) => match memory.seen(submission.id) {
                Some(seen) => chunk::repeated(memory, submission, *seen)
                    .map(|found| Recorded { repeated, ..found }),
                None => Err(NotRecorded::Unavailable(Arc::clone(&cause))),
            },
            (Ok(_), None) if unsure => Err(NotRecorded::OutcomeUnknown(Arc::clone(&cause))),
            // What was refused may have been refused because of what is not recorded now.
            (Ok(_), None) | (Err(_), _) => Err(NotRecorded::Unavailable(Arc::clone(&cause))),
        };
        let answers = submissions.iter().zip(chunk).map(answer).collect();
        (answers, cause)
    }

    fn take_up(&mut self, mut show: impl FnMut(&Commit)) -> Result<(), LogError> {
        if self.failed {
            self.log.reopen()?;
            self.failed = false;
        }
        if self.memory.is_some() {
            return Ok(());
        }
        let shown = &mut self.shown;
        let show_new = |commit: &Commit| {
            if commit.n > *shown {
                *shown = commit.n;
                show(commit);
            }
        };
        let (memory, head) = Memory::replay(&self.log, None, show_new)?;
        (self.memory, self.head, self.parts) = (Some(memory), head, None);
        Ok(())
    }
}

/// The answers as far as they are known; nobody can say more.
fn give_up(
    answers: &mut Vec<Answer>,
    known: Vec<Answer>,
    submissions: usize,
    cause: &Arc<LogError>,
) {
    answers.extend(known);
    answers.extend(unavailable(submissions.saturating_sub(answers.len()), cause));
}

pub(crate) fn unavailable(many: usize, cause: &Arc<LogError>) -> Vec<Answer> {
    (0..many).map(|_| Err(NotRecorded::Unavailable(Arc::clone(cause)))).collect()
}

/// Whether some of the lines may be written after this error of an append.
fn is_unsure(error: &LogError) -> bool {
    match error {
        LogError::Conflict { .. }
        | LogError::Unavailable { .. }
        | LogError::TooLarge { .. }
        | LogError::Full { .. }
        | LogError::Poisoned
        | LogError::Locked { .. }
        | LogError::NoRegister { .. }
        | LogError::RegisterExists { .. } => false,
        LogError::OutcomeUnknown { .. }
        | LogError::Corrupt(_)
        | LogError::NewerFormat { .. }
        | LogError::Io { .. } => true,
    }
}

#[cfg(test)]
mod tests;
