use alloc::string::ToString as _;
use alloc::vec::Vec;

use super::*;
use crate::quantity::Quantity;
use crate::when::When;

#[test]
fn a_number_takes_the_digits_that_it_has() {
    let mut numbers: Vec<u32> = (0..10).map(|power| 10_u32.pow(power)).collect();
    numbers.extend([0, 9, 99, 106, 4_294_967_290, u32::MAX]);
    for number in numbers {
        let text = Short::<12>::EMPTY.and(b"<").and_number(number).and(b">");
        assert_eq!(text.as_str(), alloc::format!("<{number}>"));
    }
}

#[test]
fn what_is_beyond_its_room_is_left_out() {
    assert_eq!(Short::<4>::EMPTY.and(b"abc").and(b"de").and(b"f").as_str(), "abcf");
}

#[test]
fn the_longest_quantity_and_the_longest_date_are_written_whole() {
    for text in ["~4294967295 (4294967295..4294967295)", "not stated"] {
        assert_eq!(text.parse::<Quantity>().unwrap().to_string(), text);
    }
    for text in ["2025-06-26~/2025-06-27%", "2025-06-26?/..", "../2025-06~"] {
        assert_eq!(text.parse::<When>().unwrap().to_string(), text);
    }
}
