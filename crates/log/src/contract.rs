//! The contract that every log keeps, as a test that each adapter runs on itself: appended lines
//! are read back to the byte, in order, from any place; only the first of two rivals appends; and
//! what was acknowledged is there when the log is opened again.
//! It refuses to know how an adapter keeps its lines, and shares no code with one.
//!
//! ```
//! use repatria_log::contract::{Subject, keeps};
//! use repatria_log::{LogError, MemoryLog};
//!
//! struct InMemory;
//!
//! impl Subject for InMemory {
//!     type Log = MemoryLog;
//!     fn fresh(&mut self) -> Result<MemoryLog, LogError> {
//!         Ok(MemoryLog::default())
//!     }
//!     fn rival(&mut self, log: &MemoryLog) -> Option<MemoryLog> {
//!         Some(log.clone())
//!     }
//!     fn opened_again(&mut self, log: MemoryLog) -> Result<MemoryLog, LogError> {
//!         Ok(log)
//!     }
//! }
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! keeps(&mut InMemory)
//! # }
//! ```

use std::error::Error;

use repatria_domain::{
    Command, CommandId, Commit, ExchangeCancelled, ExchangeId, OpenExchange, Parties, Reference,
    Timestamp,
};

use crate::batch::Batch;
use crate::codec::LINE_LIMIT;
use crate::error::LogError;
use crate::port::{CommitLog, CommitReader, Head, Position};
use crate::sequencer::{Sequencer, Submission};

/// An adapter that is put to the test.
pub trait Subject {
    /// Its log.
    type Log: CommitLog;

    /// Makes an empty log.
    ///
    /// # Errors
    /// Whatever the adapter says; the contract is not kept then.
    fn fresh(&mut self) -> Result<Self::Log, LogError>;

    /// Opens the same log once more, as another program would; `None` where that is refused.
    fn rival(&mut self, log: &Self::Log) -> Option<Self::Log>;

    /// Lets go of a log and opens it again, as the next run of the program would.
    ///
    /// # Errors
    /// Whatever the adapter says; the contract is not kept then.
    fn opened_again(&mut self, log: Self::Log) -> Result<Self::Log, LogError>;
}

type Held = Result<(), Box<dyn Error>>;

/// Puts an adapter to every test of the contract.
///
/// # Errors
/// Whatever the adapter answered where it had to succeed.
///
/// # Panics
/// Where it breaks the contract.
pub fn keeps(subject: &mut impl Subject) -> Held {
    an_empty_log_ends_before_its_first_line(subject)?;
    what_was_appended_is_read_back_to_the_byte(subject)?;
    a_log_is_read_from_any_place_in_whole_lines(subject)?;
    the_longest_line_is_taken(subject)?;
    only_what_follows_the_head_is_appended(subject)?;
    of_two_rivals_one_appends_and_the_other_is_told_the_head(subject)?;
    a_log_taken_up_anew_is_the_same_log(subject)?;
    a_command_is_recorded_once_however_often_it_is_sent(subject)
}

fn an_empty_log_ends_before_its_first_line(subject: &mut impl Subject) -> Held {
    let log = subject.fresh()?;
    assert_eq!(log.head()?, Head::EMPTY, "the head of an empty log");
    assert_eq!(all_bytes(&log)?, b"", "the lines of an empty log");
    Ok(())
}

fn what_was_appended_is_read_back_to_the_byte(subject: &mut impl Subject) -> Held {
    let mut log = subject.fresh()?;
    let first = batch(Head::EMPTY, 3, "first")?;
    log.append(&first)?;
    assert_eq!(log.head()?, first.head(), "the head after an append");
    let second = batch(first.head(), 1, "second")?;
    log.append(&second)?;
    log.append(&Batch::after(second.head()))?;
    assert_eq!(log.head()?, second.head(), "the head after an append of nothing");
    assert_eq!(all_bytes(&log)?, [first.bytes(), second.bytes()].concat(), "the lines");
    Ok(())
}

fn a_log_is_read_from_any_place_in_whole_lines(subject: &mut impl Subject) -> Held {
    let mut log = subject.fresh()?;
    // More than any page.
    let batch = batch(Head::EMPTY, 5_000, "many")?;
    log.append(&batch)?;
    assert_eq!(all_bytes(&log)?, batch.bytes(), "many lines");
    let mut place = Position::START;
    for (n, line) in batch.lines() {
        place = place.behind(line.len());
        if n % 500 == 0 {
            let rest = usize::try_from(place.byte).ok().and_then(|from| batch.bytes().get(from..));
            assert_eq!(Some(bytes_after(&log, place)?.as_slice()), rest, "what follows commit {n}");
        }
    }
    let mut page = b"left over".to_vec();
    log.read(place, &mut page)?;
    assert_eq!(page, b"", "a page at the end of the log");
    Ok(())
}

fn the_longest_line_is_taken(subject: &mut impl Subject) -> Held {
    let mut log = subject.fresh()?;
    let mut batch = Batch::after(Head::EMPTY);
    batch.push(&longest()?)?;
    assert_eq!(batch.bytes().len(), LINE_LIMIT + 1, "the longest line and its line feed");
    log.append(&batch)?;
    assert_eq!(all_bytes(&log)?, batch.bytes(), "the longest line");
    Ok(())
}

fn only_what_follows_the_head_is_appended(subject: &mut impl Subject) -> Held {
    let mut log = subject.fresh()?;
    let kept = batch(Head::EMPTY, 2, "kept")?;
    log.append(&kept)?;
    let other = batch(Head::EMPTY, 2, "other")?;
    let too_early = batch(Head::EMPTY, 1, "too early")?;
    let too_late = batch(batch(kept.head(), 1, "never appended")?.head(), 1, "too late")?;
    let of_another_log = batch(other.head(), 1, "of another log")?;
    for stale in [&kept, &too_early, &too_late, &of_another_log] {
        assert_eq!(conflict(log.append(stale))?, kept.head(), "the head that a loser is told");
    }
    assert_eq!(all_bytes(&log)?, kept.bytes(), "the lines after refused appends");
    Ok(())
}

