//! Hand-overs close in time: the how-manieth within seven days one was.
//! It refuses to say that they belong together; they are only near one another.

use std::collections::{BTreeMap, HashMap};

use repatria_domain::{Day, Exchange, ExchangeId, Parties, Reference, State, When};
use serde::Serialize;

use crate::happened::{date, happened};
use crate::listed::{in_order, in_order_from};
use crate::published::{frame, living, settled_parts};
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
#[derive(Debug, Default)]
pub(crate) struct Runs<'a> {
    between: BTreeMap<&'a Parties, Vec<HandOver<'a>>>,
    found: HashMap<ExchangeId, (&'a Parties, usize)>,
    parts: HashMap<(ExchangeId, Day, Day), usize>,
}

/// One of them.
#[derive(Debug)]
pub(crate) struct HandOver<'a> {
    pub(crate) of: &'a Exchange,
    pub(crate) on: When,
    pub(crate) earliest: Day,
    pub(crate) latest: Day,
}

impl<'a> Runs<'a> {
    pub(crate) fn of(record: &'a Record, as_of: Option<Day>) -> Self {
        Self::among(in_order(record), record.state(), as_of)
    }

    /// As far as the position of these exchanges needs it.
    pub(crate) fn around(record: &'a Record, those: &[&Exchange], as_of: Option<Day>) -> Self {
        let state = record.state();
        // The position of a deal is that of its last hand-over.
        let parts =
            those.iter().flat_map(|deal| &deal.parts).filter_map(|part| state.exchange(*part));
        let latest = those.iter().copied().chain(parts).filter_map(|held| date(held)?.latest());
        let Some(first) = latest.min() else { return Self::default() };
        let exchanges = in_order_from(record, |earliest| !is_near(earliest, first));
        let has_happened = |held: &&Exchange| happened(date(held), as_of).is_some();
        Self::among(exchanges.take_while(has_happened), state, as_of)
    }

    fn among(
        exchanges: impl Iterator<Item = &'a Exchange>,
        state: &'a State,
        as_of: Option<Day>,
    ) -> Self {
        let mut runs = Self::default();
        for exchange in exchanges {
            let is_counted = living(exchange).next().is_some()
                && settled_parts(state, exchange).next().is_none()
                && happened(date(exchange), as_of).is_some();
            if let Some(on) = date(exchange).filter(|_| is_counted) {
                runs.add(exchange, frame(state, exchange).unwrap_or(exchange), on);
            }
        }
        runs
    }

    /// The how-manieth it was, itself counted.
    pub(crate) fn position(&self, exchange: &Exchange) -> Option<u64> {
        let count = self.window(exchange)?.len();
        (count > 0).then_some(count as u64)
    }

    /// Those within the seven days that end on its day, in order, itself last.
    pub(crate) fn within(&self, exchange: &Exchange) -> Vec<InRun> {
        let named =
            |held: &HandOver<'_>| InRun { reference: held.of.reference.clone(), on: held.on };
        self.window(exchange).unwrap_or_default().iter().map(named).collect()
    }

    /// All of them, in order, for each set of parties.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&'a Parties, &[HandOver<'a>])> {
        self.between.iter().map(|(parties, all)| (*parties, all.as_slice()))
    }

    /// Between whom, and which of them, an exchange was; of a deal on several days the last.
    pub(crate) fn find(&self, exchange: ExchangeId) -> Option<(&'a Parties, usize)> {
        self.found.get(&exchange).copied()
    }

    fn add(&mut self, exchange: &'a Exchange, deal: &'a Exchange, on: When) {
        let Some((earliest, latest)) = on.earliest().zip(on.latest()) else { return };
        let between = self.between.entry(&deal.parties).or_default();
        let index = *self.parts.entry((deal.id, earliest, latest)).or_insert(between.len());
        if index == between.len() {
            between.push(HandOver { of: deal, on, earliest, latest });
        }
        self.found.insert(exchange.id, (&deal.parties, index));
        self.found.insert(deal.id, (&deal.parties, index));
    }

    fn window(&self, exchange: &Exchange) -> Option<&[HandOver<'a>]> {
        let (parties, end) = self.find(exchange.id)?;
        let until = self.between.get(parties)?.get(..=end)?;
        let latest = until.last()?.latest;
        until.get(until.partition_point(|held| !is_near(held.earliest, latest))..)
    }
}

/// Whether a hand-over is counted together with one before it.
pub(crate) fn is_near(earlier: Day, later: Day) -> bool {
    later.signed_duration_since(earlier).num_days() <= DAYS
}
