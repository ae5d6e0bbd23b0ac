//! A number that a question is about, as a band, and what it is.
//! It refuses to make a sum more certain than its parts.

use repatria_domain::{Band, Count, Total};
use serde::Serialize;

/// A number, in persons, bodies or bags, and what it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AuditNumber {
    /// What it is, in words: whose claim, which way, what was recorded.
    pub what: String,
    /// At least so many.
    pub low: Total,
    /// The best figure; absent: nobody gives one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub best: Option<Total>,
    /// At most so many; absent: open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<Total>,
}

impl AuditNumber {
    pub(super) fn of(what: impl Into<String>, band: Band) -> Self {
        let [best, high] =
            [band.best(), band.high()].map(|count: Option<Count>| count.map(Total::from));
        Self { what: what.into(), low: band.low().into(), best, high }
    }

    /// The sum of these bands: without a best where one has none, open where one is.
    pub(super) fn sum(
        what: impl Into<String>,
        bands: &(impl Iterator<Item = Band> + Clone),
    ) -> Self {
        let sum = |pick: fn(&Band) -> Option<Count>| {
            bands.clone().try_fold(Total::ZERO, |sum, band| sum.plus(pick(&band)?.into()))
        };
        Self {
            what: what.into(),
            low: sum(|band| Some(band.low())).unwrap_or_default(),
            best: sum(Band::best),
            high: sum(Band::high),
        }
    }

    /// The same number, of this.
    pub(super) fn named(self, what: String) -> Self {
        Self { what, ..self }
    }

    /// The same without its upper end and its best figure: more may be missing.
    pub(super) fn at_least(self) -> Self {
        Self { best: None, high: None, ..self }
    }

    /// Whether no number lies in both.
    pub(super) fn excludes(&self, other: &Self) -> bool {
        let below = |a: &Self, b: &Self| a.high.is_some_and(|high| high < b.low);
        below(self, other) || below(other, self)
    }
}

/// Whether two of these numbers exclude each other.
pub(super) fn conflict<'a>(numbers: impl Iterator<Item = &'a AuditNumber> + Clone) -> bool {
    let highest_low = numbers.clone().map(|number| number.low).max();
    let lowest_high = numbers.filter_map(|number| number.high).min();
    highest_low.zip(lowest_high).is_some_and(|(low, high)| high < low)
}
