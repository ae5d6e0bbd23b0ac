//! What claims are held against, sorted once, so that each claim goes through what its scope may
//! hold and not through all that is recorded. It refuses to say what belongs to a scope.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use repatria_domain::{AgreementId, Count, Day, Exchange, ExchangeId, LegKind, State, Text};

use super::own_count::OwnCount;
use super::scope;
use crate::deals::took_place;
use crate::happened::{Span, date};
use crate::published::{Entry, Published, Which, frame};

/// What is published by who is counted, and the exchanges by what they name.
#[derive(Debug, Default)]
pub(super) struct Sorted<'a> {
    entries: Vec<Spanned<'a>>,
    // Their places.
    by_whom: BTreeMap<(Which, LegKind), Vec<usize>>,
    home: BTreeMap<LegKind, Vec<usize>>,
    largest_legs: BTreeMap<LegKind, Count>,
    all: Exchanges<'a>,
    by_agreement: BTreeMap<AgreementId, Exchanges<'a>>,
    by_mediator: BTreeMap<&'a Text, Exchanges<'a>>,
}

/// What is published, with the days that it can have been on: they are asked for once a claim.
pub(super) type Spanned<'a> = (Span, Entry<'a>);

/// Some exchanges, in order of recording, and how many of them had surely taken place by the end of
/// each day on which that changes.
#[derive(Debug, Default)]
pub(super) struct Exchanges<'a> {
    pub(super) all: Vec<&'a Exchange>,
    // Counted when a claim asks for it first.
    took_place: OnceCell<Vec<(Day, OwnCount)>>,
}

impl<'a> Sorted<'a> {
    pub(super) fn of(state: &'a State, published: &Published<'a>) -> Self {
        let mut sorted =
            Self { entries: Vec::with_capacity(published.entries.len()), ..Self::default() };
        for entry in &published.entries {
            sorted.take(*entry);
        }
        for exchange in state.exchanges() {
            sorted.all.add(exchange);
            for agreement in scope::agreements(state, exchange) {
                sorted.by_agreement.entry(agreement).or_default().add(exchange);
            }
            for mediator in scope::mediators(state, exchange) {
                sorted.by_mediator.entry(mediator).or_default().add(exchange);
            }
        }
        sorted
    }

    fn take(&mut self, entry: Entry<'a>) {
        let (which, kind, place) = (entry.which(), entry.kind(), self.entries.len());
        self.entries.push((Span::of(entry.on), entry));
        self.by_whom.entry((which, kind)).or_default().push(place);
        if let Which::Home(_) = which {
            self.home.entry(kind).or_default().push(place);
        }
        if let Some(count) = entry.count() {
            let most = count.high().or(count.best()).unwrap_or(count.low());
            let largest = self.largest_legs.entry(kind).or_default();
            *largest = most.max(*largest);
        }
    }

    /// What is published of whom a claim counts, of one unit, in order; of whoever came home where
    /// nobody is named.
    pub(super) fn entries(
        &self,
        whom: Option<Which>,
        kind: LegKind,
    ) -> impl Iterator<Item = &Spanned<'a>> {
        let places = match whom {
            Some(which) => self.by_whom.get(&(which, kind)),
            None => self.home.get(&kind),
        };
        places.into_iter().flatten().filter_map(|place| self.entries.get(*place))
    }

    /// The largest leg known of one unit; none where no leg has anybody.
    pub(super) fn largest_leg(&self, kind: LegKind) -> Option<Count> {
        self.largest_legs.get(&kind).copied().filter(|largest| *largest > Count::ZERO)
    }

    /// Whether any exchange, or the deal of which it is a hand-over, names this mediator.
    pub(super) fn knows(&self, mediator: &Text) -> bool {
        self.by_mediator.contains_key(mediator)
    }

    /// The exchanges under an agreement, or else by a mediator, or else all; none where there are no
    /// such.
    pub(super) fn exchanges(
        &self,
        agreement: Option<AgreementId>,
        mediator: Option<&Text>,
    ) -> Option<&Exchanges<'a>> {
        match (agreement, mediator) {
            (Some(agreement), _) => self.by_agreement.get(&agreement),
            (None, Some(mediator)) => self.by_mediator.get(mediator),
            (None, None) => Some(&self.all),
        }
    }
}

impl<'a> Exchanges<'a> {
    /// Adds an exchange, once, however often it comes up.
    fn add(&mut self, exchange: &'a Exchange) {
        if self.all.last().is_none_or(|last| last.id != exchange.id) {
            self.all.push(exchange);
        }
    }

    fn counted(&self, state: &State) -> Vec<(Day, OwnCount)> {
        let counted = self.all.iter().filter(|exchange| took_place(state, exchange));
        let last_day = |exchange: &Exchange| Span::of(date(exchange)).latest;
        let dated =
            counted.filter_map(|exchange| Some((last_day(exchange)?, deal(state, exchange))));
        let mut dated: Vec<(Day, ExchangeId)> = dated.collect();
        dated.sort_unstable();
        let (mut took_place, mut deals) = (Vec::new(), BTreeSet::new());
        for ((day, deal), hand_overs) in dated.into_iter().zip(1..) {
            deals.insert(deal);
            let counted = OwnCount { hand_overs, deals: deals.len() as u64 };
            match took_place.last_mut() {
                Some((last, noted)) if *last == day => *noted = counted,
                _ => took_place.push((day, counted)),
            }
        }
        took_place
    }

    /// How many had surely taken place by the end of a day.
    pub(super) fn took_place_by(&self, state: &State, day: Day) -> OwnCount {
        let took_place = self.took_place.get_or_init(|| self.counted(state));
        let by = took_place.partition_point(|(last, _)| *last <= day);
        let counted = by.checked_sub(1).and_then(|last| took_place.get(last));
        counted.map(|(_, counted)| *counted).unwrap_or_default()
    }
}

/// The exchange, or the deal of which it is a hand-over.
pub(super) fn deal(state: &State, exchange: &Exchange) -> ExchangeId {
    frame(state, exchange).unwrap_or(exchange).id
}
