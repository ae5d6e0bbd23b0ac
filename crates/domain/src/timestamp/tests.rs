use alloc::format;
use alloc::string::ToString as _;

use proptest::prelude::*;

use super::*;

#[test]
fn an_instant_is_written_in_microseconds_and_read_again() {
    let instant: Timestamp = "2026-11-23T04:11:04.1234567+02:00".parse().unwrap();
    assert_eq!(instant.to_string(), "2026-11-23T02:11:04.123456Z");
    assert_eq!(instant.to_string().parse(), Ok(instant));
    assert_eq!("yesterday".parse::<Timestamp>(), Err(TimestampError("yesterday".into())));
}

#[test]
fn a_clock_beyond_all_years_that_can_be_written_stands_at_their_edge() {
    for (clock, edge) in [
        (DateTime::<Utc>::MAX_UTC, "9999-12-31T23:59:59.999999Z"),
        (DateTime::<Utc>::MIN_UTC, "0000-01-01T00:00:00.000000Z"),
    ] {
        let timestamp = Timestamp::new(clock);
        assert_eq!(timestamp.to_string(), edge);
        assert_eq!(edge.parse(), Ok(timestamp));
    }
}

#[test]
fn a_leap_second_is_one_more_of_its_minute() {
    let leap: Timestamp = "2016-12-31T23:59:60.25Z".parse().unwrap();
    assert_eq!(leap.to_string(), "2016-12-31T23:59:60.250000Z");
    assert_eq!(leap.to_string().parse(), Ok(leap));
}

proptest! {
    #[test]
    fn every_instant_is_written_as_the_calendar_writes_it(
        second in -62_167_219_200_i64..253_402_300_800,
        nanosecond in 0_u32..2_000_000_000,
    ) {
        let Some(instant) = DateTime::from_timestamp(second, nanosecond) else { return Ok(()) };
        let written = instant.format("%Y-%m-%dT%H:%M:%S%.6fZ").to_string();
        prop_assert_eq!(format!("{}", Timestamp::new(instant)), written);
    }
    #[test]
    fn what_is_written_is_read_as_the_calendar_reads_it(
        text in "[0-9]{4}[-1][01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-6][0-9][.,][0-9]{5}[0-9+][Zz]",
    ) {
        let read = DateTime::parse_from_rfc3339(&text);
        let read = read.map(|instant| Timestamp::new(instant.with_timezone(&Utc))).ok();
        prop_assert_eq!(text.parse().ok(), read);
    }
}
