//! What makes a settlement sound in itself: equal swaps, within their legs, on its terms.

use crate::count::Count;
use crate::refusal::Refusal;
use crate::settlement::{Equal, Leg, LegKey, LegKind, Settlement, Swap, Terms};
use crate::tariff::{Tariff, Weight};

use alloc::boxed::Box;

/// Checks a settlement on its own, without the exchange that it belongs to.
///
/// # Errors
/// The first rule that it breaks.
pub(super) fn check(settlement: &Settlement) -> Result<(), Refusal> {
    if settlement.legs.is_empty() {
        return Err(Refusal::NothingSettled);
    }
    for (index, leg) in settlement.legs.iter().enumerate() {
        check_leg(leg)?;
        if settlement.legs.iter().take(index).any(|earlier| earlier.key == leg.key) {
            return Err(Refusal::LegRepeated { leg: Box::new(leg.key) });
        }
    }
    for swap in &settlement.swaps {
        check_pair(settlement, swap)?;
    }
    match (settlement.terms == Terms::ByTariff, &settlement.tariff) {
        (true, Some(tariff)) => check_by_tariff(settlement, tariff),
        (false, None) => check_by_head(settlement),
        (true, None) | (false, Some(_)) => Err(Refusal::TariffMissing),
    }
}

fn check_leg(leg: &Leg) -> Result<(), Refusal> {
    let named = || Box::new(leg.key);
    if leg.key.from == leg.key.to {
        return Err(Refusal::LegGoesNowhere { leg: named() });
    }
    if leg.key.kind != LegKind::Living && !(leg.split.is_silent() && leg.ranks.is_empty()) {
        return Err(Refusal::RemainsAreNotSplit { leg: named() });
    }
    let best = leg.count.best().unwrap_or(Count::ZERO);
    let split = sum(leg.split.parts().filter_map(|part| part.best()));
    let ranks = sum(leg.ranks.values().copied());
    for parts in [split, ranks] {
        if parts > u64::from(best.number()) {
            return Err(Refusal::PartsBeyondLeg { leg: named(), parts, best });
        }
    }
    Ok(())
}

fn check_pair(settlement: &Settlement, swap: &Swap) -> Result<(), Refusal> {
    for key in [&swap.a, &swap.b] {
        if settlement.leg(key).is_none() {
            return Err(Refusal::NoSuchLeg { leg: Box::new(*key) });
        }
    }
    if swap.a.from == swap.b.from {
        return Err(Refusal::SwapOfOneSide { side: swap.a.from });
    }
    if swap.a.kind != swap.b.kind {
        return Err(Refusal::SwapOfDifferentKinds { a: swap.a.kind, b: swap.b.kind });
    }
    Ok(())
}

fn check_by_head(settlement: &Settlement) -> Result<(), Refusal> {
    if settlement.swaps.iter().any(|swap| weight_of(swap).is_some()) {
        return Err(Refusal::TariffMissing);
    }
    for leg in &settlement.legs {
        let leg_is_named = || Box::new(leg.key);
        let swapped = settlement.swapped(&leg.key);
        let best = leg.count.best().unwrap_or(Count::ZERO);
        if swapped > u64::from(best.number()) {
            return Err(Refusal::SwappedBeyondLeg { leg: leg_is_named(), swapped, best });
        }
        let is_bound = settlement.terms == Terms::ManForMan && leg.key.kind == LegKind::Living;
        if is_bound && leg.count.best().is_some() && swapped < u64::from(best.number()) {
            return Err(Refusal::NotWhollySwapped { leg: leg_is_named(), swapped, best });
        }
    }
    Ok(())
}

fn check_by_tariff(settlement: &Settlement, tariff: &Tariff) -> Result<(), Refusal> {
    for leg in &settlement.legs {
        let weight = tariff.weigh(&leg.ranks)?;
        let swapped = swapped_weight(settlement, &leg.key)?;
        if swapped > weight {
            return Err(Refusal::SwappedBeyondWeight { leg: Box::new(leg.key), swapped, weight });
        }
        let citizens = leg.split.civilian.and_then(|part| part.best()).unwrap_or(Count::ZERO);
        let swapped = settlement.swapped(&leg.key);
        if swapped > u64::from(citizens.number()) {
            return Err(Refusal::CitizensForOthers { leg: Box::new(leg.key), swapped, citizens });
        }
    }
    Ok(())
}

fn swapped_weight(settlement: &Settlement, key: &LegKey) -> Result<Weight, Refusal> {
    settlement
        .swaps
        .iter()
        .filter(|swap| swap.a == *key || swap.b == *key)
        .filter_map(weight_of)
        .try_fold(Weight::default(), Weight::plus)
        .ok_or(Refusal::TotalTooLarge)
}

fn weight_of(swap: &Swap) -> Option<Weight> {
    match swap.equal {
        Equal::Weight(weight) => Some(weight),
        Equal::Persons(_) => None,
    }
}

fn sum(counts: impl Iterator<Item = Count>) -> u64 {
    counts.map(|count| u64::from(count.number())).fold(0, u64::saturating_add)
}
