//! What is published, laid out so that a story finds what belongs to it without going through all.
//! It refuses to tell anything.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use repatria_domain::{Exchange, ExchangeId, LegKind, Party};

use crate::published::{Entry, Published, of_each};

/// What is published, in order, and where to find it.
#[derive(Debug, Default)]
pub(super) struct AtHand<'a> {
    entries: Vec<Entry<'a>>,
    of_exchange: HashMap<ExchangeId, Range<usize>>,
    home_from: BTreeMap<Stay, Vec<usize>>,
    gone_to: BTreeMap<Stay, Vec<usize>>,
}

/// People of a party who are with another than their own.
type Stay = (Party, LegKind, Party);

impl<'a> AtHand<'a> {
    pub(super) fn of(published: Published<'a>) -> Self {
        let entries = published.entries;
        let of_exchange = of_each(entries.iter().map(|entry| entry.exchange.id));
        let mut at_hand = Self { entries, of_exchange, ..Self::default() };
        for (entry, place) in at_hand.entries.iter().zip(0..) {
            if let Some(stay) = home_from(entry) {
                at_hand.home_from.entry(stay).or_default().push(place);
            } else if let Some(stay) = gone_to(entry) {
                at_hand.gone_to.entry(stay).or_default().push(place);
            }
        }
        at_hand
    }

    /// What is published of an exchange and of its hand-overs, in order.
    pub(super) fn of_deal(&self, exchange: &Exchange) -> Vec<&Entry<'a>> {
        let deal = [&exchange.id].into_iter().chain(&exchange.parts);
        let mut own: Vec<_> = deal.filter_map(|id| self.of_exchange.get(id).cloned()).collect();
        own.sort_unstable_by_key(|own| own.start);
        own.into_iter().filter_map(|own| self.entries.get(own)).flatten().collect()
    }

    /// Who came home from where these people went, in order.
    pub(super) fn home_after(&self, gone: &Entry<'a>) -> impl Iterator<Item = &Entry<'a>> {
        self.found(gone_to(gone).and_then(|stay| self.home_from.get(&stay)))
    }

    /// Who went where these people came home from, in order.
    pub(super) fn gone_before(&self, home: &Entry<'a>) -> impl Iterator<Item = &Entry<'a>> {
        self.found(home_from(home).and_then(|stay| self.gone_to.get(&stay)))
    }

    fn found<'s>(&'s self, places: Option<&'s Vec<usize>>) -> impl Iterator<Item = &'s Entry<'a>> {
        places.into_iter().flatten().filter_map(|place| self.entries.get(*place))
    }
}

/// Where people who went home had been.
fn home_from(entry: &Entry<'_>) -> Option<Stay> {
    let leg = entry.leg()?.key;
    let of = leg.of.filter(|_| leg.goes_home())?;
    Some((of, leg.kind, leg.from))
}

/// Where people who did not go home went.
fn gone_to(entry: &Entry<'_>) -> Option<Stay> {
    let leg = entry.leg()?.key;
    let of = leg.of.filter(|_| !leg.goes_home())?;
    Some((of, leg.kind, leg.to))
}
