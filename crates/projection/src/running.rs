//! Running sums, month by month. An exchange widens the sum from the first day on which it may have
//! been, and raises it from the day by which it surely was.

use std::iter::Peekable;

use repatria_domain::Day;

use crate::figures::{Figure, Together};
use crate::sum::{Sum, Tally};

/// The running sum of some figures, asked for one day after another.
pub(crate) struct Running<W: Iterator, R: Iterator> {
    tally: Tally,
    widening: Peekable<W>,
    raising: Peekable<R>,
    until: Day,
}

/// Of these figures, as of a day or of all days.
pub(crate) fn running(
    figures: &Together,
    as_of: Option<Day>,
) -> Running<impl Iterator<Item = &Figure>, impl Iterator<Item = &Figure>> {
    Running {
        tally: Tally::EMPTY,
        widening: figures.by(None).iter().peekable(),
        raising: figures.by_end().peekable(),
        until: as_of.unwrap_or(Day::MAX),
    }
}

impl<'a, W: Iterator<Item = &'a Figure>, R: Iterator<Item = &'a Figure>> Running<W, R> {
    /// What had happened by a day. Days are asked for in order.
    pub(crate) fn by(&mut self, day: Day) -> Sum {
        let day = day.min(self.until);
        while let Some(figure) = self.widening.next_if(|figure| figure.span.possibly_by(day)) {
            self.tally.widen(figure.exchange, figure.count);
        }
        while let Some(figure) = self.raising.next_if(|figure| figure.span.surely_by(day)) {
            self.tally.raise(figure.exchange, figure.count);
        }
        self.tally.sum()
    }
}
