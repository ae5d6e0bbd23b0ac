//! Hand-overs close in time: the how-manieth within seven days one was.
//! It refuses to say that they belong together; they are only near one another.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

use repatria_domain::{Day, Exchange, ExchangeId, Parties, Reference, When};
use serde::Serialize;

use crate::deals::{Deals, is_hand_over};
use crate::happened::{date, happened};
use crate::listed::{in_order, in_order_from};
use crate::record::Record;

/// How many days apart two hand-overs are counted together.
const DAYS: i64 = 7;

/// One of several hand-overs of living people within seven days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InRun {
    /// The exchange; of the parts of a deal on one day, the deal.
    pub reference: Reference,
    /// When it was.
    pub on: When,
}

/// The hand-overs of living people that took place on a known day, in order, for each set of
/// parties. The parts of a deal on one day are one hand-over.
#[derive(Debug)]
pub(crate) struct Runs<'a, Id = ExchangeId> {
    between: BTreeMap<&'a Parties, Vec<HandOver<'a>>>,
    found: HashMap<Id, (&'a Parties, usize)>,
    parts: HashMap<(Id, Day, Day), usize>,
}

/// One of them.
#[derive(Debug)]
pub(crate) struct HandOver<'a> {
    pub(crate) reference: &'a Reference,
    pub(crate) on: When,
    pub(crate) earliest: Day,
    pub(crate) latest: Day,
}

impl<'a> Runs<'a> {
    pub(crate) fn of(record: &'a Record, as_of: Option<Day>) -> Self {
        Self::among(record.state(), in_order(record), as_of)
    }

    /// As far as the position of these exchanges needs it.
    pub(crate) fn around(record: &'a Record, those: &[&Exchange], as_of: Option<Day>) -> Self {
        let state = record.state();
        // The position of a deal is that of its last hand-over.
        let parts =
            those.iter().flat_map(|deal| &deal.parts).filter_map(|part| state.exchange(*part));
        let latest = those.iter().copied().chain(parts).filter_map(|held| date(held)?.latest());
        let Some(first) = latest.min() else { return Self::among(state, [], as_of) };
        let exchanges = in_order_from(record, |earliest| !is_near(earliest, first));
        let has_happened = |held: &&Exchange| happened(date(held), as_of).is_some();
        Self::among(state, exchanges.take_while(has_happened), as_of)
    }

    /// The how-manieth it was, itself counted.
    pub(crate) fn position(&self, exchange: &Exchange) -> Option<u64> {
        let count = self.window(exchange)?.len();
        (count > 0).then_some(count as u64)
    }

    /// Those within the seven days that end on its day, in order, itself last.
    pub(crate) fn within(&self, exchange: &Exchange) -> Vec<InRun> {
        let named = |held: &HandOver<'_>| InRun { reference: held.reference.clone(), on: held.on };
        self.window(exchange).unwrap_or_default().iter().map(named).collect()
    }

    fn window(&self, exchange: &Exchange) -> Option<&[HandOver<'a>]> {
        let (parties, end) = self.find(exchange.id)?;
        let until = self.between.get(parties)?.get(..=end)?;
        let latest = until.last()?.latest;
        until.get(until.partition_point(|held| !is_near(held.earliest, latest))..)
    }
}

impl<'a, Id: Copy + Eq + Hash> Runs<'a, Id> {
    /// Those among exchanges that come in order.
    pub(crate) fn among<D: Deals<'a, Id = Id>>(
        deals: D,
        exchanges: impl IntoIterator<Item = D::Exchange>,
        as_of: Option<Day>,
    ) -> Self {
        let (between, found, parts) = (BTreeMap::new(), HashMap::new(), HashMap::new());
        let mut runs = Self { between, found, parts };
        for exchange in exchanges {
            let on = deals.on(exchange);
            let is_counted = is_hand_over(deals, exchange) && happened(on, as_of).is_some();
            if let Some(on) = on.filter(|_| is_counted) {
                runs.add(deals, exchange, on);
            }
        }
        runs
    }

    /// All of them, in order, for each set of parties.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&'a Parties, &[HandOver<'a>])> {
        self.between.iter().map(|(parties, all)| (*parties, all.as_slice()))
    }

    /// Between whom, and which of them, an exchange was; of a deal on several days the last.
    pub(crate) fn find(&self, exchange: Id) -> Option<(&'a Parties, usize)> {
        self.found.get(&exchange).copied()
    }

    fn add<D: Deals<'a, Id = Id>>(&mut self, deals: D, exchange: D::Exchange, on: When) {
        let Some((earliest, latest)) = on.earliest().zip(on.latest()) else { return };
        let deal = deals.frame(exchange).unwrap_or(exchange);
        let (id, parties) = (deals.id(deal), deals.between(deal));
        let between = self.between.entry(parties).or_default();
        let index = *self.parts.entry((id, earliest, latest)).or_insert(between.len());
        if index == between.len() {
            between.push(HandOver { reference: deals.reference(deal), on, earliest, latest });
        }
        self.found.insert(deals.id(exchange), (parties, index));
        self.found.insert(id, (parties, index));
    }
}

/// Whether a hand-over is counted together with one before it.
pub(crate) fn is_near(earlier: Day, later: Day) -> bool {
    later.signed_duration_since(earlier).num_days() <= DAYS
}
