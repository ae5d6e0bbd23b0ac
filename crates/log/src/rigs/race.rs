//! Many threads that race: at one desk, and as rivals on one log. One of them wins each position,
//! nothing is lost, nothing is there twice, and whoever reads along sees each commit once, whole.

use std::collections::BTreeSet;
use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;

use repatria_domain::{Command, CommandId, Commit, OpenExchange, Parties, Timestamp};

use super::Sought::{Lost, Phantom};
use super::{Ran, Share, Tally, run};
use crate::commits::Commits;
use crate::desk::Desk;
use crate::error::LogError;
use crate::examples::time;
use crate::file::{FileLog, FileReader};
use crate::memory_log::MemoryLog;
use crate::planted::planted_as_here;
use crate::port::{CommitReader, Position};
use crate::sequencer::{Recorded, Sequencer, Submission};
use crate::verify::verify;

const THREADS: usize = 64;

#[test]
fn rig_threads_at_one_desk_record_each_command_once_while_readers_follow() {
    run("one_desk", &[Lost, Phantom], one_desk);
}

#[test]
fn rig_rivals_on_one_log_win_each_position_once() {
    run("rivals", &[Lost, Phantom], rivals);
}

#[test]
fn rig_of_many_who_open_a_register_to_write_one_does() {
    run("the_lock", &[Phantom], the_lock);
}

/// Sixty-four threads open one register to write to it, all at once.
pub(super) fn the_lock(share: Share) -> Ran {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    drop(FileLog::create(folder.path()).map_err(|error| error.to_string())?);
    let rounds = share.of(3, 30, 300);
    for _ in 0..rounds {
        let all_tried = Barrier::new(THREADS);
        let opened = thread::scope(|scope| {
            let threads: Vec<_> = (0..THREADS)
                .map(|_| {
                    scope.spawn(planted_as_here(|| {
                        let opened = FileLog::open(folder.path());
                        all_tried.wait();
                        opened.is_ok()
                    }))
                })
                .collect();
            threads
                .into_iter()
                .filter_map(|thread| thread.join().ok())
                .filter(|opened| *opened)
                .count()
        });
        if opened != 1 {
            return Err(format!("{opened} of {THREADS} opened the register to write"));
        }
    }
    Ok(Tally { cases: rounds * THREADS as u64, said: "one writer each time".into(), seed: None })
}

/// Clocks that do not agree: every second thread is an hour behind.
fn clock(thread: u64) -> Timestamp {
    time(if thread.is_multiple_of(2) { "2026-11-23T12:00:00Z" } else { "2026-11-23T11:00:00Z" })
}

/// Sixty-four threads hand in commands at one desk over a log on the real file system; two
/// readers follow all the while.
pub(super) fn one_desk(share: Share) -> Ran {
    let each = share.of(6, 150, 1_563);
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let log = FileLog::create(folder.path()).map_err(|error| error.to_string())?;
    let desk = Desk::new(
        Sequencer::open(log, |_| ()).map_err(|error| error.to_string())?,
        |_: &Commit| (),
    );
    let done = AtomicBool::new(false);
    let (recorded, followed) = thread::scope(|scope| {
        let readers: Vec<_> = (0..2)
            .map(|_| scope.spawn(|| follow(FileLog::open_for_reading(folder.path()), &done)))
            .collect();
        let writers: Vec<_> = (0..THREADS as u64)
            .map(|thread| {
                scope.spawn(planted_as_here({
                    let desk = &desk;
                    move || {
                        hand_in(thread, each, |submission| desk.submit(submission, clock(thread)))
                    }
                }))
            })
            .collect();
        let recorded: Vec<Result<Vec<Recorded>, String>> = writers
            .into_iter()
            .map(|writer| writer.join().unwrap_or_else(|_| Err("a thread panicked".into())))
            .collect();
        done.store(true, Ordering::Release);
        let followed: Vec<Result<u64, String>> = readers
            .into_iter()
            .map(|reader| reader.join().unwrap_or_else(|_| Err("a reader panicked".into())))
            .collect();
        (recorded, followed)
    });
    let appends = THREADS as u64 * each;
    one_winner_each(recorded, appends)?;
    for seen in followed {
        let seen = seen?;
        if seen != appends {
            return Err(format!("a reader saw {seen} commits of {appends}"));
        }
    }
    let log = FileLog::open_for_reading(folder.path()).map_err(|error| error.to_string())?;
    sound(&log, appends)?;
    Ok(Tally { cases: appends, said: format!("{THREADS} threads, two readers"), seed: None })
}

/// Rivals on one log after the other: each of them holds all that the log says, sixty-four times.
pub(super) fn rivals(share: Share) -> Ran {
    let (logs, each) = share.of((1, 3), (1, 20), (7, 224));
    let (mut appends, mut lost) = (0, 0);
    for _ in 0..logs {
        lost += rivals_on_one_log(each)?;
        appends += THREADS as u64 * each;
    }
    let said = format!("{THREADS} rivals, {logs} logs, {lost} times all tries were lost");
    Ok(Tally { cases: appends, said, seed: None })
}

