//! A register without its history answers what the register answers.

use proptest::prelude::*;
use repatria_domain::generate;

use super::*;
use crate::as_of::every_day;

proptest! {
    #[test]
    fn what_stands_is_answered_without_how_it_came_to_be_so(history in generate::history_of(0..60)) {
        let record = Record::of(&history).unwrap();
        let mut present = Present::default();
        for commit in &history {
            present.apply(commit).unwrap();
        }
        for as_of in every_day(&record) {
            prop_assert_eq!(present.claimants(as_of), claimants(&record, as_of));
            prop_assert_eq!(present.disclosures(as_of), disclosures(&record, as_of));
            for scrutiny in [Scrutiny::Usual, Scrutiny::Strict] {
                prop_assert_eq!(present.audit(as_of, scrutiny), audit(&record, as_of, scrutiny));
            }
        }
    }
}
