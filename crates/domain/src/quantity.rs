//! What a source says about how many, and the band that it allows.
//! It refuses to know who said it, and never makes a figure more exact than it is.

use alloc::string::String;
use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize, Serializer};

use crate::count::Count;
use crate::short::Short;

/// A figure as a source gives it.
///
/// Written as in a source table: `106`, `>100`, `>=100`, `<=100`, `95..100`, `~250`,
/// `~250 (240..260)`, `not stated`, `withheld`.
///
/// ```
/// use repatria_domain::{Count, Quantity};
/// let claim: Quantity = ">1000".parse()?;
/// assert_eq!(claim.band().low(), Count::new(1001));
/// assert_eq!(claim.band().best(), None);
/// assert_eq!(claim.band().high(), None); // open: nobody gives an upper end
/// # Ok::<(), repatria_domain::QuantityError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(try_from = "String")]
pub enum Quantity {
    /// Just this many.
    Exactly(Count),
    /// This many are too few.
    MoreThan(Count),
    /// This many or more.
    AtLeast(Count),
    /// This many or fewer.
    AtMost(Count),
    /// From the one to the other, both included.
    Between(Count, Count),
    /// Around this many. Without a band of the source: ten in a hundred to each side, rounded outwards.
    About(Count, Option<(Count, Count)>),
    /// The source is silent.
    NotStated,
    /// Somebody refuses the figure.
    Withheld,
}

/// Why a text is no quantity. Write it in one of the forms of [`Quantity`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QuantityError {
    /// None of the forms.
    #[error(
        "`{0}` is no quantity: write 106, >100, >=100, <=100, 95..100, ~250, `not stated` or \
         `withheld`, without separators"
    )]
    Unreadable(String),
    /// A range whose ends are the wrong way round, or do not hold the number that they are about.
    #[error(
        "the range {low}..{high} is empty or does not hold its number; write the lower end first"
    )]
    Backwards {
        /// The end written first.
        low: Count,
        /// The end written second.
        high: Count,
    },
    /// More than the largest count.
    #[error("more than {0} cannot be counted here")]
    TooLarge(Count),
}

impl Quantity {
    /// Whether the source gives a number at all.
    pub fn has_number(&self) -> bool {
        match self {
            Self::Exactly(_)
            | Self::MoreThan(_)
            | Self::AtLeast(_)
            | Self::AtMost(_)
            | Self::Between(..)
            | Self::About(..) => true,
            Self::NotStated | Self::Withheld => false,
        }
    }

    /// The lowest, best and highest number that the figure allows.
    ///
    /// Best of exactly and about is the number, of a range its low end, else none.
    pub fn band(&self) -> Band {
        match *self {
            Self::Exactly(count) => Band::exactly(count),
            // `MoreThan` of the largest count cannot be parsed, so nothing is lost by saturating.
            Self::MoreThan(count) => Band::from(count.plus(Count::new(1)).unwrap_or(count)),
            Self::AtLeast(count) => Band::from(count),
            Self::AtMost(count) => Band { low: Count::ZERO, best: None, high: Some(count) },
            Self::Between(low, high) => Band { low, best: Some(low), high: Some(high) },
            Self::About(count, Some((low, high))) => {
                Band { low, best: Some(count), high: Some(high) }
            }
            Self::About(count, None) => about(count),
            Self::NotStated | Self::Withheld => Band::UNKNOWN,
        }
    }

    fn written(self) -> Short<36> {
        let (text, number) = (Short::EMPTY, Count::number);
        let between = |text: Short<36>, low, high| {
            text.and_number(number(low)).and(b"..").and_number(number(high))
        };
        match self {
            Self::Exactly(count) => text.and_number(number(count)),
            Self::MoreThan(count) => text.and(b">").and_number(number(count)),
            Self::AtLeast(count) => text.and(b">=").and_number(number(count)),
            Self::AtMost(count) => text.and(b"<=").and_number(number(count)),
            Self::Between(low, high) => between(text, low, high),
            Self::About(count, None) => text.and(b"~").and_number(number(count)),
            Self::About(count, Some((low, high))) => {
                between(text.and(b"~").and_number(number(count)).and(b" ("), low, high).and(b")")
            }
            Self::NotStated => text.and(b"not stated"),
            Self::Withheld => text.and(b"withheld"),
        }
    }

    /// Whether its text is read as this figure: an end below the other cannot be read.
    pub(crate) fn is_writable(self) -> bool {
        self.checked().is_ok()
    }

    fn checked(self) -> Result<Self, QuantityError> {
        match self {
            Self::MoreThan(count) if count.plus(Count::new(1)).is_none() => {
                Err(QuantityError::TooLarge(count))
            }
            Self::Between(low, high) if low > high => Err(QuantityError::Backwards { low, high }),
            Self::About(count, Some((low, high))) if low > count || count > high => {
                Err(QuantityError::Backwards { low, high })
            }
            Self::Exactly(_)
            | Self::MoreThan(_)
            | Self::AtLeast(_)
            | Self::AtMost(_)
            | Self::Between(..)
            | Self::About(..)
            | Self::NotStated
            | Self::Withheld => Ok(self),
        }
    }
}

