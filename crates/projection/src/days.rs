//! How many days lie between two things whose days are not always certain.
//! It refuses to know what happened.

use repatria_domain::Day;
use serde::Serialize;

use crate::run::HandOver;

/// A number of days, from the fewest to the most that their dates allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Days {
    /// At least so many.
    pub low: u64,
    /// At most so many.
    pub high: u64,
}

impl Days {
    /// From one hand-over to a later one.
    pub(crate) fn between(earlier: &HandOver<'_>, later: &HandOver<'_>) -> Self {
        let ends = [(earlier.latest, later.earliest), (earlier.earliest, later.latest)];
        let [low, high] = ends.map(|(from, to)| days(from, to));
        Self { low, high: high.max(low) }
    }

    /// From a hand-over to a day.
    pub(crate) fn until(earlier: &HandOver<'_>, day: Day) -> Self {
        Self { low: days(earlier.latest, day), high: days(earlier.earliest, day) }
    }

    /// The median; of an even number between the two in the middle. None of none.
    pub(crate) fn median(all: impl Iterator<Item = Self>) -> Option<Self> {
        let (mut lows, mut highs): (Vec<u64>, Vec<u64>) =
            all.map(|days| (days.low, days.high)).unzip();
        lows.sort_unstable();
        highs.sort_unstable();
        let low = *lows.get(lows.len().checked_sub(1)? / 2)?;
        let high = *highs.get(highs.len() / 2)?;
        Some(Self { low, high })
    }
}

/// Days from one day to another; none where it is earlier.
fn days(from: Day, to: Day) -> u64 {
    u64::try_from(to.signed_duration_since(from).num_days()).unwrap_or_default()
}
