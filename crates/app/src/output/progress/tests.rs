//! What a long run shows, by a clock that the tests set.

use super::*;

fn seconds(tenths: u64) -> Duration {
    Duration::from_millis(tenths * 100)
}

#[test]
fn a_run_within_a_second_shows_nothing() {
    let mut pace = Pace::default();
    assert!(!pace.is_due(seconds(0)));
    assert!(!pace.is_due(seconds(9)));
}

#[test]
fn a_longer_run_is_drawn_ten_times_a_second() {
    let mut pace = Pace::default();
    let drawn = (0..=30_000_u64).step_by(7).filter(|&now| pace.is_due(seconds(0) + milli(now)));
    let drawn: Vec<u64> = drawn.collect();
    assert_eq!(drawn.first(), Some(&1001));
    assert!((270..=290).contains(&drawn.len()), "{}", drawn.len());
}

fn milli(now: u64) -> Duration {
    Duration::from_millis(now)
}

#[test]
fn it_says_how_far_how_fast_and_how_long_still() {
    assert_eq!(
        line("rebuilding", 50_000, 200_000, seconds(20), 100),
        "rebuilding ━━━━━━━──────────────────────  25%  50,000 of 200,000 commits, 25,000 a \
         second, 6 s left"
    );
    assert_eq!(
        line("rebuilding", 50_000, 200_000, seconds(20), 60),
        "rebuilding  25%  50,000 of 200,000 commits, 25,000 a second"
    );
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for width in 1..200 {
        for done in [0, 1, 99_999, 200_000, u64::MAX] {
            let line = line("rebuilding", done, 200_000, seconds(15), width);
            assert!(line.chars().count() < width, "{width}: {line}");
        }
    }
}

#[test]
fn the_time_left_is_told_in_its_largest_units() {
    assert_eq!(left(1, 2, seconds(14)), "2 s");
    assert_eq!(left(1, 100, seconds(10)), "1 min 39 s");
    assert_eq!(left(1, 10_000, seconds(10)), "2 h 46 min");
    assert_eq!(left(5, 5, seconds(10)), "0 s");
    assert_eq!(left(0, 10, seconds(10)), "10 s");
}
