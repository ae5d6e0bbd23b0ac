//! Given what was recorded first and what after, then this was changed, and why.

use proptest::prelude::*;
use repatria_domain::{
    Band, Circumstances, Command, Correction, Count, CountStatement, Description, DetailDisclosed,
    Event, ExchangeCancelled, ExchangeReinstated, Finding, LegKey, Settlement, SettlementWithdrawn,
    StatementId, StatementReviewed, TotalStatement, WithholdDetails, generate,
};

use super::*;
use crate::by_command::{
    by, exactly, home, home_unnumbered, leg, of, official, people, press, statement,
};
use crate::by_hand::{Given, id};

const DAY: &str = "2022-10-17";

/// An exchange of which 110 were announced: the second commit.
fn announced() -> Given {
    Given::default().opened(DAY, ExchangeKind::Exchange).heard(
        DAY,
        official("Marta Holub", "UA"),
        [people("UA", "110"), people("RU", "110")],
    )
}

/// The statement of the second commit is corrected to these figures.
fn corrected(given: Given, figures: impl Into<Vec<repatria_domain::Figure>>) -> Given {
    let who = official("Marta Holub", "UA");
    let said = CountStatement::new(given.next_statement(), id(DAY), who, figures);
    let correction = Correction { statement: statement(2), mistake: Mistake::Claimant };
    let note = Some(of("two stayed"));
    let said = CountStatement { corrects: Some(correction), note, ..said };
    given.and(&Command::StateCount(said.into()))
}

fn all(given: &Given) -> Vec<Change> {
    changes(&given.record, None).changes
}

fn the_only(given: &Given) -> Change {
    let [only] = all(given).try_into().unwrap();
    only
}

fn reviewed(given: Given, statement: StatementId, finding: Finding) -> Given {
    let review = StatementReviewed { statement, finding, why: of("seen twice") };
    given.and(&Command::ReviewStatement(review))
}

#[test]
fn a_correction_shows_what_was_said_before_and_whose_mistake_it_was() {
    let change = the_only(&corrected(announced(), [people("UA", "108"), people("RU", "110")]));
    assert_eq!(change.recorded.n, 3);
    assert_eq!(change.why, Some(of("two stayed")));
    let Changed::Corrected { statement, by, mistake, figures, differences, .. } = change.what
    else {
        panic!("{change:?}")
    };
    assert_eq!((statement.as_str(), by.as_str()), ("2022-10-17/1", "2022-10-17/2"));
    assert_eq!((mistake, differences), (Mistake::Claimant, vec![]));
    let [figure] = figures.as_slice() else { panic!("{figures:?}") };
    assert_eq!((figure.before, figure.after), (Some(of("110")), Some(of("108"))));
}

#[test]
fn a_figure_that_is_left_out_or_new_stands_alone() {
    let change = the_only(&corrected(announced(), [people("UA", "110"), people("BY", "2")]));
    let Changed::Corrected { figures, .. } = change.what else { panic!() };
    let changed: Vec<_> = figures.iter().map(|figure| (figure.before, figure.after)).collect();
    assert_eq!(changed, [(Some(of("110")), None), (None, Some(of("2")))]);
}

#[test]
fn a_correction_shows_what_else_differs() {
    let given = announced();
    let says = Circumstances { on: Some(of("2022-10-18")), ..Circumstances::default() };
    let said = CountStatement {
        says,
        corrects: Some(Correction { statement: statement(2), mistake: Mistake::Register }),
        ..CountStatement::new(
            given.next_statement(),
            id(DAY),
            press("Outlet"),
            [people("UA", "110"), people("RU", "110")],
        )
    };
    let change = the_only(&given.and(&Command::StateCount(said.into())));
    let Changed::Corrected { figures, differences, .. } = change.what else { panic!() };
    let aspects: Vec<Aspect> = differences.iter().map(|difference| difference.what).collect();
    assert_eq!((figures, aspects), (vec![], vec![Aspect::Claimant, Aspect::Sides, Aspect::Date]));
}

