use repatria_domain::{ExchangeKind, LegKind, Total};

use crate::by_hand::{Given, day, name, party};
use crate::sum::Sum;
use crate::totals::{AbroadTotal, HomeTotal, Totals, totals};

fn home(totals: &Totals, to: &str) -> Sum {
    totals.home_to(party(to), LegKind::Living).map_or(Sum::EMPTY, |total| total.sum)
}

fn bounds(sum: Sum) -> (u64, u64, Option<u64>) {
    (sum.low.number(), sum.best.number(), sum.high.map(Total::number))
}

fn living(given: &Given, to: &str) -> HomeTotal {
    totals(&given.record, None).home_to(party(to), LegKind::Living).unwrap().clone()
}

#[test]
fn people_who_came_home_are_added_up_for_each_side() {
    let given = Given::default()
        .exchange("june", "2025-06-26")
        .settled("june", &["RU>UA 106", "UA>RU 106"])
        .exchange("july", "2025-07-04")
        .settled("july", &["RU>UA 150..189", "UA>RU 150"]);
    let totals = totals(&given.record, None);
    assert_eq!(bounds(home(&totals, "UA")), (256, 256, Some(295)));
    assert_eq!(bounds(home(&totals, "RU")), (256, 256, Some(256)));
    assert_eq!(home(&totals, "UA").exchanges, 2);
}

#[test]
fn an_open_end_stays_open_through_a_sum() {
    let given = Given::default()
        .exchange("june", "2025-06-26")
        .settled("june", &["RU>UA ?", "UA>RU 106"])
        .exchange("july", "2025-07-04")
        .settled("july", &["RU>UA 50", "UA>RU 50"]);
    let totals = totals(&given.record, None);
    assert_eq!(bounds(home(&totals, "UA")), (50, 50, None));
    assert_eq!(bounds(home(&totals, "RU")), (156, 156, Some(156)));
}

#[test]
fn a_figure_with_a_lower_end_alone_raises_low_and_best_and_counts_as_without_a_number() {
    let given = Given::default()
        .exchange("june", "2025-06-26")
        .settled("june", &["RU>UA >=100", "UA>RU 5"]);
    let sum = home(&totals(&given.record, None), "UA");
    assert_eq!((bounds(sum), sum.without_number), ((100, 100, None), 1));
}

#[test]
fn a_number_not_given_and_a_direction_nobody_speaks_of_are_counted_apart() {
    let given = Given::default()
        .exchange("one", "2025-06-19")
        .settled("one", &["RU>UA ?", "UA>RU 10"])
        .exchange("two", "2025-06-20")
        .settled("two", &["UA>RU 10"])
        .exchange("three", "2025-06-26")
        .settled("three", &["RU>UA 106", "UA>RU 106"]);
    let sum = home(&totals(&given.record, None), "UA");
    assert_eq!((sum.exchanges, sum.without_number, sum.silent), (3, 1, 1));
    assert_eq!(sum.without_figure(), 2);
}

#[test]
fn a_direction_nobody_speaks_of_opens_the_high_end() {
    let given = Given::default().exchange("two", "2025-06-20").settled("two", &["UA>RU 10"]);
    assert_eq!(bounds(home(&totals(&given.record, None), "UA")), (0, 0, None));
}

#[test]
fn a_transfer_is_silent_of_nobody() {
    let given = Given::default()
        .described("children", "2025-02-01", ExchangeKind::Transfer, None)
        .settled("children", &["RU>UA 12"]);
    let totals = totals(&given.record, None);
    assert_eq!((home(&totals, "UA").silent, home(&totals, "RU")), (0, Sum::EMPTY));
}

#[test]
fn bodies_and_bags_are_apart_from_the_living_and_from_each_other() {
    let given = Given::default()
        .exchange("june", "2025-06-11")
        .settled("june", &["RU>UA 5", "UA>RU 5", "RU>UA 1212 bodies", "UA>RU 27 bags"]);
    let totals = totals(&given.record, None);
    let sum = |to, kind| totals.home_to(party(to), kind).map(|total| total.sum.best.number());
    assert_eq!(sum("UA", LegKind::Living), Some(5));
    assert_eq!(sum("UA", LegKind::Bodies), Some(1212));
    assert_eq!((sum("RU", LegKind::Bags), sum("RU", LegKind::Bodies)), (Some(27), None));
}

