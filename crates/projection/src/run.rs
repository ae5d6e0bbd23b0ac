//! Hand-overs close in time: the how-manieth within seven days one was.
//! It refuses to say that they belong together; they are only near one another.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

use repatria_domain::{Day, Exchange, ExchangeId, Parties, Reference, When};
use serde::Serialize;

use crate::deals::{Deals, is_hand_over, whole};
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

/// The days on which hand-overs begin that can be counted with some exchanges.
#[derive(Debug)]
pub(crate) struct Reach {
    // The last days that the first and the last of them can have been on.
    first: Day,
    last: Day,
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
        let Some(reach) = Reach::of(state, those.iter().copied()) else {
            return Self::among(state, [], as_of);
        };
        let exchanges = in_order_from(record, |earliest| reach.is_behind(earliest));
        let has_happened = |held: &&Exchange| happened(date(held), as_of).is_some();
        Self::among(state, exchanges.take_while(has_happened), as_of)
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

    /// The how-manieth an exchange was, itself counted.
    pub(crate) fn position(&self, exchange: Id) -> Option<u64> {
        let count = self.window(exchange)?.len();
        (count > 0).then_some(count as u64)
    }

    /// Those within the seven days that end on its day, in order, itself last.
    pub(crate) fn within(&self, exchange: Id) -> Vec<InRun> {
        let named = |held: &HandOver<'_>| InRun { reference: held.reference.clone(), on: held.on };
        self.window(exchange).unwrap_or_default().iter().map(named).collect()
    }

    fn window(&self, exchange: Id) -> Option<&[HandOver<'a>]> {
        let (parties, end) = self.find(exchange)?;
        let until = self.between.get(parties)?.get(..=end)?;
        let latest = until.last()?.latest;
        until.get(until.partition_point(|held| !is_near(held.earliest, latest))..)
    }

    fn add<D: Deals<'a, Id = Id>>(&mut self, deals: D, exchange: D::Exchange, on: When) {
        let Some((earliest, latest)) = on.earliest().zip(on.latest()) else { return };
        let frame = deals.frame(exchange);
        let deal = frame.unwrap_or(exchange);
        let (id, Some(parties)) = (deals.id(deal), deals.between(deal)) else { return };
        let between = self.between.entry(parties).or_default();
        let next = between.len();
        // Only hand-overs of a deal can be one: the deal itself is none beside them.
        let index = match frame {
            Some(_) => *self.parts.entry((id, earliest, latest)).or_insert(next),
            None => next,
        };
        if index == next {
            between.push(HandOver { reference: deals.reference(deal), on, earliest, latest });
        }
        if frame.is_some() {
            self.found.insert(deals.id(exchange), (parties, index));
        }
        self.found.insert(id, (parties, index));
    }
}

impl Reach {
    /// Of exchanges; none where nobody says on which day any of them was.
    pub(crate) fn of<'a, D: Deals<'a>>(
        deals: D,
        those: impl IntoIterator<Item = D::Exchange>,
    ) -> Option<Self> {
        // The position of a deal is that of its last hand-over.
        let deals_and_parts = those.into_iter().flat_map(|deal| whole(deals, deal));
        let mut days = deals_and_parts.filter_map(|held| deals.on(held)?.latest());
        let first = days.next()?;
        let (first, last) =
            days.fold((first, first), |(first, last), day| (first.min(day), last.max(day)));
        Some(Self { first, last })
    }

    /// Whether what began on a day is too early to be counted with any of them.
    fn is_behind(&self, earliest: Day) -> bool {
        !is_near(earliest, self.first)
    }

    /// Whether what was then can be counted with one of them.
    pub(crate) fn holds(&self, on: Option<When>) -> bool {
        let earliest = on.and_then(|on| on.earliest());
        earliest.is_some_and(|earliest| !self.is_behind(earliest) && earliest <= self.last)
    }
}

/// Whether a hand-over is counted together with one before it.
pub(crate) fn is_near(earlier: Day, later: Day) -> bool {
    later.signed_duration_since(earlier).num_days() <= DAYS
}
