//! The two clocks as they stand in an address: `?as_of=2025-06-30&known_at=2026-11-23`.

use std::borrow::Cow;
use std::fmt;

use repatria_domain::{Day, Timestamp};

/// What had happened by a day, as far as it was known at a time. Absent: everything, now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Clocks {
    pub(crate) as_of: Option<Day>,
    pub(crate) known_at: Option<KnownAt>,
}

/// A time, or the end of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KnownAt {
    Day(Day),
    Time(Timestamp),
}

/// A clock that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WrongClock {
    /// `as_of` or `known_at`.
    pub(crate) which: &'static str,
    /// What was given.
    pub(crate) text: String,
}

impl Clocks {
    /// Reads the clocks of a query. Other members are nobody's business; an empty field of a form
    /// is a clock that was not set.
    pub(crate) fn read(query: &str) -> Result<Self, WrongClock> {
        let mut clocks = Self::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let text = value.trim();
            match name.as_ref() {
                _ if text.is_empty() => {}
                "as_of" => clocks.as_of = Some(read(text, "as_of", day)?),
                "known_at" => clocks.known_at = Some(read(text, "known_at", KnownAt::read)?),
                _ => {}
            }
        }
        Ok(clocks)
    }

    /// The day by which something is due: today, unless a clock is set.
    pub(crate) fn due_by(&self, today: Day) -> Option<Day> {
        self.as_of.or_else(|| self.is_now().then_some(today))
    }

    /// Whether neither is set.
    pub(crate) fn is_now(&self) -> bool {
        *self == Self::default()
    }
}

fn read<Value>(
    text: &str,
    which: &'static str,
    read: impl FnOnce(&str) -> Option<Value>,
) -> Result<Value, WrongClock> {
    read(text).ok_or_else(|| WrongClock { which, text: text.to_owned() })
}

/// A day as it is written in the log, and no other way.
fn day(text: &str) -> Option<Day> {
    text.parse().ok().filter(|day: &Day| text.len() == 10 && day.to_string() == text)
}

impl KnownAt {
    fn read(text: &str) -> Option<Self> {
        day(text).map(Self::Day).or_else(|| text.parse().ok().map(Self::Time))
    }

    /// The last moment that is meant: of a day its end, in UTC.
    pub(crate) fn until(self) -> Timestamp {
        match self {
            Self::Day(day) => {
                let end = day.and_hms_micro_opt(23, 59, 59, 999_999);
                Timestamp::new(end.unwrap_or_default().and_utc())
            }
            Self::Time(time) => time,
        }
    }
}

impl fmt::Display for KnownAt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => day.fmt(f),
            Self::Time(time) => time.fmt(f),
        }
    }
}

impl fmt::Display for Clocks {
    /// As a query with its question mark; of no clock nothing.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let as_of = self.as_of.map(|day| ("as_of", Cow::from(day.to_string())));
        let known_at = self.known_at.map(|known| ("known_at", Cow::from(known.to_string())));
        for (index, (name, value)) in as_of.into_iter().chain(known_at).enumerate() {
            let before = if index == 0 { '?' } else { '&' };
            // A colon may stand in a query, and a day or a time holds nothing else that may not.
            write!(f, "{before}{name}={value}")?;
        }
        Ok(())
    }
}
