//! The digits of a hash are looked at before anybody reads them.

use super::*;

#[test]
fn whatever_is_not_64_small_digits_is_no_hash() {
    let digits = LeafHash::of(b"a line").to_string();
    assert_eq!(digits.parse::<LeafDigits>().unwrap().hash(), LeafHash::of(b"a line"));
    let (short, long) = (&digits[1..], format!("{digits}0"));
    let others = ["g", "A", "/", ":", "`", " "].map(|other| format!("{short}{other}"));
    for wrong in others.iter().map(String::as_str).chain([short, &long]) {
        assert!(wrong.parse::<LeafDigits>().is_err(), "{wrong}");
        assert!(wrong.parse::<LeafHash>().is_err(), "{wrong}");
    }
}
