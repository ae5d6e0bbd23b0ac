//! A small register for the tests of this crate: every kind of event, as commands and as the
//! golden log that they make.

use proptest::prelude::*;
use repatria_domain::{Command, CommandId, Commit, Handle, Timestamp, generate};
use serde::Deserialize;

use crate::batch::Batch;
use crate::brittle::{Brittle, REGISTER};
use crate::commits::Commits;
use crate::file::FileLog;
use crate::memory_log::MemoryLog;
use crate::port::{CommitLog, CommitReader as _, Head};
use crate::sequencer::{Sequencer, Submission};

const COMMANDS: &str = include_str!("../tests/fixtures/v1-commands.jsonl");

/// The log that these commands make, in the first released format. It never changes.
pub(crate) const GOLDEN: &[u8] = include_bytes!("../tests/fixtures/v1.jsonl");

#[derive(Deserialize)]
struct Row {
    id: CommandId,
    at: Timestamp,
    by: Handle,
    command: Command,
}

/// The commands of the golden log, with the time at which each was recorded.
pub(crate) fn submissions() -> Vec<(Submission, Timestamp)> {
    let rows = COMMANDS.lines().map(|row| serde_json::from_str(row).unwrap());
    rows.map(|Row { id, at, by, command }| (Submission { id, by, command }, at)).collect()
}

/// The first few of them.
pub(crate) fn first(many: usize) -> Vec<Submission> {
    submissions().into_iter().take(many).map(|(submission, _)| submission).collect()
}

pub(crate) fn time(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(crate) fn noon() -> Timestamp {
    time("2026-11-23T12:00:00Z")
}

/// The log that the golden commands make, one after the other.
pub(crate) fn recorded(many: usize) -> MemoryLog {
    let log = MemoryLog::default();
    let mut sequencer = Sequencer::open(log.clone(), |_| ()).unwrap();
    for (submission, at) in submissions().into_iter().take(many) {
        for answer in sequencer.submit(&[submission], at, |_| ()) {
            answer.unwrap();
        }
    }
    log
}

/// A log of these commits.
pub(crate) fn log_of(commits: &[Commit]) -> MemoryLog {
    let mut log = MemoryLog::default();
    log.append(&batch_of(commits)).unwrap();
    log
}

pub(crate) fn batch_of(commits: &[Commit]) -> Batch {
    let mut batch = Batch::after(Head::EMPTY);
    for commit in commits {
        batch.push(commit).unwrap();
    }
    batch
}

/// Changes a line and gives it a crc that fits, as somebody would who knows the format.
pub(crate) fn edit(line: &mut String, from: &str, to: &str) {
    assert!(line.contains(from), "{line}");
    let body = line[..line.len() - 18].replacen(from, to, 1);
    *line = format!(r#"{body},"crc":"{:08x}"}}"#, crc32c::crc32c(body.as_bytes()));
}

/// A register of these commits, of which the first few are indexed.
pub(crate) fn register_of(commits: &[Commit], indexed: usize) -> Brittle {
    let disk = Brittle::with(b"", None);
    let mut log = FileLog::open_on(disk.clone(), REGISTER).unwrap();
    let (first, rest) = commits.split_at(indexed);
    log.append(&batch_of(first)).unwrap();
    log.keep_index(None, |_, _| true).unwrap();
    let mut batch = Batch::after(log.head().unwrap());
    for commit in rest {
        batch.push(commit).unwrap();
    }
    log.append(&batch).unwrap();
    disk
}

/// How many bytes of the log and of the index are read.
pub(crate) fn read<T>(disk: &Brittle, act: impl FnOnce() -> T) -> (T, [usize; 2]) {
    disk.plates().bytes_read.clear();
    let done = act();
    let plates = disk.plates();
    let of = |name: &str| plates.bytes_read.get(name).copied().unwrap_or_default();
    (done, [of("log.jsonl"), of("index")])
}

/// So many commits: those of the golden log, again and again, three a second.
pub(crate) fn long_history(many: u64) -> Vec<Commit> {
    let golden = Commits::of(MemoryLog::of_bytes(GOLDEN)).map(Result::unwrap);
    again_and_again(&golden.collect::<Vec<_>>(), many)
}

/// So many commits, which say what these do, three a second.
pub(crate) fn again_and_again(commits: &[Commit], many: u64) -> Vec<Commit> {
    (1..=many)
        .zip(commits.iter().cycle())
        .map(|(n, commit)| {
            let [hour, minute, second] = [n / 3 / 3600, n / 3 / 60 % 60, n / 3 % 60];
            let at = time(&format!("2026-11-23T{hour:02}:{minute:02}:{second:02}Z"));
            Commit { n, at, ..commit.clone() }
        })
        .collect()
}

/// A history that is not empty.
pub(crate) fn history() -> impl Strategy<Value = Vec<Commit>> {
    generate::history_of(1..25).prop_filter("a history of nothing", |history| !history.is_empty())
}
