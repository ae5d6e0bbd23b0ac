//! How many: one figure, and the sum of many. Never negative, never overflowing.
//! It refuses to know what is counted.

use alloc::string::String;
use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

/// How many persons, bodies or bags one figure speaks of.
///
/// ```
/// use repatria_domain::Count;
/// let held = Count::new(106);
/// assert_eq!(held.minus(Count::new(6)), Some(Count::new(100)));
/// assert_eq!(held.minus(Count::new(107)), None);
/// ```
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Count(u32);

/// The sum of counts, in the same unit.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Total(u64);

/// A text that is no count. Write a whole number from 0 to 4,294,967,295.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no count: write a whole number from 0 to 4294967295, without separators")]
pub struct CountError(String);

impl Count {
    /// None.
    pub const ZERO: Self = Self(0);

    /// A count of `number`.
    pub const fn new(number: u32) -> Self {
        Self(number)
    }

    /// The number.
    pub const fn number(self) -> u32 {
        self.0
    }

    /// Both together; `None` when that is too large for a count.
    pub const fn plus(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(number) => Some(Self(number)),
            None => None,
        }
    }

    /// What is left without `other`; `None` when that would be negative.
    pub const fn minus(self, other: Self) -> Option<Self> {
        match self.0.checked_sub(other.0) {
            Some(number) => Some(Self(number)),
            None => None,
        }
    }
}

impl Total {
    /// None.
    pub const ZERO: Self = Self(0);

    /// All of them together; `None` when that overflows.
    pub fn of(counts: impl IntoIterator<Item = Count>) -> Option<Self> {
        counts.into_iter().try_fold(Self::ZERO, |sum, count| sum.plus(count.into()))
    }

    /// A total of `number`.
    pub const fn new(number: u64) -> Self {
        Self(number)
    }

    /// The number.
    pub const fn number(self) -> u64 {
        self.0
    }

    /// Both together; `None` when that overflows.
    pub const fn plus(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(number) => Some(Self(number)),
            None => None,
        }
    }

    /// What is left without `other`; `None` when that would be negative.
    pub const fn minus(self, other: Self) -> Option<Self> {
        match self.0.checked_sub(other.0) {
            Some(number) => Some(Self(number)),
            None => None,
        }
    }
}

impl From<Count> for Total {
    fn from(count: Count) -> Self {
        Self(count.0.into())
    }
}

impl FromStr for Count {
    type Err = CountError;

    fn from_str(text: &str) -> Result<Self, CountError> {
        let unreadable = || CountError(text.chars().take(40).collect());
        // `u32::from_str` would take a leading plus.
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(unreadable());
        }
        text.parse().map(Self).map_err(|_| unreadable())
    }
}

impl fmt::Display for Count {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, formatter)
    }
}

impl fmt::Display for Total {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, formatter)
    }
}
