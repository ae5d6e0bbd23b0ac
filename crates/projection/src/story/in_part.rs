//! A story that is told from the part of a register that concerns it, and from outlines of the rest,
//! is the one that the whole register tells.

use std::collections::BTreeSet;

use proptest::prelude::*;
use repatria_domain::{Commit, Entity, Event, ExchangeId, ExchangeKind, Reference, generate};

use crate::as_of::{every_day, outlines_of};
use crate::by_hand::{Given, name};
use crate::record::Record;
use crate::story::{Stories, Story, story, story_of_part};

/// The record of the commits that are tied to an exchange, by the definition.
fn part(history: &[Commit], reference: &Reference) -> Record {
    let mut named = BTreeSet::from([Entity::Exchange(ExchangeId::of(reference))]);
    loop {
        let entities = |commit: &Commit| -> Vec<Entity> {
            commit.events.iter().flat_map(Event::entities).collect()
        };
        let is_tied = |commit: &&Commit| entities(commit).iter().any(|one| named.contains(one));
        let tied: Vec<&Commit> = history.iter().filter(is_tied).collect();
        let wider: BTreeSet<Entity> =
            tied.iter().flat_map(|commit| entities(commit)).chain(named.clone()).collect();
        if wider == named {
            let head = history.last().map(Into::into).unwrap_or_default();
            return Record::of_part(tied, head).unwrap();
        }
        named = wider;
    }
}

/// The story as its part and outlines tell it, and what is in the part.
fn told(given: &Given, reference: &str) -> (Story, Vec<Reference>) {
    let reference = name(reference);
    let part = part(&given.commits, &reference);
    let outlines = outlines_of(&given.commits);
    let told = story_of_part(&part, &outlines, &reference, None).unwrap();
    assert_eq!(Some(&told), story(&given.record, &reference, None).as_ref());
    let known = part.state().exchanges().map(|exchange| exchange.reference.clone());
    (told, known.collect())
}

#[test]
fn who_came_home_from_a_third_state_is_found_in_exchanges_that_nothing_ties() {
    let given = Given::default()
        .exchange("june", "2025-06-26")
        .settled("june", &["RU>TR 5 bodies of UA"])
        .described("july", "2025-07-08", ExchangeKind::Bodies, None)
        .settled("july", &["TR>UA 5 bodies"]);
    let (june, known) = told(&given, "june");
    assert_eq!(known, [name("june")]);
    let [later] = june.later.as_slice() else { panic!("one way home") };
    assert_eq!((&later.reference, later.count.low().number()), (&name("july"), 5));
    let (july, known) = told(&given, "july");
    assert_eq!(known, [name("july")]);
    let [earlier] = july.earlier.as_slice() else { panic!("one way abroad") };
    assert_eq!((&earlier.reference, earlier.abroad), (&name("june"), later.abroad));
}

#[test]
fn the_place_in_a_run_is_found_among_exchanges_that_nothing_ties() {
    let of_nobody = "RU>UA 10 of ?";
    let hand_overs = [("a", 19), ("c", 22), ("b", 26), ("also", 26), ("too-late", 27)];
    let given = Given::default()
        .exchange("deal", "2025-06-20")
        .part("deal", "deal-a", "2025-06-20")
        .part("deal", "deal-b", "2025-06-24")
        .settled("deal-a", &[of_nobody])
        .settled("deal-b", &[of_nobody]);
    let given = hand_overs.iter().fold(given, |given, (reference, day)| {
        given.exchange(reference, &format!("2025-06-{day}")).settled(reference, &[of_nobody])
    });
    let within = |reference| {
        let (story, known) = told(&given, reference);
        let run: Vec<String> =
            story.within_seven_days.iter().map(|held| held.reference.to_string()).collect();
        assert_eq!(story.exchange.run, Some(run.len() as u64));
        (run.join(" "), known.len())
    };
    assert_eq!(within("a"), ("a".into(), 1));
    assert_eq!(within("b"), ("a deal c deal also b".into(), 1));
    // A deal and its hand-overs are of one part; its place is that of the last of them.
    assert_eq!(within("deal"), ("a deal c deal".into(), 3));
    assert_eq!(within("deal-a"), ("a deal".into(), 3));
    assert_eq!(within("deal-b"), ("a deal c deal".into(), 3));
}

proptest! {
    #[test]
    fn a_part_and_outlines_tell_of_every_exchange_as_of_any_day_what_the_whole_register_tells(
        history in generate::history_of(0..40),
    ) {
        let record = Record::of(&history).unwrap();
        let outlines = outlines_of(&history);
        let exchanges = record.state().exchanges().map(|exchange| &exchange.reference);
        let parts: Vec<_> = exchanges.map(|of| (of, part(&history, of))).collect();
        for as_of in every_day(&record) {
            let stories = Stories::of(&record, as_of);
            for (reference, part) in &parts {
                let whole = stories.of_exchange(reference);
                prop_assert_eq!(&story_of_part(part, &outlines, reference, as_of), &whole);
                prop_assert_eq!(&story(&record, reference, as_of), &whole);
            }
        }
    }
}
