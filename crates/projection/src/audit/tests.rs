//! What a careful editor asks, and what he does not.

use proptest::prelude::*;
use repatria_domain::{
    Attribution, Basis, Command, Day, Detail, DetailDisclosed, ExchangeKind, Leg, LegKey, LegKind,
    Measure, Population, Remainder, Rule, Scope, Since, Toward, Until, WithholdDetails, generate,
    propose,
};

use super::*;
use crate::by_command::{by, exactly, home, home_unnumbered, leg, of, official, people, press};
use crate::by_hand::{Given, id};

/// The codes of the questions under this scrutiny.
fn codes(given: &Given, as_of: Option<Day>, scrutiny: Scrutiny) -> Vec<&'static str> {
    let audit = audit(&given.record, as_of, scrutiny);
    audit.questions.iter().map(|question| question.code.as_str()).collect()
}

fn usual(given: &Given) -> Vec<&'static str> {
    codes(given, None, Scrutiny::Usual)
}

fn strict(given: &Given) -> Vec<&'static str> {
    codes(given, None, Scrutiny::Strict)
}

/// An exchange as it is settled from these statements.
fn settled_from(said: &[(Attribution, Vec<repatria_domain::Figure>)]) -> Given {
    let mut given = Given::default().opened("2025-06-26", ExchangeKind::Exchange);
    for (who, figures) in said {
        given = given.heard("2025-06-26", who.clone(), figures.clone());
    }
    let record = &given.record;
    let exchange = record.state().exchange(id("2025-06-26")).unwrap();
    let settlement = propose(exchange, Rule::ReceivingSideFirst).unwrap();
    given.settled_as("2025-06-26", settlement)
}

fn dated(who: Attribution) -> Attribution {
    Attribution { said_on: Some(of("2025-06-27")), ..who }
}

fn of_population(population: Population, to: &str, quantity: &str) -> repatria_domain::Figure {
    repatria_domain::Figure { population, ..people(to, quantity) }
}

#[test]
fn nothing_is_asked_of_a_register_that_fits_together() {
    let given = settled_from(&[
        (dated(official("Headquarters", "UA")), vec![people("UA", "106")]),
        (dated(official("Ministry", "RU")), vec![people("RU", "106")]),
    ]);
    assert_eq!(strict(&given), [""; 0]);
}

#[test]
fn every_code_is_written_once_and_the_unusual_ones_come_last() {
    let codes: Vec<&str> = AuditCode::ALL.iter().map(|code| code.as_str()).collect();
    assert!(codes.is_sorted(), "{codes:?}");
    for code in AuditCode::ALL {
        assert_eq!(code.is_unusual(), code.as_str().starts_with("A1"), "{code:?}");
    }
}

fn claim(given: Given, quantity: &str) -> Given {
    let scope = Scope {
        to: Some(Toward::Party(of("UA"))),
        population: Some(Population::Persons),
        since: Some(Since::Start),
        ..Scope::default()
    };
    given.claimed(dated(official("Deputy", "UA")), Measure::Returned, quantity, scope)
}

#[test]
fn a_total_that_the_record_contradicts_is_asked_about_and_one_that_agrees_is_not() {
    let given = || Given::default().swap("2025-06-26", 106, 106);
    assert_eq!(usual(&claim(given(), "1000")), ["A0101"]);
    assert_eq!(usual(&claim(given(), "100")), ["A0103"]);
    assert_eq!(usual(&claim(given(), "106")), [""; 0]);
}

#[test]
fn a_total_with_a_thousand_too_many_is_called_implausible() {
    let given = Given::default()
        .swap("2025-06-20", 106, 106)
        .opened("2025-06-26", ExchangeKind::Exchange)
        .settled_by("2025-06-26", [home_unnumbered("RU", "UA"), home("UA", "RU", 90)]);
    assert_eq!(usual(&claim(given, "106000")), ["A0102"]);
}

#[test]
fn two_pages_with_two_digits_changed_round_are_held_against_each_other() {
    let given = claim(claim(Given::default(), "2430"), "2340");
    assert_eq!(usual(&given), ["A0101", "A0101", "A0104"]);
}

#[test]
fn a_total_without_scope_and_date_is_unusual() {
    let given =
        Given::default().claimed(press("Deputy"), Measure::Returned, ">1000", Scope::default());
    assert_eq!(usual(&given), [""; 0]);
    assert_eq!(strict(&given), ["A1101", "A1102"]);
}

