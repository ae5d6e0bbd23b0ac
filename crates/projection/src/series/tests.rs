//! Given hand-overs on these days, then these runs, gaps and this cadence.

use proptest::prelude::*;
use repatria_domain::{Description, ExchangeKind, generate};

use super::*;
use crate::by_command::{by, home, home_unnumbered, of};
use crate::by_hand::{Given, id};

fn on(days: &[&str]) -> Given {
    days.iter().fold(Given::default(), |given, day| given.swap(day, 10, 10))
}

fn the_only(given: &Given, as_of: Option<Day>) -> SeriesBetween {
    let [only] = series(&given.record, as_of).between.try_into().unwrap();
    only
}

fn runs(given: &Given) -> Vec<(String, String, u64)> {
    let runs = the_only(given, None).runs;
    runs.iter().map(|run| (run.from.to_string(), run.until.to_string(), run.hand_overs)).collect()
}

#[test]
fn the_hand_overs_of_june_2025_are_one_run() {
    let given = on(&[
        "2025-05-25",
        "2025-06-09",
        "2025-06-10",
        "2025-06-12",
        "2025-06-14",
        "2025-06-19",
        "2025-06-20",
        "2025-06-26",
        "2025-07-04",
    ]);
    assert_eq!(runs(&given), [("2025-06-09".to_owned(), "2025-06-26".to_owned(), 7)]);
    let series = the_only(&given, None);
    let [.., last_of_june, july] = series.hand_overs.as_slice() else { panic!() };
    assert_eq!((last_of_june.within_seven_days, last_of_june.run), (Some(3), Some(1)));
    assert_eq!((july.within_seven_days, july.run), (Some(1), None));
    assert_eq!(series.runs[0].longest_gap.days, Days { low: 6, high: 6 });
}

#[test]
fn seven_days_apart_are_neighbours_and_eight_are_not() {
    assert_eq!(runs(&on(&["2025-06-01", "2025-06-08"])).len(), 1);
    assert_eq!(runs(&on(&["2025-06-01", "2025-06-09"])), []);
}

#[test]
fn an_uncertain_day_is_as_far_away_as_it_can_be() {
    let given = |on: &str| {
        let may = Description { on: Some(of(on)), ..Description::new(ExchangeKind::Exchange) };
        let legs = [home("RU", "UA", 1)];
        Given::default().swap("2025-06-01", 1, 1).opened_as("later", may).settled_by("later", legs)
    };
    assert_eq!(runs(&given("2025-06-07~")).len(), 1);
    assert_eq!(runs(&given("2025-06-08~")), []);
    let gap = the_only(&given("2025-06-08~"), None).longest_gap.unwrap();
    assert_eq!(gap.days, Days { low: 6, high: 8 });
}

#[test]
fn the_parts_of_a_deal_on_one_day_are_one_hand_over() {
    let part = || Description {
        on: Some(of("2022-09-21")),
        frame: Some(id("deal")),
        ..Description::new(ExchangeKind::Exchange)
    };
    let given = Given::default()
        .opened_as("deal", Description::new(ExchangeKind::Exchange))
        .opened_as("deal-a", part())
        .opened_as("deal-b", part())
        .settled_by("deal-a", [home("RU", "UA", 205), home("UA", "RU", 55)])
        .settled_by("deal-b", [home("RU", "UA", 10)]);
    let series = the_only(&given, None);
    let [only] = series.hand_overs.as_slice() else { panic!("{series:?}") };
    assert_eq!(only.reference, of("deal"));
    let as_a_whole = the_only(&given.settled_by("deal", [home("RU", "UA", 215)]), None);
    assert_eq!(as_a_whole.undated, [], "its hand-overs are dated");
}

#[test]
fn a_run_says_how_many_came_home_and_in_how_many_nobody_gives_the_number() {
    let given = on(&["2025-06-19"])
        .opened("2025-06-20", ExchangeKind::Exchange)
        .settled_by("2025-06-20", [home_unnumbered("RU", "UA")]);
    let series = the_only(&given, None);
    let [to_russia, to_ukraine] = series.runs[0].home.as_slice() else { panic!() };
    assert_eq!((to_russia.to, to_russia.sum.best.number()), (of("RU"), 10));
    assert_eq!((to_russia.sum.silent, to_russia.sum.high), (1, None));
    assert_eq!((to_ukraine.to, to_ukraine.sum.best.number()), (of("UA"), 10));
    assert_eq!((to_ukraine.sum.without_number, to_ukraine.sum.high), (1, None));
}

#[test]
fn the_cadence_is_the_median_of_the_days_between_neighbours() {
    let odd = on(&["2025-01-01", "2025-01-03", "2025-01-13", "2025-01-14"]);
    assert_eq!(the_only(&odd, None).cadence, Some(Days { low: 2, high: 2 }));
    let even = on(&["2025-01-01", "2025-01-03", "2025-01-13"]);
    assert_eq!(the_only(&even, None).cadence, Some(Days { low: 2, high: 10 }));
    assert_eq!(the_only(&on(&["2025-01-01"]), None).cadence, None);
}

#[test]
fn the_longest_gap_names_the_two_around_it() {
    let given = on(&["2023-08-07", "2024-01-03", "2024-01-31"]);
    let gap = the_only(&given, None).longest_gap.unwrap();
    assert_eq!((gap.after, gap.before), (of("2023-08-07"), of("2024-01-03")));
    assert_eq!(gap.days, Days { low: 149, high: 149 });
}

#[test]
fn as_of_a_day_later_hand_overs_are_not_known_and_the_time_since_the_last_is() {
    let series = the_only(&on(&["2025-06-19", "2025-06-20", "2025-06-26"]), by("2025-06-25"));
    assert_eq!(series.hand_overs.len(), 2);
    assert_eq!(series.since_the_last, Some(Days { low: 5, high: 5 }));
}

#[test]
fn what_nobody_dates_is_in_no_run_and_is_named() {
    let given = on(&["2025-06-19"])
        .opened_as("some-day", Description::new(ExchangeKind::Exchange))
        .settled_by("some-day", [home("RU", "UA", 4)]);
    let series = the_only(&given, None);
    assert_eq!((series.hand_overs.len(), series.undated), (1, vec![of("some-day")]));
}

#[test]
fn bodies_and_what_was_called_off_are_no_hand_over_of_living_people() {
    use repatria_domain::{LegKey, LegKind};
    let bodies = LegKey { kind: LegKind::Bodies, ..LegKey::home(of("RU"), of("UA")) };
    let given = Given::default()
        .opened("2025-06-11", ExchangeKind::Bodies)
        .settled_by(
            "2025-06-11",
            [crate::by_command::leg(bodies, crate::by_command::exactly(1212))],
        )
        .opened("2024-01-24", ExchangeKind::Exchange);
    assert_eq!(series(&given.record, None).between, []);
}

proptest! {
    #[test]
    fn every_hand_over_is_in_one_run_or_alone(history in generate::history()) {
        for series in series(&Record::of(&history).unwrap(), None).between {
            let in_runs: u64 = series.runs.iter().map(|run| run.hand_overs).sum();
            let with_run = series.hand_overs.iter().filter(|held| held.run.is_some()).count();
            prop_assert_eq!(in_runs, with_run as u64);
            prop_assert!(series.runs.iter().all(|run| run.hand_overs > 1));
            prop_assert!(series.hand_overs.iter().all(|held| held.within_seven_days != Some(0)));
        }
    }
}
