//! What is read about some entities is what all that is read says of them.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::Index;
use repatria_domain::Event;

use super::*;
use crate::brittle::REGISTER;
use crate::examples::{history, register_of};

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
        let disk = register_of(&history, 1 + indexed.index(history.len()));
        let reader = FileReader::open_on(disk, REGISTER).unwrap();
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