#[test]
fn what_is_said_after_a_settlement_makes_it_stale() {
    let given = settled_from(&[
        (dated(official("Headquarters", "UA")), vec![people("UA", "106")]),
        (dated(official("Ministry", "RU")), vec![people("RU", "106")]),
    ]);
    let given = given.heard("2025-06-26", dated(press("Paper")), [people("UA", "106")]);
    let audit = audit(&given.record, None, Scrutiny::Usual);
    let [question] = audit.questions.as_slice() else { panic!("{audit:?}") };
    assert_eq!(
        (question.code, question.statements.as_slice()),
        (AuditCode::SettlementStale, ["2025-06-26/3".to_owned()].as_slice(),)
    );
    assert_eq!(question.next, "repatria settle 2025-06-26");
}

#[test]
fn an_exchange_without_settlement_is_waited_for_until_it_is_called_off() {
    let given = Given::default().opened("2025-06-26", ExchangeKind::Exchange);
    assert_eq!(usual(&given), ["A0202"]);
    assert_eq!(codes(&given, by("2025-06-25"), Scrutiny::Usual), [""; 0], "it is to come");
    let why = of("shot down");
    let cancel = repatria_domain::ExchangeCancelled { exchange: id("2025-06-26"), why };
    assert_eq!(usual(&given.and(&Command::CancelExchange(cancel))), [""; 0]);
}

#[test]
fn eighty_four_soldiers_or_thirty_three_and_fifty_one_civilians() {
    let split = vec![
        of_population(Population::Military, "UA", "33"),
        of_population(Population::Civilian, "UA", "51"),
    ];
    let given = settled_from(&[
        (dated(official("Headquarters", "UA")), split),
        (
            dated(official("Ministry", "RU")),
            vec![of_population(Population::Military, "UA", "84"), people("RU", "84")],
        ),
    ]);
    assert_eq!(usual(&given), ["A0203"]);
}

#[test]
fn officials_who_exclude_each_other_are_asked_about_once_by_their_wholes() {
    let given = settled_from(&[
        (
            dated(official("President", "UA")),
            vec![
                of_population(Population::Military, "UA", "187"),
                of_population(Population::Civilian, "UA", "2"),
            ],
        ),
        (
            dated(official("Ministry", "RU")),
            vec![
                of_population(Population::Military, "UA", "150"),
                of_population(Population::Military, "RU", "150"),
            ],
        ),
    ]);
    assert_eq!(usual(&given), ["A0204", "A0205"]);
}

#[test]
fn a_frame_is_held_against_the_sum_of_its_parts() {
    let frame = repatria_domain::Description {
        frame: Some(id("deal")),
        ..repatria_domain::Description::new(ExchangeKind::Exchange)
    };
    let deal = |whole| {
        Given::default()
            .opened_as("deal", repatria_domain::Description::new(ExchangeKind::Exchange))
            .opened_as("part", frame.clone())
            .settled_by("deal", [home("UA", "RU", whole), home("RU", "UA", 1)])
            .settled_by("part", [home("UA", "RU", 56), home("RU", "UA", 1)])
    };
    assert_eq!(usual(&deal(55)), ["A0301"]);
    assert_eq!(usual(&deal(56)), [""; 0]);
}

#[test]
fn a_disclosure_is_due_after_its_day() {
    let held = WithholdDetails {
        until: Some(Until::Day(of("2025-07-01"))),
        ..WithholdDetails::new(id("2025-06-26"), [Detail::Count], of("UA"))
    };
    let given = Given::default().swap("2025-06-26", 106, 106).and(&Command::WithholdDetails(held));
    assert_eq!(codes(&given, by("2025-06-30"), Scrutiny::Strict), [""; 0]);
    assert_eq!(usual(&given), ["A0401"]);
    let out = DetailDisclosed::new(id("2025-06-26"), Detail::Count, of("UA"));
    assert_eq!(usual(&given.and(&Command::DiscloseDetail(out))), [""; 0]);
}