#[test]
fn a_claim_about_a_total_is_corrected_too() {
    let who = || official("Marta Holub", "UA");
    let given = Given::default().claimed(who(), Measure::Returned, "2340", Scope::default());
    let said = TotalStatement::new(given.next_statement(), who(), Measure::Returned, of("2430"));
    let correction = Correction { statement: statement(1), mistake: Mistake::Register };
    let said = TotalStatement { corrects: Some(correction), ..said };
    let change = the_only(&given.and(&Command::StateTotal(said.into())));
    let Changed::TotalCorrected { statement, by, before, after, .. } = change.what else {
        panic!()
    };
    assert_eq!((statement.as_str(), by.as_str()), ("T/1", "T/2"));
    assert_eq!((before, after, change.reference), (of("2340"), of("2430"), None));
}

#[test]
fn each_rank_is_shown_beside_the_one_before() {
    let given = reviewed(announced(), statement(2), Finding::Rank(Rank::Preferred));
    let given = reviewed(given, statement(2), Finding::Rank(Rank::Deprecated));
    let ranks = all(&given).into_iter().map(|change| {
        let Changed::Ranked { before, after, .. } = change.what else { panic!("{change:?}") };
        (before, after)
    });
    let expected = [(Rank::Normal, Rank::Preferred), (Rank::Preferred, Rank::Deprecated)];
    assert_eq!(ranks.collect::<Vec<_>>(), expected);
}

#[test]
fn a_statement_that_was_moved_twice_shows_both_ways() {
    let given = announced()
        .opened("2022-10-18", ExchangeKind::Exchange)
        .opened("2022-10-19", ExchangeKind::Exchange);
    let given = reviewed(given, statement(2), Finding::SpeaksOf(id("2022-10-18")));
    let given = reviewed(given, statement(2), Finding::SpeaksOf(id("2022-10-19")));
    let moves = all(&given).into_iter().map(|change| {
        let Changed::Relinked { statement, to, .. } = change.what else { panic!("{change:?}") };
        format!("{statement} speaks of {to}")
    });
    let expected = ["2022-10-17/1 speaks of 2022-10-18", "2022-10-18/1 speaks of 2022-10-19"];
    assert_eq!(moves.collect::<Vec<_>>(), expected);
}

#[test]
fn settled_anew_shows_the_legs_that_differ_and_no_others() {
    let given = Given::default().swap(DAY, 110, 110);
    let band = Band::new(Count::new(108), Some(Count::new(108)), Some(Count::new(110))).unwrap();
    let legs = [leg(LegKey::home(of("RU"), of("UA")), band), home("UA", "RU", 110)];
    let change = the_only(&given.settled_by(DAY, legs));
    let Changed::Resettled { revision, ways, differences } = change.what else { panic!() };
    assert_eq!((revision, differences), (2, vec![]));
    let [way] = ways.as_slice() else { panic!("{ways:?}") };
    assert_eq!(way.before.as_ref().unwrap().count, exactly(110));
    assert_eq!(way.after.as_ref().unwrap().count, band);
}

#[test]
fn a_leg_that_is_new_and_one_that_is_no_more_stand_alone() {
    let given = Given::default()
        .opened(DAY, ExchangeKind::Exchange)
        .settled_by(DAY, [home("RU", "UA", 1)])
        .settled_as(DAY, Settlement::by_hand([home("UA", "RU", 2)], []));
    let Changed::Resettled { ways, differences, .. } = the_only(&given).what else { panic!() };
    let sides: Vec<_> =
        ways.iter().map(|way| (way.before.is_some(), way.after.is_some())).collect();
    assert_eq!(sides, [(false, true), (true, false)]);
    assert_eq!(differences[0].what, Aspect::Date);
    assert_eq!(differences[0].after, None);
}

#[test]
fn what_was_withdrawn_stands_for_nothing_when_it_is_settled_anew() {
    let withdrawn = SettlementWithdrawn { exchange: id(DAY), revision: 1, why: of("another day") };
    let given = Given::default()
        .swap(DAY, 110, 110)
        .and(&Command::WithdrawSettlement(withdrawn))
        .settled_by(DAY, [home_unnumbered("RU", "UA")]);
    let changes = all(&given);
    let [withdrawn, resettled] = changes.as_slice() else { panic!() };
    let Changed::Withdrawn { revision: 1, ways } = &withdrawn.what else { panic!() };
    assert_eq!((ways.len(), &withdrawn.why), (2, &Some(of("another day"))));
    let Changed::Resettled { ways, .. } = &resettled.what else { panic!() };
    assert!(ways.iter().all(|way| way.before.is_none()));
}

