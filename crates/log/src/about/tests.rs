//! What is read about some entities is what all that is read says of them.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::Index;
use repatria_domain::Event;

use super::*;
use crate::brittle::{Brittle, REGISTER};
use crate::commits::Commits;
use crate::examples::{batch_of, history};
use crate::file::FileLog;
use crate::port::CommitLog as _;

/// A reader of a log of these commits, of which the first few are indexed.
fn reader(history: &[Commit], indexed: usize) -> FileReader<Brittle> {
    let disk = Brittle::with(b"", None);
    let mut log = FileLog::open_on(disk.clone(), REGISTER).unwrap();
    let (first, rest) = history.split_at(indexed);
    log.append(&batch_of(first)).unwrap();
    log.keep_index(|_, _| true).unwrap();
    let mut batch = crate::batch::Batch::after(log.head().unwrap());
    for commit in rest {
        batch.push(commit).unwrap();
    }
    log.append(&batch).unwrap();
    drop(log);
    FileReader::open_on(disk, REGISTER).unwrap()
}

fn entities(commit: &Commit) -> Vec<Entity> {
    commit.events.iter().flat_map(Event::entities).collect()
}

/// The numbers of the commits that are tied to one of them, by the definition.
fn tied(history: &[Commit], number: u64) -> BTreeSet<u64> {
    let mut numbers = BTreeSet::from([number]);
    loop {
        let held = history.iter().filter(|commit| numbers.contains(&commit.n));
        let named: BTreeSet<Entity> = held.flat_map(entities).collect();
        let also =
            history.iter().filter(|commit| entities(commit).iter().any(|e| named.contains(e)));
        let wider = also.map(|commit| commit.n).chain([number]).collect();
        if numbers == wider {
            return numbers;
        }
        numbers = wider;
    }
}

proptest! {
    #[test]
    fn all_that_concerns_an_entity_is_read_and_nothing_else(
        history in history(), indexed in any::<Index>(), of in any::<Index>(), by in any::<Index>(),
    ) {
        let reader = reader(&history, 1 + indexed.index(history.len()));
        let (one, until) = (&history[of.index(history.len())], history[by.index(history.len())].at);
        let named = entities(one);
        let about = About::of(&reader, &named, None).unwrap();
        prop_assert_eq!(about.last.as_ref(), history.last());
        let numbers: Vec<u64> = about.commits.iter().map(|commit| commit.n).collect();
        let expected = if named.is_empty() { BTreeSet::new() } else { tied(&history, one.n) };
        prop_assert_eq!(numbers, Vec::from_iter(expected));

        let then = About::of(&reader, &named, Some(until)).unwrap();
        let known = |commit: &&Commit| commit.at <= until;
        prop_assert_eq!(then.last.as_ref(), history.iter().rfind(known));
        let known: Vec<Commit> = about.commits.iter().filter(known).cloned().collect();
        prop_assert_eq!(then.commits, known);
    }
}

#[test]
fn the_last_commit_by_a_time_is_found_in_a_long_log() {
    let history: Vec<Commit> =
        Commits::of(crate::examples::recorded(12)).map(Result::unwrap).collect();
    let mut long = Vec::new();
    for n in 1..=3_000_u64 {
        let mut commit = history[0].clone();
        commit.n = n;
        // Three commits a second.
        commit.at =
            format!("2026-11-23T{:02}:{:02}:{:02}Z", n / 3 / 3600, n / 3 / 60 % 60, n / 3 % 60)
                .parse()
                .unwrap();
        long.push(commit);
    }
    let reader = reader(&long, 3_000);
    assert!(reader.end().unwrap().byte > 8 * NEAR);
    for (time, n) in [
        ("2026-11-22T23:59:59Z", None),
        ("2026-11-23T00:00:00Z", Some(2)),
        ("2026-11-23T00:05:00.5Z", Some(902)),
        ("2026-11-23T00:16:39Z", Some(2_999)),
        ("2026-11-24T00:00:00Z", Some(3_000)),
    ] {
        let last = last_by(&reader, time.parse().unwrap()).unwrap();
        assert_eq!(last.map(|commit| commit.n), n, "{time}");
    }
}
