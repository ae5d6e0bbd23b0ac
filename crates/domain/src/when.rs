//! When something happened: a date no more exact than its source wrote it.
//!
//! The text form is EDTF (Library of Congress; ISO 8601-2:2019): the dates and intervals of
//! level 0, the qualifiers `~`, `?`, `%` and the open ends of level 1. What was written is kept,
//! so two texts for the same days are two different values.
//!
//! This file refuses to know the clock, time zones and hours, and to put two dates in a total
//! order: `2025-06` is neither before nor after `2025-06-26`.

use core::fmt;
use core::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::digits;
use crate::short::Short;

#[cfg(test)]
mod tests;

/// A day of the Gregorian calendar.
pub type Day = NaiveDate;

/// The first and the last day that four digits of a year can write.
const FIRST_WRITABLE: Day = match Day::from_ymd_opt(1, 1, 1) {
    Some(day) => day,
    None => Day::MIN,
};
const LAST_WRITABLE: Day = match Day::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => Day::MAX,
};

/// Holds a date or an interval of dates, exactly as vague as it was written.
///
/// It stands for every day from [`earliest`](When::earliest) to [`latest`](When::latest), and
/// every comparison speaks of those. Equality is of the writing: `2025-06` is not
/// `2025-06-01/2025-06-30`.
///
/// A qualified date is one unit of its written precision wider on each side: `2025-06-26~` is 25
/// to 27 June, `2025-06?` is May to July. EDTF gives a qualifier no width, so this is our own
/// decision: with none, `~` would be as sure as a plain date; with an unlimited one, nothing could
/// ever be surely before it; and the precision is the only measure of doubt that the source gave.
/// `%` says that both doubts exist, not that the distance is greater, and widens like one.
///
/// ```
/// use repatria_domain::{Before, When};
///
/// let talks = When::parse("2025-06-02")?;
/// let exchange = When::parse("2025-06-09/2025-06-12")?;
/// let summer = When::parse("2025-06~")?;
///
/// assert_eq!(talks.before(&exchange), Before::Surely);
/// assert_eq!(summer.before(&exchange), Before::Possibly);
/// assert_eq!(summer.to_string(), "2025-06~");
/// # Ok::<(), repatria_domain::WhenError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct When(Span);

/// Answers whether one thing came before another, as far as their dates can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// Whichever of the possible days are the true ones.
    Surely,
    /// For some of the possible days, but not for all.
    Possibly,
    /// For none of the possible days.
    No,
}

/// Says why a text is not a date that the register can hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WhenError {
    /// Both ends of the interval are open: write at least one date.
    #[error("an interval needs a date on one side at least, as in ../2025-06-26")]
    OpenOnBothSides,
    /// Blanks stand around the text: trim it first.
    #[error("a date has no blanks before or after it; trim them")]
    SurroundingBlanks,
    /// The text is of no accepted form: rewrite it.
    #[error("not a date; write it like 2025, 2025-06, 2025-06-26~, 2025-05-23/2025-05-25")]
    Unreadable,
    /// The year is 0000: correct it.
    #[error("there is no year 0000; a year is 0001 to 9999")]
    NoSuchYear,
    /// The year has no such month: correct it.
    #[error("there is no month {0:02}; a month is 01 to 12")]
    NoSuchMonth(u8),
    /// The month has no such day: correct it, or leave the day out.
    #[error("there is no day {year:04}-{month:02}-{day:02}; correct it, or leave the day out")]
    NoSuchDay {
        /// As written.
        year: u16,
        /// As written.
        month: u8,
        /// As written.
        day: u8,
    },
    /// The interval ends wholly before it starts: exchange its ends, or correct one.
    #[error("it ends by {latest_end}, yet starts on {earliest_start} or later; correct one end")]
    BackwardsInterval {
        /// The first day on which it can start.
        earliest_start: Day,
        /// The last day on which it can end.
        latest_end: Day,
    },
}

impl When {
    /// Is one exact day.
    ///
    /// A day outside the years 0001 to 9999 cannot be written in EDTF level 0 and becomes the
    /// nearest day that can, so that every value has a text.
    pub fn day(day: Day) -> Self {
        Self(Span::On(Date {
            first: day.clamp(FIRST_WRITABLE, LAST_WRITABLE),
            precision: Precision::Day,
            qualifier: None,
        }))
    }

    /// Is the month that a day lies in; none of a day outside the years 0001 to 9999.
    pub fn month_of(day: Day) -> Option<Self> {
        let first = day.with_day(1).filter(|_| (FIRST_WRITABLE..=LAST_WRITABLE).contains(&day))?;
        Some(Self(Span::On(Date { first, precision: Precision::Month, qualifier: None })))
    }

