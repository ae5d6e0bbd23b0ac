//! 21 September 2022: 215 for 55.

use repatria_domain::{Remainder, Settlement, Terms};

use crate::given::given;
use crate::words::{because, count, exchange, home, leg, open, said, settle, state, swap};

const REFERENCE: &str = "2022-09-21";

#[test]
fn of_215_for_55_a_remainder_of_160_is_derived() {
    let (to_ukraine, to_russia) = (home("RU", "UA"), home("UA", "RU"));
    let settlement = Settlement {
        terms: Terms::Unequal,
        ..Settlement::by_hand(
            [because(Remainder::Surplus, leg(to_ukraine, 215)), leg(to_russia, 55)],
            [swap(55, to_ukraine, to_russia)],
        )
    };
    given([open(REFERENCE)])
        .when(settle(REFERENCE, 1, settlement))
        .then_held(&[
            "unequal",
            "215 people of UA from RU to UA, 160 of them surplus",
            "55 people of RU from UA to RU",
            "55 swapped for 55",
        ])
        .and(|register| {
            let held = register.exchange(exchange(REFERENCE)).unwrap().settlement.clone().unwrap();
            assert_eq!(held.remainder(&to_ukraine), Some(count(160)));
            assert_eq!(held.remainder(&to_russia), Some(count(0)));
        });
}

#[test]
fn one_source_that_gives_215_for_55_makes_the_rest_a_surplus() {
    let kyiv = said(REFERENCE, &["UA"], &["215 persons to UA"]);
    let moscow = said(REFERENCE, &["RU"], &["55 persons to RU"]);
    let press = said(REFERENCE, &[], &["215 persons to UA", "55 persons to RU"]);
    given([open(REFERENCE), state(kyiv), state(moscow), state(press)])
        .when_settled_as_proposed(REFERENCE)
        .then_held(&[
            "55 people of RU from UA to RU",
            "215 people of UA from RU to UA, 160 of them surplus",
            "55 swapped for 55",
        ]);
}
