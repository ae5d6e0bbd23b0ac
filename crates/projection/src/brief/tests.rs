//! A register in brief answers what the register answers.

use proptest::prelude::*;
use repatria_domain::{Text, generate};

use super::*;
use crate::as_of::every_day;

proptest! {
    #[test]
    fn what_is_told_in_brief_answers_what_every_word_does(history in generate::history_of(0..60)) {
        let record = Record::of(&history).unwrap();
        let (mut brief, anywhere): (_, Text) = (Brief::default(), "not read".parse().unwrap());
        for commit in &history {
            brief.apply(&generate::in_brief(commit, None, &anywhere)).unwrap();
        }
        let claims = record.total_claims().count();
        prop_assert_eq!(brief.total_claims(), claims);
        let numbers: Vec<usize> = (1..=claims).collect();
        for as_of in every_day(&record) {
            prop_assert_eq!(brief.timeline(as_of), timeline(&record, as_of));
            prop_assert_eq!(brief.overview(as_of), overview(&record, as_of));
            prop_assert_eq!(brief.agreements(as_of), agreements(&record, as_of));
            prop_assert_eq!(brief.custody(as_of), custody(&record, as_of));
            prop_assert_eq!(brief.reconciliation(as_of), reconciliation(&record, as_of));
            prop_assert_eq!(
                brief.reconciliation_of(&numbers, as_of),
                reconciliation_of(&record, &numbers, as_of)
            );
        }
    }
}