#[test]
fn what_is_withheld_without_a_day_or_by_a_statement_alone_is_unusual() {
    let held = WithholdDetails::new(id("2025-06-20"), [Detail::Count], of("UA"));
    let given = Given::default()
        .swap("2025-06-20", 20, 20)
        .and(&Command::WithholdDetails(held))
        .heard("2025-06-20", dated(official("Headquarters", "UA")), [people("UA", "withheld")]);
    assert_eq!(strict(&given), ["A0201", "A1402"], "the statement says what is recorded");
    let given = Given::default().swap("2025-06-26", 20, 20).heard(
        "2025-06-26",
        dated(official("Headquarters", "UA")),
        [people("UA", "withheld")],
    );
    assert_eq!(strict(&given), ["A0201", "A1403"]);
}

#[test]
fn nine_hundred_and_nine_bodies_on_two_days_are_a_question_and_no_merge() {
    let bodies = |given: Given, on: &str| {
        let key = LegKey { kind: LegKind::Bodies, ..LegKey::home(of("RU"), of("UA")) };
        given.opened(on, ExchangeKind::Bodies).settled_by(on, [leg(key, exactly(909))])
    };
    let near = bodies(bodies(Given::default(), "2025-03-28"), "2025-04-18");
    assert_eq!(usual(&near), ["A0501"]);
    assert_eq!(near.record.state().exchanges().len(), 2);
    let far = bodies(bodies(Given::default(), "2025-03-28"), "2025-05-16");
    assert_eq!(usual(&far), [""; 0]);
}

#[test]
fn two_exchanges_of_one_day_may_be_one_and_parts_of_a_deal_are_not() {
    let of_one_day = |frame: Option<&str>| {
        let described = repatria_domain::Description {
            on: Some(of("2025-06-26")),
            frame: frame.map(id),
            ..repatria_domain::Description::new(ExchangeKind::Exchange)
        };
        Given::default()
            .opened_as("deal", repatria_domain::Description::new(ExchangeKind::Exchange))
            .opened_as("a", described.clone())
            .opened_as("b", described)
            .settled_by("deal", [home("RU", "UA", 15), home("UA", "RU", 15)])
            .settled_by("a", [home("RU", "UA", 10), home("UA", "RU", 10)])
            .settled_by("b", [home("RU", "UA", 5), home("UA", "RU", 5)])
    };
    assert_eq!(usual(&of_one_day(None)), ["A0502"]);
    assert_eq!(usual(&of_one_day(Some("deal"))), [""; 0]);
}

#[test]
fn a_figure_of_the_press_and_one_direction_alone_are_unusual() {
    let figure = Leg { basis: Basis::PressOnly, ..home("RU", "UA", 106) };
    let given = Given::default()
        .opened("2025-06-26", ExchangeKind::Exchange)
        .settled_by("2025-06-26", [figure]);
    assert_eq!(usual(&given), [""; 0]);
    assert_eq!(strict(&given), ["A1201", "A1205"]);
}

#[test]
fn an_unexplained_remainder_is_unusual() {
    let more = Leg { remainder: Some(Remainder::Unexplained), ..home("RU", "UA", 215) };
    let given = Given::default()
        .opened("2022-09-21", ExchangeKind::Exchange)
        .settled_by("2022-09-21", [more, home("UA", "RU", 55)]);
    assert_eq!(strict(&given), ["A1202"]);
}

#[test]
fn a_war_correspondent_is_no_official_until_another_speaks_for_his_side() {
    let reporter = dated(official("A. Reporter (war correspondent)", "RU"));
    let said = vec![people("RU", "160"), people("UA", "160")];
    let given = settled_from(&[(reporter.clone(), said.clone())]);
    assert_eq!(strict(&given), ["A1204"]);
    let ministry = dated(official("Ministry", "RU"));
    assert_eq!(strict(&settled_from(&[(reporter, said.clone()), (ministry, said)])), [""; 0]);
}

#[test]
fn statements_without_a_date_are_unusual() {
    let given = settled_from(&[
        (official("Headquarters", "UA"), vec![people("UA", "106")]),
        (official("Ministry", "RU"), vec![people("RU", "106")]),
    ]);
    assert_eq!(strict(&given), ["A1203"]);
}

proptest! {
    #[test]
    fn strict_scrutiny_asks_all_that_the_usual_does(history in generate::history()) {
        let record = Record::of(&history).unwrap();
        let usual = audit(&record, None, Scrutiny::Usual).questions;
        let strict = audit(&record, None, Scrutiny::Strict).questions;
        prop_assert!(usual.iter().all(|question| !question.unusual));
        let asked_always: Vec<_> =
            strict.into_iter().filter(|question| !question.unusual).collect();
        prop_assert_eq!(usual, asked_always);
    }
}