/// Sixty-four threads, each with a sequencer of its own on one log: whoever is slower reads on
/// and decides again. Says how often one lost all its tries.
fn rivals_on_one_log(each: u64) -> Result<u64, String> {
    let log = MemoryLog::default();
    let lost = AtomicU64::new(0);
    let recorded = thread::scope(|scope| {
        let writers: Vec<_> = (0..THREADS as u64)
            .map(|thread| {
                scope.spawn(planted_as_here({
                    let (log, lost) = (log.clone(), &lost);
                    move || {
                        let mut sequencer =
                            Sequencer::open(log, |_| ()).map_err(|error| error.to_string())?;
                        hand_in(thread, each, |submission| {
                            loop {
                                let answer = sequencer
                                    .submit(
                                        std::slice::from_ref(&submission),
                                        clock(thread),
                                        |_| (),
                                    )
                                    .remove(0);
                                match answer {
                                    Err(crate::NotRecorded::Unavailable(cause))
                                        if matches!(*cause, LogError::Conflict { .. }) =>
                                    {
                                        lost.fetch_add(1, Ordering::Relaxed);
                                    }
                                    answer => return answer,
                                }
                            }
                        })
                    }
                }))
            })
            .collect();
        writers
            .into_iter()
            .map(|writer| writer.join().unwrap_or_else(|_| Err("a thread panicked".into())))
            .collect()
    });
    let appends = THREADS as u64 * each;
    one_winner_each(recorded, appends)?;
    sound(&log, appends)?;
    Ok(lost.into_inner())
}

fn hand_in(
    thread: u64,
    many: u64,
    mut submit: impl FnMut(Submission) -> Result<Recorded, crate::NotRecorded>,
) -> Result<Vec<Recorded>, String> {
    (0..many)
        .map(|n| submit(opening(&format!("{thread}-{n}"))).map_err(|error| error.to_string()))
        .collect()
}

fn opening(name: &str) -> Submission {
    let parties = Parties::new(["UA".parse().unwrap(), "RU".parse().unwrap()]).unwrap();
    let reference = name.parse().unwrap();
    Submission {
        id: CommandId::of(name.as_bytes()),
        by: "olena".parse().unwrap(),
        command: Command::OpenExchange(OpenExchange { reference, parties, description: None }),
    }
}

/// Every command was answered with a number of its own, and the numbers have no gap.
fn one_winner_each(
    recorded: Vec<Result<Vec<Recorded>, String>>,
    appends: u64,
) -> Result<(), String> {
    let mut numbers = BTreeSet::new();
    for one in recorded {
        let one = one?;
        if !one.is_sorted_by_key(|recorded| recorded.n) {
            return Err("a thread was answered out of order".into());
        }
        for Recorded { n, repeated, .. } in one {
            if repeated || !numbers.insert(n) {
                return Err(format!("two commands were recorded as commit {n}"));
            }
        }
    }
    if numbers == (1..=appends).collect() { Ok(()) } else { Err("the numbers have gaps".into()) }
}

fn sound(log: &impl CommitReader, appends: u64) -> Result<(), String> {
    let verified = verify(log, |_| ()).map_err(|error| format!("it does not verify: {error}"))?;
    let ids: BTreeSet<CommandId> = Commits::of(log).flatten().map(|commit| commit.id).collect();
    if (verified.commits, ids.len() as u64) == (appends, appends) {
        return Ok(());
    }
    Err(format!("{} commits of {} commands are left of {appends}", verified.commits, ids.len()))
}

/// Reads along until the writers are done: each commit once, in order, whole, and still there in
/// the end as it was seen.
fn follow(reader: Result<FileReader, LogError>, done: &AtomicBool) -> Result<u64, String> {
    let reader = reader.map_err(|error| error.to_string())?;
    let (mut place, mut seen, mut page) = (Position::START, Vec::new(), Vec::new());
    loop {
        let last = done.load(Ordering::Acquire);
        reader.read(place, &mut page).map_err(|error| format!("a reader: {error}"))?;
        for line in page.split_inclusive(|byte| *byte == b'\n') {
            if line.last() != Some(&b'\n') {
                return Err(format!("a reader saw a part of line {}", place.n + 1));
            }
            place = place.behind(line.len() - 1);
            seen.extend_from_slice(line);
        }
        if page.is_empty() && last {
            break;
        }
        thread::yield_now();
    }
    same_as_in_the_end(&reader, &seen)?;
    let commits = Commits::of(MemoryLog::of_bytes(&seen)).try_fold(0, |before, commit| {
        commit.map(|commit| if commit.n == before + 1 { commit.n } else { 0 })
    });
    commits.map_err(|error| format!("a reader saw: {error}"))
}

fn same_as_in_the_end(reader: &FileReader, seen: &[u8]) -> Result<(), String> {
    let (mut place, mut page, mut bytes) = (Position::START, Vec::new(), 0);
    loop {
        reader.read(place, &mut page).map_err(|error| format!("a reader: {error}"))?;
        if page.is_empty() {
            break;
        }
        if !seen[bytes..].starts_with(&page) {
            return Err("what a reader saw is not there any more".into());
        }
        for line in page.split_inclusive(|byte| *byte == b'\n') {
            place = place.behind(line.len() - 1);
        }
        bytes += page.len();
    }
    if bytes == seen.len() { Ok(()) } else { Err("a reader saw more than there is".into()) }
}
