//! Figures: counts, bands, and what sources write.

use proptest::prelude::*;

use crate::count::Count;
use crate::quantity::{Band, Quantity};

/// Makes a count: mostly that of one hand-over, at times none, at times the largest there is.
pub fn count() -> impl Strategy<Value = Count> + Clone {
    (0..21_u8, any::<u32>())
        .prop_map(|(size, number)| match size {
            0..=15 => Count::new(number % 400),
            16..=18 => Count::new(number % 10_000),
            19 => Count::new(number),
            _ => Count::new(u32::MAX),
        })
        .boxed()
}

/// Makes a figure in any of the forms that a source may give it.
pub fn quantity() -> impl Strategy<Value = Quantity> + Clone {
    (0..12_u8, count(), 0..50_u32, 0..50_u32)
        .prop_map(|(form, count, below, above)| {
            let (low, high) = (less(count, below), more(count, above));
            match form {
                0..=4 => Quantity::Exactly(count),
                // More than the largest count cannot be said.
                5 => Quantity::MoreThan(less(count, 1)),
                6 => Quantity::AtLeast(count),
                7 => Quantity::AtMost(count),
                8 => Quantity::Between(low, high),
                9 if above % 2 == 0 => Quantity::About(count, None),
                9 => Quantity::About(count, Some((low, high))),
                10 => Quantity::NotStated,
                _ => Quantity::Withheld,
            }
        })
        .boxed()
}

/// Makes a band, at times without a best, at times with an open end.
pub fn band() -> impl Strategy<Value = Band> + Clone {
    (count(), wideness()).prop_map(|(count, wideness)| wideness.around(Some(count))).boxed()
}

/// How far a band reaches to each side of its best.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wideness {
    known: bool,
    below: u32,
    above: Option<u32>,
}

/// Makes one; half of them have no width, one in eight knows no best.
pub(super) fn wideness() -> impl Strategy<Value = Wideness> + Clone {
    (0..8_u8, 0..30_u32, 0..30_u32)
        .prop_map(|(form, below, above)| match form {
            0..=3 => Wideness { known: true, below: 0, above: Some(0) },
            4 | 5 => Wideness { known: true, below, above: Some(above) },
            6 => Wideness { known: true, below, above: None },
            _ => Wideness { known: false, below, above: (above % 2 == 0).then_some(above) },
        })
        .boxed()
}

impl Wideness {
    /// The band around a best; without one, or where nobody knows it, the band has none.
    pub(super) fn around(self, best: Option<Count>) -> Band {
        let middle = best.unwrap_or_default();
        let high = self.above.map(|above| more(middle, above));
        let best = best.filter(|_| self.known);
        Band::new(less(middle, self.below), best, high).unwrap_or(Band::exactly(middle))
    }
}

pub(super) fn less(count: Count, by: u32) -> Count {
    Count::new(count.number().saturating_sub(by))
}

pub(super) fn more(count: Count, by: u32) -> Count {
    Count::new(count.number().saturating_add(by))
}
