//! Dates as vague as sources write them, and instants.

use alloc::format;
use alloc::string::String;

use chrono::{DateTime, Days};
use proptest::prelude::*;
use proptest::sample::select;

use crate::timestamp::Timestamp;
use crate::when::{Day, When};

/// Makes a date or an interval of every form that the register reads, mostly of a few years that
/// lie close together.
pub fn when() -> impl Strategy<Value = When> + Clone {
    (day(), 0..14_u8, qualifier(), 0..40_u64)
        .prop_filter_map("a date", |(day, form, qualifier, length)| {
            When::parse(&written(day, form, qualifier, length)).ok()
        })
        .boxed()
}

fn written(day: Day, form: u8, qualifier: &str, length: u64) -> String {
    let month = day.format("%Y-%m");
    let year = day.format("%Y");
    let end = later(day, length);
    match form {
        0..=6 => format!("{day}"),
        7 => format!("{day}{qualifier}"),
        8 => format!("{month}{qualifier}"),
        9 => format!("{year}{qualifier}"),
        10 => format!("{day}/{end}"),
        11 => format!("{month}/{end}{qualifier}"),
        12 => format!("{day}{qualifier}/.."),
        _ => format!("../{month}{qualifier}"),
    }
}

fn day() -> impl Strategy<Value = Day> + Clone {
    (0..21_u8, 0..3_652_059_u64)
        .prop_map(|(age, days)| match age {
            0..=19 => later(war_began(), days % 1_400),
            _ => later(first_day(), days),
        })
        .boxed()
}

fn qualifier() -> impl Strategy<Value = &'static str> + Clone {
    select(&["", "~", "?", "%"][..]).boxed()
}

fn later(day: Day, days: u64) -> Day {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

fn war_began() -> Day {
    Day::from_ymd_opt(2022, 2, 24).unwrap_or_default()
}

fn first_day() -> Day {
    Day::from_ymd_opt(1, 1, 1).unwrap_or_default()
}

/// Makes an instant of the years 2022 to 2027, at times on a whole second.
pub fn timestamp() -> impl Strategy<Value = Timestamp> + Clone {
    (0..157_000_000_u64, prop_oneof![Just(0), 0..1_000_000_u64])
        .prop_map(|(seconds, micros)| {
            timestamp_after(seconds.saturating_mul(1_000_000).saturating_add(micros))
        })
        .boxed()
}

/// The instant so many microseconds after the first of the generated ones.
pub(super) fn timestamp_after(micros: u64) -> Timestamp {
    const FIRST: i64 = 1_645_660_800_000_000;
    let since_epoch = FIRST.saturating_add_unsigned(micros);
    Timestamp::new(DateTime::from_timestamp_micros(since_epoch).unwrap_or_default())
}
