//! The last commit is found wherever it stands.

use super::*;
use crate::brittle::REGISTER;
use crate::examples::{long_history, register_of};

#[test]
fn the_last_commit_by_a_time_is_found_in_a_long_log() {
    let history = long_history(3_000);
    let reader = FileReader::open_on(register_of(&history, 3_000), REGISTER).unwrap();
    assert!(reader.end().unwrap().byte > 8 * NEAR);
    for (time, n) in [
        (Some("2026-11-22T23:59:59Z"), 0),
        (Some("2026-11-23T00:00:00Z"), 2),
        (Some("2026-11-23T00:05:00.5Z"), 902),
        (Some("2026-11-23T00:16:39Z"), 2_999),
        (Some("2026-11-24T00:00:00Z"), 3_000),
        (None, 3_000),
    ] {
        let last = Last::of(&reader, time.map(|time| time.parse().unwrap())).unwrap();
        let lines = Lines::of(&reader);
        assert_eq!(last.as_ref().map_or(0, |last| last.commit.n), n, "{time:?}");
        assert_eq!(last.map_or(Position::START, |last| last.behind), behind(lines, n), "{time:?}");
    }
}

/// The place behind so many lines.
fn behind(mut lines: Lines<&FileReader<crate::brittle::Brittle>>, n: u64) -> Position {
    while lines.behind().n < n && lines.next_line().unwrap().is_some() {}
    lines.behind()
}
