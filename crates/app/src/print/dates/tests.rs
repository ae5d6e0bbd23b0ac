use repatria_domain::When;

use super::{date, dates};

fn when(text: &str) -> When {
    text.parse().unwrap()
}

#[test]
fn dates_are_as_vague_in_words_as_in_writing() {
    let words = [
        ("2025-06-26", "26 June 2025"),
        ("2025-06-06", "6 June 2025"),
        ("2025-06", "June 2025"),
        ("2025", "2025"),
        ("2025-06-26~", "about 26 June 2025"),
        ("2025-06?", "June 2025, uncertain"),
        ("2025%", "about 2025, uncertain"),
        ("2025-05-23/2025-05-25", "23 May 2025 to 25 May 2025"),
        ("../2025-05", "until May 2025"),
        ("2025-05/..", "since May 2025"),
    ];
    for (written, said) in words {
        assert_eq!(date(when(written)), said);
    }
}

#[test]
fn days_of_one_month_are_named_together() {
    let june = ["2025-06-19", "2025-06-20", "2025-06-26"].map(when);
    assert_eq!(dates(&june), "19, 20 and 26 June 2025");
    assert_eq!(dates(&["2025-05-30", "2025-06-02"].map(when)), "30 May 2025 and 2 June 2025");
}
