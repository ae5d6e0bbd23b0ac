//! What is read about some entities is what all that is read says of them.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use proptest::prelude::*;
use proptest::sample::Index;
use repatria_domain::{
    CommandId, Event, ExchangeCancelled, ExchangeId, ExchangeOpened, Numbered, Parties, Reference,
};

use super::*;
use crate::brittle::REGISTER;
use crate::examples::{history, noon, read, register_of};
use crate::gists::fold_gists;
use crate::memory_log::PAGE_BYTES;

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

fn name(number: u64) -> Reference {
    format!("e-{number}").parse().unwrap()
}

/// So many exchanges are opened, and each of them is then called off.
fn opened_and_called_off(many: u64) -> Vec<Commit> {
    let parties = Parties::new(["UA".parse().unwrap(), "RU".parse().unwrap()]).unwrap();
    let opened = (0..many).map(name).map(|reference| {
        let exchange = ExchangeId::of(&reference);
        let parties = parties.clone();
        Event::ExchangeOpened(ExchangeOpened { exchange, reference, parties })
    });
    let called_off = (0..many).map(name).map(|reference| {
        let why = "it never was".parse().unwrap();
        Event::ExchangeCancelled(ExchangeCancelled { exchange: ExchangeId::of(&reference), why })
    });
    let commit = |(n, event): (u64, Event)| {
        let id = CommandId::of(&n.to_be_bytes());
        Commit { n, id, at: noon(), by: "olena".parse().unwrap(), events: vec![event] }
    };
    (1..).zip(opened.chain(called_off)).map(commit).collect()
}

/// What a story is told from: the lines of an exchange, and the gists of all. However large the
/// register is, of the log no more is read.
#[test]
fn as_much_is_read_as_concerns_one_exchange_and_the_gists_of_all() {
    for many in [1_000, 4_000] {
        let history = opened_and_called_off(many);
        let disk = register_of(&history, history.len() - 5);
        let reader = FileReader::open_on(disk.clone(), REGISTER).unwrap();
        let anchor = reader.index().unwrap().anchor();
        let end = reader.end().unwrap().byte;
        let bytes = |from: u64| usize::try_from(end - from).unwrap();
        let last_indexed = usize::try_from(anchor.behind.byte - anchor.before.byte).unwrap();

        let exchange = Entity::Exchange(ExchangeId::of(&name(5)));
        let (about, [log_read, index_read]) =
            read(&disk, || About::of(&reader, &[exchange], None).unwrap());
        assert!(about.commits.iter().map(|commit| commit.n).eq([6, many + 6]));
        // To see that the index fits: the last line that it speaks of; then that and those behind it,
        // and a page for each of the two, which stand far apart; and twice the line feed that the
        // marker names.
        let expected = last_indexed + bytes(anchor.before.byte) + 2 * PAGE_BYTES + 2;
        assert_eq!(log_read, expected, "{many} exchanges");
        // The first block, a few for each key of the lines behind and for that of the exchange, and
        // for the lines of its group.
        assert!(index_read <= 48 * 4096, "{index_read} bytes");

        let count = |shown_of: &mut [u64; 5], _, shown: Numbered<'_>| {
            let kind = match shown {
                Numbered::Exchange(_) => 0,
                Numbered::Parties(_) => 1,
                Numbered::Opened { .. } => 2,
                Numbered::Cancelled { .. } => 3,
                Numbered::Way(_)
                | Numbered::Described { .. }
                | Numbered::Reinstated { .. }
                | Numbered::Settled { .. }
                | Numbered::Withdrawn { .. } => 4,
            };
            shown_of[kind] += 1;
            ControlFlow::Continue(())
        };
        let ((shown_of, _), [log_read, index_read]) =
            read(&disk, || fold_gists(&reader, None, count).unwrap());
        // Each exchange comes up once, all of the same parties, and nothing else is shown.
        assert_eq!(shown_of, [many, 1, many, many, 0]);
        let expected = last_indexed + PAGE_BYTES + bytes(anchor.behind.byte) + 2;
        assert_eq!(log_read, expected, "{many} exchanges");
        assert!(index_read < disk.shown("index").unwrap().len() / 2, "{index_read} bytes");
    }
}
