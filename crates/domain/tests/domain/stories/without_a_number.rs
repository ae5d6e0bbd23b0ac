//! 9 June 2025: both sides confirm a hand-over, nobody gives a number, and Kyiv says why.

use repatria_domain::{
    Band, Basis, Command, Detail, DetailDisclosed, Event, Leg, Refusal, Settlement, Until,
    WithholdDetails,
};

use crate::given::given;
use crate::words::{count, exchange, home, open, party, said, settle, state, swap, text};

const REFERENCE: &str = "2025-06-09";

fn confirmed_by_both() -> [Command; 3] {
    let kyiv = said(REFERENCE, &["UA"], &["not stated persons to UA"]);
    let moscow = said(REFERENCE, &["RU"], &["not stated persons to RU"]);
    [open(REFERENCE), state(kyiv), state(moscow)]
}

#[test]
fn a_hand_over_without_any_number_happened_both_ways() {
    given(confirmed_by_both()).when_settled_as_proposed(REFERENCE).then_held(&[
        "0 or more people of RU from UA to RU",
        "0 or more people of UA from RU to UA",
    ]);
}

#[test]
fn what_has_no_number_is_not_swapped() {
    let (to_ukraine, to_russia) = (home("RU", "UA"), home("UA", "RU"));
    let leg = |key| Leg::new(key, Band::UNKNOWN, Basis::ReceivingSide);
    let settlement =
        Settlement::by_hand([leg(to_ukraine), leg(to_russia)], [swap(1, to_ukraine, to_russia)]);
    given(confirmed_by_both()).when(settle(REFERENCE, 1, settlement)).then_refused(
        Refusal::SwappedBeyondLeg { leg: Box::new(to_ukraine), swapped: 1, best: count(0) },
    );
}

#[test]
fn the_number_is_withheld_until_the_whole_exchange_has_ended_and_comes_out_once() {
    let withhold = WithholdDetails {
        why: Some(text("security")),
        until: Some(Until::Event(text("the whole exchange has ended"))),
        ..WithholdDetails::new(exchange(REFERENCE), [Detail::Count], party("UA"))
    };
    let disclosed = DetailDisclosed::new(exchange(REFERENCE), Detail::Count, party("UA"));
    let withhold = Command::WithholdDetails(withhold);
    let events = withhold.events();
    given(confirmed_by_both())
        .when(withhold)
        .then(events)
        .when(Command::DiscloseDetail(disclosed.clone()))
        .then([Event::DetailDisclosed(disclosed.clone())])
        .when(Command::DiscloseDetail(disclosed))
        .then_refused(Refusal::NotWithheld { detail: Detail::Count, by: party("UA") });
}
