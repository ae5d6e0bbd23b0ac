//! The story of one exchange, of which alone every word is told, is its story.

use proptest::prelude::*;
use repatria_domain::{Text, generate};

use super::*;
use crate::as_of::every_day;

proptest! {
    #[test]
    fn who_is_told_every_word_of_one_exchange_tells_its_story(history in generate::history_of(0..60)) {
        let record = Record::of(&history).unwrap();
        let anywhere: Text = "not read".parse().unwrap();
        for exchange in record.state().exchanges() {
            let mut told = BriefBut::of(exchange.reference.clone());
            for commit in &history {
                told.apply(&generate::in_brief(commit, Some(told.exchange()), &anywhere)).unwrap();
            }
            let is_its_own = exchange.statements.iter().all(|held| held.said.exchange == exchange.id);
            prop_assert_eq!(told.knows_the_story(), is_its_own);
            for as_of in every_day(&record) {
                let story = is_its_own.then(|| story(&record, &exchange.reference, as_of));
                prop_assert_eq!(told.story(as_of), story.flatten());
            }
        }
    }
}

#[test]
fn of_an_exchange_that_was_never_opened_there_is_no_story() {
    assert!(!BriefBut::of("2025-06-26".parse().unwrap()).knows_the_story());
}
