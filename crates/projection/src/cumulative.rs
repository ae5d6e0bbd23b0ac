//! A sum by the end of any day. It is added up once, day after day, in two lists: what widened it
//! by the first day on which it may have been, what raised it by the day by which it surely was.

use repatria_domain::Day;

use crate::happened::Span;
use crate::sum::{Item, Raised, Sum, Tally, Widened};

/// The sum of some figures, by the end of any day.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cumulative {
    /// In order of the first day; where it is open, that comes first.
    widened: Vec<(Option<Day>, Widened)>,
    /// In order of the last day; where it is open, that comes last.
    raised: Vec<(Option<Day>, Raised)>,
}

impl Cumulative {
    /// The figures of one exchange follow one another.
    pub(crate) fn of<'a>(items: impl IntoIterator<Item = (Span, Item<'a>)>) -> Self {
        let mut items: Vec<(Span, Item<'_>)> = items.into_iter().collect();
        let (mut sum, mut tally) = (Self::default(), Tally::EMPTY);
        items.sort_by_key(|(span, _)| span.earliest);
        for (span, item) in &items {
            tally.widen(*item);
            note(&mut sum.widened, span.earliest, tally.widened());
        }
        items.sort_by_key(|(span, _)| (span.latest.is_none(), span.latest));
        for (span, item) in &items {
            tally.raise(*item);
            note(&mut sum.raised, span.latest, tally.raised());
        }
        sum
    }

    /// What had happened by the end of a day, or of all days; none where nothing had.
    pub(crate) fn by(&self, as_of: Option<Day>) -> Option<Sum> {
        let Some(day) = as_of else {
            return Some(Sum::of(self.widened.last()?.1, self.raised.last()?.1));
        };
        let may_be = self
            .widened
            .partition_point(|(earliest, _)| earliest.is_none_or(|earliest| earliest <= day));
        let (_, widened) = self.widened.get(may_be.checked_sub(1)?)?;
        let sure =
            self.raised.partition_point(|(latest, _)| latest.is_some_and(|latest| latest <= day));
        let raised = sure.checked_sub(1).and_then(|last| self.raised.get(last));
        Some(Sum::of(*widened, raised.map_or(Raised::NOTHING, |(_, raised)| *raised)))
    }
}

/// Notes what something comes to by a day, where days come in order.
pub(crate) fn note<K: PartialEq, T>(by_day: &mut Vec<(K, T)>, day: K, sum: T) {
    match by_day.last_mut() {
        Some((last, noted)) if *last == day => *noted = sum,
        _ => by_day.push((day, sum)),
    }
}
