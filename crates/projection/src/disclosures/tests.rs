//! Given what was kept back and what came out, then this is due.

use proptest::prelude::*;
use repatria_domain::{
    Circumstances, Command, CountStatement, ExchangeKind, Finding, StatementReviewed,
    WithholdDetails, generate,
};

use super::*;
use crate::by_command::{by, of, official, people, press};
use crate::by_hand::{Given, id};

fn one_exchange() -> Given {
    Given::default().opened("2025-06-09", ExchangeKind::Exchange)
}

/// Ukraine keeps the numbers of 9 June back.
fn withheld(given: Given, until: Option<Until>) -> Given {
    let withhold = WithholdDetails::new(id("2025-06-09"), [Detail::Count], of("UA"));
    given.and(&Command::WithholdDetails(WithholdDetails {
        claimant: Some(of("Headquarters")),
        said_on: Some(of("2025-06-14")),
        why: Some(of("for security")),
        until,
        ..withhold
    }))
}

fn until_day(day: &str) -> Until {
    Until::Day(of(day))
}

fn disclosed(given: Given, on: Option<&str>) -> Given {
    let disclosed = DetailDisclosed::new(id("2025-06-09"), Detail::Count, of("UA"));
    given.and(&Command::DiscloseDetail(DetailDisclosed { on: on.map(of), ..disclosed }))
}

fn state(given: &Given, as_of: &str) -> WithholdingState {
    let [only] = disclosures(&given.record, by(as_of)).withheld.try_into().unwrap();
    only.state
}

#[test]
fn what_is_kept_back_until_a_day_is_due_once_that_day_has_passed() {
    let given = withheld(one_exchange(), Some(until_day("2025-08-01")));
    assert_eq!(state(&given, "2025-07-31"), WithholdingState::Kept);
    assert_eq!(state(&given, "2025-08-01"), WithholdingState::Due);
    assert_eq!(disclosures(&given.record, by("2025-08-01")).due().count(), 1);
}

#[test]
fn a_vague_day_is_possibly_due_before_it_is_surely() {
    let given = withheld(one_exchange(), Some(until_day("2025-08")));
    assert_eq!(state(&given, "2025-08-10"), WithholdingState::PossiblyDue);
    assert_eq!(state(&given, "2025-08-31"), WithholdingState::Due);
}

#[test]
fn without_a_day_that_is_asked_for_what_is_due_is_due_by_the_last_commit() {
    let due = |until| {
        disclosures(&withheld(one_exchange(), Some(until_day(until))).record, None).due().count()
    };
    assert_eq!((due("2026-11-23"), due("2026-11-24")), (1, 0));
}

#[test]
fn until_an_event_or_without_an_end_nothing_is_due() {
    let event = Until::Event(of("the whole exchange has ended"));
    assert_eq!(
        state(&withheld(one_exchange(), Some(event)), "2026-01-01"),
        WithholdingState::UntilEvent
    );
    assert_eq!(state(&withheld(one_exchange(), None), "2026-01-01"), WithholdingState::NoEndStated);
}

#[test]
fn what_came_out_is_no_longer_due() {
    let given =
        disclosed(withheld(one_exchange(), Some(until_day("2025-08-01"))), Some("2025-09-01"));
    assert_eq!(state(&given, "2025-08-31"), WithholdingState::Due);
    assert_eq!(state(&given, "2025-09-01"), WithholdingState::Disclosed);
    let undated = disclosed(withheld(one_exchange(), Some(until_day("2025-08-01"))), None);
    assert_eq!(state(&undated, "2025-09-01"), WithholdingState::Disclosed);
}

#[test]
fn what_is_kept_back_again_has_its_own_line() {
    let given = disclosed(withheld(one_exchange(), None), Some("2025-09-01"));
    let given = withheld(given, Some(until_day("2026-12-31")));
    let withheld = disclosures(&given.record, None).withheld;
    let states: Vec<WithholdingState> = withheld.iter().map(|held| held.state).collect();
    assert_eq!(states, [WithholdingState::Disclosed, WithholdingState::Kept]);
    assert_eq!(withheld[0].disclosed.as_ref().unwrap().recorded.n, 3);
}

#[test]
fn a_refusal_is_not_known_before_it_was_said() {
    let given = withheld(one_exchange(), None);
    assert_eq!(disclosures(&given.record, by("2025-06-13")).withheld, []);
    let undated = WithholdDetails::new(id("2025-06-09"), [Detail::Place], of("RU"));
    let undated = one_exchange().and(&Command::WithholdDetails(undated));
    assert_eq!(disclosures(&undated.record, by("2025-06-08")).withheld, []);
    let [held] = disclosures(&given.record, by("2025-06-14")).withheld.try_into().unwrap();
    assert_eq!((held.by, held.why), (of("UA"), Some(of("for security"))));
}

#[test]
fn what_a_statement_says_is_withheld_is_no_refusal_of_a_party() {
    let given = one_exchange().heard(
        "2025-06-09",
        official("Headquarters", "UA"),
        [people("UA", "withheld")],
    );
    let statement = given.next_statement();
    let says = Circumstances { place: Place::Withheld, ..Circumstances::default() };
    let said = CountStatement::new(statement, id("2025-06-09"), press("Outlet"), []);
    let given = given.and(&Command::StateCount(CountStatement { says, ..said }.into()));
    let disclosures = disclosures(&given.record, None);
    assert_eq!(disclosures.withheld, []);
    let said: Vec<(&str, WhatWithheld)> =
        disclosures.said.iter().map(|said| (said.called.as_str(), said.what)).collect();
    let count = WhatWithheld::Count { to: of("UA"), population: Population::Persons };
    assert_eq!(said, [("2025-06-09/1", count), ("2025-06-09/2", WhatWithheld::Place)]);
}

#[test]
fn a_statement_that_was_set_aside_says_nothing() {
    let given = one_exchange();
    let statement = given.next_statement();
    let given = given.heard("2025-06-09", press("Outlet"), [people("UA", "withheld")]);
    let finding = Finding::Rank(Rank::Deprecated);
    let review = StatementReviewed { statement, finding, why: of("a misprint") };
    let given = given.and(&Command::ReviewStatement(review));
    assert_eq!(disclosures(&given.record, None).said, []);
}

proptest! {
    #[test]
    fn what_the_register_still_keeps_back_is_what_has_not_come_out(history in generate::history()) {
        let record = Record::of(&history).unwrap();
        let disclosures = disclosures(&record, None);
        let open = disclosures.withheld.iter().filter(|held| held.state != WithholdingState::Disclosed);
        let kept: usize = record.state().exchanges().map(|exchange| exchange.withheld.len()).sum();
        prop_assert_eq!(open.count(), kept);
    }
}
