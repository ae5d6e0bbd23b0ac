//! What pictures are made of: scales, years, words, and labels that find room.

use repatria_domain::Day;

use super::calendar::Calendar;
use super::drawing::{Area, Point, escaped, pixels};
use super::letters;
use super::placing::Room;
use super::scale::Scale;

#[test]
fn a_grid_has_at_most_four_round_lines() {
    assert_eq!(Scale::new(7_000, 3_000).grid(), [2_000, 4_000, 6_000]);
    assert_eq!(Scale::new(106, 3_000).grid(), [50, 100]);
    assert_eq!(Scale::new(0, 3_000).grid(), [1]);
    for max in [1, 4, 5, 9, 10, 21, 99, 1_000, 123_456, u64::MAX] {
        assert!((1..=4).contains(&Scale::new(max, 3_000).grid().len()), "{max}");
    }
}

#[test]
fn a_scale_starts_at_zero_and_ends_with_its_highest_number() {
    let scale = Scale::new(u64::MAX, 3_000);
    assert_eq!([0, u64::MAX / 2, u64::MAX].map(|n| scale.height_of(n)), [0, 1_499, 3_000]);
    assert_eq!(Scale::new(100, 3_000).height_of(200), 3_000);
}

#[test]
fn years_are_named_as_far_as_there_is_room() {
    let named = |first, last, width| {
        let calendar = Calendar { first, last, left: 0, width };
        calendar.years().into_iter().map(|(_, year)| year).collect::<Vec<_>>()
    };
    assert_eq!(named(day(2022, 3), day(2025, 12), 4_900), ["2022", "2023", "2024", "2025"]);
    assert_eq!(named(day(2022, 12), day(2024, 12), 4_900), ["2023", "2024"]);
    assert_eq!(named(day(2025, 6), day(2025, 6), 3_000), ["2025"]);
    assert!(named(day(1, 1), day(9999, 12), 3_000).len() <= 7);
}

#[test]
fn words_of_a_source_cannot_become_marks_of_a_picture() {
    assert_eq!(escaped("a <b> & \"c\"\n\u{202e}d"), "a &lt;b&gt; &amp; &quot;c&quot; d");
}

#[test]
fn tenths_are_written_as_pixels() {
    assert_eq!([0, 5, 125, -130, -4].map(pixels), ["0", "0.5", "12.5", "-13", "-0.4"]);
}

#[test]
fn a_long_name_is_cut_after_a_word_that_can_end_it() {
    let name = "Coordination Headquarters for the Treatment of Prisoners of War";
    assert_eq!(letters::short(name, 34), "Coordination Headquarters…");
    assert_eq!(letters::short("TASS", 34), "TASS");
}

#[test]
fn lines_break_between_words_and_not_where_a_space_holds_them() {
    assert_eq!(letters::columns("said on 2\u{a0}October", 9), ["said on", "2\u{a0}October"]);
}

#[test]
fn labels_find_room_beside_one_another() {
    let mut room = Room::new(Area { x: 0, y: 0, width: 4_000, height: 2_000 });
    let mark = Point::new(2_000, 1_000);
    let spots = room.place_all(&[(mark, 800, 300); 3]);
    let areas: Vec<Area> = spots.into_iter().flatten().map(|spot| spot.area).collect();
    assert_eq!(areas.len(), 3);
    let meets = |a: &Area, b: &Area| {
        a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom()
    };
    assert!(!meets(&areas[0], &areas[1]) && !meets(&areas[1], &areas[2]));
    assert!(!meets(&areas[0], &areas[2]));
}

#[test]
fn a_label_without_room_is_left_out() {
    let bounds = Area { x: 0, y: 0, width: 4_000, height: 2_000 };
    let mut room = Room::new(bounds);
    room.take(bounds);
    assert_eq!(room.place((Point::new(2_000, 1_000), 800, 300)), None);
}

fn day(year: i32, month: u32) -> Day {
    Day::from_ymd_opt(year, month, 1).unwrap()
}