#[test]
fn five_men_in_a_third_state_are_not_home_until_they_come_from_there() {
    let given = Given::default()
        .exchange("september", "2022-09-21")
        .settled("september", &["RU>TR 5 of UA", "UA>RU 55"]);
    let before = totals(&given.record, None);
    assert_eq!(home(&before, "UA"), Sum::EMPTY);
    let [abroad] = before.abroad.as_slice() else { panic!("one way abroad") };
    assert_eq!((abroad.to, abroad.of, abroad.home_since), (party("TR"), Some(party("UA")), None));

    let given = given
        .described("july", "2023-07-08", ExchangeKind::Transfer, None)
        .settled("july", &["TR>UA 5"])
        .described("others", "2023-07-09", ExchangeKind::Transfer, None)
        .settled("others", &["RU>UA 3"]);
    let after = totals(&given.record, None);
    assert_eq!(home(&after, "UA").best, Total::new(8));
    let back = after.abroad.first().and_then(|abroad| abroad.home_since).unwrap();
    assert_eq!(back.best, Total::new(5));
    let from = &after.home_to(party("UA"), LegKind::Living).unwrap().from;
    assert_eq!(from.last().map(|holder| holder.from), Some(party("TR")));
}

#[test]
fn people_of_whom_nobody_says_whose_they_are_are_on_no_side() {
    let given = Given::default()
        .exchange("september", "2022-09-21")
        .settled("september", &["RU>SA 10 of ?", "RU>UA 3", "UA>RU 3"]);
    let totals = totals(&given.record, None);
    assert_eq!(home(&totals, "UA").best, Total::new(3));
    let [AbroadTotal { of: None, sum, .. }] = totals.whose_not_stated.as_slice() else {
        panic!("one way of nobody says whom")
    };
    assert_eq!((sum.best, totals.abroad.len()), (Total::new(10), 0));
}

#[test]
fn people_who_are_not_told_apart_are_not_guessed_to_be_soldiers_or_civilians() {
    let given = Given::default()
        .exchange("august", "2025-08-14")
        .settled("august", &["RU>UA 84 military 33", "UA>RU 84 military 84"])
        .exchange("october", "2025-10-02")
        .settled("october", &["RU>UA 205", "UA>RU 205"]);
    let split = living(&given, "UA").populations.unwrap();
    assert_eq!(bounds(split.military), (33, 33, Some(33)));
    assert_eq!(split.civilian, Sum::EMPTY);
    assert_eq!(bounds(split.unsplit), (256, 256, Some(256)));
    let split = living(&given, "RU").populations.unwrap();
    assert_eq!((split.military.best, split.unsplit.best), (Total::new(84), Total::new(205)));
}

#[test]
fn the_rest_of_a_split_is_a_band_where_the_split_is_one() {
    let given = Given::default()
        .exchange("august", "2025-08-14")
        .settled("august", &["RU>UA 84 military 30..40", "UA>RU 84"]);
    let split = living(&given, "UA").populations.unwrap();
    assert_eq!(bounds(split.unsplit), (44, 54, Some(54)));
}

#[test]
fn a_deal_is_never_added_to_its_hand_overs() {
    let given = deal(&["RU>UA 215", "UA>RU 55"], &["RU>UA 200", "UA>RU 1"], &["UA>RU 55"]);
    let totals = totals(&given.record, None);
    assert_eq!(home(&totals, "UA").best, Total::new(200));
    assert_eq!(home(&totals, "RU").best, Total::new(56));
}

#[test]
fn a_deal_counts_where_one_of_its_hand_overs_has_no_figure() {
    let given =
        deal(&["RU>UA 215", "UA>RU 55"], &["RU>UA 200", "UA>RU 1"], &["RU>UA ?", "UA>RU 54"]);
    let totals = totals(&given.record, None);
    assert_eq!(bounds(home(&totals, "UA")), (215, 215, Some(215)));
    assert_eq!(bounds(home(&totals, "RU")), (55, 55, Some(55)));
}

#[test]
fn hand_overs_count_where_their_deal_has_no_figure_either() {
    let given = deal(&["RU>UA ?", "UA>RU 55"], &["RU>UA 200", "UA>RU 1"], &["RU>UA ?", "UA>RU 54"]);
    let sum = home(&totals(&given.record, None), "UA");
    assert_eq!((bounds(sum), sum.exchanges, sum.without_number), ((200, 200, None), 2, 1));
}