    /// Reads the text form.
    ///
    /// # Errors
    /// A [`WhenError`] that says what to correct.
    pub fn parse(text: &str) -> Result<Self, WhenError> {
        if let Some(day) = plain_day(text) {
            return Ok(Self(Span::On(day)));
        }
        if text.trim() != text {
            return Err(WhenError::SurroundingBlanks);
        }
        match text.split_once('/') {
            Some((start, end)) => interval(date_or_open(start)?, date_or_open(end)?),
            None => date(text).map(Span::On),
        }
        .map(Self)
    }

    /// Finds the first day it can mean; none if its start is open.
    pub fn earliest(&self) -> Option<Day> {
        match self.0 {
            Span::On(date) | Span::Since(date) | Span::Between(date, _) => Some(date.earliest()),
            Span::Until(_) => None,
        }
    }

    /// Finds the last day it can mean; none if its end is open.
    pub fn latest(&self) -> Option<Day> {
        match self.0 {
            Span::On(date) | Span::Until(date) | Span::Between(_, date) => Some(date.latest()),
            Span::Since(_) => None,
        }
    }

    /// Tells whether it was on a day strictly before the day of the other.
    ///
    /// The days of the two are chosen independently, so a month is possibly before itself.
    pub fn before(&self, other: &Self) -> Before {
        let surely = self.latest().zip(other.earliest());
        let never = self.earliest().zip(other.latest());
        Before::from_bounds(
            surely.is_some_and(|(mine, its)| mine < its),
            never.is_some_and(|(mine, its)| mine >= its),
        )
    }

    /// Tells whether it was by the end of that day.
    pub fn by(&self, day: Day) -> Before {
        Before::from_bounds(
            self.latest().is_some_and(|latest| latest <= day),
            self.earliest().is_some_and(|earliest| earliest > day),
        )
    }

    /// Gives the day if it is written as one unqualified day; an interval never is.
    pub fn exact_day(&self) -> Option<Day> {
        match self.0 {
            Span::On(date) if date.is_exact() => Some(date.first),
            Span::On(_) | Span::Between(..) | Span::Since(_) | Span::Until(_) => None,
        }
    }

    fn written(&self) -> Written {
        match self.0 {
            Span::On(date) => date.written_behind(Short::EMPTY),
            Span::Between(start, end) => {
                end.written_behind(start.written_behind(Short::EMPTY).and(b"/"))
            }
            Span::Since(start) => start.written_behind(Short::EMPTY).and(b"/.."),
            Span::Until(end) => end.written_behind(Short::EMPTY.and(b"../")),
        }
    }

    /// Gives the key that lists sort by: earliest, then latest day.
    ///
    /// Open ends lie at the calendar's ends, outside every day that can be written. A key orders
    /// rows on a page; whether something came before something else only [`When::before`] says.
    pub fn sort_key(&self) -> (Day, Day) {
        (self.earliest().unwrap_or(Day::MIN), self.latest().unwrap_or(Day::MAX))
    }
}

impl Before {
    fn from_bounds(surely: bool, never: bool) -> Self {
        match (surely, never) {
            (true, _) => Self::Surely,
            (false, true) => Self::No,
            (false, false) => Self::Possibly,
        }
    }
}

