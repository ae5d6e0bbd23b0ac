use crate::by_hand::day;
use crate::month::Month;

#[test]
fn a_month_is_read_as_it_is_written() {
    assert_eq!(
        "2025-06".parse::<Month>().map(|month| month.to_string()).ok().as_deref(),
        Some("2025-06")
    );
    for wrong in ["2025", "2025-06-26", "2025-13", "2025-06~", ""] {
        assert!(wrong.parse::<Month>().is_err(), "{wrong}");
    }
}

#[test]
fn a_date_lies_in_a_month_only_where_it_can_lie_in_no_other() {
    let month = |text: &str| Month::surely(text.parse().ok()).map(|month| month.to_string());
    assert_eq!(month("2025-05-23/2025-05-25").as_deref(), Some("2025-05"));
    assert_eq!(month("2025-05").as_deref(), Some("2025-05"));
    for doubtful in ["2025", "2025-05-31~", "2025-05-31/2025-06-01", "2025-05-31/.."] {
        assert_eq!(month(doubtful), None, "{doubtful}");
    }
    assert_eq!(Month::surely(None), None);
}

#[test]
fn a_month_ends_on_its_last_day() {
    assert_eq!(Month::of(day("2024-02-03")).last(), day("2024-02-29"));
}
