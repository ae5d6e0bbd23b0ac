//! The tables that come with the register.

use alloc::collections::BTreeMap;
use alloc::format;

use super::*;

fn weight(tariff: &Tariff, men: &[(&str, u32)]) -> u64 {
    let ranks: BTreeMap<Rank, Count> =
        men.iter().map(|(rank, men)| (rank.parse().unwrap(), Count::new(*men))).collect();
    tariff.weigh(&ranks).unwrap().privates()
}

#[test]
fn every_name_has_a_table_whose_words_are_those_of_a_log() {
    for name in Tariff::NAMES {
        let tariff = Tariff::named(name).unwrap();
        let written = serde_json::to_string(&tariff).unwrap();
        assert_eq!(serde_json::from_str::<Tariff>(&written).unwrap(), tariff, "{name}");
    }
    assert_eq!(Tariff::named("geneva"), None);
}

#[test]
fn under_dix_and_hill_a_colonel_is_fifteen_privates() {
    let tariff = Tariff::dix_hill_1862();
    assert_eq!(weight(&tariff, &[("colonel", 1)]), weight(&tariff, &[("private", 15)]));
    assert_eq!(weight(&tariff, &[("general-in-chief", 1), ("captain", 2)]), 72);
    assert_eq!(tariff.privates.len(), DIX_HILL.len());
}

#[test]
fn hamilton_gives_five_privates_for_an_ensign_and_by_that_ratio_for_the_others() {
    let tariff = Tariff::hamilton_1778();
    assert_eq!(weight(&tariff, &[("ensign", 1)]), weight(&tariff, &[("private", 5)]));
    assert_eq!(weight(&tariff, &[("commander-in-chief", 1)]), 445);
    assert_eq!(format!("{}", tariff.title), "Hamilton 1778");
}
