//! A month of the calendar: what totals are listed by.

use core::fmt;

use repatria_domain::{Day, When};
use serde::{Serialize, Serializer};

/// A month, written `2025-06`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    first: Day,
    last: Day,
}

impl Month {
    /// The month that a day lies in.
    pub fn of(day: Day) -> Self {
        let month = When::month_of(day);
        let bounds = month.and_then(|month| month.earliest().zip(month.latest()));
        // Every day that the register can hold has a month that can be written.
        let (first, last) = bounds.unwrap_or((day, day));
        Self { first, last }
    }

    /// The month that a date surely lies in; none where it may be another, or no date is known.
    pub fn surely(when: Option<When>) -> Option<Self> {
        let (earliest, latest) = when.and_then(|when| when.earliest().zip(when.latest()))?;
        let month = Self::of(earliest);
        month.holds(latest).then_some(month)
    }

    /// Whether a day lies in it.
    pub(crate) fn holds(self, day: Day) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// Its first day.
    pub fn first(&self) -> Day {
        self.first
    }

    /// Its last day.
    pub fn last(&self) -> Day {
        self.last
    }
}

impl core::str::FromStr for Month {
    type Err = repatria_domain::WhenError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let when = When::parse(text)?;
        match Self::surely(Some(when)) {
            Some(month) if month.to_string() == text => Ok(month),
            Some(_) | None => Err(repatria_domain::WhenError::Unreadable),
        }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.first.format("%Y-%m").to_string())
    }
}

impl Serialize for Month {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests;
