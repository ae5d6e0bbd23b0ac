//! Commits come in order, go on where they ended, and stop at the first line that is not right.

use repatria_domain::generate;

use super::*;
use crate::examples::{GOLDEN, recorded};
use crate::memory_log::MemoryLog;

fn numbers(commits: impl Iterator<Item = Result<Commit, LogError>>) -> Vec<u64> {
    commits.map(|commit| commit.unwrap().n).collect()
}

#[test]
fn commits_are_read_from_any_number_on() {
    let log = MemoryLog::of_bytes(GOLDEN);
    assert_eq!(numbers(Commits::after(&log, 17).unwrap()), [18, 19, 20]);
    assert_eq!(numbers(Commits::after(&log, 20).unwrap()), [0_u64; 0]);
    assert_eq!(numbers(Commits::after(&log, 90).unwrap()), [0_u64; 0]);
    assert_eq!(numbers(Commits::of(&log)).len(), 20);
}

#[test]
fn commits_in_brief_are_the_same_without_the_words_of_counts() {
    let log = MemoryLog::of_bytes(GOLDEN);
    let anywhere = "not read".parse().unwrap();
    let (brief, whole) = (Commits::in_brief(&log), Commits::of(&log));
    let both: Vec<_> = brief.map(Result::unwrap).zip(whole.map(Result::unwrap)).collect();
    assert_eq!(both.len(), 20);
    // What holds an escape is read whole.
    let is_right = |(brief, whole): &&(Commit, Commit)| {
        *brief == generate::in_brief(whole, None, &anywhere) || brief == whole
    };
    assert_eq!(both.iter().find(|both| !is_right(both)), None);
    assert!(both.iter().any(|(brief, whole)| brief != whole));
}

#[test]
fn whoever_has_read_everything_goes_on_when_more_is_appended() {
    let (first, all) = (recorded(3), recorded(5));
    let growing = std::sync::Mutex::new(first);
    let mut commits = Commits::of(Growing(&growing));
    assert_eq!(numbers(commits.by_ref()), [1, 2, 3]);
    *growing.lock().unwrap() = all.clone();
    assert_eq!(numbers(commits.by_ref()), [4, 5]);
    let end = u64::try_from(all.bytes().len()).unwrap();
    assert_eq!(commits.position(), Position { n: 5, byte: end });
}

struct Growing<'a>(&'a std::sync::Mutex<MemoryLog>);

impl CommitReader for Growing<'_> {
    fn head(&self) -> Result<crate::port::Head, LogError> {
        self.0.lock().unwrap().head()
    }

    fn read(&self, after: Position, page: &mut Vec<u8>) -> Result<(), LogError> {
        self.0.lock().unwrap().read(after, page)
    }
}

#[test]
fn a_damaged_line_ends_the_commits_with_its_place() {
    let mut bytes = GOLDEN.to_vec();
    bytes[600] ^= 1;
    let log = MemoryLog::of_bytes(&bytes);
    let mut commits = Commits::of(&log);
    assert_eq!(commits.next().unwrap().unwrap().n, 1);
    let error = commits.next().unwrap().unwrap_err().to_string();
    assert!(
        error.starts_with("the log is damaged: line 2, byte 489: the bytes of this line"),
        "{error}"
    );
    assert!(commits.next().is_none());
}

#[test]
fn a_line_in_the_wrong_place_ends_the_commits() {
    let second = GOLDEN.split_inclusive(|byte| *byte == b'\n').nth(1).unwrap();
    let error = Commits::of(&MemoryLog::of_bytes(second)).next().unwrap().unwrap_err();
    assert_eq!(
        error.to_string(),
        "the log is damaged: line 1, byte 0: commit 2 stands here, 1 follows"
    );
}
