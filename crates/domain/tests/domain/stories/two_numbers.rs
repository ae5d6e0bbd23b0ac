//! 30 December 2024: Kyiv counts 189 home, Moscow says 150 for 150.

use repatria_domain::{Refusal, Remainder, Settlement, Swap, Terms};

use crate::given::given;
use crate::words::{because, count, home, leg, open, said, settle, state, swap};

const REFERENCE: &str = "2024-12-30";

#[test]
fn a_swap_of_189_for_150_is_refused() {
    let (to_a, to_b) = (count(189), count(150));
    let refused = Swap::man_for_man(home("RU", "UA"), to_a, home("UA", "RU"), to_b);
    assert_eq!(refused, Err(Refusal::UnequalSwap { to_a, to_b }));
}

#[test]
fn of_189_the_150_are_swapped_and_39_are_a_remainder() {
    let (to_ukraine, to_russia) = (home("RU", "UA"), home("UA", "RU"));
    let settlement = Settlement::by_hand(
        [because(Remainder::Disputed, leg(to_ukraine, 189)), leg(to_russia, 150)],
        [swap(150, to_ukraine, to_russia)],
    );
    given([open(REFERENCE)]).when(settle(REFERENCE, 1, settlement)).then_held(&[
        "189 people of UA from RU to UA, 39 of them disputed",
        "150 people of RU from UA to RU",
        "150 swapped for 150",
    ]);
}

#[test]
fn under_man_for_man_the_39_cannot_be_left_over() {
    let (to_ukraine, to_russia) = (home("RU", "UA"), home("UA", "RU"));
    let settlement = Settlement {
        terms: Terms::ManForMan,
        ..Settlement::by_hand(
            [leg(to_ukraine, 189), leg(to_russia, 150)],
            [swap(150, to_ukraine, to_russia)],
        )
    };
    let leg = Box::new(to_ukraine);
    given([open(REFERENCE)])
        .when(settle(REFERENCE, 1, settlement))
        .then_refused(Refusal::NotWhollySwapped { leg, swapped: 150, best: count(189) });
}

#[test]
fn what_each_side_says_comes_to_a_band_and_a_disputed_remainder() {
    let kyiv = said(REFERENCE, &["UA"], &["187 military to UA", "2 civilian to UA"]);
    let moscow = said(REFERENCE, &["RU"], &["150 military to UA", "150 military to RU"]);
    given([open(REFERENCE), state(kyiv), state(moscow)])
        .when_settled_as_proposed(REFERENCE)
        .then_held(&[
            "150 people of RU from UA to RU, 150 military",
            "189 (150 to 189) people of UA from RU to UA, 187 military, 2 civilian, 39 of them disputed",
            "150 swapped for 150",
        ]);
}
