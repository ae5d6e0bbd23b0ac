//! The addresses of the pages: which page, and as of which day and known at which time.
//! It refuses to know whether a page is there, and what stands on it.

mod clocks;
mod site_url;
mod total;

use std::fmt;

use repatria_domain::Reference;
use repatria_projection::TotalAsked;

pub(crate) use clocks::{Clocks, KnownAt, WrongClock};
pub(crate) use site_url::{SiteUrl, host};

/// A page, on both clocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    pub(crate) place: Place,
    pub(crate) clocks: Clocks,
}

/// Which page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Overview,
    Exchanges,
    Exchange(Reference),
    /// What a total rests on.
    Explain(TotalAsked),
    Agreements,
    /// Every claimed total, held against the record.
    Claims,
    /// One of them, by its number.
    Claim(usize),
    Claimants,
    Custody,
    Series,
    Disclosures,
    Changes,
    Audit,
    Method,
    Data,
    Families(Language),
}

/// In which language a page for families is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    English,
    Ukrainian,
    Russian,
}

/// Why an address is no page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NoAddress {
    /// There is no such page: 404.
    NoSuchPage,
    /// A clock cannot be read: 400.
    WrongClock(WrongClock),
}

impl Address {
    /// Reads the path and the query of an address, as they were sent.
    pub(crate) fn read(path: &str, query: Option<&str>) -> Result<Self, NoAddress> {
        let place = Place::read(path).ok_or(NoAddress::NoSuchPage)?;
        let clocks = Clocks::read(query.unwrap_or_default()).map_err(NoAddress::WrongClock)?;
        Ok(Self { place, clocks })
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.place, self.clocks)
    }
}

impl Language {
    pub(crate) const ALL: [Self; 3] = [Self::English, Self::Ukrainian, Self::Russian];

    /// Its code, as in `lang`.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Ukrainian => "uk",
            Self::Russian => "ru",
        }
    }
}

/// The pages that have a name and nothing else.
const NAMED: [(&str, Place); 14] = [
    ("exchanges", Place::Exchanges),
    ("agreements", Place::Agreements),
    ("claims", Place::Claims),
    ("claimants", Place::Claimants),
    ("custody", Place::Custody),
    ("series", Place::Series),
    ("disclosures", Place::Disclosures),
    ("changes", Place::Changes),
    ("audit", Place::Audit),
    ("method", Place::Method),
    ("data", Place::Data),
    ("families", Place::Families(Language::English)),
    ("families/uk", Place::Families(Language::Ukrainian)),
    ("families/ru", Place::Families(Language::Russian)),
];

impl Place {
    /// The pages that every register has.
    pub(crate) fn fixed() -> impl Iterator<Item = Self> {
        [Self::Overview].into_iter().chain(NAMED.iter().map(|(_, place)| place.clone()))
    }

    /// Reads a path: of each page there is one.
    fn read(path: &str) -> Option<Self> {
        let path = path.strip_prefix('/')?;
        if path.is_empty() {
            return Some(Self::Overview);
        }
        if let Some((_, place)) = NAMED.iter().find(|(name, _)| *name == path) {
            return Some(place.clone());
        }
        let place = match path.split_once('/')? {
            ("exchanges", reference) => Self::Exchange(reference.parse().ok()?),
            ("claims", number) => Self::Claim(number.parse().ok()?),
            ("explain", asked) => Self::Explain(total::read(asked)?),
            _ => return None,
        };
        // `+1`, `01` and the like are other spellings of a page that has an address.
        (place.name() == path).then_some(place)
    }

    /// The path below the root, without the slash before it; of the overview nothing.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Overview => String::new(),
            Self::Exchange(reference) => format!("exchanges/{reference}"),
            Self::Claim(number) => format!("claims/{number}"),
            Self::Explain(asked) => format!("explain/{}", total::written(asked)),
            Self::Exchanges
            | Self::Agreements
            | Self::Claims
            | Self::Claimants
            | Self::Custody
            | Self::Series
            | Self::Disclosures
            | Self::Changes
            | Self::Audit
            | Self::Method
            | Self::Data
            | Self::Families(_) => {
                let named = NAMED.iter().find(|(_, place)| place == self);
                named.map(|(name, _)| (*name).to_owned()).unwrap_or_default()
            }
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}", self.name())
    }
}

#[cfg(test)]
mod tests;
