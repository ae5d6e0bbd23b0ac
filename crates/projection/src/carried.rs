//! What is carried forward under a tariff: the weight that one side gave beyond what it got.
//! It refuses to weigh men whose ranks nobody gives.

use std::collections::{BTreeMap, BTreeSet};

use repatria_domain::{
    Equal, ExchangeId, LegKind, Party, Reference, Settlement, Tariff, Terms, Text, Weight, When,
};
use serde::Serialize;

use crate::happened::Certainty;
use crate::published::{Entry, Spoken};

/// The exchanges by tariff under an agreement, weighed one after another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TariffAccount {
    /// The table of equivalents that the agreement names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tariff: Option<Text>,
    /// One line an exchange, in order of their dates; only what surely happened.
    pub exchanges: Vec<WeighedExchange>,
    /// What each party received beyond what was swapped for it, over all of them.
    pub surplus: Vec<SideWeight>,
    /// Exchanges under the agreement that name no ranks, or are not by tariff.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_weighed: Vec<Reference>,
}

/// One exchange, weighed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WeighedExchange {
    /// Which.
    pub reference: Reference,
    /// When it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<When>,
    /// What went to each party.
    pub to: Vec<SideWeight>,
    /// Who is owed how much after it; absent: the accounts are even, or more than two take part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carried: Option<CarriedForward>,
}

/// What men weighed who went to a party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct SideWeight {
    /// To whom.
    pub to: Party,
    /// What they weigh together, in privates.
    pub received: Weight,
    /// How much of it the swaps pair.
    pub swapped: Weight,
    /// How much more went than the swaps pair.
    pub surplus: Weight,
}

/// What one party is owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct CarriedForward {
    /// Who gave more than it got.
    pub owed_to: Party,
    /// How much more, in privates.
    pub weight: Weight,
}

/// Received and swapped, by party.
type Scales = BTreeMap<Party, (u64, u64)>;

/// Weighs the exchanges of an agreement, in order.
pub(crate) fn tariff_account(tariff: Option<&Tariff>, entries: &[&Entry<'_>]) -> TariffAccount {
    let mut seen: BTreeSet<ExchangeId> = BTreeSet::new();
    let mut account = TariffAccount {
        tariff: tariff.map(|tariff| tariff.title.clone()),
        exchanges: Vec::new(),
        surplus: Vec::new(),
        not_weighed: Vec::new(),
    };
    let mut running = Scales::new();
    for entry in entries.iter().filter(|entry| entry.happened == Certainty::Surely) {
        let Spoken::Leg(settlement, _) = entry.way else { continue };
        if !seen.insert(entry.exchange.id) {
            continue;
        }
        let reference = entry.exchange.reference.clone();
        let Some(scales) = weigh(settlement) else {
            account.not_weighed.push(reference);
            continue;
        };
        for (party, (received, swapped)) in &scales {
            let (all, paired) = running.entry(*party).or_default();
            *all = all.saturating_add(*received);
            *paired = paired.saturating_add(*swapped);
        }
        let carried = carried(&running);
        account.exchanges.push(WeighedExchange {
            reference,
            on: entry.on,
            to: sides(&scales),
            carried,
        });
    }
    account.surplus = sides(&running);
    account
}

/// What went to each party; none where the terms are others, or no rank is named.
fn weigh(settlement: &Settlement) -> Option<Scales> {
    let tariff = settlement.tariff.as_ref().filter(|_| settlement.terms == Terms::ByTariff)?;
    let mut scales = Scales::new();
    let living = settlement.legs.iter().filter(|leg| leg.key.kind == LegKind::Living);
    for leg in living.filter(|leg| !leg.ranks.is_empty()) {
        let weight = tariff.weigh(&leg.ranks).ok()?.privates();
        // Who hands over and gets nobody back stands on the scales with nothing.
        scales.entry(leg.key.from).or_default();
        let (received, _) = scales.entry(leg.key.to).or_default();
        *received = received.checked_add(weight)?;
    }
    for swap in &settlement.swaps {
        let Equal::Weight(weight) = swap.equal else { continue };
        for to in [swap.a.to, swap.b.to] {
            let (_, swapped) = scales.entry(to).or_default();
            *swapped = swapped.checked_add(weight.privates())?;
        }
    }
    (!scales.is_empty()).then_some(scales)
}

fn sides(scales: &Scales) -> Vec<SideWeight> {
    let sides = scales.iter();
    sides
        .map(|(to, (received, swapped))| SideWeight {
            to: *to,
            received: Weight::new(*received),
            swapped: Weight::new(*swapped),
            surplus: Weight::new(received.saturating_sub(*swapped)),
        })
        .collect()
}

/// Whoever received less is owed the difference.
fn carried(running: &Scales) -> Option<CarriedForward> {
    let received: Vec<(Party, u64)> =
        running.iter().map(|(party, (received, _))| (*party, *received)).collect();
    let [(a, to_a), (b, to_b)] = received.as_slice() else { return None };
    let owed_to = match to_a.cmp(to_b) {
        std::cmp::Ordering::Equal => return None,
        std::cmp::Ordering::Less => *a,
        std::cmp::Ordering::Greater => *b,
    };
    Some(CarriedForward { owed_to, weight: Weight::new(to_a.abs_diff(*to_b)) })
}
