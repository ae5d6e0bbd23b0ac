//! What is published and what is left out, laid out so that a figure finds what it may rest on
//! without going through all. It refuses to say what belongs to a figure.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use repatria_domain::{ExchangeId, LegKind, Party};

use super::Question;
use crate::published::{Entry, NotPublished, Published, Which, of_each, which};

/// What is published and what is not, in order, and where to find it.
#[derive(Debug)]
pub(super) struct Beneath<'a> {
    published: Published<'a>,
    entries: Places,
    left_out: Places,
    // Exchanges of which nothing is settled, by each of their parties.
    not_settled: BTreeMap<Party, Vec<usize>>,
}

/// Where to find what is of one exchange, and what counts the same people.
#[derive(Debug)]
struct Places {
    of_exchange: HashMap<ExchangeId, Range<usize>>,
    by_whom: BTreeMap<(Which, LegKind), Vec<usize>>,
}

impl<'a> Beneath<'a> {
    pub(super) fn of(published: Published<'a>) -> Self {
        let entries = published.entries.iter();
        let entries = entries.map(|entry| (entry.exchange.id, Some((entry.which(), entry.kind()))));
        let left_out = published.left_out.iter().map(|(exchange, leg, _)| {
            let whom = leg.map(|leg| (which(leg), leg.key.kind));
            (exchange.id, whom)
        });
        let (entries, left_out) = (Places::of(entries), Places::of(left_out));
        let mut not_settled: BTreeMap<Party, Vec<usize>> = BTreeMap::new();
        for ((exchange, leg, _), place) in published.left_out.iter().zip(0..) {
            for party in exchange.parties.iter().filter(|_| leg.is_none()) {
                not_settled.entry(party).or_default().push(place);
            }
        }
        Self { published, entries, left_out, not_settled }
    }

    /// All that may add to a figure, in order.
    pub(super) fn entries(&self, question: &Question) -> impl Iterator<Item = &Entry<'a>> {
        let places = self.entries.found(question).into_iter();
        places.filter_map(|place| self.published.entries.get(place))
    }

    /// All that may be left out of a figure, in order.
    pub(super) fn left_out(&self, question: &Question) -> impl Iterator<Item = &NotPublished<'a>> {
        let mut places = self.left_out.found(question);
        if let Question::Total(asked) = question {
            places.extend(self.not_settled.get(&asked.which.party()).into_iter().flatten());
            places.sort_unstable();
        }
        places.into_iter().filter_map(|place| self.published.left_out.get(place))
    }
}

impl Places {
    fn of(all: impl Iterator<Item = (ExchangeId, Option<(Which, LegKind)>)> + Clone) -> Self {
        let mut by_whom: BTreeMap<(Which, LegKind), Vec<usize>> = BTreeMap::new();
        for ((_, whom), place) in all.clone().zip(0..) {
            if let Some(whom) = whom {
                by_whom.entry(whom).or_default().push(place);
            }
        }
        Self { of_exchange: of_each(all.map(|(exchange, _)| exchange)), by_whom }
    }

    fn found(&self, question: &Question) -> Vec<usize> {
        match question {
            Question::Exchange(reference) => {
                let own = self.of_exchange.get(&ExchangeId::of(reference)).cloned();
                own.into_iter().flatten().collect()
            }
            Question::Total(asked) => {
                self.by_whom.get(&(asked.which, asked.kind())).cloned().unwrap_or_default()
            }
        }
    }
}
