//! Which legs of which settlements are published, and which are not, and why; and in which exchanges
//! nobody speaks of a direction. It refuses to add anything up.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

use repatria_domain::{
    Band, Day, Exchange, ExchangeId, Leg, LegKey, LegKind, Party, Settlement, State, When,
};
use serde::Serialize;

use crate::deals::{beside, silent};
use crate::happened::{Certainty, date, happened};
use crate::listed::in_order;
use crate::record::Record;

/// Who a total counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Which {
    /// Those who came home to this party.
    Home(Party),
    /// Those of this party who went to a third state.
    Abroad(Party),
    /// Those who went to this party, and nobody says whose they are.
    WhoseNotStated(Party),
}

/// Why an exchange was left out of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// It is a frame, and its parts are counted.
    PartsCounted,
    /// It is a part, and its frame is counted: not every part has a figure, and the frame has.
    FrameCounted,
    /// It was called off.
    Cancelled,
    /// It is not settled.
    NotSettled,
    /// It had not happened by the day that was asked for.
    NotYet,
}

/// What is published, in order of (earliest day, latest day, reference), and what is not.
#[derive(Debug, Default)]
pub(crate) struct Published<'a> {
    pub(crate) entries: Vec<Entry<'a>>,
    pub(crate) left_out: Vec<NotPublished<'a>>,
}

/// A leg that was left out, or an exchange that is not settled, and why.
pub(crate) type NotPublished<'a> = (&'a Exchange, Option<&'a Leg>, Why);

/// A leg of an exchange, or a direction of which nobody speaks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry<'a> {
    pub(crate) exchange: &'a Exchange,
    pub(crate) on: Option<When>,
    pub(crate) happened: Certainty,
    pub(crate) way: Spoken<'a>,
}

/// Whether anybody speaks of a direction.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Spoken<'a> {
    /// Somebody does: this leg came of it.
    Leg(&'a Settlement, &'a Leg),
    /// Nobody says that any people of this party went home.
    Silent { of: Party, from: Option<Party> },
}

impl Which {
    /// Whose people, or else who received them.
    pub(crate) fn party(self) -> Party {
        let (Self::Home(party) | Self::Abroad(party) | Self::WhoseNotStated(party)) = self;
        party
    }
}

impl<'a> Published<'a> {
    pub(crate) fn of(record: &'a Record, as_of: Option<Day>) -> Self {
        Self::among(record.state(), in_order(record), as_of)
    }

    /// Of exchanges that come in order.
    pub(crate) fn among(
        state: &'a State,
        exchanges: impl IntoIterator<Item = &'a Exchange>,
        as_of: Option<Day>,
    ) -> Self {
        let mut published = Self::default();
        for exchange in exchanges {
            published.take(state, exchange, as_of);
        }
        published
    }

    fn take(&mut self, state: &'a State, exchange: &'a Exchange, as_of: Option<Day>) {
        let Some(settlement) = &exchange.settlement else {
            let why = if exchange.cancelled.is_some() { Why::Cancelled } else { Why::NotSettled };
            return self.left_out.push((exchange, None, why));
        };
        let on = date(exchange);
        let happened = happened(on, as_of);
        let mut legs: Vec<&Leg> = settlement.legs.iter().collect();
        legs.sort_by_key(|leg| leg_order(&leg.key));
        for leg in legs {
            let why =
                beside(state, exchange, leg.into()).or(happened.is_none().then_some(Why::NotYet));
            match (why, happened) {
                (None, Some(happened)) => {
                    let way = Spoken::Leg(settlement, leg);
                    self.entries.push(Entry { exchange, on, happened, way });
                }
                (why, _) => self.left_out.extend(why.map(|why| (exchange, Some(leg), why))),
            }
        }
        let Some(happened) = happened else { return };
        for of in silent(state, exchange) {
            let way = Spoken::Silent { of, from: exchange.parties.other_than(of) };
            self.entries.push(Entry { exchange, on, happened, way });
        }
    }
}

impl<'a> Entry<'a> {
    /// Who is counted by a total that this belongs to.
    pub(crate) fn which(&self) -> Which {
        match self.way {
            Spoken::Silent { of, .. } => Which::Home(of),
            Spoken::Leg(_, leg) => which(leg),
        }
    }

    pub(crate) fn kind(&self) -> LegKind {
        self.leg().map_or(LegKind::Living, |leg| leg.key.kind)
    }

    /// From whose hands they came; of a silent direction between more than two: none.
    pub(crate) fn from(&self) -> Option<Party> {
        match self.way {
            Spoken::Silent { from, .. } => from,
            Spoken::Leg(_, leg) => Some(leg.key.from),
        }
    }

    /// Who received them.
    pub(crate) fn to(&self) -> Party {
        match self.way {
            Spoken::Silent { of, .. } => of,
            Spoken::Leg(_, leg) => leg.key.to,
        }
    }

    pub(crate) fn leg(&self) -> Option<&'a Leg> {
        match self.way {
            Spoken::Silent { .. } => None,
            Spoken::Leg(_, leg) => Some(leg),
        }
    }

    /// How many; none where nobody speaks of it.
    pub(crate) fn count(&self) -> Option<Band> {
        self.leg().map(|leg| leg.count)
    }
}

/// Where those of each exchange are, which follow one another.
pub(crate) fn of_each(
    ids: impl IntoIterator<Item = ExchangeId>,
) -> HashMap<ExchangeId, Range<usize>> {
    let mut places: HashMap<ExchangeId, Range<usize>> = HashMap::new();
    for (id, place) in ids.into_iter().zip(0..) {
        let own = places.entry(id).or_insert(place..place);
        own.end = own.end.saturating_add(1);
    }
    places
}

/// Who is counted by a total that a leg belongs to.
pub(crate) fn which(leg: &Leg) -> Which {
    match leg.key.of {
        Some(of) if of == leg.key.to => Which::Home(of),
        Some(of) => Which::Abroad(of),
        None => Which::WhoseNotStated(leg.key.to),
    }
}

/// The order in which legs are shown: the living before the dead; of each those who went home first.
pub(crate) fn leg_order(leg: &LegKey) -> (LegKind, bool, Reverse<Party>, LegKey) {
    (leg.kind, !leg.goes_home(), Reverse(leg.to), *leg)
}

/// The key that dates are listed by: what nobody dates comes last.
pub(crate) fn sort_key(on: Option<When>) -> (Day, Day) {
    on.map_or((Day::MAX, Day::MAX), |on| on.sort_key())
}

/// The deal of which an exchange is one hand-over.
pub(crate) fn frame<'a>(state: &'a State, exchange: &Exchange) -> Option<&'a Exchange> {
    state.exchange(exchange.description.as_ref()?.frame?)
}

/// The hand-overs of a deal that are settled.
pub(crate) fn settled_parts<'a>(
    state: &'a State,
    frame: &'a Exchange,
) -> impl Iterator<Item = &'a Exchange> {
    let parts = frame.parts.iter().filter_map(|part| state.exchange(*part));
    parts.filter(|part| part.settlement.is_some())
}

/// The legs that an exchange is settled by.
pub(crate) fn legs(exchange: &Exchange) -> impl Iterator<Item = &Leg> + Clone {
    exchange.settlement.iter().flat_map(|settlement| &settlement.legs)
}

/// Its legs of living people.
pub(crate) fn living(exchange: &Exchange) -> impl Iterator<Item = &Leg> {
    legs(exchange).filter(|leg| leg.key.kind == LegKind::Living)
}
