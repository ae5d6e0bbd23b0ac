//! What is no register's history is refused. That outlines come to the totals of a record is tried
//! for every day in `as_of.rs`.

use super::*;

#[test]
fn a_gist_of_an_exchange_that_was_not_opened_is_refused() {
    let exchange = ExchangeId::of(&"2025-06-26".parse().unwrap());
    for gist in [
        Gist::Cancelled { exchange },
        Gist::Reinstated { exchange },
        Gist::Withdrawn { exchange, revision: 1 },
        Gist::Settled { exchange, revision: 1, on: None, legs: Vec::new() },
    ] {
        assert_eq!(Outlines::default().apply(&gist), Err(Refusal::NoSuchExchange { exchange }),);
    }
}

#[test]
fn an_exchange_is_opened_once() {
    let reference: Reference = "2025-06-26".parse().unwrap();
    let exchange = ExchangeId::of(&reference);
    let parties = Parties::new(["UA", "RU"].map(|party| party.parse().unwrap())).unwrap();
    let gist = Gist::Opened { exchange, reference: reference.clone(), parties };
    let mut outlines = Outlines::default();
    outlines.apply(&gist).unwrap();
    assert_eq!(outlines.apply(&gist), Err(Refusal::ExchangeRepeated { reference }));
}
