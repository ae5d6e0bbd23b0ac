use repatria_domain::{Band, Quantity};

use super::{best_and_range, number, ordinal, quantity_of};

fn band(text: &str) -> Band {
    text.parse::<Quantity>().unwrap().band()
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