/// Never two open ends, and no end wholly before its start: the reader refuses both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Span {
    On(Date),
    Between(Date, Date),
    Since(Date),
    Until(Date),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Date {
    /// The first day of the written year, month or day.
    first: Day,
    precision: Precision,
    qualifier: Option<Qualifier>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Precision {
    Year,
    Month,
    Day,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Qualifier {
    Approximate,
    Uncertain,
    Both,
}

/// Two qualified days and what stands between them.
type Written = Short<23>;

impl Date {
    fn written_behind(self, before: Written) -> Written {
        let Self { first, precision, qualifier } = self;
        let mut text = *b"0000-00-00";
        let (year, month, day) = (first.year().unsigned_abs(), first.month(), first.day());
        digits::put(&mut text, [(0, 4, year), (5, 2, month), (8, 2, day)]);
        let written = match precision {
            Precision::Year => text.get(..4),
            Precision::Month => text.get(..7),
            Precision::Day => text.get(..),
        };
        let written = before.and(written.unwrap_or_default());
        match qualifier {
            None => written,
            Some(qualifier) => written.and(qualifier.sign()),
        }
    }

    fn is_exact(self) -> bool {
        self.precision == Precision::Day && self.qualifier.is_none()
    }

    fn earliest(self) -> Day {
        match self.qualifier {
            None => self.first,
            Some(_) => self.precision.unit_before(self.first),
        }
    }

    fn latest(self) -> Day {
        // Nearly all dates are days, and a calendar takes longer to say so.
        if self.is_exact() {
            return self.first;
        }
        let next = self.precision.unit_after(self.first);
        let end = match self.qualifier {
            None => next,
            Some(_) => self.precision.unit_after(next),
        };
        Precision::Day.unit_before(end)
    }
}

// The calendar reaches far beyond the year 9999; its ends below are never reached.
impl Precision {
    fn unit_before(self, first: Day) -> Day {
        match self {
            Self::Year => first.checked_sub_months(Months::new(12)),
            Self::Month => first.checked_sub_months(Months::new(1)),
            Self::Day => first.checked_sub_days(Days::new(1)),
        }
        .unwrap_or(Day::MIN)
    }

    fn unit_after(self, first: Day) -> Day {
        match self {
            Self::Year => first.checked_add_months(Months::new(12)),
            Self::Month => first.checked_add_months(Months::new(1)),
            Self::Day => first.checked_add_days(Days::new(1)),
        }
        .unwrap_or(Day::MAX)
    }
}

/// Most dates are one day and nothing else; they are read without looking for more.
fn plain_day(text: &str) -> Option<Date> {
    let [_, _, _, _, b'-', _, _, b'-', _, _] = text.as_bytes() else { return None };
    let (year, month, day) = (text.get(..4)?, text.get(5..7)?, text.get(8..)?);
    let first = calendar_day(number(year, 4).ok()?, number(month, 2).ok()?, number(day, 2).ok()?);
    Some(Date { first: first.ok()?, precision: Precision::Day, qualifier: None })
}

fn date_or_open(text: &str) -> Result<Option<Date>, WhenError> {
    if text == ".." {
        return Ok(None);
    }
    date(text).map(Some)
}

fn date(text: &str) -> Result<Date, WhenError> {
    let (text, qualifier) = Qualifier::split_from(text);
    let mut parts = text.split('-');
    let year = number(parts.next().unwrap_or_default(), 4)?;
    let month = parts.next().map(|part| number(part, 2)).transpose()?;
    let day = parts.next().map(|part| number(part, 2)).transpose()?;
    if parts.next().is_some() {
        return Err(WhenError::Unreadable);
    }
    let precision = match (month, day) {
        (_, Some(_)) => Precision::Day,
        (Some(_), None) => Precision::Month,
        (None, None) => Precision::Year,
    };
    let first = calendar_day(year, month.unwrap_or(1), day.unwrap_or(1))?;
    Ok(Date { first, precision, qualifier })
}

fn number<Number: FromStr>(text: &str, digits: usize) -> Result<Number, WhenError> {
    // `FromStr` alone would read `+025`.
    let digits_only = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits_only).ok_or(WhenError::Unreadable)
}

fn calendar_day(year: u16, month: u8, day: u8) -> Result<Day, WhenError> {
    // Year 0000 is in chrono's calendar, and is 1 BC.
    if year == 0 {
        return Err(WhenError::NoSuchYear);
    }
    if !(1..=12).contains(&month) {
        return Err(WhenError::NoSuchMonth(month));
    }
    Day::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day))
        .ok_or(WhenError::NoSuchDay { year, month, day })
}

fn interval(start: Option<Date>, end: Option<Date>) -> Result<Span, WhenError> {
    match (start, end) {
        (None, None) => Err(WhenError::OpenOnBothSides),
        (Some(start), None) => Ok(Span::Since(start)),
        (None, Some(end)) => Ok(Span::Until(end)),
        (Some(start), Some(end)) if end.latest() < start.earliest() => {
            Err(WhenError::BackwardsInterval {
                earliest_start: start.earliest(),
                latest_end: end.latest(),
            })
        }
        (Some(start), Some(end)) => Ok(Span::Between(start, end)),
    }
}

impl Qualifier {
    fn split_from(text: &str) -> (&str, Option<Self>) {
        [Self::Approximate, Self::Uncertain, Self::Both]
            .into_iter()
            .find_map(|qualifier| Some((qualifier.off(text)?, Some(qualifier))))
            .unwrap_or((text, None))
    }

    fn off(self, text: &str) -> Option<&str> {
        str::from_utf8(text.as_bytes().strip_suffix(self.sign())?).ok()
    }

    fn sign(self) -> &'static [u8] {
        match self {
            Self::Approximate => b"~",
            Self::Uncertain => b"?",
            Self::Both => b"%",
        }
    }
}

impl FromStr for When {
    type Err = WhenError;

    fn from_str(text: &str) -> Result<Self, WhenError> {
        Self::parse(text)
    }
}

impl fmt::Display for When {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.written().show(formatter)
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.written().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // A visitor, not `&str`: a format may lend, copy or own the text.
        struct Text;

        impl de::Visitor<'_> for Text {
            type Value = When;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an EDTF date such as 2025-06-26")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<When, E> {
                When::parse(text).map_err(E::custom)
            }
        }

        deserializer.deserialize_str(Text)
    }
}
