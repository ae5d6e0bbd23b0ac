use alloc::string::ToString as _;

use super::*;

fn band(low: u32, best: Option<u32>, high: Option<u32>) -> Band {
    Band::new(Count::new(low), best.map(Count::new), high.map(Count::new)).unwrap()
}

#[test]
fn every_form_allows_its_band_and_is_written_as_it_was_read() {
    for (text, expected) in [
        ("106", band(106, Some(106), Some(106))),
        (">100", band(101, None, None)),
        (">=100", band(100, None, None)),
        ("<=100", band(0, None, Some(100))),
        ("95..100", band(95, Some(95), Some(100))),
        ("~250", band(225, Some(250), Some(275))),
        ("~5", band(4, Some(5), Some(6))),
        ("~0", band(0, Some(0), Some(0))),
        ("~250 (240..260)", band(240, Some(250), Some(260))),
        ("not stated", Band::UNKNOWN),
        ("withheld", Band::UNKNOWN),
    ] {
        let quantity: Quantity = text.parse().unwrap();
        assert_eq!(quantity.band(), expected, "{text}");
        assert_eq!(quantity.to_string(), text);
    }
}

#[test]
fn what_is_no_quantity_is_refused_with_the_forms_that_are() {
    for text in [
        "",
        "~",
        ">",
        "~106?",
        "1,000",
        "+5",
        "-5",
        "5.5",
        "4294967296",
        "a..b",
        "95..",
        "~9 (1..2",
    ] {
        assert_eq!(text.parse::<Quantity>(), Err(QuantityError::Unreadable(text.into())));
    }
    let (low, high) = (Count::new(100), Count::new(95));
    assert_eq!("100..95".parse::<Quantity>(), Err(QuantityError::Backwards { low, high }));
    assert_eq!(
        ">4294967295".parse::<Quantity>(),
        Err(QuantityError::TooLarge(Count::new(u32::MAX)))
    );
}

#[test]
fn a_band_out_of_order_cannot_be_built() {
    assert!(Band::new(Count::new(2), Some(Count::new(1)), None).is_err());
    assert!(Band::new(Count::new(2), None, Some(Count::new(1))).is_err());
    assert!(Band::new(Count::new(1), Some(Count::new(3)), Some(Count::new(2))).is_err());
    assert!(serde_json::from_str::<Band>(r#"{"low":2,"best":1}"#).is_err());
}
