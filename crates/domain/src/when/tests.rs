//! Tests of dates: what is read, which days it means, and what that says of before and after.
//! They refuse to know how a date is held.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use chrono::Datelike;
use proptest::prelude::*;

use super::*;

fn when(text: &str) -> When {
    text.parse().unwrap()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[track_caller]
fn check_days(text: &str, earliest: Option<&str>, latest: Option<&str>) {
    let found = (when(text).earliest(), when(text).latest());
    assert_eq!(found, (earliest.map(day), latest.map(day)), "{text}");
}

#[track_caller]
fn check_refused(text: &str, error: &WhenError) {
    assert_eq!(When::parse(text).as_ref(), Err(error), "{text:?}");
}

#[test]
fn a_plain_date_means_every_day_of_what_was_written() {
    check_days("2025-06-26", Some("2025-06-26"), Some("2025-06-26"));
    check_days("2025-06", Some("2025-06-01"), Some("2025-06-30"));
    check_days("2025-12", Some("2025-12-01"), Some("2025-12-31"));
    check_days("2025-02", Some("2025-02-01"), Some("2025-02-28"));
    check_days("2024-02", Some("2024-02-01"), Some("2024-02-29"));
    check_days("2025", Some("2025-01-01"), Some("2025-12-31"));
    check_days("0001", Some("0001-01-01"), Some("0001-12-31"));
    check_days("9999", Some("9999-01-01"), Some("9999-12-31"));
}

#[test]
fn a_qualifier_widens_by_one_unit_of_what_was_written() {
    for sign in ["~", "?", "%"] {
        let check = |date: &str, earliest: &str, latest: &str| {
            check_days(&format!("{date}{sign}"), Some(earliest), Some(latest));
        };
        check("2025-06-26", "2025-06-25", "2025-06-27");
        check("2024-02-29", "2024-02-28", "2024-03-01");
        check("2025-01-01", "2024-12-31", "2025-01-02");
        check("2025-06", "2025-05-01", "2025-07-31");
        check("2025-01", "2024-12-01", "2025-02-28");
        check("2024-03", "2024-02-01", "2024-04-30");
        check("2025", "2024-01-01", "2026-12-31");
        check("0001", "0000-01-01", "0002-12-31");
        check("9999-12-31", "9999-12-30", "+10000-01-01");
    }
}

#[test]
fn an_interval_means_the_first_day_of_its_start_to_the_last_of_its_end() {
    check_days("2025-05-23/2025-05-25", Some("2025-05-23"), Some("2025-05-25"));
    check_days("2025-05-23~/2025-06", Some("2025-05-22"), Some("2025-06-30"));
    check_days("2025-06-26/2025-06-26", Some("2025-06-26"), Some("2025-06-26"));
    check_days("2025-06/2025-06-15", Some("2025-06-01"), Some("2025-06-15"));
    check_days("../2025-06-26", None, Some("2025-06-26"));
    check_days("2022-02-24/..", Some("2022-02-24"), None);
}

#[test]
fn a_day_that_the_calendar_does_not_have_is_refused() {
    let refused = |text, year, month, day| {
        check_refused(text, &WhenError::NoSuchDay { year, month, day });
    };
    refused("2025-02-29", 2025, 2, 29);
    refused("1900-02-29", 1900, 2, 29);
    refused("2025-06-31~", 2025, 6, 31);
    refused("2025-06-00", 2025, 6, 0);
    refused("../2025-04-99", 2025, 4, 99);
    check_refused("2025-00", &WhenError::NoSuchMonth(0));
    check_refused("2025-13-45", &WhenError::NoSuchMonth(13));
    check_refused("0000", &WhenError::NoSuchYear);
    check_refused("0000-02-29", &WhenError::NoSuchYear);
    assert_eq!(when("2024-02-29").exact_day(), Some(day("2024-02-29")));
}

#[test]
fn an_interval_that_ends_wholly_before_it_starts_is_refused() {
    let backwards = |start, end| WhenError::BackwardsInterval {
        earliest_start: day(start),
        latest_end: day(end),
    };
    check_refused("2025-05-25/2025-05-23", &backwards("2025-05-25", "2025-05-23"));
    check_refused("2025-08/2025-06", &backwards("2025-08-01", "2025-06-30"));
    check_refused("2025-06-26~/2025-06-24", &backwards("2025-06-25", "2025-06-24"));
    check_days("2025-06-26~/2025-06-25", Some("2025-06-25"), Some("2025-06-25"));
}

#[test]
fn an_interval_without_a_date_is_refused() {
    check_refused("../..", &WhenError::OpenOnBothSides);
}

#[test]
fn blanks_around_a_date_are_refused() {
    for text in [" 2025", "2025 ", "2025-06-26\n", "\u{a0}2025", " "] {
        check_refused(text, &WhenError::SurroundingBlanks);
    }
}

#[test]
fn other_forms_are_refused() {
    let forms = "|..|/|2025/|/2025|../|25|20255|2025-6|2025-06-6|2025-06-026|2025-|2025--06|-2025|\
        +025|2025-+6|2025-06-26-|2025-06-26-01|2025/06/26|2025/2026/2027|~2025|2025~~|2025?~|\
        2025~-06|2025-XX|202X|Y12345|2025-06-26T12:00|20250626|26.06.2025|2025 -06|2025-06 / 2025-07|\
        ..~/2025|.../2025|2025‐06|２０２５|2025-0é|unknown|2025-06-26/open";
    for text in forms.split('|') {
        check_refused(text, &WhenError::Unreadable);
    }
}

#[test]
fn every_refusal_says_what_to_correct() {
    let messages: Vec<String> =
        ["2025-02-29", "2025-13", "0000", "2025-05-25/2025-05-23", "../..", " 2025", "yesterday"]
            .map(|text| When::parse(text).unwrap_err().to_string())
            .into();
    assert_eq!(
        messages,
        [
            "there is no day 2025-02-29; correct it, or leave the day out",
            "there is no month 13; a month is 01 to 12",
            "there is no year 0000; a year is 0001 to 9999",
            "it ends by 2025-05-23, yet starts on 2025-05-25 or later; correct one end",
            "an interval needs a date on one side at least, as in ../2025-06-26",
            "a date has no blanks before or after it; trim them",
            "not a date; write it like 2025, 2025-06, 2025-06-26~, 2025-05-23/2025-05-25",
        ]
    );
}

#[test]
fn only_one_unqualified_day_is_exact() {
    assert_eq!(when("2025-06-26").exact_day(), Some(day("2025-06-26")));
    for text in [
        "2025-06-26~",
        "2025-06-26?",
        "2025-06-26%",
        "2025-06",
        "2025",
        "2025-06-26/..",
        "../2025-06-26",
        "2025-06-26/2025-06-26",
    ] {
        assert_eq!(when(text).exact_day(), None, "{text}");
    }
}

#[test]
fn a_day_that_four_digits_cannot_write_becomes_the_nearest_that_they_can() {
    assert_eq!(When::day(Day::MIN), when("0001-01-01"));
    assert_eq!(When::day(Day::MAX), when("9999-12-31"));
    assert_eq!(When::day(day("2025-06-26")), when("2025-06-26"));
}

#[test]
fn before_is_sure_only_if_no_day_can_deny_it() {
    let check = |left: &str, right: &str, answer| {
        assert_eq!(when(left).before(&when(right)), answer, "{left} before {right}");
    };
    check("2025-06-25", "2025-06-26", Before::Surely);
    check("2025-06-26", "2025-06-26", Before::No);
    check("2025-06-25~", "2025-06-26", Before::Possibly);
    check("2025-06-24~", "2025-06-26", Before::Surely);
    check("2025-06", "2025-06", Before::Possibly);
    check("2025-06", "2025-06-01", Before::No);
    check("2025-06", "2025-06-30", Before::Possibly);
    check("2025-06-30", "2025-06", Before::No);
    check("../2025-06-26", "2025-06-27/..", Before::Surely);
    check("2025-06-27/..", "../2025-06-27", Before::No);
    check("2025-06-27/..", "2030", Before::Possibly);
    check("2030", "../2025", Before::No);
    check("../2025", "../1990", Before::Possibly);
}

#[test]
fn by_the_end_of_a_day_includes_that_day() {
    let check = |text: &str, by: &str, answer| {
        assert_eq!(when(text).by(day(by)), answer, "{text} by {by}");
    };
    check("2025-06-26", "2025-06-25", Before::No);
    check("2025-06-26", "2025-06-26", Before::Surely);
    check("2025-06", "2025-05-31", Before::No);
    check("2025-06", "2025-06-01", Before::Possibly);
    check("2025-06", "2025-06-30", Before::Surely);
    check("2025-06-26/..", "2030-01-01", Before::Possibly);
    check("2025-06-26/..", "2025-06-25", Before::No);
    check("../2025-06-26", "2020-01-01", Before::Possibly);
    check("../2025-06-26", "2025-06-26", Before::Surely);
    check("9999-12-31", "9999-12-31", Before::Surely);
    check("9999-12-31~", "+10000-01-01", Before::Surely);
}

#[test]
fn lists_sort_by_earliest_then_latest_with_open_ends_outermost() {
    let sorted = [
        "../2024",
        "../2025",
        "2024-12~",
        "2025-01-01",
        "2025-01",
        "2025",
        "2025/9999-12-31",
        "2025/..",
        "2025-06",
    ]
    .map(when);
    let mut list = sorted;
    list.reverse();
    list.sort_by_key(When::sort_key);
    assert_eq!(list, sorted);
}

#[test]
fn it_is_stored_as_its_text_by_formats_that_lend_and_that_own() {
    let stored = r#""2025-06-26~/..""#;
    assert_eq!(serde_json::to_string(&when("2025-06-26~/..")).unwrap(), stored);
    assert_eq!(serde_json::from_str::<When>(stored).unwrap(), when("2025-06-26~/.."));
    let escaped = r#""2025\u002d06""#;
    assert_eq!(serde_json::from_slice::<When>(escaped.as_bytes()).unwrap(), when("2025-06"));
    let owned = serde_json::Value::from("2025");
    assert_eq!(serde_json::from_value::<When>(owned).unwrap(), when("2025"));
    let refused = serde_json::from_str::<When>(r#""2025-02-29""#).unwrap_err().to_string();
    assert!(refused.starts_with("there is no day 2025-02-29"), "{refused}");
    assert!(serde_json::from_str::<When>("2025").is_err());
}

/// The days a date without `/` can mean, found without the code under test: by the text of each
/// day, and for a qualified date by that of its neighbours.
fn can_mean(text: &str, day: Day) -> bool {
    let plain = text.trim_end_matches(['~', '?', '%']);
    let units = |date: &str| -> i32 {
        let number = |from, to| date.get(from..to).map_or(0, |part: &str| part.parse().unwrap());
        match plain.len() {
            4 => number(0, 4),
            7 => number(0, 4).saturating_mul(12).saturating_add(number(5, 7)),
            _ => Day::parse_from_str(date, "%Y-%m-%d").unwrap().num_days_from_ce(),
        }
    };
    let width = u32::from(plain != text);
    units(&day.to_string()).abs_diff(units(plain)) <= width
}

/// Every day of a window that is wider than all the dates tried in it.
fn days_meant(text: &str) -> Vec<Day> {
    let (start, end) = text.split_once('/').unwrap_or((text, text));
    let window: Vec<Day> = day("2025-03-20").iter_days().take(165).collect();
    let first = window.iter().find(|day| start == ".." || can_mean(start, **day)).unwrap();
    let last = window.iter().rfind(|day| end == ".." || can_mean(end, **day)).unwrap();
    window.iter().copied().filter(|day| first <= day && day <= last).collect()
}

fn small_dates() -> Vec<String> {
    let plain = ["2025-05", "2025-05-30", "2025-05-31", "2025-06", "2025-06-01", "2025-06-02"];
    let ends: Vec<String> =
        plain.iter().flat_map(|date| ["", "~"].map(|sign| format!("{date}{sign}"))).collect();
    let pairs = ends.iter().flat_map(|start| ends.iter().map(move |end| format!("{start}/{end}")));
    let open = ends.iter().flat_map(|end| [format!("../{end}"), format!("{end}/..")]);
    let intervals = pairs.chain(open).filter(|text| When::parse(text).is_ok());
    ends.iter().cloned().chain(intervals).collect()
}

fn before_by_trying(left: &[Day], right: &[Day]) -> Before {
    let answers = || left.iter().flat_map(|one| right.iter().map(move |other| one < other));
    match (answers().any(|earlier| earlier), answers().all(|earlier| earlier)) {
        (_, true) => Before::Surely,
        (true, false) => Before::Possibly,
        (false, false) => Before::No,
    }
}

#[test]
fn before_and_by_agree_with_trying_every_pair_of_days() {
    let dates: Vec<(When, Vec<Day>)> =
        small_dates().iter().map(|text| (when(text), days_meant(text))).collect();
    for (left, left_days) in &dates {
        for (right, right_days) in &dates {
            let tried = before_by_trying(left_days, right_days);
            assert_eq!(left.before(right), tried, "{left} before {right}");
        }
        for day in day("2025-04-20").iter_days().take(90) {
            let tried = before_by_trying(left_days, &[day.succ_opt().unwrap()]);
            assert_eq!(left.by(day), tried, "{left} by {day}");
        }
    }
}

fn written_date() -> impl Strategy<Value = String> {
    // Days from 0001-01-01 to 9999-12-31, counted as chrono counts them.
    let days = prop_oneof![1..=3_652_059_i32, 739_000..=740_000_i32];
    let cut = prop_oneof![Just(4_usize), Just(7), Just(10)];
    (days, cut, prop_oneof![Just(""), Just("~"), Just("?"), Just("%")]).prop_map(
        |(days, cut, sign)| {
            let date = Day::from_num_days_from_ce_opt(days).unwrap().to_string();
            format!("{}{sign}", &date[..cut])
        },
    )
}

fn written() -> impl Strategy<Value = String> {
    prop_oneof![
        written_date(),
        written_date().prop_map(|date| format!("../{date}")),
        written_date().prop_map(|date| format!("{date}/..")),
        (written_date(), written_date()).prop_map(|(one, other)| {
            let forwards = format!("{one}/{other}");
            if When::parse(&forwards).is_ok() { forwards } else { format!("{other}/{one}") }
        }),
    ]
}

proptest! {
    #[test]
    fn what_was_written_is_what_is_shown(text in written()) {
        prop_assert_eq!(when(&text).to_string(), text.as_str());
        let stored = serde_json::to_string(&when(&text)).unwrap();
        prop_assert_eq!(serde_json::from_str::<When>(&stored).unwrap(), when(&text));
    }

    #[test]
    fn the_earliest_day_is_never_after_the_latest(text in written()) {
        let (earliest, latest) = when(&text).sort_key();
        prop_assert!(earliest <= latest);
    }

    #[test]
    fn what_is_surely_before_another_is_never_after_it(
        one in written(), other in written(),
    ) {
        let (one, other) = (when(&one), when(&other));
        if one.before(&other) == Before::Surely {
            prop_assert_eq!(other.before(&one), Before::No);
        }
    }

    #[test]
    fn any_text_is_refused_or_shown_as_it_was(text in any::<String>()) {
        if let Ok(when) = When::parse(&text) {
            prop_assert_eq!(when.to_string(), text);
        }
    }

    #[test]
    fn almost_a_date_is_refused_or_shown_as_it_was(
        text in "[0-2]{3,4}(-[013]{1,2}){0,3}[~?%]{0,2}(/[0-2.]{2,4}(-[01]{2}){0,2}[~é ]?)?",
    ) {
        if let Ok(when) = When::parse(&text) {
            prop_assert_eq!(when.to_string(), text);
        }
    }

    #[test]
    fn any_bytes_are_refused_or_shown_as_they_were(bytes in prop::collection::vec(any::<u8>(), 0..32)) {
        let text = String::from_utf8_lossy(&bytes);
        if let Ok(when) = When::parse(&text) {
            prop_assert_eq!(when.to_string(), text);
        }
    }
}
