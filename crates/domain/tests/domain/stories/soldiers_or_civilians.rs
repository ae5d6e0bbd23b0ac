//! 14 August 2025: 84 soldiers for 84 as Moscow has it, or 33 soldiers and 51 civilians.

use repatria_domain::{Leg, Refusal, Settlement, Split, Terms};

use crate::given::given;
use crate::words::{count, exactly, home, leg, open, said, settle, state, swap};

const REFERENCE: &str = "2025-08-14";

fn of_84(civilians: u32) -> Settlement {
    let (to_ukraine, to_russia) = (home("RU", "UA"), home("UA", "RU"));
    let split = Split {
        military: Some(exactly(33)),
        civilian: Some(exactly(civilians)),
        ..Split::default()
    };
    Settlement {
        terms: Terms::ManForMan,
        ..Settlement::by_hand(
            [Leg { split, ..leg(to_ukraine, 84) }, leg(to_russia, 84)],
            [swap(84, to_ukraine, to_russia)],
        )
    }
}

#[test]
fn soldiers_and_civilians_are_swapped_for_as_many_soldiers() {
    given([open(REFERENCE)]).when(settle(REFERENCE, 1, of_84(51))).then_held(&[
        "man for man",
        "84 people of UA from RU to UA, 33 military, 51 civilian",
        "84 people of RU from UA to RU",
        "84 swapped for 84",
    ]);
}

#[test]
fn the_parts_of_84_hold_no_more_than_84() {
    let leg = Box::new(home("RU", "UA"));
    given([open(REFERENCE)])
        .when(settle(REFERENCE, 1, of_84(52)))
        .then_refused(Refusal::PartsBeyondLeg { leg, parts: 85, best: count(84) });
}

#[test]
fn that_all_84_were_soldiers_shows_in_the_split() {
    let whole = said(REFERENCE, &["UA"], &["84 persons to UA"]);
    let moscow = said(REFERENCE, &["RU"], &["84 military to UA", "84 military to RU"]);
    let kyiv = said(REFERENCE, &["UA"], &["33 military to UA", "51 civilian to UA"]);
    given([open(REFERENCE), state(whole), state(moscow), state(kyiv)])
        .when_settled_as_proposed(REFERENCE)
        .then_held(&[
            "84 people of RU from UA to RU, 84 military",
            "84 people of UA from RU to UA, 33 (33 to 84) military, 51 (0 to 51) civilian",
            "84 swapped for 84",
        ]);
}
