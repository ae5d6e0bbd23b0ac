//! What is no register's history is refused. That outlines come to the totals of a record is tried
//! for every day in `as_of.rs`.

use super::*;

#[test]
fn a_gist_of_an_exchange_that_was_not_opened_is_refused() {
    let [one, other] =
        ["2025-06-26", "2025-06-27"].map(|name| ExchangeId::of(&name.parse().unwrap()));
    let (exchange, revision, on) = (0, 1, None);
    let kind = ExchangeKind::Exchange;
    for gist in [
        Numbered::Described { exchange, revision, kind, on, frame: Some(1) },
        Numbered::Cancelled { exchange },
        Numbered::Reinstated { exchange },
        Numbered::Withdrawn { exchange, revision },
        Numbered::Settled { exchange, revision, on, legs: &[] },
        Numbered::Opened { exchange: 1, reference: "2025-06-27".parse().unwrap(), between: 0 },
    ] {
        let mut outlines = Outlines::default();
        outlines.apply(Numbered::Exchange(one)).unwrap();
        outlines.apply(Numbered::Exchange(other)).unwrap();
        assert_eq!(outlines.apply(gist), Err(Refusal::NoSuchExchange { exchange: one }));
    }
}

#[test]
fn a_deal_that_was_not_opened_is_refused() {
    let (reference, mut outlines) = opened();
    let deal = ExchangeId::of(&"2025-06-27".parse().unwrap());
    outlines.apply(Numbered::Exchange(deal)).unwrap();
    let (exchange, revision, kind, on) = (0, 1, ExchangeKind::Exchange, None);
    let gist = Numbered::Described { exchange, revision, kind, on, frame: Some(1) };
    assert_eq!(outlines.apply(gist), Err(Refusal::NoSuchExchange { exchange: deal }));
    assert_eq!(outlines.totals(None).not_settled, [reference]);
}

#[test]
fn an_exchange_is_opened_once() {
    let (reference, mut outlines) = opened();
    let again = Numbered::Opened { exchange: 0, reference: reference.clone(), between: 0 };
    assert_eq!(outlines.apply(again), Err(Refusal::ExchangeRepeated { reference }));
}

/// One exchange, and nothing else.
fn opened() -> (Reference, Outlines) {
    let reference: Reference = "2025-06-26".parse().unwrap();
    let parties = Parties::new(["UA", "RU"].map(|party| party.parse().unwrap())).unwrap();
    let mut outlines = Outlines::default();
    outlines.apply(Numbered::Exchange(ExchangeId::of(&reference))).unwrap();
    outlines.apply(Numbered::Parties(parties)).unwrap();
    let gist = Numbered::Opened { exchange: 0, reference: reference.clone(), between: 0 };
    outlines.apply(gist).unwrap();
    (reference, outlines)
}

/// As they are folded from numbers that another hand may have written.
#[test]
fn what_goes_by_a_number_that_nothing_has_is_in_no_figure() {
    let (reference, mut outlines) = opened();
    let (count, basis) = (Band::UNKNOWN, Basis::PressOnly);
    let leg = NumberedLeg { way: 9, count, basis, split: repatria_domain::Split::default() };
    let (exchange, revision, on) = (0, 1, None);
    outlines.apply(Numbered::Settled { exchange, revision, on, legs: &[leg] }).unwrap();
    outlines.apply(Numbered::Cancelled { exchange: 9 }).unwrap();
    assert_eq!(outlines.totals(None).home, []);
    assert_eq!(outlines.series(None).between, []);
    outlines.apply(Numbered::Withdrawn { exchange, revision }).unwrap();
    assert_eq!(outlines.totals(None).not_settled, [reference]);
}
