//! What is published, laid out so that a story finds what belongs to it without going through all.
//! It refuses to tell anything.

use std::collections::HashMap;
use std::ops::Range;

use repatria_domain::{Exchange, ExchangeId};

use crate::published::{Entry, Published, of_each};

/// What is published, in order, and where to find it.
#[derive(Debug, Default)]
pub(super) struct AtHand<'a> {
    entries: Vec<Entry<'a>>,
    of_exchange: HashMap<ExchangeId, Range<usize>>,
}

impl<'a> AtHand<'a> {
    pub(super) fn of(published: Published<'a>) -> Self {
        let entries = published.entries;
        let of_exchange = of_each(entries.iter().map(|entry| entry.exchange.id));
        Self { entries, of_exchange }
    }

    /// What is published of an exchange and of its hand-overs, in order.
    pub(super) fn of_deal(&self, exchange: &Exchange) -> Vec<&Entry<'a>> {
        let deal = [&exchange.id].into_iter().chain(&exchange.parts);
        let mut own: Vec<_> = deal.filter_map(|id| self.of_exchange.get(id).cloned()).collect();
        own.sort_unstable_by_key(|own| own.start);
        own.into_iter().filter_map(|own| self.entries.get(own)).flatten().collect()
    }
}
