//! Given an agreement and what carried it out, then so much is left.

use proptest::prelude::*;
use repatria_domain::{
    Basis, Command, Count, Description, Equal, ExchangeKind, Leg, LegKey, Split, Swap, Tariff,
    Weight, generate,
};

use super::*;
use crate::by_command::{between, by, exactly, home, home_unnumbered, leg, of};
use crate::by_hand::{Given, id};

fn titled(title: &str) -> AgreementReached {
    AgreementReached::new(of(title), between(["UA", "RU"]))
}

fn agreed(given: Given, agreement: AgreementReached) -> Given {
    given.and(&Command::ReachAgreement(agreement))
}

fn ceiling(to: &str, population: Population, quantity: &str) -> Ceiling {
    Ceiling { to: of(to), population, quantity: of(quantity), category: None }
}

fn agreement_id(title: &str) -> AgreementId {
    AgreementId::of(&of(title))
}

/// A hand-over on this day that carries out the agreement.
fn under(title: &str, on: &str) -> Description {
    Description {
        on: Some(of(on)),
        agreements: vec![agreement_id(title)],
        ..Description::new(ExchangeKind::Exchange)
    }
}

fn handed_over(given: Given, title: &str, on: &str, legs: impl Into<Vec<Leg>>) -> Given {
    given.opened_as(on, under(title, on)).settled_by(on, legs)
}

fn shown(given: &Given, title: &str, as_of: Option<Day>) -> AgreementShown {
    let all = agreements(&given.record, as_of).agreements;
    all.into_iter().find(|agreement| agreement.title == of(title)).unwrap()
}

/// One agreement in May with this ceiling.
fn may(ceilings: impl Into<Vec<Ceiling>>) -> Given {
    let agreement = AgreementReached { ceilings: ceilings.into(), ..titled("May") };
    agreed(Given::default(), AgreementReached { on: Some(of("2025-05-16")), ..agreement })
}

/// `low best high` of what is left to the first whom something is owed.
fn left(given: &Given) -> String {
    let left = shown(given, "May", None).owed[0].left;
    let end =
        |end: Option<Total>, none: &str| end.map_or_else(|| none.to_owned(), |end| end.to_string());
    format!("{} {} {}", left.low, end(left.best, "?"), end(left.high, "open"))
}

#[test]
fn what_was_delivered_in_three_stages_is_no_longer_left() {
    let given = may([ceiling("UA", Population::Persons, "1000")]);
    assert_eq!(left(&given), "1000 1000 1000");
    let given = handed_over(given, "May", "2025-05-23", [home("RU", "UA", 390)]);
    let given = handed_over(given, "May", "2025-05-24", [home("RU", "UA", 307)]);
    assert_eq!(left(&given), "303 303 303");
    let given = handed_over(given, "May", "2025-05-25", [home("RU", "UA", 303)]);
    assert_eq!(left(&given), "0 0 0");
    let references = ["2025-05-23", "2025-05-24", "2025-05-25"].map(of);
    assert_eq!(shown(&given, "May", None).exchanges, references);
}

#[test]
fn of_at_least_so_many_the_rest_stays_open() {
    let given = may([ceiling("UA", Population::Persons, ">=1000")]);
    assert_eq!(
        left(&handed_over(given, "May", "2025-05-23", [home("RU", "UA", 390)])),
        "610 610 open"
    );
}

#[test]
fn an_exchange_without_a_figure_makes_it_uncertain_whether_anything_is_left() {
    let given = may([ceiling("UA", Population::Persons, "1000")]);
    let given = handed_over(given, "May", "2025-06-09", [home_unnumbered("RU", "UA")]);
    assert_eq!(left(&given), "0 1000 1000");
    assert_eq!(shown(&given, "May", None).owed[0].delivered.without_number, 1);
}

#[test]
fn all_for_all_is_owed_without_a_number() {
    let given = may([ceiling("UA", Population::Persons, "not stated")]);
    assert_eq!(left(&handed_over(given, "May", "2025-06-09", [home("RU", "UA", 9)])), "0 ? open");
}

#[test]
fn more_than_was_owed_is_beyond_it() {
    let given = may([ceiling("UA", Population::Persons, "300")]);
    let given = handed_over(given, "May", "2025-05-23", [home("RU", "UA", 390)]);
    let left = shown(&given, "May", None).owed[0].left;
    assert_eq!((left.best, left.beyond), (Some(Total::ZERO), Total::new(90)));
}

