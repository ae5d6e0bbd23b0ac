//! Groups are appended as they are, and as batches would be; what fails leaves what stands before it.

use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use super::*;
use crate::batch::Batch;
use crate::codec::decode;
use crate::examples::GOLDEN;
use crate::memory_log::MemoryLog;
use crate::port::{CommitReader, Position};

/// A log that counts appends, and has room for so many. The first waits until it is told to go on, where
/// anybody is to tell it.
#[derive(Debug)]
struct Counting {
    log: MemoryLog,
    lines: Vec<usize>,
    room: usize,
    go_on: Mutex<Option<Receiver<()>>>,
}

impl CommitReader for Counting {
    fn head(&self) -> Result<Head, LogError> {
        self.log.head()
    }

    fn read(&self, after: Position, page: &mut Vec<u8>) -> Result<(), LogError> {
        self.log.read(after, page)
    }
}

impl CommitLog for Counting {
    fn append(&mut self, batch: &Batch) -> Result<(), LogError> {
        if self.lines.len() == self.room {
            return Err(LogError::Full { cause: std::io::Error::other("as told") });
        }
        if let Some(go_on) = self.go_on.get_mut().unwrap().take() {
            go_on.recv_timeout(Duration::from_secs(60)).map_err(|_| LogError::Poisoned)?;
        }
        self.lines.push(batch.lines().count());
        self.log.append(batch)
    }

    fn reopen(&mut self) -> Result<(), LogError> {
        Ok(())
    }
}

fn with_room(room: usize) -> Counting {
    Counting { log: MemoryLog::default(), lines: Vec::new(), room, go_on: Mutex::default() }
}

fn golden() -> Vec<Commit> {
    let lines = GOLDEN.strip_suffix(b"\n").unwrap().split(|byte| *byte == b'\n');
    lines.map(|line| decode(line).unwrap().commit).collect()
}

#[test]
fn groups_are_appended_each_at_once() {
    for (size, lines) in
        [(20, vec![20]), (19, vec![19, 1]), (6, vec![6, 6, 6, 2]), (1, vec![1; 20])]
    {
        let mut log = with_room(20);
        append_groups(&mut log, golden().chunks(size)).unwrap();
        assert_eq!((log.log.bytes(), log.lines), (GOLDEN.to_vec(), lines));
    }
    let mut log = with_room(0);
    append_groups(&mut log, []).unwrap();
    assert!(log.log.bytes().is_empty());
}

#[test]
fn what_fails_leaves_what_stands_before_it_and_nothing_behind_is_tried() {
    for room in 0..4 {
        let mut log = with_room(room);
        let failed = append_groups(&mut log, golden().chunks(5)).unwrap_err();
        assert!(matches!(failed, LogError::Full { .. }), "{failed}");
        assert_eq!((log.lines, log.log.head().unwrap().n), (vec![5; room], 5 * room as u64));
    }
}

#[test]
fn a_commit_that_does_not_follow_ends_it_before_its_group() {
    let mut commits = golden();
    commits.remove(7);
    let mut log = with_room(20);
    let failed = append_groups(&mut log, commits.chunks(3)).unwrap_err();
    assert!(matches!(failed, LogError::Corrupt(_)), "{failed}");
    assert_eq!(log.lines, [3, 3]);
}

#[test]
fn while_one_is_written_others_are_chained_and_made() {
    let (say, go_on) = channel();
    let mut log = Counting { go_on: Mutex::new(Some(go_on)), ..with_room(20) };
    let mut commits = golden().into_iter();
    let next = |room| {
        let commit = commits.next()?;
        // The first is being written, two are chained, one waits for that, and the next is made.
        if commit.n == 5 {
            say.send(()).unwrap();
        }
        let mut draft = Draft::after(commit.n - 1, room);
        draft.push(&commit).unwrap();
        Some(Piece { draft, with: commit.n, is_last: commits.len() == 0 })
    };
    let mut durable = Vec::new();
    let done = in_order(&mut log, Head::EMPTY, &mut Vec::new(), next, |n, head| {
        assert_eq!(n, head.n);
        durable.push(n);
    });
    done.map_err(|failed| failed.cause).unwrap();
    assert_eq!(log.log.bytes(), GOLDEN);
    assert_eq!(durable, (1..=20).collect::<Vec<_>>());
}
