//! Many figures added up, and beside the sum what could not be added.
//! An end that is open in one figure is open in the sum.

use repatria_domain::{Band, ExchangeId, Population, Total};
use serde::Serialize;

use crate::happened::Certainty;
use crate::published::Entry;
use crate::split::part;

/// The sum of the figures of many exchanges, in persons, bodies or bags.
///
/// It is never whole without its gaps: `without_number` and `silent` are shown beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Sum {
    /// At least so many.
    pub low: Total,
    /// The sum of the best figures; where a figure has only a lower end ("more than 100"), that.
    pub best: Total,
    /// At most so many; absent: open, nobody knows. A direction without a figure opens it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<Total>,
    /// How many exchanges it speaks of, with a figure or without.
    pub exchanges: u64,
    /// In how many of them somebody speaks of this direction and gives no number.
    pub without_number: u64,
    /// In how many of them nobody speaks of this direction.
    pub silent: u64,
    /// How many of them had possibly, and not surely, happened by the day that was asked for.
    /// They widen the high end and nothing else.
    pub possible: u64,
}

impl Sum {
    /// Nobody, in no exchange.
    pub const EMPTY: Self = Self {
        low: Total::ZERO,
        best: Total::ZERO,
        high: Some(Total::ZERO),
        exchanges: 0,
        without_number: 0,
        silent: 0,
        possible: 0,
    };

    /// How many exchanges have no figure for this direction, of either kind.
    pub fn without_figure(&self) -> u64 {
        self.without_number.saturating_add(self.silent)
    }

    /// Whether nothing at all was counted or missed.
    pub fn is_empty(&self) -> bool {
        *self == Self::EMPTY
    }
}

/// One figure to be added, of an exchange that goes by its id, or by any other name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item<Of = ExchangeId> {
    pub(crate) exchange: Of,
    pub(crate) happened: Certainty,
    /// None where nobody speaks of the direction.
    pub(crate) count: Option<Band>,
}

impl Item {
    pub(crate) fn whole(entry: &Entry<'_>) -> Self {
        Self { exchange: entry.exchange.id, happened: entry.happened, count: entry.count() }
    }

    /// The part of an entry that is of this population; none where it has no such part. A direction
    /// of which nobody speaks is not told apart either.
    pub(crate) fn part(entry: &Entry<'_>, population: Population) -> Option<Self> {
        match entry.leg() {
            Some(leg) => part(leg.count, &leg.split, population)
                .map(|count| Self { count: Some(count), ..Self::whole(entry) }),
            None => (population == Population::Persons).then(|| Self::whole(entry)),
        }
    }
}

/// A sum under way. What may have happened widens it, what surely has raises it too.
///
/// The figures of one exchange follow one another, so that it is counted once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tally<Of = ExchangeId> {
    sum: Sum,
    // How many exchanges raised it.
    sure: u64,
    widened_by: Option<Of>,
    unnumbered_in: Option<Of>,
    raised_by: Option<Of>,
}

impl Tally {
    /// The sum of figures, of which those of one exchange follow one another.
    pub(crate) fn sum_of(items: impl IntoIterator<Item = Item>) -> Sum {
        let mut tally = Self::EMPTY;
        items.into_iter().for_each(|item| tally.take(item));
        tally.sum()
    }
}

impl<Of: Copy + PartialEq> Tally<Of> {
    pub(crate) const EMPTY: Self =
        Self { sum: Sum::EMPTY, sure: 0, widened_by: None, unnumbered_in: None, raised_by: None };

    pub(crate) fn take(&mut self, item: Item<Of>) {
        self.widen(item.exchange, item.count);
        if item.happened == Certainty::Surely {
            self.raise(item.exchange, item.count);
        }
    }

    /// Takes in the high end, and that the exchange is one of those counted.
    pub(crate) fn widen(&mut self, exchange: Of, count: Option<Band>) {
        let (exchange, sum) = (Some(exchange), &mut self.sum);
        let high = count.and_then(|count| count.high());
        sum.high = sum.high.zip(high).and_then(|(sum, high)| sum.plus(high.into()));
        sum.exchanges += u64::from(self.widened_by != exchange);
        self.widened_by = exchange;
        match count {
            None => sum.silent += 1,
            Some(count) if count.best().is_none() && self.unnumbered_in != exchange => {
                sum.without_number += 1;
                self.unnumbered_in = exchange;
            }
            Some(_) => {}
        }
    }

    /// Takes in the low end and the best figure.
    pub(crate) fn raise(&mut self, exchange: Of, count: Option<Band>) {
        let (exchange, sum) = (Some(exchange), &mut self.sum);
        self.sure += u64::from(self.raised_by != exchange);
        self.raised_by = exchange;
        if let Some(count) = count {
            sum.low = plus(sum.low, count.low().into());
            sum.best = plus(sum.best, count.best().unwrap_or(count.low()).into());
        }
    }

    pub(crate) fn sum(&self) -> Sum {
        Sum { possible: self.sum.exchanges.saturating_sub(self.sure), ..self.sum }
    }
}

/// Both together. Counts have 32 bits, so the largest total is never reached; if it were, it would
/// still be true as a lower end.
pub(crate) fn plus(a: Total, b: Total) -> Total {
    a.plus(b).unwrap_or(Total::new(u64::MAX))
}
