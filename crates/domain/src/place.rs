//! Where something happened: said, not said, or refused. Three answers that are never mixed up.

use alloc::string::String;
use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize, Serializer};

use crate::text::{Text, TextError};

/// Where a hand-over took place, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub enum Place {
    /// The sources are silent.
    #[default]
    NotStated,
    /// Somebody refuses it.
    Withheld,
    /// The place, in the words of the source.
    Known(Text),
}

impl Place {
    /// Whether nothing was said of it.
    pub fn is_not_stated(&self) -> bool {
        *self == Self::NotStated
    }

    fn as_str(&self) -> &str {
        match self {
            Self::NotStated => "not stated",
            Self::Withheld => "withheld",
            Self::Known(words) => words.as_str(),
        }
    }

    /// Whether its text is read as this place: a place called `withheld` is none.
    pub(crate) fn is_writable(&self) -> bool {
        match self {
            Self::NotStated | Self::Withheld => true,
            Self::Known(words) => !matches!(words.as_str(), "not stated" | "withheld"),
        }
    }
}

impl FromStr for Place {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, TextError> {
        match text.trim() {
            "" | "not stated" => Ok(Self::NotStated),
            "withheld" => Ok(Self::Withheld),
            words => words.parse().map(Self::Known),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl TryFrom<String> for Place {
    type Error = TextError;
    fn try_from(text: String) -> Result<Self, TextError> {
        text.parse()
    }
}

impl Serialize for Place {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