#[test]
fn bodies_fill_no_ceiling_of_living_people() {
    let given = may([
        ceiling("UA", Population::Persons, "1000"),
        ceiling("UA", Population::Bodies, "6000"),
    ]);
    let bodies = LegKey { kind: LegKind::Bodies, ..LegKey::home(of("RU"), of("UA")) };
    let given = handed_over(given, "May", "2025-06-11", [leg(bodies, exactly(1212))]);
    let shown = shown(&given, "May", None);
    let [people, remains] = shown.owed.as_slice() else { panic!() };
    assert_eq!(people.left.best, Some(Total::new(1000)));
    assert_eq!(remains.left.best, Some(Total::new(4788)));
    let [delivered] = shown.delivered.as_slice() else { panic!() };
    assert_eq!((delivered.kind, delivered.sum.best), (LegKind::Bodies, Total::new(1212)));
}

#[test]
fn a_population_is_filled_by_those_who_are_told_apart_as_such() {
    let split = Split { civilian: Some(exactly(60)), ..Split::default() };
    let partly = Leg { split, ..home("RU", "UA", 390) };
    let given = may([ceiling("UA", Population::Civilian, "120")]);
    assert_eq!(left(&handed_over(given, "May", "2025-05-23", [partly])), "60 60 60");
}

#[test]
fn a_category_is_filled_by_exchanges_that_are_limited_to_it() {
    let young: Category = of("under-25");
    let wanted =
        Ceiling { category: Some(young.clone()), ..ceiling("UA", Population::Persons, "100") };
    let given = may([wanted]);
    let given = handed_over(given, "May", "2025-06-10", [home("RU", "UA", 40)]);
    assert_eq!(left(&given), "100 100 100");
    let described = Description { categories: vec![young], ..under("May", "2025-06-09") };
    let given = given.opened_as("young", described).settled_by("young", [home("RU", "UA", 30)]);
    assert_eq!(left(&given), "70 70 70");
}

#[test]
fn who_returned_outside_the_exchange_was_not_owed() {
    let outside = LegKey { channel: Channel::Outside, ..LegKey::home(of("RU"), of("UA")) };
    let given = may([ceiling("UA", Population::Persons, "200")]);
    let legs = [home("RU", "UA", 175), leg(outside, exactly(22))];
    let given = handed_over(given, "May", "2025-03-19", legs);
    assert_eq!(left(&given), "25 25 25");
    let all = shown(&given, "May", None).delivered;
    let delivered = all.iter().find(|delivered| delivered.to == of("UA")).unwrap();
    assert_eq!((delivered.sum.best, delivered.outside.best), (Total::new(175), Total::new(22)));
}

#[test]
fn what_a_member_carried_out_the_wider_agreement_did() {
    let wider = AgreementReached {
        ceilings: vec![ceiling("UA", Population::Persons, "1000")],
        ..titled("May")
    };
    let member =
        AgreementReached { member_of: Some(agreement_id("May")), ..titled("Second round") };
    let given = agreed(agreed(Given::default(), wider), member);
    let given = handed_over(given, "Second round", "2025-06-09", [home("RU", "UA", 100)]);
    assert_eq!(left(&given), "900 900 900");
    assert_eq!(shown(&given, "May", None).members, [of("Second round")]);
    assert_eq!(shown(&given, "Second round", None).member_of, Some(of("May")));
}

#[test]
fn a_part_carries_out_what_its_deal_names_and_counts_once() {
    let part =
        Description { agreements: vec![], frame: Some(id("deal")), ..under("May", "2025-05-23") };
    let given = may([ceiling("UA", Population::Persons, "1000")])
        .opened_as("deal", under("May", "2025-05-23"))
        .opened_as("part", part)
        .settled_by("deal", [home("RU", "UA", 390)])
        .settled_by("part", [home("RU", "UA", 390)]);
    assert_eq!(left(&given), "610 610 610");
}

#[test]
fn as_of_a_day_later_exchanges_and_agreements_are_not_known() {
    let given = may([ceiling("UA", Population::Persons, "1000")]);
    let given = handed_over(given, "May", "2025-05-23", [home("RU", "UA", 390)]);
    let as_of = |text| shown(&given, "May", by(text)).owed[0].left.best;
    assert_eq!(as_of("2025-05-22"), Some(Total::new(1000)));
    assert_eq!(as_of("2025-05-23"), Some(Total::new(610)));
    assert_eq!(agreements(&given.record, by("2025-05-15")).agreements, []);
}

