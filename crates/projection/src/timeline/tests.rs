use repatria_domain::{Count, ExchangeKind, Parties};

use crate::by_hand::{Given, day, name, party};
use crate::happened::Certainty;
use crate::story::story;
use crate::timeline::{Row, RowState, timeline};

fn rows(given: &Given) -> Vec<Row> {
    timeline(&given.record, None).rows
}

fn row(given: &Given, reference: &str) -> Row {
    rows(given).into_iter().find(|row| row.reference == name(reference)).unwrap()
}

fn june() -> Given {
    let mut given = Given::default();
    for on in ["2025-06-12", "2025-06-19", "2025-06-20", "2025-06-26"] {
        given = given.exchange(on, on).settled(on, &["RU>UA ?", "UA>RU ?"]);
    }
    given
}

#[test]
fn the_26th_of_june_is_the_third_in_seven_days() {
    let given = june();
    assert_eq!(row(&given, "2025-06-26").run, Some(3));
    let within = story(&given.record, &name("2025-06-26"), None).unwrap().within_seven_days;
    let days: Vec<String> = within.iter().map(|held| held.on.to_string()).collect();
    assert_eq!(days, ["2025-06-19", "2025-06-20", "2025-06-26"]);
}

#[test]
fn eight_days_are_too_far_apart_to_be_counted_together() {
    assert_eq!(row(&june(), "2025-06-20").run, Some(2));
}

#[test]
fn a_run_counts_living_hand_overs_that_took_place_between_the_same_parties() {
    let given = june()
        .described("bodies", "2025-06-23", ExchangeKind::Bodies, None)
        .settled("bodies", &["UA>RU 3 bodies"])
        .exchange("off", "2025-06-24")
        .cancelled("off")
        .exchange("waiting", "2025-06-25")
        .exchange("no-date", "")
        .settled("no-date", &["RU>UA 1", "UA>RU 1"]);
    assert_eq!(row(&given, "2025-06-26").run, Some(3));
    for none in ["bodies", "off", "waiting", "no-date"] {
        assert_eq!(row(&given, none).run, None, "{none}");
    }
}

#[test]
fn the_parts_of_a_deal_on_one_day_are_one_hand_over_of_a_run() {
    let given = Given::default()
        .exchange("deal", "2022-09-21")
        .part("deal", "deal-a", "2022-09-21")
        .part("deal", "deal-b", "2022-09-21")
        .settled("deal", &["RU>UA 215", "UA>RU 55"])
        .settled("deal-a", &["RU>UA 200", "UA>RU 1"])
        .settled("deal-b", &["UA>RU 54"])
        .exchange("next", "2022-09-25")
        .settled("next", &["RU>UA 5", "UA>RU 5"]);
    assert_eq!(row(&given, "deal").run, Some(1));
    assert_eq!(row(&given, "deal-b").run, Some(1));
    assert_eq!(row(&given, "next").run, Some(2));
}

#[test]
fn a_month_without_a_day_has_no_place_in_a_run() {
    let given = Given::default().exchange("may", "2022-05").settled("may", &["RU>UA 5", "UA>RU 5"]);
    assert_eq!(row(&given, "may").run, None);
}

#[test]
fn exchanges_are_listed_by_their_earliest_day_then_their_latest_then_their_reference() {
    let given = Given::default()
        .exchange("undated", "")
        .exchange("b", "2025-06-26")
        .exchange("a", "2025-06-26")
        .exchange("month", "2025-06")
        .exchange("first", "2025-06-01");
    let listed: Vec<String> = rows(&given).iter().map(|row| row.reference.to_string()).collect();
    assert_eq!(listed, ["first", "month", "a", "b", "undated"]);
}

#[test]
fn a_row_says_whether_the_register_holds_anything_to_be_true() {
    let given = Given::default()
        .exchange("off", "2024-01-24")
        .cancelled("off")
        .exchange("waiting", "2025-06-01")
        .exchange("held", "2025-06-02")
        .settled("held", &["RU>UA 5", "UA>RU 5"])
        .said("held", "a ministry", "UA", &["UA military 6"]);
    assert!(matches!(row(&given, "off").state, RowState::Cancelled { .. }));
    assert_eq!(row(&given, "waiting").state, RowState::NotSettled);
    let held = row(&given, "held");
    assert_eq!(
        (held.state, held.stale, held.statements),
        (RowState::Settled { revision: 1 }, true, 1)
    );
}

#[test]
fn a_row_names_the_side_of_which_nobody_speaks() {
    let given = Given::default().exchange("june", "2025-06-26").settled("june", &["UA>RU 10"]);
    assert_eq!(row(&given, "june").silent, [party("UA")]);
}

#[test]
fn what_had_surely_not_happened_by_a_day_is_left_out_and_what_possibly_had_is_marked() {
    let given = june().exchange("sometime", "2025-06").exchange("undated", "");
    let shown: Vec<_> = timeline(&given.record, Some(day("2025-06-19")))
        .rows
        .into_iter()
        .map(|row| (row.reference.to_string(), row.happened))
        .collect();
    let expected = [
        ("sometime", Certainty::Possibly),
        ("2025-06-12", Certainty::Surely),
        ("2025-06-19", Certainty::Surely),
        ("undated", Certainty::Possibly),
    ];
    assert_eq!(shown, expected.map(|(reference, happened)| (reference.to_owned(), happened)));
}

#[test]
fn a_row_shows_what_is_swapped_and_what_is_left() {
    let given = Given::default()
        .exchange("unequal", "2022-09-21")
        .said("unequal", "a ministry", "UA RU", &["UA persons 215", "RU persons 55"])
        .settled_by_rule("unequal");
    let shown = row(&given, "unequal");
    assert_eq!(shown.parties, Parties::new([party("UA"), party("RU")]).unwrap());
    let [home, other] = shown.ways.as_slice() else { panic!("two ways") };
    assert_eq!((home.to, home.swapped), (party("UA"), 55));
    assert_eq!(home.remainder.map(Count::number), Some(160));
    assert_eq!((other.to, other.remainder.map(Count::number)), (party("RU"), Some(0)));
}
