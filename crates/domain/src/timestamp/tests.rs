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