#[test]
fn what_is_not_settled_is_named_and_counts_nothing() {
    let given = may([ceiling("UA", Population::Persons, "1000")])
        .opened_as("2025-06-09", under("May", "2025-06-09"));
    let shown = shown(&given, "May", None);
    assert_eq!((shown.exchanges, shown.not_settled), (vec![], vec![of("2025-06-09")]));
}

fn tariff() -> Tariff {
    let privates = [("colonel", 15), ("private", 1)];
    let privates = privates.map(|(rank, privates)| (of(rank), Count::new(privates)));
    Tariff { title: of("Dix-Hill"), privates: privates.into() }
}

fn men(from: &str, to: &str, number: u32, ranks: &[(&str, u32)]) -> Leg {
    let ranks = ranks.iter().map(|(rank, men)| (of(rank), Count::new(*men))).collect();
    Leg { ranks, ..Leg::new(LegKey::home(of(from), of(to)), exactly(number), Basis::ReceivingSide) }
}

/// An exchange by tariff under the agreement, of which so much is swapped.
fn weighed(given: Given, on: &str, legs: [Leg; 2], swapped: u64) -> Given {
    let swap = Swap { a: legs[0].key, b: legs[1].key, equal: Equal::Weight(Weight::new(swapped)) };
    let settlement = repatria_domain::Settlement {
        on: Some(of(on)),
        terms: Terms::ByTariff,
        tariff: Some(tariff()),
        ..repatria_domain::Settlement::by_hand(legs, [swap])
    };
    given.opened_as(on, under("Cartel", on)).settled_as(on, settlement)
}

#[test]
fn what_one_side_gave_beyond_what_it_got_is_carried_forward() {
    let cartel =
        AgreementReached { terms: Terms::ByTariff, tariff: Some(tariff()), ..titled("Cartel") };
    let given = agreed(Given::default(), cartel);
    let colonel = men("RU", "UA", 1, &[("colonel", 1)]);
    let privates = |number| men("UA", "RU", number, &[("private", number)]);
    let given = weighed(given, "1862-08-01", [colonel.clone(), privates(10)], 10);
    let account = shown(&given, "Cartel", None).tariff.unwrap();
    let owed = CarriedForwardTo("RU", 5);
    assert_eq!(account.exchanges[0].carried.map(CarriedForwardTo::of), Some(owed));
    assert_eq!(account.surplus.iter().map(|side| side.surplus.privates()).sum::<u64>(), 5);

    let given = weighed(given, "1862-09-01", [colonel, privates(20)], 15);
    let account = shown(&given, "Cartel", None).tariff.unwrap();
    assert_eq!(account.exchanges[1].carried, None, "the accounts are even");
}

/// Who is owed how many privates.
#[derive(Debug, PartialEq)]
struct CarriedForwardTo(&'static str, u64);

impl CarriedForwardTo {
    fn of(carried: crate::carried::CarriedForward) -> Self {
        let to = if carried.owed_to == of("RU") { "RU" } else { "another" };
        Self(to, carried.weight.privates())
    }
}

#[test]
fn an_exchange_under_a_cartel_without_ranks_is_not_weighed() {
    let cartel = AgreementReached { terms: Terms::ByTariff, ..titled("Cartel") };
    let given = agreed(Given::default(), cartel);
    let given = handed_over(given, "Cartel", "1862-08-01", [home("RU", "UA", 9)]);
    let account = shown(&given, "Cartel", None).tariff.unwrap();
    assert_eq!((account.exchanges, account.not_weighed), (vec![], vec![of("1862-08-01")]));
}

proptest! {
    #[test]
    fn what_is_left_goes_from_low_over_best_to_high(history in generate::history()) {
        for agreement in agreements(&Record::of(&history).unwrap(), None).agreements {
            for Owed { left, .. } in agreement.owed {
                let middle = left.best.unwrap_or(left.low);
                prop_assert!(left.low <= middle, "{left:?}");
                prop_assert!(left.high.is_none_or(|high| middle <= high), "{left:?}");
            }
        }
    }
}
