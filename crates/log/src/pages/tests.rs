//! What several threads read is what one reads.

use std::sync::atomic::{AtomicUsize, Ordering};

use proptest::prelude::*;

use repatria_domain::{Commit, Gist};

use super::*;
use crate::commits::Commits;
use crate::error::Fault;
use crate::examples::history;
use crate::{Batch, CommitLog as _, MemoryLog, each_commit, each_gist};

fn log_of(history: &[Commit]) -> MemoryLog {
    let mut log = MemoryLog::default();
    let mut batch = Batch::after(Head::EMPTY);
    for commit in history {
        batch.push(commit).unwrap();
    }
    log.append(&batch).unwrap();
    log
}

fn threads(number: usize) -> Threads {
    Threads::exactly(NonZero::new(number).unwrap())
}

/// The commits until it ends, and how it ends.
fn read(log: &impl CommitReader, number: usize) -> (Vec<Commit>, Option<String>) {
    let mut commits = Vec::new();
    let ended = each_commit(log, threads(number), |commit| {
        commits.push(commit.clone());
        ControlFlow::Continue(())
    });
    (commits, ended.err().map(|error| error.to_string()))
}

/// A log whose pages hold three lines each, one of which may be damaged. It counts what is read.
#[derive(Default)]
struct InSmallPages {
    bytes: Vec<u8>,
    pages_read: AtomicUsize,
    bytes_read: AtomicUsize,
    // From which byte on it cannot be read.
    gone: Option<u64>,
}

impl InSmallPages {
    fn of(bytes: Vec<u8>) -> Self {
        Self { bytes, ..Self::default() }
    }
}

impl CommitReader for InSmallPages {
    fn head(&self) -> Result<Head, LogError> {
        Ok(Head::EMPTY)
    }

    fn read(&self, after: Position, page: &mut Vec<u8>) -> Result<(), LogError> {
        if self.gone.is_some_and(|gone| gone <= after.byte) {
            return Err(LogError::damaged(
                after.n + 1,
                after.byte,
                Fault::EndsEarly { missing: 1 },
            ));
        }
        let rest = &self.bytes[usize::try_from(after.byte).unwrap()..];
        page.clear();
        page.extend(rest.split_inclusive(|byte| *byte == b'\n').take(3).flatten());
        self.pages_read.fetch_add(1, Ordering::Relaxed);
        self.bytes_read.fetch_add(page.len(), Ordering::Relaxed);
        Ok(())
    }
}

proptest! {
    #[test]
    fn property_several_threads_read_what_one_reads(history in history(), number in 1_usize..5) {
        let log = InSmallPages::of(log_of(&history).bytes());
        prop_assert_eq!(read(&log, number), (history.clone(), None));
        let mut gists = Vec::new();
        each_gist(&log, threads(number), |gist| gists.push(gist.clone())).unwrap();
        let expected: Vec<Gist> =
            history.iter().flat_map(|commit| &commit.events).map(Gist::of).collect();
        prop_assert_eq!(gists, expected);
    }

    #[test]
    fn property_a_rebuild_reads_every_byte_once(history in history(), number in 1_usize..5) {
        let log = InSmallPages::of(log_of(&history).bytes());
        each_gist(&log, threads(number), |_| ()).unwrap();
        prop_assert_eq!(log.bytes_read.load(Ordering::Relaxed), log.bytes.len());
        // And looks once more, whether there is more.
        prop_assert_eq!(log.pages_read.into_inner(), history.len().div_ceil(3) + 1);
    }

    #[test]
    fn property_damage_ends_a_rebuild_just_where_it_ends_a_reading(
        history in history(),
        number in 1_usize..5,
        place in any::<prop::sample::Index>(),
    ) {
        prop_assume!(!history.is_empty());
        let mut bytes = log_of(&history).bytes();
        let place = place.index(bytes.len());
        prop_assume!(bytes[place] != b'\n');
        bytes[place] ^= 1;
        prop_assume!(bytes[place] != b'\n');
        let log = InSmallPages::of(bytes);
        let mut expected: Vec<Commit> = Vec::new();
        let mut failed = None;
        for commit in Commits::of(&log) {
            match commit {
                Ok(commit) => expected.push(commit),
                Err(error) => failed = Some(error.to_string()),
            }
        }
        prop_assert_eq!(read(&log, number), (expected, failed));
    }

    #[test]
    fn property_what_stands_before_a_page_that_cannot_be_read_is_taken_first(
        history in history(),
        number in 1_usize..5,
        pages in 0_usize..4,
    ) {
        let whole = &history[..history.len().min(3 * pages)];
        let gone = log_of(whole).bytes().len() as u64;
        let log = InSmallPages { gone: Some(gone), ..InSmallPages::of(log_of(&history).bytes()) };
        let (commits, failed) = read(&log, number);
        prop_assert_eq!(commits, whole);
        prop_assert!(failed.is_some());
    }

    #[test]
    fn property_whoever_has_enough_gets_no_more(history in history(), most in 0_usize..9) {
        let log = InSmallPages::of(log_of(&history).bytes());
        let mut taken = Vec::new();
        each_commit(&log, threads(2), |commit| {
            taken.push(commit.clone());
            if taken.len() > most { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        }).unwrap();
        prop_assert_eq!(&taken, &history[..history.len().min(most + 1)]);
    }
}
