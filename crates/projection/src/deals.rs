//! Which legs of a deal are counted: those of its hand-overs or those of the deal as a whole, never
//! both; and of whom nobody speaks. One law, wherever exchanges are kept.
//! It refuses to know how they are kept, and to add anything up.

use std::hash::Hash;

use repatria_domain::{
    Band, Basis, Channel, Day, Exchange, ExchangeId, ExchangeKind, Leg, LegKey, LegKind, Parties,
    Party, Reference, State, When,
};

use crate::happened::date;
use crate::published::{Why, frame, legs, settled_parts, sort_key};

/// What is asked of exchanges, and of the deals that they are hand-overs of.
pub(crate) trait Deals<'a>: Copy {
    type Exchange: Copy;
    type Id: Copy + Eq + Hash;
    type Party: Copy + PartialEq;

    /// Every exchange, in order of recording.
    fn all(self) -> impl Iterator<Item = Self::Exchange>;
    fn id(self, exchange: Self::Exchange) -> Self::Id;
    fn reference(self, exchange: Self::Exchange) -> &'a Reference;
    /// Between whom it was, where that is known.
    fn between(self, exchange: Self::Exchange) -> Option<&'a Parties>;
    fn parties(self, exchange: Self::Exchange) -> impl Iterator<Item = Self::Party>;
    /// What a party is called.
    fn called(self, party: Self::Party) -> Option<Party>;
    /// When it was: as it is settled, else as it is described.
    fn on(self, exchange: Self::Exchange) -> Option<When>;
    /// What it is described as.
    fn kind(self, exchange: Self::Exchange) -> Option<ExchangeKind>;
    /// The deal of which it is one hand-over.
    fn frame(self, exchange: Self::Exchange) -> Option<Self::Exchange>;
    /// The hand-overs of a deal that are settled.
    fn settled_parts(self, deal: Self::Exchange) -> impl Iterator<Item = Self::Exchange>;
    /// Who is held to have gone which way.
    fn ways(self, exchange: Self::Exchange) -> impl Iterator<Item = Went<Self::Party>>;
}

/// Who went which way, and how many.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Went<Party> {
    pub(crate) of: Option<Party>,
    pub(crate) from: Party,
    pub(crate) to: Party,
    pub(crate) kind: LegKind,
    pub(crate) channel: Channel,
    pub(crate) count: Band,
    /// The class of what the count rests on.
    pub(crate) basis: Basis,
}

impl<Party> Went<Party> {
    fn has_figure(&self) -> bool {
        self.count.best().is_some()
    }
}

/// Exchanges in order of (earliest day, latest day, reference).
pub(crate) fn in_order<'a, D: Deals<'a>>(
    deals: D,
    exchanges: impl IntoIterator<Item = D::Exchange>,
) -> Vec<D::Exchange> {
    let with_days = exchanges.into_iter().map(|exchange| (sort_key(deals.on(exchange)), exchange));
    let mut exchanges: Vec<((Day, Day), D::Exchange)> = with_days.collect();
    exchanges.sort_unstable_by(|(one, of), (other, with)| {
        one.cmp(other).then_with(|| deals.reference(*of).cmp(deals.reference(*with)))
    });
    exchanges.into_iter().map(|(_, exchange)| exchange).collect()
}

/// An exchange and those of its hand-overs that are settled, in order.
pub(crate) fn whole<'a, D: Deals<'a>>(deals: D, exchange: D::Exchange) -> Vec<D::Exchange> {
    in_order(deals, [exchange].into_iter().chain(deals.settled_parts(exchange)))
}

/// The name of a leg.
pub(crate) fn key<'a, D: Deals<'a>>(deals: D, leg: Went<D::Party>) -> Option<LegKey> {
    let Went { of, from, to, kind, channel, .. } = leg;
    let of = match of {
        Some(of) => Some(deals.called(of)?),
        None => None,
    };
    Some(LegKey { of, from: deals.called(from)?, to: deals.called(to)?, kind, channel })
}

/// The living people who went some way in an exchange.
pub(crate) fn living<'a, D: Deals<'a>>(
    deals: D,
    exchange: D::Exchange,
) -> impl Iterator<Item = Went<D::Party>> {
    deals.ways(exchange).filter(|leg| leg.kind == LegKind::Living)
}

