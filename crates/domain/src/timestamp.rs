//! When the register recorded something: an instant with six digits of a second, in UTC.
//! It refuses to read a clock.

use alloc::string::{String, ToString as _};
use core::fmt;
use core::str::FromStr;

use chrono::{DateTime, NaiveDate, NaiveTime, SubsecRound as _, Utc};
use serde::{Deserialize, Serialize};

/// An instant of UTC, in microseconds, written `2026-11-23T02:11:04.123456Z` (RFC 3339).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Timestamp(DateTime<Utc>);

/// A text that is no timestamp. Write `2026-11-23T02:11:04.123456Z` (RFC 3339, in UTC).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no timestamp: write it as 2026-11-23T02:11:04.123456Z (RFC 3339)")]
pub struct TimestampError(String);

impl Timestamp {
    /// The instant, cut to whole microseconds.
    ///
    /// A clock outside the years 0 to 9999 is taken as standing at their edge: RFC 3339 cannot
    /// write any other year, and what is recorded has to be read again.
    pub fn new(instant: DateTime<Utc>) -> Self {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
        let last_time = NaiveTime::from_hms_micro_opt(23, 59, 59, 999_999).unwrap_or_default();
        let first = day(0, 1, 1).and_time(NaiveTime::MIN).and_utc();
        let last = day(9999, 12, 31).and_time(last_time).and_utc();
        Self(instant.trunc_subsecs(6).clamp(first, last))
    }

    /// The instant.
    pub fn instant(&self) -> DateTime<Utc> {
        self.0
    }

    /// The day in UTC.
    pub fn day(&self) -> NaiveDate {
        self.0.date_naive()
    }
}

impl FromStr for Timestamp {
    type Err = TimestampError;

    fn from_str(text: &str) -> Result<Self, TimestampError> {
        DateTime::parse_from_rfc3339(text)
            .map(|instant| Self::new(instant.with_timezone(&Utc)))
            .map_err(|_| TimestampError(text.chars().take(40).collect()))
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.format("%Y-%m-%dT%H:%M:%S%.6fZ").fmt(formatter)
    }
}

impl TryFrom<String> for Timestamp {
    type Error = TimestampError;
    fn try_from(text: String) -> Result<Self, TimestampError> {
        text.parse()
    }
}

impl From<Timestamp> for String {
    fn from(timestamp: Timestamp) -> Self {
        timestamp.to_string()
    }
}

#[cfg(test)]
mod tests;