#[test]
fn a_hand_over_is_silent_of_a_side_unless_its_deal_has_a_figure_for_it() {
    let spoken = deal(&["RU>UA 215", "UA>RU 55"], &["RU>UA 200"], &["UA>RU 55"]);
    assert_eq!(home(&totals(&spoken.record, None), "RU").silent, 0);
    let silent = deal(&["RU>UA 215"], &["RU>UA 200"], &["RU>UA 15", "UA>RU 55"]);
    assert_eq!(home(&totals(&silent.record, None), "RU").silent, 1);
}

#[test]
fn a_deal_without_a_figure_for_a_side_speaks_for_none_of_its_hand_overs() {
    let given = deal(&["RU>UA 215", "UA>RU ?"], &["RU>UA 200"], &["RU>UA 15", "UA>RU 55"]);
    assert_eq!(home(&totals(&given.record, None), "RU").silent, 1);
}

fn deal(whole: &[&str], one: &[&str], two: &[&str]) -> Given {
    Given::default()
        .exchange("deal", "2022-09-21")
        .part("deal", "deal-a", "2022-09-21")
        .part("deal", "deal-b", "2022-09-21")
        .settled("deal", whole)
        .settled("deal-a", one)
        .settled("deal-b", two)
}

#[test]
fn what_possibly_happened_by_a_day_widens_the_high_end_alone() {
    let given = Given::default()
        .exchange("may", "2025-05-06")
        .settled("may", &["RU>UA 205", "UA>RU 205"])
        .exchange("june", "2025-06")
        .settled("june", &["RU>UA 100", "UA>RU 100"])
        .exchange("july", "2025-07-04")
        .settled("july", &["RU>UA 50", "UA>RU 50"]);
    let sum = home(&totals(&given.record, Some(day("2025-06-15"))), "UA");
    assert_eq!((bounds(sum), sum.exchanges, sum.possible), ((205, 205, Some(305)), 2, 1));
}

#[test]
fn months_are_listed_where_they_are_certain_and_what_is_not_stands_apart() {
    let given = Given::default()
        .exchange("may", "2025-05-23/2025-05-25")
        .settled("may", &["RU>UA 1000", "UA>RU 1000"])
        .exchange("turn", "2025-05-31~")
        .settled("turn", &["RU>UA 10", "UA>RU 10"])
        .exchange("june", "2025-06-26")
        .settled("june", &["RU>UA 106", "UA>RU 106"]);
    let months = living(&given, "UA").months;
    let shown: Vec<_> = months
        .iter()
        .map(|month| {
            let name = month.month.map_or_else(String::new, |month| month.to_string());
            (name, bounds(month.sum), month.running.map(bounds))
        })
        .collect();
    let expected = [
        ("2025-05".to_owned(), (1000, 1000, Some(1000)), Some((1000, 1000, Some(1010)))),
        ("2025-06".to_owned(), (106, 106, Some(106)), Some((1116, 1116, Some(1116)))),
        (String::new(), (10, 10, Some(10)), None),
    ];
    assert_eq!(shown, expected);
}

#[test]
fn a_running_sum_ends_on_the_day_that_was_asked_for() {
    let given = Given::default()
        .exchange("early", "2025-06-01")
        .settled("early", &["RU>UA 5", "UA>RU 5"])
        .exchange("sometime", "2025-06")
        .settled("sometime", &["RU>UA 100", "UA>RU 100"]);
    let totals = totals(&given.record, Some(day("2025-06-15")));
    let total = totals.home_to(party("UA"), LegKind::Living).unwrap();
    let running = total.months.first().and_then(|month| month.running);
    assert_eq!(running.map(bounds), Some((5, 5, Some(105))));
}

#[test]
fn what_was_called_off_withdrawn_or_never_settled_is_in_no_total() {
    let given = Given::default()
        .exchange("off", "2024-01-24")
        .cancelled("off")
        .exchange("waiting", "2025-06-01")
        .exchange("wrong", "2025-06-02")
        .settled("wrong", &["RU>UA 5", "UA>RU 5"])
        .withdrawn("wrong");
    let totals = totals(&given.record, None);
    assert_eq!(totals.home, []);
    assert_eq!(totals.cancelled, [name("off")]);
    assert_eq!(totals.not_settled, [name("waiting"), name("wrong")]);
}

#[test]
fn an_exchange_with_two_channels_is_one_exchange() {
    let given = Given::default()
        .exchange("january", "2024-01-03")
        .settled("january", &["RU>UA ?", "RU>UA ? outside", "UA>RU 248"]);
    let sum = home(&totals(&given.record, None), "UA");
    assert_eq!((sum.exchanges, sum.without_number), (1, 1));
}
