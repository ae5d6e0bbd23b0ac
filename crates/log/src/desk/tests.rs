//! Many threads at one desk: every command is answered, once, and one append serves many.

use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use repatria_domain::{Command, CommandId, OpenExchange, Parties};

use super::*;
use crate::batch::Batch;
use crate::commits::Commits;
use crate::error::LogError;
use crate::examples::{noon, time};
use crate::memory_log::MemoryLog;
use crate::port::{CommitReader, Head, Position};

pub(super) fn opening(name: &str) -> Submission {
    let parties = Parties::new(["UA".parse().unwrap(), "RU".parse().unwrap()]).unwrap();
    let reference = name.parse().unwrap();
    Submission {
        id: CommandId::of(name.as_bytes()),
        by: "olena".parse().unwrap(),
        command: Command::OpenExchange(OpenExchange { reference, parties, description: None }),
    }
}

/// Whether nobody waits, and nobody has the duty to write.
pub(super) fn nobody_is_there<L, S>(desk: &Desk<L, S>) -> bool {
    let queue = desk.queue();
    queue.waiting.places.is_empty() && !queue.someone_writes
}

/// A log whose first append ends its thread, with nothing written.
pub(super) struct Fatal(pub(super) MemoryLog, pub(super) bool);

impl CommitReader for Fatal {
    fn head(&self) -> Result<Head, LogError> {
        self.0.head()
    }

    fn read(&self, after: Position, page: &mut Vec<u8>) -> Result<(), LogError> {
        self.0.read(after, page)
    }
}

impl CommitLog for Fatal {
    fn append(&mut self, batch: &Batch) -> Result<(), LogError> {
        assert!(mem::replace(&mut self.1, true), "the thread ends here");
        self.0.append(batch)
    }

    fn reopen(&mut self) -> Result<(), LogError> {
        Ok(())
    }
}

/// A log whose first append waits until somebody else stands at the desk.
struct Slow<'a> {
    log: MemoryLog,
    appends: &'a AtomicUsize,
    first: &'a Barrier,
    others: &'a Barrier,
}

impl CommitReader for Slow<'_> {
    fn head(&self) -> Result<Head, LogError> {
        self.log.head()
    }

    fn read(&self, after: Position, page: &mut Vec<u8>) -> Result<(), LogError> {
        self.log.read(after, page)
    }
}

impl CommitLog for Slow<'_> {
    fn append(&mut self, batch: &Batch) -> Result<(), LogError> {
        if self.appends.fetch_add(1, Ordering::SeqCst) == 0 {
            self.first.wait();
            self.others.wait();
        }
        self.log.append(batch)
    }

    fn reopen(&mut self) -> Result<(), LogError> {
        Ok(())
    }
}

#[test]
fn what_waits_while_somebody_writes_is_appended_together() {
    let (appends, first, others) = (AtomicUsize::new(0), Barrier::new(2), Barrier::new(2));
    let log = MemoryLog::default();
    let slow = Slow { log: log.clone(), appends: &appends, first: &first, others: &others };
    let desk = Desk::new(Sequencer::open(slow, |_| ()).unwrap(), |_: &Commit| ());
    thread::scope(|scope| {
        scope.spawn(|| desk.submit(opening("first"), noon()));
        first.wait();
        for n in 0..10 {
            let (desk, now) = (&desk, time(&format!("2026-11-23T12:00:0{n}Z")));
            scope.spawn(move || desk.submit(opening(&n.to_string()), now));
        }
        while desk.queue().waiting.places.len() < 10 {
            thread::yield_now();
        }
        others.wait();
    });
    assert_eq!((appends.into_inner(), log.head().unwrap().n), (2, 11));
    let times: Vec<Timestamp> = Commits::of(&log).map(|commit| commit.unwrap().at).collect();
    assert_eq!(times[0], noon());
    assert_eq!(times[1..], [time("2026-11-23T12:00:09Z"); 10]);
}

#[test]
fn every_thread_gets_its_own_answers() {
    let log = MemoryLog::default();
    let shown = AtomicUsize::new(0);
    let show = |commit: &Commit| {
        let before = shown.fetch_add(1, Ordering::SeqCst);
        assert_eq!(usize::try_from(commit.n).unwrap(), before + 1);
    };
    let desk = Desk::new(Sequencer::open(log.clone(), |_| ()).unwrap(), show);
    thread::scope(|scope| {
        for thread in 0..8 {
            let desk = &desk;
            scope.spawn(move || {
                for n in 0..50 {
                    let one = opening(&format!("{thread}-{n}"));
                    let recorded = desk.submit(one.clone(), noon()).unwrap();
                    assert!(!recorded.repeated);
                    let again = desk.submit(one, noon()).unwrap();
                    assert_eq!(again, Recorded { repeated: true, ..recorded });
                }
            });
        }
    });
    assert_eq!((log.head().unwrap().n, shown.load(Ordering::SeqCst)), (400, 400));
    assert!(nobody_is_there(&desk));
}

#[test]
fn a_thread_that_ends_while_it_writes_leaves_nobody_waiting() {
    let log = MemoryLog::default();
    let show = |commit: &Commit| assert_ne!(commit.n, 1, "the reader of commits fails");
    let desk = Desk::new(Sequencer::open(log.clone(), |_| ()).unwrap(), show);
    thread::scope(|scope| {
        scope.spawn(|| desk.submit(opening("a"), noon())).join().unwrap_err();
    });
    // What it wrote is in the log; whoever asks again is told so.
    let n = ["a", "b"].map(|name| {
        let recorded = desk.submit(opening(name), noon()).unwrap();
        (recorded.n, recorded.repeated)
    });
    assert_eq!(n, [(1, true), (2, false)]);
    assert_eq!(log.head().unwrap().n, 2);
}

#[test]
fn what_was_decided_by_a_thread_that_ended_is_forgotten() {
    let log = MemoryLog::default();
    let sequencer = Sequencer::open(Fatal(log.clone(), false), |_| ()).unwrap();
    let desk = Desk::new(sequencer, |_: &Commit| ());
    thread::scope(|scope| {
        scope.spawn(|| desk.submit(opening("a"), noon())).join().unwrap_err();
    });
    assert_eq!(log.head().unwrap().n, 0);
    let recorded = desk.submit(opening("a"), noon()).unwrap();
    assert_eq!(recorded, Recorded { n: 1, at: noon(), repeated: false });
    assert_eq!(log.head().unwrap().n, 1);
}
