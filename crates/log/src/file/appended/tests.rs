//! The index of lines that were gathered while they were written is the one that is drawn by reading them.

use repatria_domain::Commit;

use super::{Appended, MANY};
use crate::brittle::{Brittle, REGISTER};
use crate::error::LogError;
use crate::examples::{long_history, register_of};
use crate::file::FileLog;

/// So many lines, and what was gathered of those behind the first few.
fn gathered(lines: u64, after: u64) -> (Vec<Commit>, Appended) {
    let commits = long_history(lines);
    let mut appended = Appended::of_many(MANY, after).unwrap();
    for commit in commits.iter().skip(usize::try_from(after).unwrap()) {
        appended.take(commit);
    }
    (commits, appended)
}

/// The index of a register after what was gathered is handed in.
fn index(disk: &Brittle, appended: &Appended) -> Result<Option<Vec<u8>>, LogError> {
    FileLog::open_on(disk.clone(), REGISTER)?.keep_index_with(appended)?;
    Ok(disk.shown("index"))
}

/// The index that is drawn by reading.
fn read(commits: &[Commit], indexed: usize) -> Option<Vec<u8>> {
    let disk = register_of(commits, indexed);
    let log = FileLog::open_on(disk.clone(), REGISTER).unwrap();
    log.keep_index(None, |_, _| true).unwrap();
    disk.shown("index")
}

const MANY_LINES: u64 = MANY as u64;

#[test]
fn the_index_is_the_one_that_is_drawn_by_reading() {
    for (before, indexed) in [(0, 0), (30, 0), (30, 20), (30, 30)] {
        let (commits, appended) = gathered(MANY_LINES + 50, before);
        let disk = register_of(&commits, indexed);
        assert!(index(&disk, &appended).unwrap() == read(&commits, indexed), "{before} {indexed}");
    }
}

#[test]
fn lines_of_which_nothing_was_gathered_are_read() {
    let (commits, mut appended) = gathered(MANY_LINES + 50, 10);
    appended.of_commits.truncate(MANY);
    // It does not follow what was gathered.
    appended.take(commits.last().unwrap());
    assert!(index(&register_of(&commits, 0), &appended).unwrap() == read(&commits, 0));
}

#[test]
fn no_index_is_drawn_from_a_line_that_is_not_what_was_written() {
    let (commits, appended) = gathered(MANY_LINES + 1, 0);
    let disk = register_of(&commits, 0);
    let log = FileLog::open_on(disk.clone(), REGISTER).unwrap();
    disk.spoil(disk.log().len() / 2, 1);
    let drawn = log.keep_index_with(&appended);
    assert!(matches!(drawn, Err(LogError::Corrupt(_))), "{drawn:?}");
    assert_eq!(disk.shown("index"), None);
}

#[test]
fn an_index_is_left_to_others_where_it_is_not_worth_it_or_lines_before_were_read_already() {
    assert!(Appended::of_many(MANY - 1, 0).is_none());
    let (commits, mut appended) = gathered(MANY_LINES + 1, 0);
    appended.of_commits.truncate(MANY - 1);
    assert_eq!(index(&register_of(&commits, 0), &appended).unwrap(), None);
    let before = MANY_LINES + 1;
    let (commits, appended) = gathered(before + MANY_LINES, before);
    assert_eq!(index(&register_of(&commits, 0), &appended).unwrap(), None);
}
