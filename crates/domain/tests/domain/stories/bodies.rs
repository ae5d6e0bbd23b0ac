//! 11 June 2025: 1,212 bodies for 27.

use repatria_domain::{Band, CustodyDeclared, LegKey, LegKind, Refusal, Settlement};
use repatria_domain::{Command, CustodyAccount, Total};

use crate::given::given;
use crate::words::{count, day, exactly, home, leg, open, party, said, settle, state, swap, text};

const REFERENCE: &str = "2025-06-11-bodies";

fn bodies(from: &str, to: &str) -> LegKey {
    LegKey { kind: LegKind::Bodies, ..home(from, to) }
}

#[test]
fn of_1212_bodies_for_27_the_rest_is_a_surplus() {
    let moscow = said(REFERENCE, &["RU"], &["1212 bodies to UA", "27 bodies to RU"]);
    let kyiv = said(REFERENCE, &["UA"], &["1212 bodies to UA"]);
    given([open(REFERENCE), state(moscow), state(kyiv)])
        .when_settled_as_proposed(REFERENCE)
        .then_held(&[
            "27 bodies of RU from UA to RU",
            "1212 bodies of UA from RU to UA, 1185 of them surplus",
            "27 swapped for 27",
        ]);
}

#[test]
fn bodies_touch_no_total_of_persons_and_no_account() {
    let held = CustodyDeclared::new(
        party("RU"),
        party("UA"),
        exactly(100),
        day("2025-06-01"),
        text("own count"),
    );
    let settlement = Settlement {
        on: Some(day("2025-06-11")),
        ..Settlement::by_hand([leg(bodies("RU", "UA"), 1212)], [])
    };
    given([Command::DeclareCustody(held), open(REFERENCE)])
        .when(settle(REFERENCE, 1, settlement))
        .then_held(&["1212 bodies of UA from RU to UA"])
        .and(|register| {
            let postings = register.custody(party("RU"), party("UA")).map(CustodyAccount::postings);
            assert_eq!(postings.map(<[_]>::len), Some(1));
            let held = register.settlements().map(|(_, held)| held);
            let home = held.filter_map(|held| held.leg(&home("RU", "UA"))?.count.best());
            assert_eq!(Total::of(home), Some(Total::ZERO));
        });
}

#[test]
fn bodies_are_not_swapped_for_people_nor_for_bags() {
    let bags = LegKey { kind: LegKind::Bags, ..home("UA", "RU") };
    for (other, b) in [(home("UA", "RU"), LegKind::Living), (bags, LegKind::Bags)] {
        let settlement = Settlement::by_hand(
            [leg(bodies("RU", "UA"), 27), leg(other, 27)],
            [swap(27, bodies("RU", "UA"), other)],
        );
        given([open(REFERENCE)])
            .when(settle(REFERENCE, 1, settlement))
            .then_refused(Refusal::SwapOfDifferentKinds { a: LegKind::Bodies, b });
    }
}

#[test]
fn remains_have_no_split() {
    let key = bodies("RU", "UA");
    let mut with_soldiers = leg(key, 1212);
    with_soldiers.split.military = Some(Band::exactly(count(1212)));
    given([open(REFERENCE)])
        .when(settle(REFERENCE, 1, Settlement::by_hand([with_soldiers], [])))
        .then_refused(Refusal::RemainsAreNotSplit { leg: Box::new(key) });
}
