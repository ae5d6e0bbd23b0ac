use proptest::prelude::*;
use repatria_domain::generate;

use super::*;

proptest! {
    #[test]
    fn two_on_one_day_are_found_as_among_all_pairs(history in generate::history_of(0..60)) {
        let record = Record::of(&history).unwrap();
        let settled: Vec<_> = in_order(&record).filter_map(Dated::of).collect();
        let mut pairs = Vec::new();
        for (index, later) in settled.iter().enumerate() {
            for earlier in settled.iter().take(index) {
                let may_be_one_day =
                    earlier.earliest <= later.latest && later.earliest <= earlier.latest;
                let is_alike = earlier.between() == later.between() && !earlier.is_related(*later);
                if may_be_one_day && is_alike {
                    pairs.push([earlier, later].map(|held| held.exchange.reference.clone()));
                }
            }
        }
        let found: Vec<_> = same_day(&settled).into_iter().map(|asked| asked.exchanges).collect();
        prop_assert_eq!(found, pairs);
    }
}
