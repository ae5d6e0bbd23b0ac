//! Rank equivalents: what an officer is worth in privates, as a cartel lays down.
//! It refuses to know any army's ranks beyond the tables that it is given.

mod named;

use alloc::collections::BTreeMap;
use alloc::string::String;

use serde::{Deserialize, Serialize};

use crate::count::Count;
use crate::text::{Category, Text};

/// A rank as a tariff names it (`colonel`): a slug.
pub(crate) type Rank = Category;

/// A weight, in privates.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Weight(u64);

/// A table of equivalents: how many privates each rank is exchanged for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tariff {
    /// What it is called.
    pub title: Text,
    /// Privates for one man of each rank.
    pub privates: BTreeMap<Rank, Count>,
}

impl Weight {
    /// A weight of so many privates.
    pub const fn new(privates: u64) -> Self {
        Self(privates)
    }

    /// In privates.
    pub const fn privates(self) -> u64 {
        self.0
    }

    /// Both together; `None` when that overflows.
    pub const fn plus(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(privates) => Some(Self(privates)),
            None => None,
        }
    }
}

/// Why men cannot be weighed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(untagged)]
pub enum WeighingError {
    /// A rank that the tariff does not name. Add it to the tariff, or correct the rank.
    #[error("the tariff has no rank `{0}`: add it, or correct the rank")]
    UnknownRank(Rank),
    /// More than can be counted. Correct the counts.
    #[error("the weight of `{0}` is more than can be counted: correct the counts")]
    TooHeavy(String),
}

impl Tariff {
    /// What these men weigh together, in privates.
    ///
    /// # Errors
    /// [`WeighingError`] names the rank that is unknown or overflows.
    pub fn weigh(&self, ranks: &BTreeMap<Rank, Count>) -> Result<Weight, WeighingError> {
        let mut sum = Weight::default();
        for (rank, men) in ranks {
            let each =
                self.privates.get(rank).ok_or_else(|| WeighingError::UnknownRank(rank.clone()))?;
            let weight = u64::from(each.number()).checked_mul(men.number().into()).map(Weight);
            sum = weight
                .and_then(|weight| sum.plus(weight))
                .ok_or_else(|| WeighingError::TooHeavy(rank.as_str().into()))?;
        }
        Ok(sum)
    }
}
