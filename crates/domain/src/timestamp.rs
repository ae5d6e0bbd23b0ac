//! When the register recorded something: an instant with six digits of a second, in UTC.
//! It refuses to read a clock.

use alloc::string::String;
use core::fmt;
use core::str::FromStr;

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveTime, SubsecRound as _, Timelike as _, Utc};
use serde::{Deserialize, Serialize, Serializer};

use crate::digits;
use crate::short::Short;

const NANOSECONDS: u32 = 1_000_000_000;

/// An instant of UTC, in microseconds, written `2026-11-23T02:11:04.123456Z` (RFC 3339).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
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

    fn written(&self) -> Short<27> {
        let instant = self.0.naive_utc();
        let (second, nanosecond) = match instant.nanosecond().checked_sub(NANOSECONDS) {
            // A leap second is one more of its minute.
            Some(beyond) => (instant.second().saturating_add(1), beyond),
            None => (instant.second(), instant.nanosecond()),
        };
        let mut text = *b"0000-00-00T00:00:00.000000Z";
        let numbers = [
            (0, 4, instant.year().unsigned_abs()),
            (5, 2, instant.month()),
            (8, 2, instant.day()),
            (11, 2, instant.hour()),
            (14, 2, instant.minute()),
            (17, 2, second),
            (20, 6, nanosecond / 1000),
        ];
        digits::put(&mut text, numbers);
        Short::EMPTY.and(&text)
    }
}

impl FromStr for Timestamp {
    type Err = TimestampError;

    fn from_str(text: &str) -> Result<Self, TimestampError> {
        if let Some(instant) = as_written(text) {
            return Ok(Self(instant));
        }
        DateTime::parse_from_rfc3339(text)
            .map(|instant| Self::new(instant.with_timezone(&Utc)))
            .map_err(|_| TimestampError(text.chars().take(40).collect()))
    }
}

/// Reads what [`Timestamp`] writes; `None` for anything else, a leap second too.
fn as_written(text: &str) -> Option<DateTime<Utc>> {
    let text: &[u8; 27] = text.as_bytes().try_into().ok()?;
    let marks = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':'), (19, b'.'), (26, b'Z')];
    marks.iter().all(|(place, mark)| text.get(*place) == Some(mark)).then_some(())?;
    let numbers = [(0, 4), (5, 2), (8, 2), (11, 2), (14, 2), (17, 2), (20, 6)];
    let [year, month, day, hour, minute, second, microsecond] = digits::read(text, numbers)?;
    let day = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    Some(day.and_hms_micro_opt(hour, minute, second, microsecond)?.and_utc())
}

impl fmt::Display for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.written().show(formatter)
    }
}

impl TryFrom<String> for Timestamp {
    type Error = TimestampError;
    fn try_from(text: String) -> Result<Self, TimestampError> {
        text.parse()
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.written().serialize(serializer)
    }
}

#[cfg(test)]
mod tests;
