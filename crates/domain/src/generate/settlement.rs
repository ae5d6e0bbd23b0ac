//! Settlements that break no rule: swaps lie within their legs, and man for man is wholly swapped.

use alloc::vec::Vec;

use proptest::collection::{btree_map, vec};
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::date::when;
use super::leg::{People, leg_key, people, plain, tariff};
use super::name::words;
use super::statement::{id, seldom, terms};
use crate::count::Count;
use crate::id::StatementId;
use crate::quantity::Band;
use crate::settlement::{
    Equal, Evidence, Leg, LegKey, LegKind, Remainder, Role, Rule, Settlement, Swap, Terms,
};
use crate::tariff::{Tariff, Weight};

/// Makes a settlement that is sound in itself; the statements that it names are of no register.
pub fn settlement() -> impl Strategy<Value = Settlement> + Clone {
    let legs = btree_map(leg_key(), people(), 1..5);
    let pairs = vec((any::<Index>(), any::<Index>(), 0..4_u32), 0..5);
    (legs, pairs, terms(), of(when()), (rule(), seldom(words())), vec(evidence(), 0..4))
        .prop_map(|(legs, pairs, terms, on, (rule, note), evidence)| {
            let legs: Vec<Leg> =
                legs.into_iter().map(|(key, people): (LegKey, People)| people.leg(key)).collect();
            let tariff = if terms == Terms::ByTariff { tariff() } else { None };
            let mut settlement = Settlement {
                on,
                terms,
                tariff,
                legs,
                swaps: Vec::new(),
                evidence: Vec::new(),
                rule,
                note,
            };
            settlement.evidence = evidence.into_iter().map(|trace| trace.of(&settlement)).collect();
            for (a, b, share) in pairs {
                swap(&mut settlement, a, b, share);
            }
            keep_the_terms(&mut settlement);
            settlement
        })
        .boxed()
}

/// Swaps all that is left of two legs, or a share of it, if they can answer each other.
fn swap(settlement: &mut Settlement, a: Index, b: Index, share: u32) {
    let legs = &settlement.legs;
    let (Some(a), Some(b)) = (pick(legs, a), pick(legs, b)) else { return };
    let (key_a, key_b) = (a.key, b.key);
    if key_a.from == key_b.from || key_a.kind != key_b.kind {
        return;
    }
    let part = |most: u64| most.checked_div(share.max(1).into()).unwrap_or(most);
    let equal = match &settlement.tariff {
        Some(tariff) if share > 1 => {
            let least = weight_left(settlement, tariff, a).min(weight_left(settlement, tariff, b));
            Equal::Weight(Weight::new(part(least)))
        }
        Some(_) | None => {
            let least = left(settlement, a).min(left(settlement, b));
            Equal::Persons(Count::new(u32::try_from(part(least)).unwrap_or_default()))
        }
    };
    settlement.swaps.push(Swap { a: key_a, b: key_b, equal });
}

/// Heads of a leg that no swap pairs yet: under a tariff its citizens.
fn left(settlement: &Settlement, leg: &Leg) -> u64 {
    let whole = match settlement.terms {
        Terms::ByTariff => leg.split.civilian.and_then(|part| part.best()),
        Terms::NotStated | Terms::ManForMan | Terms::AllForAll | Terms::Unequal => leg.count.best(),
    };
    let whole = whole.map_or(0, |best| u64::from(best.number()));
    whole.saturating_sub(settlement.swapped(&leg.key))
}

fn weight_left(settlement: &Settlement, tariff: &Tariff, leg: &Leg) -> u64 {
    let swaps = settlement.swaps.iter().filter(|swap| swap.a == leg.key || swap.b == leg.key);
    let swapped = swaps.map(|swap| match swap.equal {
        Equal::Weight(weight) => weight.privates(),
        Equal::Persons(_) => 0,
    });
    let whole = tariff.weigh(&leg.ranks).unwrap_or_default();
    whole.privates().saturating_sub(swapped.fold(0, u64::saturating_add))
}

/// Under man for man what is not swapped cannot be counted; elsewhere it is a remainder.
fn keep_the_terms(settlement: &mut Settlement) {
    for index in 0..settlement.legs.len() {
        let Some(leg) = settlement.legs.get(index).cloned() else { continue };
        let swapped = u32::try_from(settlement.swapped(&leg.key)).unwrap_or(u32::MAX);
        let rest = settlement.remainder(&leg.key).unwrap_or_default();
        let kept = if rest == Count::ZERO {
            leg
        } else if settlement.terms == Terms::ManForMan && leg.key.kind == LegKind::Living {
            match swapped {
                0 => plain(leg.key, Band::from(leg.count.low()), leg.basis),
                _ => plain(leg.key, Band::exactly(Count::new(swapped)), leg.basis),
            }
        } else {
            Leg { remainder: Some(why(rest, swapped)), ..leg }
        };
        if let Some(place) = settlement.legs.get_mut(index) {
            *place = kept;
        }
    }
}

fn why(rest: Count, swapped: u32) -> Remainder {
    match (swapped, rest.number() % 3) {
        (0, _) => Remainder::NoCounterpartRecorded,
        (_, 0) => Remainder::Surplus,
        (_, 1) => Remainder::Disputed,
        _ => Remainder::Unexplained,
    }
}

/// What one statement was to one leg, before it is known to which.
#[derive(Clone, Copy, Debug)]
struct Trace {
    statement: StatementId,
    leg: Option<Index>,
    role: Role,
}

impl Trace {
    fn of(self, settlement: &Settlement) -> Evidence {
        let leg = self.leg.and_then(|leg| pick(&settlement.legs, leg)).map(|leg| leg.key);
        Evidence { statement: self.statement, leg, role: self.role }
    }
}

fn evidence() -> impl Strategy<Value = Trace> + Clone {
    (id().prop_map(StatementId::from), of(any::<Index>()), role())
        .prop_map(|(statement, leg, role)| Trace { statement, leg, role })
        .boxed()
}

fn role() -> impl Strategy<Value = Role> + Clone {
    use Role::{
        Best, BothDirections, Corrected, Deprecated, Heard, NoDirection, NoNumber, NotPreferred,
        OfWhom, Planned,
    };
    select(
        &[
            Best,
            Heard,
            OfWhom,
            NoNumber,
            Planned,
            Deprecated,
            Corrected,
            BothDirections,
            NoDirection,
            NotPreferred,
        ][..],
    )
    .boxed()
}

/// Makes how a settlement was chosen.
pub fn rule() -> impl Strategy<Value = Rule> + Clone {
    use Rule::{ByHand, Highest, Lowest, MostSources, PreferredOnly, ReceivingSideFirst};
    select(&[ReceivingSideFirst, Lowest, Highest, MostSources, PreferredOnly, ByHand][..]).boxed()
}

/// One of some things; none if there is none.
pub(super) fn pick<T>(things: &[T], which: Index) -> Option<&T> {
    if things.is_empty() { None } else { things.get(which.index(things.len())) }
}
