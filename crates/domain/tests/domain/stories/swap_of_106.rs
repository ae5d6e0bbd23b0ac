//! 26 June 2025: 106 for 106, as one outlet has it while the officials are silent.

use repatria_domain::{
    Command, Event, ExchangeSettled, Milestone, MovementRecorded, Refusal, Settlement, State,
    Terms, Total,
};

use crate::given::given;
use crate::words::{count, exchange, home, leg, on_terms, open, said, settle, state, swap, told};

const REFERENCE: &str = "2025-06-26";

fn of_106() -> Settlement {
    let (to_ukraine, to_russia) = (home("RU", "UA"), home("UA", "RU"));
    Settlement {
        terms: Terms::ManForMan,
        ..Settlement::by_hand(
            [leg(to_ukraine, 106), leg(to_russia, 106)],
            [swap(106, to_ukraine, to_russia)],
        )
    }
}

#[test]
fn a_swap_of_106_for_106_is_two_legs_and_one_number() {
    let settled =
        ExchangeSettled { exchange: exchange(REFERENCE), revision: 1, settlement: of_106().into() };
    given([open(REFERENCE)])
        .when(settle(REFERENCE, 1, of_106()))
        .then([Event::ExchangeSettled(settled)])
        .and(|register| {
            let held = register.settlements().map(|(_, held)| held);
            let home = held.filter_map(|held| held.leg(&home("RU", "UA"))?.count.best());
            assert_eq!(Total::of(home), Some(Total::new(106)));
        });
}

#[test]
fn what_one_outlet_says_is_held_while_officials_give_no_number() {
    let outlet = said(REFERENCE, &[], &["106 military to UA", "106 military to RU"]);
    let kyiv = said(REFERENCE, &["UA"], &["not stated persons to UA"]);
    given([open(REFERENCE), state(on_terms(Terms::ManForMan, outlet)), state(kyiv)])
        .when_settled_as_proposed(REFERENCE)
        .then_held(&[
            "man for man",
            "106 people of RU from UA to RU, 106 military",
            "106 people of UA from RU to UA, 106 military",
            "106 swapped for 106",
        ]);
}

#[test]
fn an_official_who_speaks_later_changes_the_figure_only_by_a_new_revision() {
    let outlet = said(REFERENCE, &[], &["106 military to UA", "106 military to RU"]);
    let kyiv = state(said(REFERENCE, &["UA"], &["103 military to UA"]));
    let stale = |register: &State| register.exchange(exchange(REFERENCE)).unwrap().stale;
    let first = [
        "106 people of RU from UA to RU, 106 military",
        "106 people of UA from RU to UA, 106 military",
        "106 swapped for 106",
    ];
    given([open(REFERENCE), state(outlet)])
        .when_settled_as_proposed(REFERENCE)
        .then_held(&first)
        .and(|register| assert!(!stale(register)))
        .when(kyiv.clone())
        .then(kyiv.events())
        .and(|register| {
            let (_, held) = register.settlements().next().unwrap();
            assert_eq!(told(held), first);
            assert!(stale(register));
        })
        .when_settled_as_proposed(REFERENCE)
        .then_held(&[
            "106 people of RU from UA to RU, 106 military, 3 of them disputed",
            "103 (103 to 106) people of UA from RU to UA, 103 military",
            "103 swapped for 103",
        ])
        .and(|register| assert!(!stale(register)));
}

#[test]
fn more_than_106_cannot_come_home_of_106() {
    let arrive = |number| {
        let (of, home) = (exchange(REFERENCE), home("RU", "UA"));
        let arrival = MovementRecorded::new(of, home, Milestone::ArrivedHome, count(number));
        (Command::RecordMovement(arrival.clone()), Event::MovementRecorded(arrival))
    };
    let (sixty, recorded) = arrive(60);
    let (forty_seven, _) = arrive(47);
    let leg = Box::new(home("RU", "UA"));
    given([open(REFERENCE), settle(REFERENCE, 1, of_106())])
        .when(sixty)
        .then([recorded])
        .when(forty_seven)
        .then_refused(Refusal::BelowArrived { leg, arrived: 107, most: count(106) });
}

#[test]
fn the_same_settlement_sent_again_is_out_of_turn() {
    given([open(REFERENCE), settle(REFERENCE, 1, of_106())])
        .when(settle(REFERENCE, 1, of_106()))
        .then_refused(Refusal::RevisionOutOfTurn { expected: 2, given: 1 });
}
