//! The register as it stands, with every word that was said, and the read models that never ask how it
//! came to be so. It refuses to show the record beneath, in which its history is missing.

use repatria_domain::{Commit, Day, Refusal};

use crate::audit::{Audit, Scrutiny, audit};
use crate::claimants::{Claimants, claimants};
use crate::disclosures::{Disclosures, disclosures};
use crate::record::Record;

/// The register after the commits so far, without its history: when each thing was recorded, and what
/// was held before. What it answers is the same as of a [`Record`].
///
/// ```
/// use repatria_projection::{Present, Record, claimants};
///
/// assert_eq!(Present::default().claimants(None), claimants(&Record::default(), None));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Present(Record);

impl Present {
    /// Takes in the next commit.
    ///
    /// # Errors
    /// As [`Record::apply`].
    pub fn apply(&mut self, commit: &Commit) -> Result<(), Refusal> {
        self.0.apply_without_history(commit)
    }

    /// The claimants, as [`claimants`] counts them.
    pub fn claimants(&self, as_of: Option<Day>) -> Claimants {
        claimants(&self.0, as_of)
    }

    /// What is kept back, as [`disclosures`] lists it.
    pub fn disclosures(&self, as_of: Option<Day>) -> Disclosures {
        disclosures(&self.0, as_of)
    }

    /// What a careful editor would ask, as [`audit`] does.
    pub fn audit(&self, as_of: Option<Day>, scrutiny: Scrutiny) -> Audit {
        audit(&self.0, as_of, scrutiny)
    }
}

#[cfg(test)]
mod tests;
