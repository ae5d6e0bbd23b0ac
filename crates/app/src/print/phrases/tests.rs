use repatria_domain::{Band, Quantity, When};

use super::{best_and_range, date, dates, number, ordinal, quantity_of};

fn band(text: &str) -> Band {
    text.parse::<Quantity>().unwrap().band()
}

fn when(text: &str) -> When {
    text.parse().unwrap()
}

#[test]
fn thousands_are_set_apart() {
    assert_eq!([0, 999, 1212, 2_300_000].map(number), ["0", "999", "1,212", "2,300,000"]);
}

#[test]
fn a_missing_number_is_a_word() {
    assert_eq!(best_and_range(band("106")), "106");
    assert_eq!(best_and_range(band("150..189")), "150 (150 to 189)");
    assert_eq!(best_and_range(band(">100")), "at least 101");
    assert_eq!(best_and_range(band("not stated")), "no figure");
    let open = Band::new(band("5").low(), band("7").best(), None).unwrap();
    assert_eq!(best_and_range(open), "7 (5 or more)");
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

#[test]
fn positions_are_said_as_people_say_them() {
    let words = [1, 3, 4, 11, 12, 13, 21, 22, 101, 111].map(ordinal);
    let expected =
        ["first", "third", "4th", "11th", "12th", "13th", "21st", "22nd", "101st", "111th"];
    assert_eq!(words, expected);
}

#[test]
fn one_is_a_soldier_and_two_are_soldiers() {
    use repatria_domain::Population::{Civilian, Military, Persons};
    let said = |text: &str, population| quantity_of(text.parse().unwrap(), population);
    assert_eq!(said("1", Military), "1 soldier");
    assert_eq!(said(">=2", Civilian), "at least 2 civilians");
    assert_eq!(said("withheld", Persons), "people, number withheld");
}
