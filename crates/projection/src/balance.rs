//! How many people there are after some came and some left, as a band.
//! It refuses to make a balance more certain than its parts.

use repatria_domain::{Band, Flow, Posting, Total};
use serde::Serialize;

use crate::happened::Certainty;

/// How many people are held: `low <= best <= high`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Balance {
    /// At least so many.
    pub low: Total,
    /// In the register's own judgement; absent: something came or left of which nobody gives the
    /// number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub best: Option<Total>,
    /// At most so many; absent: open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<Total>,
}

/// How many came or left altogether.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Flowed {
    /// At least so many.
    pub low: Total,
    /// The sum of the best figures; where one has only a lower end, that.
    pub best: Total,
    /// At most so many; absent: open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<Total>,
    /// In how many postings.
    pub postings: u64,
    /// In how many of them nobody gives the number.
    pub without_number: u64,
    /// How many of them had possibly, and not surely, happened; they widen the high end only.
    pub possible: u64,
}

impl Balance {
    /// Nobody is there.
    pub(crate) const NOBODY: Self =
        Self { low: Total::ZERO, best: Some(Total::ZERO), high: Some(Total::ZERO) };

    /// As many as were declared.
    pub(crate) fn of(band: Band) -> Self {
        Self {
            low: band.low().into(),
            best: band.best().map(Total::from),
            high: band.high().map(Total::from),
        }
    }

    /// The balance after people came or left: surely, possibly, or not at all.
    pub(crate) fn after(self, posting: &Posting, later: Option<Certainty>) -> Self {
        let count = Self::of(posting.count);
        match (posting.flow, later) {
            (Flow::Declared, _) | (Flow::In | Flow::Out, None) => self,
            (Flow::In, Some(Certainty::Surely)) => self.with(count),
            (Flow::In, Some(Certainty::Possibly)) => Self { high: self.with(count).high, ..self },
            (Flow::Out, Some(Certainty::Surely)) => self.without(count),
            (Flow::Out, Some(Certainty::Possibly)) => Self { low: self.without(count).low, ..self },
        }
    }

    fn with(self, came: Self) -> Self {
        Self {
            low: plus(self.low, came.low),
            best: self.best.zip(came.best).map(|(held, came)| plus(held, came)),
            high: self.high.zip(came.high).and_then(|(held, came)| held.plus(came)),
        }
    }

    /// No best where fewer were held than left: the figures do not fit each other.
    fn without(self, left: Self) -> Self {
        let low = left.high.and_then(|left| self.low.minus(left)).unwrap_or_default();
        let best = self.best.zip(left.best).and_then(|(held, left)| held.minus(left));
        let high = self.high.map(|held| held.minus(left.low).unwrap_or_default());
        Self { low, best, high }
    }
}

impl Flowed {
    /// Adds up what came, or what left.
    pub(crate) fn of(counted: impl Iterator<Item = (Band, Certainty)>) -> Self {
        let mut sum = Self { high: Some(Total::ZERO), ..Self::default() };
        for (count, happened) in counted {
            let high = count.high().map(Total::from);
            sum.high = sum.high.zip(high).and_then(|(sum, high)| sum.plus(high));
            sum.postings += 1;
            sum.without_number += u64::from(count.best().is_none());
            match happened {
                Certainty::Possibly => sum.possible += 1,
                Certainty::Surely => {
                    sum.low = plus(sum.low, count.low().into());
                    sum.best = plus(sum.best, count.best().unwrap_or(count.low()).into());
                }
            }
        }
        sum
    }
}

/// Both together. Counts have 32 bits, so the largest total is never reached; if it were, it would
/// still be true as a lower end.
fn plus(a: Total, b: Total) -> Total {
    a.plus(b).unwrap_or(Total::new(u64::MAX))
}
