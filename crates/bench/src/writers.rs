//! Many writers at one desk, each with one command at a time, beside what the machine forces: the
//! same lines written and synced, so many together as there are writers.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use repatria_domain::{Command, CommandId, Commit, Handle, OpenExchange, Parties, Timestamp};
use repatria_log::{
    Batch, CommitLog, CommitReader, Duty, FileLog, Head, LogError, Position, Sequencer, Submission,
};

use crate::Failed;
use crate::rounds::Rounds;
use crate::tasks;

/// How many write at a time, and how often each.
const WRITERS: usize = 64;
const EACH: usize = 100;
/// On how many threads they are where they are tasks.
const THREADS: usize = 2;
/// How many commits they make together.
pub(crate) const COMMITS: usize = WRITERS * EACH;
pub(crate) const LIMIT: &str = "limit: 64 lines, write and fdatasync";

type Desk = repatria_log::Desk<Counted, fn(&Commit)>;
type Write = fn(&Writers, &Desk) -> usize;

/// The ways to write, and how the writers are called.
const WAYS: [(&str, &str, Write); 2] = [
    ("ours: 64 writers at a desk", "threads", Writers::as_threads),
    ("ours: 64 tasks of 2 threads at a desk", "tasks", Writers::as_tasks),
];

/// What each writer submits, ready made.
pub(crate) struct Writers {
    submissions: Vec<Vec<Submission>>,
    now: Timestamp,
    appends: BTreeMap<&'static str, usize>,
}

impl Writers {
    pub(crate) fn ready() -> Result<Self, Failed> {
        let of_writer = |writer| (0..EACH).map(move |number| submission(writer, number)).collect();
        Ok(Self {
            submissions: (0..WRITERS).map(of_writer).collect::<Result<_, _>>()?,
            now: "2026-11-28T09:00:00Z".parse()?,
            appends: BTreeMap::new(),
        })
    }

    /// All write at the desk, in each way; then the same lines are written without it.
    pub(crate) fn round(
        &mut self,
        rounds: &mut Rounds,
        fresh: impl Fn() -> Result<PathBuf, Failed>,
    ) -> Result<(), Failed> {
        let mut written = None;
        for (way, writers, write) in WAYS {
            let folder = fresh()?.join("register");
            let desk = desk(&folder)?;
            if rounds.go(way, || all_recorded(write(self, &desk)))?.is_some() {
                let appends = desk.with(|sequencer, _| sequencer.log().appends);
                *self.appends.entry(writers).or_default() += appends;
                drop(desk);
                written = Some(batches(&fs::read(folder.join("log.jsonl"))?)?);
            }
        }
        let Some(batches) = written else { return Ok(()) };
        let folder = fresh()?;
        rounds.go(LIMIT, || crate::append::write_raw(&folder, &batches))?;
        Ok(())
    }

    /// How many commits were appended together, on average over all rounds.
    pub(crate) fn together(&self, rounds: usize) -> String {
        let told = |(writers, appends): (&&str, &usize)| {
            format!("{} by {writers}", rounds * COMMITS / (*appends).max(1))
        };
        self.appends.iter().map(told).collect::<Vec<_>>().join(", ")
    }

    /// Every writer is a thread; says how many commands were recorded.
    fn as_threads(&self, desk: &Desk) -> usize {
        thread::scope(|scope| {
            let writers: Vec<_> = self
                .submissions
                .iter()
                .map(|all| scope.spawn(move || self.alone(desk, all)))
                .collect();
            writers.into_iter().map(|writer| writer.join().unwrap_or_default()).sum()
        })
    }

    fn alone(&self, desk: &Desk, submissions: &[Submission]) -> usize {
        let submit = |one: &&Submission| desk.submit((*one).clone(), self.now).is_ok();
        submissions.iter().filter(submit).count()
    }

    /// The writers share a few threads; says how many commands were recorded.
    fn as_tasks(&self, desk: &Desk) -> usize {
        thread::scope(|scope| {
            let of_thread = |some| scope.spawn(move || self.on_one_thread(desk, some));
            let threads: Vec<_> =
                self.submissions.chunks(WRITERS / THREADS).map(of_thread).collect();
            threads.into_iter().map(|thread| thread.join().unwrap_or_default()).sum()
        })
    }

    /// Whoever gets the duty to write puts it off until no other can go on.
    fn on_one_thread(&self, desk: &Desk, writers: &[Vec<Submission>]) -> usize {
        let put_off = Cell::new(None);
        let writer = async |submissions: &Vec<Submission>| {
            let mut recorded = 0;
            for one in submissions {
                let put_off = |duty| put_off.set(Some(duty));
                recorded += usize::from(desk.hand_in(one.clone(), self.now, put_off).await.is_ok());
            }
            recorded
        };
        let write = || {
            let duty = put_off.take();
            let is_there = duty.is_some();
            put_off.set(duty.and_then(Duty::write));
            is_there
        };
        tasks::run(writers.iter().map(writer), write).into_iter().sum()
    }
}

fn all_recorded(recorded: usize) -> Result<(), Failed> {
    if recorded == COMMITS {
        return Ok(());
    }
    Err(format!("{} commands were not recorded", COMMITS - recorded).into())
}

fn desk(folder: &Path) -> Result<Desk, Failed> {
    let log = Counted { log: FileLog::create(folder)?, appends: 0 };
    Ok(Desk::new(Sequencer::open(log, |_| ())?, |_| ()))
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
fn batches(log: &[u8]) -> Result<Vec<Vec<u8>>, Failed> {
    let lines: Vec<&[u8]> = log.split_inclusive(|byte| *byte == b'\n').collect();
    if lines.len() == COMMITS {
        return Ok(lines.chunks(WRITERS).map(<[&[u8]]>::concat).collect());
    }
    Err(format!("{} commits of {COMMITS} are in the log", lines.len()).into())
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