#[test]
fn called_off_and_on_again_say_why() {
    let given = Given::default()
        .opened(DAY, ExchangeKind::Exchange)
        .and(&Command::CancelExchange(ExchangeCancelled { exchange: id(DAY), why: of("a crash") }))
        .and(&Command::ReinstateExchange(ExchangeReinstated {
            exchange: id(DAY),
            why: of("talks"),
        }));
    let said: Vec<_> = all(&given).into_iter().map(|change| (change.what, change.why)).collect();
    let expected =
        [(Changed::Cancelled, Some(of("a crash"))), (Changed::Reinstated, Some(of("talks")))];
    assert_eq!(said, expected);
}

#[test]
fn described_anew_shows_what_differs() {
    let given = Given::default().opened(DAY, ExchangeKind::Exchange);
    let description = Description {
        on: Some(of("2022-10-17")),
        place: Place::Withheld,
        transit: vec![of("Belarus")],
        ..Description::new(ExchangeKind::Transfer)
    };
    let Changed::Redescribed { revision: 2, differences } =
        the_only(&given.redescribed(DAY, description)).what
    else {
        panic!()
    };
    let aspects: Vec<Aspect> = differences.iter().map(|difference| difference.what).collect();
    assert_eq!(aspects, [Aspect::Kind, Aspect::Place, Aspect::Transit]);
    assert_eq!(differences[1].before, None);
    assert_eq!(differences[1].after, Some(Stated::Place(Place::Withheld)));
}

#[test]
fn what_came_out_is_a_change_and_that_it_was_kept_back_is_none() {
    let withhold = WithholdDetails::new(id(DAY), [Detail::Place], of("UA"));
    let given = Given::default()
        .opened(DAY, ExchangeKind::Exchange)
        .and(&Command::WithholdDetails(withhold))
        .and(&Command::DiscloseDetail(DetailDisclosed::new(id(DAY), Detail::Place, of("UA"))));
    let disclosed = Changed::Disclosed { detail: Detail::Place, by: of("UA") };
    assert_eq!(the_only(&given).what, disclosed);
}

#[test]
fn changes_come_in_order_of_the_log() {
    let given = announced().swap("2022-01-01", 1, 1);
    let given = reviewed(given, statement(2), Finding::Rank(Rank::Preferred));
    let given = given.settled_by("2022-01-01", [home("RU", "UA", 2)]);
    let given = reviewed(given, statement(2), Finding::Rank(Rank::Normal));
    let numbers: Vec<u64> = all(&given).iter().map(|change| change.recorded.n).collect();
    assert_eq!(numbers, [5, 6, 7]);
}

#[test]
fn as_of_a_day_changes_of_later_exchanges_are_left_out() {
    let given = corrected(announced(), [people("UA", "108")]);
    assert_eq!(changes(&given.record, by("2022-10-16")).changes, []);
    assert_eq!(changes(&given.record, by("2022-10-17")).changes.len(), 1);
}

/// How many events of a history change what was recorded before them.
fn changing(events: &[&Event]) -> usize {
    let is_change = |event: &&&Event| match event {
        Event::CountStated(said) => said.corrects.is_some(),
        Event::TotalStated(said) => said.corrects.is_some(),
        Event::ExchangeDescribed(described) => described.revision > 1,
        Event::ExchangeSettled(settled) => settled.revision > 1,
        Event::StatementReviewed(_)
        | Event::SettlementWithdrawn(_)
        | Event::ExchangeCancelled(_)
        | Event::ExchangeReinstated(_)
        | Event::DetailDisclosed(_)
        | Event::LossAccepted(_) => true,
        Event::AgreementReached(_)
        | Event::ExchangeOpened(_)
        | Event::MovementRecorded(_)
        | Event::DetailWithheld(_)
        | Event::CustodyDeclared(_)
        | Event::CustodyChanged(_) => false,
    };
    events.iter().filter(is_change).count()
}

proptest! {
    #[test]
    fn every_event_that_changes_something_is_one_change(history in generate::history()) {
        let changes = changes(&Record::of(&history).unwrap(), None).changes;
        let events: Vec<&Event> = history.iter().flat_map(|commit| &commit.events).collect();
        prop_assert_eq!(changes.len(), changing(&events));
        prop_assert!(changes.is_sorted_by_key(|change| change.recorded.n));
    }
}
