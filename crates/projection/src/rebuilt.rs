//! The same commits give the same bytes: taken in one by one, or all at once from the beginning.

use proptest::prelude::*;
use repatria_domain::{Day, generate};

use crate::by_command::by;
use crate::record::Record;
use crate::{agreements, changes, claimants, custody, disclosures, series};

/// Every one of these read models as JSON.
fn drawn(record: &Record, as_of: Option<Day>) -> [String; 6] {
    let json = |model: serde_json::Result<String>| model.unwrap();
    [
        json(serde_json::to_string(&series(record, as_of))),
        json(serde_json::to_string(&custody(record, as_of))),
        json(serde_json::to_string(&agreements(record, as_of))),
        json(serde_json::to_string(&disclosures(record, as_of))),
        json(serde_json::to_string(&claimants(record, as_of))),
        json(serde_json::to_string(&changes(record, as_of))),
    ]
}

proptest! {
    #[test]
    fn a_rebuild_equals_what_was_taken_in_one_by_one_at_every_commit(
        history in generate::history(),
    ) {
        let mut record = Record::default();
        for (taken_in, commit) in (1..).zip(&history) {
            record.apply(commit).unwrap();
            let rebuilt = Record::of(history.iter().take(taken_in)).unwrap();
            for as_of in [None, by("2025-06-26")] {
                prop_assert_eq!(drawn(&record, as_of), drawn(&rebuilt, as_of));
            }
        }
    }
}
