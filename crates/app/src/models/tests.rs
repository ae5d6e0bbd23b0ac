//! What is found by its place is what is found among all; and how often each model was drawn.

use std::any::type_name;
use std::cell::RefCell;
use std::collections::BTreeMap;

use super::*;
use crate::web::pages::tests::register::summer;

thread_local! {
    static DRAWN: RefCell<BTreeMap<&'static str, usize>> = RefCell::default();
}

/// Notes that a model is drawn.
pub(super) fn count<Model>() {
    let name = type_name::<Model>().split('<').next().and_then(|name| name.rsplit("::").next());
    DRAWN.with_borrow_mut(|drawn| *drawn.entry(name.unwrap_or_default()).or_default() += 1);
}

/// How often each model was drawn by this thread, since it was asked last.
pub(crate) fn counted() -> BTreeMap<&'static str, usize> {
    DRAWN.take()
}

#[test]
fn an_exchange_is_found_where_it_stands_in_the_timeline() {
    let record = summer();
    let models = Models::of(&record, None, None);
    let rows = &models.timeline().rows;
    assert_eq!(rows.len(), 7);
    for (place, row) in rows.iter().enumerate() {
        assert_eq!(models.row(&row.reference), Some(row));
        let [before, after] = models.neighbours(&row.reference).unwrap();
        assert_eq!(before, place.checked_sub(1).map(|before| &rows[before]));
        assert_eq!(after, rows.get(place + 1));
        let parts = rows.iter().filter(|part| part.frame.as_ref() == Some(&row.reference));
        assert!(models.parts(&row.reference).eq(parts), "{}", row.reference);
    }
    assert_eq!(models.neighbours(&"1999-01-01".parse().unwrap()), None);
}

#[test]
fn a_deal_is_found_in_the_series_on_each_of_its_days() {
    let record = summer();
    let models = Models::of(&record, None, None);
    for row in &models.timeline().rows {
        let mut found = models.in_series(&row.reference).iter();
        for (between, all) in models.series().between.iter().enumerate() {
            for (hand_over, held) in all.hand_overs.iter().enumerate() {
                if held.reference == row.reference {
                    assert_eq!(found.next(), Some(&InSeriesAt { between, hand_over }));
                }
            }
        }
        assert_eq!(found.next(), None, "{}", row.reference);
    }
    assert_eq!(models.in_series(&"2025-05-23-25".parse().unwrap()).len(), 3);
}

#[test]
fn claims_are_found_by_the_first_day_on_which_they_can_have_been_said() {
    let record = summer();
    let models = Models::of(&record, None, None);
    let said = |from: &str, until: &str| {
        let said = models.said_first(from.parse().unwrap(), until.parse().unwrap());
        said.map(|claim| claim.called.clone()).collect::<Vec<_>>()
    };
    assert_eq!(said("2025-05-22", "2025-06-01"), ["T/2", "T/3", "T/5"]);
    assert_eq!(said("2025-05-23", "2025-05-24"), ["T/2"]);
    assert_eq!(said("2025-06-02", "2025-08-16"), ["T/1", "T/4"]);
    assert_eq!(said("2025-08-17", "2025-08-31"), [""; 0]);
}

#[test]
fn the_total_of_a_party_is_the_one_that_is_found_among_all() {
    let record = summer();
    let models = Models::of(&record, None, None);
    for party in ["UA", "RU", "FR"].map(|party| party.parse().unwrap()) {
        for kind in [LegKind::Living, LegKind::Bodies] {
            assert_eq!(models.home_to(party, kind), models.totals().home_to(party, kind));
        }
    }
}

#[test]
fn a_model_is_drawn_when_it_is_asked_for_and_once() {
    let record = summer();
    counted();
    let models = Models::of(&record, None, None);
    assert_eq!(counted(), BTreeMap::new());
    let reference = "2025-06-09".parse().unwrap();
    for _ in 0..3 {
        assert!(models.neighbours(&reference).is_some() && models.row(&reference).is_some());
    }
    assert_eq!(counted(), BTreeMap::from([("Rows", 1), ("Timeline", 1)]));
}
