//! People of a party who are with another than their own: who went there, and who came home from
//! there. That they are the same people nobody says.
//! It refuses to know how exchanges are kept.

use std::collections::BTreeMap;

use repatria_domain::{Band, Basis, Before, Day, LegKey, LegKind, Party, When};

use crate::deals::{Deals, Went, beside, key};
use crate::happened::happened;
use crate::published::leg_order;

/// Which way people went who are, or were, with another party than their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Bound {
    /// There, from wherever.
    Away,
    /// Home, from there.
    Home,
}

/// People of a party, living or dead, on the way to another party or home from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Journey {
    bound: Bound,
    of: Party,
    kind: LegKind,
    with: Party,
}

/// A leg on which people set out on a journey, or came home from it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Passage<Exchange> {
    pub(super) exchange: Exchange,
    pub(super) on: Option<When>,
    pub(super) leg: LegKey,
    pub(super) count: Band,
    pub(super) basis: Basis,
}

/// Who went somewhere in exchanges, and who came home from there, in order.
#[derive(Debug)]
pub(super) struct Stays<Exchange>(BTreeMap<Journey, Vec<Passage<Exchange>>>);

impl Bound {
    pub(super) fn other(self) -> Self {
        match self {
            Self::Away => Self::Home,
            Self::Home => Self::Away,
        }
    }
}

impl Journey {
    /// That of a leg; of whom nobody says whose they are, nobody says where they are at home.
    fn of(leg: &LegKey) -> Option<Self> {
        let (bound, with) =
            if leg.goes_home() { (Bound::Home, leg.from) } else { (Bound::Away, leg.to) };
        Some(Self { bound, of: leg.of?, kind: leg.kind, with })
    }

    /// That of people who went some way in an exchange.
    pub(super) fn of_way<'a, D: Deals<'a>>(deals: D, went: Went<D::Party>) -> Option<Self> {
        Self::of(&key(deals, went)?)
    }

    /// The way back.
    pub(super) fn back(self) -> Self {
        Self { bound: self.bound.other(), ..self }
    }
}

impl<Exchange: Copy> Stays<Exchange> {
    /// Those in exchanges that come in order.
    pub(super) fn among<'a, D: Deals<'a, Exchange = Exchange>>(
        deals: D,
        exchanges: &[Exchange],
        as_of: Option<Day>,
    ) -> Self {
        let mut stays = Self(BTreeMap::new());
        // Nearly all come home, and hardly any of them from where somebody is known to have gone.
        for bound in [Bound::Away, Bound::Home] {
            for exchange in exchanges {
                let is_meant = |journey: Journey| {
                    journey.bound == bound && (bound == Bound::Away || stays.holds(journey.back()))
                };
                for (journey, passage) in passages(deals, *exchange, as_of, is_meant) {
                    stays.0.entry(journey).or_default().push(passage);
                }
            }
        }
        stays
    }

    /// Each passage of an exchange bound one way, with all of those who went the other way.
    pub(super) fn of<'a, D: Deals<'a, Exchange = Exchange>>(
        &self,
        deals: D,
        exchange: Exchange,
        as_of: Option<Day>,
        bound: Bound,
    ) -> Vec<(Passage<Exchange>, &[Passage<Exchange>])> {
        let is_meant = |journey: Journey| journey.bound == bound && self.holds(journey.back());
        let passages = passages(deals, exchange, as_of, is_meant).into_iter();
        let back = |journey: Journey| self.0.get(&journey.back()).map_or(&[][..], Vec::as_slice);
        passages.map(|(journey, passage)| (passage, back(journey))).collect()
    }

    fn holds(&self, journey: Journey) -> bool {
        self.0.contains_key(&journey)
    }
}

/// The passages of an exchange that are meant and counted, in the order in which legs are shown.
fn passages<'a, D: Deals<'a>>(
    deals: D,
    exchange: D::Exchange,
    as_of: Option<Day>,
    is_meant: impl Fn(Journey) -> bool,
) -> Vec<(Journey, Passage<D::Exchange>)> {
    let on = deals.on(exchange);
    if happened(on, as_of).is_none() {
        return Vec::new();
    }
    let meant = deals.ways(exchange).filter_map(|went| {
        let leg = key(deals, went)?;
        let journey = Journey::of(&leg).filter(|journey| is_meant(*journey))?;
        beside(deals, exchange, went).is_none().then_some(())?;
        let Went { count, basis, .. } = went;
        Some((journey, Passage { exchange, on, leg, count, basis }))
    });
    let mut passages: Vec<_> = meant.collect();
    passages.sort_by_key(|(_, passage)| leg_order(&passage.leg));
    passages
}

/// Whether people may have come home by one passage after they had gone by another.
pub(super) fn may_follow<Exchange>(away: &Passage<Exchange>, home: &Passage<Exchange>) -> bool {
    match (away.on, home.on) {
        (Some(out), Some(back)) => back.before(&out) != Before::Surely,
        _ => true,
    }
}
