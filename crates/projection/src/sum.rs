//! Many figures added up, and beside the sum what could not be added.
//! An end that is open in one figure is open in the sum.

use repatria_domain::{Band, Total};
use serde::Serialize;

use crate::published::Certainty;

/// The sum of the figures of many exchanges, in persons, bodies or bags.
///
/// It is never whole without its gaps: `without_number` and `silent` are shown beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Sum {
    /// At least so many.
    pub low: Total,
    /// The sum of the best figures; where a figure has only a lower end ("more than 100"), that.
    pub best: Total,
    /// At most so many; absent: open, nobody knows.
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

    pub(crate) fn add(&mut self, band: Band, certainty: Certainty) {
        self.high = self.high.zip(band.high()).and_then(|(sum, high)| sum.plus(high.into()));
        if certainty == Certainty::Surely {
            self.low = plus(self.low, band.low().into());
            self.best = plus(self.best, band.best().unwrap_or(band.low()).into());
        }
    }
}

/// Both together. Counts have 32 bits, so the largest total is never reached; if it were, it would
/// still be true as a lower end.
fn plus(a: Total, b: Total) -> Total {
    a.plus(b).unwrap_or(Total::new(u64::MAX))
}
