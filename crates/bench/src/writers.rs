//! Many writers at one desk, each with one command at a time, beside what the machine forces: the
//! same lines written and synced, so many together as there are writers.

use std::fs;
use std::path::PathBuf;
use std::thread;

use repatria_domain::{Command, CommandId, Commit, Handle, OpenExchange, Parties, Timestamp};
use repatria_log::{
    Batch, CommitLog, CommitReader, Desk, FileLog, Head, LogError, Position, Sequencer, Submission,
};

use crate::Failed;
use crate::rounds::Rounds;

/// How many write at a time, and how often each.
const WRITERS: usize = 64;
const EACH: usize = 100;
/// How many commits they make together.
pub(crate) const COMMITS: usize = WRITERS * EACH;
pub(crate) const LIMIT: &str = "limit: 64 lines, write and fdatasync";

/// What each writer submits, ready made.
pub(crate) struct Writers {
    submissions: Vec<Vec<Submission>>,
    now: Timestamp,
    appends: usize,
}

impl Writers {
    pub(crate) fn ready() -> Result<Self, Failed> {
        let of_writer = |writer| (0..EACH).map(move |number| submission(writer, number)).collect();
        Ok(Self {
            submissions: (0..WRITERS).map(of_writer).collect::<Result<_, _>>()?,
            now: "2026-11-28T09:00:00Z".parse()?,
            appends: 0,
        })
    }

    /// All write at the desk; then the same lines are written without it.
    pub(crate) fn round(
        &mut self,
        rounds: &mut Rounds,
        fresh: impl Fn() -> Result<PathBuf, Failed>,
    ) -> Result<(), Failed> {
        let folder = fresh()?.join("register");
        let log = Counted { log: FileLog::create(&folder)?, appends: 0 };
        let desk = Desk::new(Sequencer::open(log, |_| ())?, |_| ());
        if rounds.go("ours: 64 writers at a desk", || self.write(&desk))?.is_none() {
            return Ok(());
        }
        self.appends += desk.with(|sequencer, _| sequencer.log().appends);
        drop(desk);
        let batches = batches(&fs::read(folder.join("log.jsonl"))?);
        let folder = fresh()?;
        rounds.go(LIMIT, || crate::append::write_raw(&folder, &batches))?;
        Ok(())
    }

    /// How many commits were appended together, on average over all rounds.
    pub(crate) fn together(&self, rounds: usize) -> usize {
        rounds * COMMITS / self.appends.max(1)
    }

    fn write<S: FnMut(&Commit) + Send>(&self, desk: &Desk<Counted, S>) -> Result<(), Failed> {
        let refused = thread::scope(|scope| {
            let writers: Vec<_> = self
                .submissions
                .iter()
                .map(|all| scope.spawn(move || refused(desk, self.now, all)))
                .collect();
            writers.into_iter().map(|writer| writer.join().unwrap_or(EACH)).sum::<usize>()
        });
        if refused == 0 { Ok(()) } else { Err(format!("{refused} commands were refused").into()) }
    }
}

/// Submits one command after the other, and says how many were not recorded.
fn refused<S: FnMut(&Commit)>(
    desk: &Desk<Counted, S>,
    now: Timestamp,
    submissions: &[Submission],
) -> usize {
    let answers = submissions.iter().map(|one| desk.submit(one.clone(), now));
    answers.filter(Result::is_err).count()
}

fn submission(writer: usize, number: usize) -> Result<Submission, Failed> {
    let reference = format!("writer-{writer}-{number}");
    let id = CommandId::of(reference.as_bytes());
    let by: Handle = "olena".parse()?;
    let parties = Parties::new(["UA".parse()?, "RU".parse()?])?;
    let command = Command::OpenExchange(OpenExchange::new(reference.parse()?, parties));
    Ok(Submission { id, by, command })
}

/// The lines of a log, so many together as there are writers.
fn batches(log: &[u8]) -> Vec<Vec<u8>> {
    let lines: Vec<&[u8]> = log.split_inclusive(|byte| *byte == b'\n').collect();
    lines.chunks(WRITERS).map(<[&[u8]]>::concat).collect()
}

/// A log that counts how often it is appended to.
#[derive(Debug)]
struct Counted {
    log: FileLog,
    appends: usize,
}

impl CommitReader for Counted {
    fn head(&self) -> Result<Head, LogError> {
        self.log.head()
    }

    fn read(&self, after: Position, page: &mut Vec<u8>) -> Result<(), LogError> {
        self.log.read(after, page)
    }
}

impl CommitLog for Counted {
    fn append(&mut self, batch: &Batch) -> Result<(), LogError> {
        self.appends += 1;
        self.log.append(batch)
    }

    fn reopen(&mut self) -> Result<(), LogError> {
        self.log.reopen()
    }
}
