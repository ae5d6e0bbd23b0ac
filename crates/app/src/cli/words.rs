//! How values are typed that are more than a name.

use std::fmt;
use std::str::FromStr;

use repatria_domain::{Category, Ceiling, Day, Population, Quantity, Reference, StatementId};

pub(crate) use super::named::{Named, named};

/// Reads what is owed to a party: `UA persons >=1000`, or `UA persons >=1000 in under-25`.
pub(crate) fn ceiling(text: &str) -> Result<Ceiling, String> {
    let (text, category) = match text.rsplit_once(" in ") {
        Some((text, category)) => (text, Some(category.parse::<Category>().map_err(words)?)),
        None => (text, None),
    };
    let mut parts = text.splitn(3, ' ');
    let (Some(to), Some(population), Some(quantity)) = (parts.next(), parts.next(), parts.next())
    else {
        return Err("write to whom, what and how many, as in `UA persons >=1000`".to_owned());
    };
    Ok(Ceiling {
        to: to.parse().map_err(words)?,
        population: named::<Population>(population).map_err(words)?,
        quantity: quantity.parse::<Quantity>().map_err(words)?,
        category,
    })
}

/// Reads a day.
pub(crate) fn day(text: &str) -> Result<Day, String> {
    text.parse().map_err(|_| format!("`{text}` is no day: write it as 2025-06-30"))
}

fn words(error: impl fmt::Display) -> String {
    error.to_string()
}

/// A statement as people call it: `REF/k`, `T/k` where it speaks of a running total, or its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum StatementName {
    /// The k-th statement about an exchange, in order of recording.
    Numbered(Reference, usize),
    /// The k-th claim about a running total, in order of recording.
    Claim(usize),
    /// By its id.
    Id(StatementId),
}

impl FromStr for StatementName {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if let Ok(ClaimNumber(number)) = text.parse() {
            return Ok(Self::Claim(number));
        }
        let Some((reference, number)) = text.rsplit_once('/') else {
            return text.parse().map(Self::Id).map_err(|_| {
                format!("`{text}` is no statement: write REF/k as in 2025-06-26/2, T/k, or its id")
            });
        };
        let number = number.parse().map_err(|_| {
            format!("`{number}` is no number of a statement: write REF/k as in 2025-06-26/2")
        })?;
        Ok(Self::Numbered(reference.parse().map_err(words)?, number))
    }
}

/// The number of a claim about a running total, typed as people call it: `T/12`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ClaimNumber(pub(crate) usize);

impl FromStr for ClaimNumber {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = text.strip_prefix("T/").and_then(|number| number.parse().ok());
        number.map(Self).ok_or_else(|| format!("`{text}` is no claim: write T/k as in T/12"))
    }
}
