//! Which legs of a deal are counted: those of its hand-overs or those of the deal as a whole, never
//! both; and of whom nobody speaks. One law, wherever exchanges are kept.
//! It refuses to know how they are kept, and to add anything up.

use repatria_domain::{Exchange, ExchangeKind, Leg, LegKey, LegKind, Party, State};

use crate::published::{Why, frame, legs, settled_parts};

/// What the law asks of exchanges.
pub(crate) trait Deals: Copy {
    type Exchange: Copy;
    type Party: Copy + PartialEq;

    fn parties(self, exchange: Self::Exchange) -> impl Iterator<Item = Self::Party>;
    /// What it is described as.
    fn kind(self, exchange: Self::Exchange) -> Option<ExchangeKind>;
    /// The deal of which it is one hand-over.
    fn frame(self, exchange: Self::Exchange) -> Option<Self::Exchange>;
    /// The hand-overs of a deal that are settled.
    fn settled_parts(self, deal: Self::Exchange) -> impl Iterator<Item = Self::Exchange>;
    /// Who is held to have gone which way.
    fn ways(self, exchange: Self::Exchange) -> impl Iterator<Item = Went<Self::Party>>;
}

/// Who went which way.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Went<Party> {
    pub(crate) of: Option<Party>,
    pub(crate) from: Party,
    pub(crate) to: Party,
    pub(crate) kind: LegKind,
    pub(crate) has_figure: bool,
}

/// Why a leg does not count beside the other hand-overs of its deal; none where it counts.
///
/// For each (of, from, kind) the parts count where every part that has such a leg has a figure, or
/// the frame has none; else the frame.
pub(crate) fn beside<D: Deals>(
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
    let has_figure = |leg: Went<D::Party>| leg.has_figure;
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
pub(crate) fn silent<D: Deals>(deals: D, exchange: D::Exchange) -> impl Iterator<Item = D::Party> {
    let living = move |exchange| deals.ways(exchange).filter(|leg| leg.kind == LegKind::Living);
    let went_both_ways =
        deals.kind(exchange).is_none_or(|described| described == ExchangeKind::Exchange);
    let is_asked = went_both_ways
        && living(exchange).next().is_some()
        && deals.settled_parts(exchange).next().is_none();
    let is_spoken_of = move |party: D::Party| {
        let concerns = |leg: &Went<D::Party>| leg.of == Some(party) || leg.to == party;
        living(exchange).any(|leg| concerns(&leg))
            || deals
                .frame(exchange)
                .is_some_and(|frame| living(frame).any(|leg| leg.has_figure && concerns(&leg)))
    };
    let parties = is_asked.then(|| deals.parties(exchange)).into_iter().flatten();
    parties.filter(move |party| !is_spoken_of(*party))
}

impl<'a> Deals for &'a State {
    type Exchange = &'a Exchange;
    type Party = Party;

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
        let LegKey { of, from, to, kind, channel: _ } = leg.key;
        Self { of, from, to, kind, has_figure: leg.count.best().is_some() }
    }
}