fn about(count: Count) -> Band {
    let tenth = Count::new(count.number().div_ceil(10));
    Band {
        low: count.minus(tenth).unwrap_or(Count::ZERO),
        best: Some(count),
        high: Some(count.plus(tenth).unwrap_or(Count::new(u32::MAX))),
    }
}

impl FromStr for Quantity {
    type Err = QuantityError;

    fn from_str(text: &str) -> Result<Self, QuantityError> {
        read(text)
            .ok_or_else(|| QuantityError::Unreadable(text.chars().take(40).collect()))?
            .checked()
    }
}

fn read(text: &str) -> Option<Quantity> {
    // Most are a plain number, and nothing else reads as one.
    if let Ok(count) = text.parse() {
        return Some(Quantity::Exactly(count));
    }
    match text {
        "not stated" => return Some(Quantity::NotStated),
        "withheld" => return Some(Quantity::Withheld),
        _ => {}
    }
    if let Some(rest) = text.strip_prefix(">=") {
        return rest.parse().ok().map(Quantity::AtLeast);
    }
    if let Some(rest) = text.strip_prefix("<=") {
        return rest.parse().ok().map(Quantity::AtMost);
    }
    if let Some(rest) = text.strip_prefix('>') {
        return rest.parse().ok().map(Quantity::MoreThan);
    }
    if let Some(rest) = text.strip_prefix('~') {
        return read_about(rest);
    }
    read_range(text).map(|(low, high)| Quantity::Between(low, high))
}

fn read_about(text: &str) -> Option<Quantity> {
    match text.split_once(" (") {
        Some((count, range)) => {
            let range = read_range(range.strip_suffix(')')?)?;
            Some(Quantity::About(count.parse().ok()?, Some(range)))
        }
        None => text.parse().ok().map(|count| Quantity::About(count, None)),
    }
}

fn read_range(text: &str) -> Option<(Count, Count)> {
    let (low, high) = text.split_once("..")?;
    Some((low.parse().ok()?, high.parse().ok()?))
}

impl fmt::Display for Quantity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.written().show(formatter)
    }
}

impl TryFrom<String> for Quantity {
    type Error = QuantityError;
    fn try_from(text: String) -> Result<Self, QuantityError> {
        text.parse()
    }
}

impl Serialize for Quantity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.written().serialize(serializer)
    }
}

/// The lowest, best and highest number that may be true: `low <= best <= high`.
///
/// No `high`: open, nobody gives an upper end. No `best`: it happened, and nobody gives the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Ends")]
pub struct Band {
    low: Count,
    #[serde(skip_serializing_if = "Option::is_none")]
    best: Option<Count>,
    #[serde(skip_serializing_if = "Option::is_none")]
    high: Option<Count>,
}

/// The ends of a band out of order. Write `low <= best <= high`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a band goes from low over best to high, this one from {low} over {best:?} to {high:?}")]
pub struct BandError {
    low: Count,
    best: Option<Count>,
    high: Option<Count>,
}

impl Band {
    /// Nobody gives a number: from none, upwards open.
    pub const UNKNOWN: Self = Self { low: Count::ZERO, best: None, high: None };

    /// A band of just one number.
    pub const fn exactly(count: Count) -> Self {
        Self { low: count, best: Some(count), high: Some(count) }
    }

    /// A band from `low` upwards, open, without a best.
    pub const fn from(low: Count) -> Self {
        Self { low, best: None, high: None }
    }

    /// A band of these ends.
    ///
    /// # Errors
    /// When they are not `low <= best <= high`.
    pub fn new(low: Count, best: Option<Count>, high: Option<Count>) -> Result<Self, BandError> {
        let middle = best.unwrap_or(low);
        if low > middle || high.is_some_and(|high| high < middle) {
            return Err(BandError { low, best, high });
        }
        Ok(Self { low, best, high })
    }

    /// The lowest number that may be true.
    pub const fn low(&self) -> Count {
        self.low
    }

    /// The register's choice; none when nobody gives a number.
    pub const fn best(&self) -> Option<Count> {
        self.best
    }

    /// The highest number that may be true; none when the end is open.
    pub const fn high(&self) -> Option<Count> {
        self.high
    }

    /// Whether `count` lies within.
    pub fn contains(&self, count: Count) -> bool {
        self.low <= count && self.high.is_none_or(|high| count <= high)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ends {
    low: Count,
    best: Option<Count>,
    high: Option<Count>,
}

impl TryFrom<Ends> for Band {
    type Error = BandError;
    fn try_from(ends: Ends) -> Result<Self, BandError> {
        Self::new(ends.low, ends.best, ends.high)
    }
}

#[cfg(test)]
mod tests;