fn of_two_rivals_one_appends_and_the_other_is_told_the_head(subject: &mut impl Subject) -> Held {
    let mut log = subject.fresh()?;
    let Some(mut rival) = subject.rival(&log) else { return Ok(()) };
    let (mine, theirs) = (batch(Head::EMPTY, 2, "mine")?, batch(Head::EMPTY, 1, "theirs")?);
    rival.append(&theirs)?;
    assert_eq!(conflict(log.append(&mine))?, theirs.head(), "the head that the slower is told");
    let again = batch(log.head()?, 2, "again")?;
    log.append(&again)?;
    assert_eq!(all_bytes(&rival)?, [theirs.bytes(), again.bytes()].concat(), "what both see");
    Ok(())
}

fn a_log_taken_up_anew_is_the_same_log(subject: &mut impl Subject) -> Held {
    let mut log = subject.fresh()?;
    let first = batch(Head::EMPTY, 3, "first")?;
    log.append(&first)?;
    log.reopen()?;
    assert_eq!(log.head()?, first.head(), "the head of a log taken up anew");
    let mut log = subject.opened_again(log)?;
    assert_eq!(log.head()?, first.head(), "the head of a log opened again");
    let second = batch(first.head(), 2, "second")?;
    log.append(&second)?;
    let log = subject.opened_again(log)?;
    assert_eq!(all_bytes(&log)?, [first.bytes(), second.bytes()].concat(), "its lines");
    Ok(())
}

fn a_command_is_recorded_once_however_often_it_is_sent(subject: &mut impl Subject) -> Held {
    let mut sequencer = Sequencer::open(subject.fresh()?, |_| ())?;
    let submission = Submission {
        id: CommandId::of(b"sent twice"),
        by: "olena".parse()?,
        command: opening("2025-06-26")?,
    };
    let submissions = [submission.clone(), submission];
    let answers: Vec<_> = sequencer.submit(&submissions, noon()?, |_| ()).into_iter().collect();
    let repeated: Result<Vec<bool>, _> =
        answers.into_iter().map(|answer| answer.map(|recorded| recorded.repeated)).collect();
    assert_eq!(repeated?, [false, true], "whether a command was repeated");
    assert_eq!(sequencer.head().n, 1, "the commits of a command that was sent twice");
    Ok(())
}

fn all_bytes(log: &impl CommitReader) -> Result<Vec<u8>, LogError> {
    bytes_after(log, Position::START)
}

fn bytes_after(log: &impl CommitReader, mut place: Position) -> Result<Vec<u8>, LogError> {
    let (mut all, mut page) = (Vec::new(), Vec::new());
    loop {
        log.read(place, &mut page)?;
        if page.is_empty() {
            return Ok(all);
        }
        assert_eq!(page.last(), Some(&b'\n'), "the end of a page");
        for line in page.split_inclusive(|byte| *byte == b'\n') {
            place = place.behind(line.len().saturating_sub(1));
        }
        all.extend_from_slice(&page);
    }
}

fn conflict(answer: Result<(), LogError>) -> Result<Head, Box<dyn Error>> {
    match answer {
        Err(LogError::Conflict { head }) => Ok(head),
        Ok(()) => Err("an append that does not follow the head was taken".into()),
        Err(other) => Err(other.into()),
    }
}

fn batch(after: Head, lines: u64, name: &str) -> Result<Batch, Box<dyn Error>> {
    let mut batch = Batch::after(after);
    for n in (after.n + 1..).take(usize::try_from(lines)?) {
        batch.push(&Commit {
            n,
            id: CommandId::of(format!("{name} {n}").as_bytes()),
            at: noon()?,
            by: "olena".parse()?,
            events: opening(&format!("contract-{n}"))?.events(),
        })?;
    }
    Ok(batch)
}

/// As many events with the longest text as leave room for another one.
const LONG_EVENTS: usize = 59;

/// A commit whose line is as long as a line may be.
fn longest() -> Result<Commit, Box<dyn Error>> {
    let cancelled = |letters: usize| -> Result<_, Box<dyn Error>> {
        let exchange = ExchangeId::of(&"contract".parse()?);
        let why = "x".repeat(letters).parse()?;
        Ok(Command::CancelExchange(ExchangeCancelled { exchange, why }).events())
    };
    let mut commit = Commit {
        n: 1,
        id: CommandId::of(b"longest"),
        at: noon()?,
        by: "olena".parse()?,
        events: Vec::new(),
    };
    for _ in 0..LONG_EVENTS {
        commit.events.extend(cancelled(1_000)?);
    }
    let mut batch = Batch::after(Head::EMPTY);
    commit.events.extend(cancelled(1)?);
    batch.push(&commit)?;
    let missing = (LINE_LIMIT + 1).saturating_sub(batch.bytes().len());
    commit.events.truncate(LONG_EVENTS);
    commit.events.extend(cancelled(1 + missing)?);
    Ok(commit)
}

fn opening(reference: &str) -> Result<Command, Box<dyn Error>> {
    let reference: Reference = reference.parse()?;
    let parties = Parties::new(["UA".parse()?, "RU".parse()?])?;
    Ok(Command::OpenExchange(OpenExchange { reference, parties, description: None }))
}

fn noon() -> Result<Timestamp, Box<dyn Error>> {
    Ok("2026-11-23T12:00:00Z".parse()?)
}
