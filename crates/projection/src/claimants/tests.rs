//! Given what claimants said, then so often others contradict them.

use proptest::prelude::*;
use repatria_domain::{
    Command, ExchangeKind, Finding, Measure, Scope, State, StatementReviewed, generate,
};

use super::*;
use crate::by_command::{by, of, official, people, press};
use crate::by_hand::Given;

const DAY: &str = "2024-12-30";

fn one_exchange() -> Given {
    Given::default().opened(DAY, ExchangeKind::Exchange)
}

fn marta() -> Attribution {
    official("Marta Holub", "UA")
}

fn passed_on(attribution: Attribution, relay: &str) -> Attribution {
    Attribution { relay: Some(of(relay)), ..attribution }
}

fn word(given: &Given, claimant: &str) -> Word {
    let all = claimants(&given.record, None).claimants;
    all.into_iter().find(|shown| shown.claimant == Some(of(claimant))).unwrap().word
}

/// Settles the exchange as the program proposes.
fn settled(given: Given) -> Given {
    given.settled_by_rule(DAY)
}

#[test]
fn two_who_give_different_numbers_contradict_each_other() {
    let given = one_exchange()
        .heard(DAY, marta(), [people("UA", "189"), people("RU", "150")])
        .heard(DAY, official("Pavel Orlov", "RU"), [people("UA", "150"), people("RU", "150")]);
    for claimant in ["Marta Holub", "Pavel Orlov"] {
        let word = word(&given, claimant);
        assert_eq!((word.compared, word.contradicted, word.agreed()), (2, 1, 1));
        assert_eq!(word.contradicted_in, [of(DAY)]);
    }
}

#[test]
fn a_range_that_holds_the_other_number_contradicts_nobody() {
    let given = one_exchange().heard(DAY, marta(), [people("UA", "189")]).heard(
        DAY,
        press("Outlet"),
        [people("UA", ">=100")],
    );
    assert_eq!((word(&given, "Outlet").compared, word(&given, "Outlet").contradicted), (1, 0));
}

#[test]
fn who_speaks_alone_is_compared_with_nobody() {
    let given = one_exchange().heard(DAY, marta(), [people("UA", "189")]);
    assert_eq!(word(&given, "Marta Holub").compared, 0);
}

#[test]
fn nobody_is_another_than_himself() {
    let given = one_exchange().heard(DAY, marta(), [people("UA", "2430")]).heard(
        DAY,
        passed_on(marta(), "Outlet"),
        [people("UA", "2340")],
    );
    let word = word(&given, "Marta Holub");
    assert_eq!((word.compared, word.contradicted, word.own_contradictions), (0, 0, 1));
}

#[test]
fn what_a_relay_passed_on_is_counted_for_itself_too() {
    let given = one_exchange()
        .heard(DAY, marta(), [people("UA", "2430")])
        .heard(DAY, passed_on(marta(), "Outlet"), [people("UA", "2340")])
        .heard(DAY, press("Somebody else"), [people("UA", "2430")]);
    let all = claimants(&given.record, None).claimants;
    let marta = &all[0];
    assert_eq!((marta.word.statements, marta.word.exchanges), (2, 1));
    let by_relay: Vec<(Option<Text>, u64, u64)> = marta
        .by_relay
        .iter()
        .map(|passed| (passed.relay.clone(), passed.word.statements, passed.word.contradicted))
        .collect();
    assert_eq!(by_relay, [(None, 1, 0), (Some(of("Outlet")), 1, 1)]);
}

#[test]
fn a_settlement_says_what_was_used_heard_and_left_out() {
    let planned =
        repatria_domain::Figure { tense: repatria_domain::Tense::Planned, ..people("UA", "200") };
    let given = settled(
        one_exchange()
            .heard(DAY, marta(), [people("UA", "189")])
            .heard(DAY, official("Pavel Orlov", "RU"), [people("UA", "150")])
            .heard(DAY, press("Outlet"), [planned]),
    );
    let used = |claimant| word(&given, claimant).used;
    assert_eq!(used("Marta Holub"), Used { best: 1, ..Used::default() });
    assert_eq!(used("Pavel Orlov"), Used { heard: 1, ..Used::default() });
    assert_eq!(used("Outlet"), Used { left_out: 1, ..Used::default() });
}

#[test]
fn what_was_set_aside_is_counted_and_compared_with_nothing() {
    let given = one_exchange().heard(DAY, marta(), [people("UA", "189")]);
    let statement = given.next_statement();
    let finding = Finding::Rank(Rank::Deprecated);
    let review = StatementReviewed { statement, finding, why: of("a misprint") };
    let given = given
        .heard(DAY, press("Outlet"), [people("UA", "981")])
        .and(&Command::ReviewStatement(review));
    assert_eq!((word(&given, "Outlet").statements, word(&given, "Outlet").set_aside), (1, 1));
    assert_eq!(word(&given, "Marta Holub").compared, 0);
}

#[test]
fn claims_about_running_totals_are_counted_beside() {
    let given = one_exchange().claimed(marta(), Measure::Returned, ">1000", Scope::default());
    let shown = claimants(&given.record, None).claimants.remove(0);
    assert_eq!((shown.word.totals, shown.word.statements, shown.sides), (1, 0, vec![of("UA")]));
}

#[test]
fn who_said_most_comes_first_and_pages_that_name_nobody_are_one() {
    let nobody = || Attribution { claimant: None, ..press("x") };
    let given = one_exchange()
        .heard(DAY, marta(), [people("UA", "1")])
        .heard(DAY, nobody(), [people("UA", "2")])
        .heard(DAY, nobody(), [people("UA", "3")]);
    let all = claimants(&given.record, None).claimants;
    let names: Vec<Option<Text>> = all.iter().map(|shown| shown.claimant.clone()).collect();
    assert_eq!(names, [None, Some(of("Marta Holub"))]);
}

#[test]
fn as_of_a_day_what_was_said_of_later_exchanges_is_not_counted() {
    let given = one_exchange().heard(DAY, marta(), [people("UA", "189")]);
    assert_eq!(claimants(&given.record, by("2024-12-29")).claimants, []);
}

/// How many statements a state holds that count for the exchange that they stand under.
fn statements(state: &State) -> u64 {
    let all = state.exchanges().flat_map(|exchange| &exchange.statements);
    all.filter(|held| held.moved_to.is_none()).count() as u64
}

proptest! {
    #[test]
    fn every_statement_is_somebodys_and_is_counted_once(history in generate::history()) {
        let record = Record::of(&history).unwrap();
        let all = claimants(&record, None).claimants;
        let counted: u64 = all.iter().map(|shown| shown.word.statements).sum();
        prop_assert_eq!(counted, statements(record.state()));
        for shown in all {
            let by_relay: u64 = shown.by_relay.iter().map(|passed| passed.word.all()).sum();
            prop_assert_eq!(by_relay, shown.word.all());
            prop_assert!(shown.word.contradicted <= shown.word.compared);
        }
    }
}