/// Whether living people went some way in it, and not in the hand-overs of which it is the deal.
pub(crate) fn is_hand_over<'a, D: Deals<'a>>(deals: D, exchange: D::Exchange) -> bool {
    living(deals, exchange).next().is_some() && deals.settled_parts(exchange).next().is_none()
}

/// Whether it is counted as one that took place: living people went, both ways as far as anybody says,
/// and its hand-overs are not counted in its place.
pub(crate) fn took_place<'a, D: Deals<'a>>(deals: D, exchange: D::Exchange) -> bool {
    deals.kind(exchange).is_none_or(|described| described == ExchangeKind::Exchange)
        && is_hand_over(deals, exchange)
}

/// Why a leg does not count beside the other hand-overs of its deal; none where it counts.
///
/// For each (of, from, kind) the parts count where every part that has such a leg has a figure, or
/// the frame has none; else the frame.
pub(crate) fn beside<'a, D: Deals<'a>>(
    deals: D,
    exchange: D::Exchange,
    leg: Went<D::Party>,
) -> Option<Why> {
    let frame = deals.frame(exchange);
    let deal = frame.unwrap_or(exchange);
    let same = |exchange| {
        let is_same = move |other: &Went<D::Party>| {
            (other.of, other.from, other.kind) == (leg.of, leg.from, leg.kind)
        };
        deals.ways(exchange).filter(is_same)
    };
    let in_parts = || deals.settled_parts(deal).flat_map(same);
    if in_parts().next().is_none() || same(deal).next().is_none() {
        return None;
    }
    let has_figure = |leg: Went<D::Party>| leg.has_figure();
    let parts_count = in_parts().all(has_figure) || !same(deal).all(has_figure);
    match (frame.is_none(), parts_count) {
        (true, true) => Some(Why::PartsCounted),
        (false, false) => Some(Why::FrameCounted),
        (true, false) | (false, true) => None,
    }
}

/// The parties to whose people nobody says that anything happened, though people are said to have
/// gone both ways. Of a deal that had several hand-overs it is asked of each hand-over, unless the
/// deal as a whole has a figure.
pub(crate) fn silent<'a, D: Deals<'a>>(
    deals: D,
    exchange: D::Exchange,
) -> impl Iterator<Item = D::Party> {
    let is_spoken_of = move |party: D::Party| {
        let concerns = |leg: &Went<D::Party>| leg.of == Some(party) || leg.to == party;
        living(deals, exchange).any(|leg| concerns(&leg))
            || deals.frame(exchange).is_some_and(|frame| {
                living(deals, frame).any(|leg| leg.has_figure() && concerns(&leg))
            })
    };
    let parties =
        took_place(deals, exchange).then(|| deals.parties(exchange)).into_iter().flatten();
    parties.filter(move |party| !is_spoken_of(*party))
}

impl<'a> Deals<'a> for &'a State {
    type Exchange = &'a Exchange;
    type Id = ExchangeId;
    type Party = Party;

    fn all(self) -> impl Iterator<Item = &'a Exchange> {
        self.exchanges()
    }

    fn id(self, exchange: &'a Exchange) -> ExchangeId {
        exchange.id
    }

    fn reference(self, exchange: &'a Exchange) -> &'a Reference {
        &exchange.reference
    }

    fn between(self, exchange: &'a Exchange) -> Option<&'a Parties> {
        Some(&exchange.parties)
    }

    fn called(self, party: Party) -> Option<Party> {
        Some(party)
    }

    fn on(self, exchange: &'a Exchange) -> Option<When> {
        date(exchange)
    }

    fn parties(self, exchange: &'a Exchange) -> impl Iterator<Item = Party> {
        exchange.parties.iter()
    }

    fn kind(self, exchange: &'a Exchange) -> Option<ExchangeKind> {
        exchange.description.as_ref().map(|description| description.kind)
    }

    fn frame(self, exchange: &'a Exchange) -> Option<&'a Exchange> {
        frame(self, exchange)
    }

    fn settled_parts(self, deal: &'a Exchange) -> impl Iterator<Item = &'a Exchange> {
        settled_parts(self, deal)
    }

    fn ways(self, exchange: &'a Exchange) -> impl Iterator<Item = Went<Party>> {
        legs(exchange).map(Went::from)
    }
}

impl From<&Leg> for Went<Party> {
    fn from(leg: &Leg) -> Self {
        let LegKey { of, from, to, kind, channel } = leg.key;
        Self { of, from, to, kind, channel, count: leg.count, basis: leg.basis }
    }
}
