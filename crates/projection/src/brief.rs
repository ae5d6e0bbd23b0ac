//! The register without its history and without what claimants said of exchanges, and the read models
//! that never ask for either: they count such statements, and look at none. It refuses to show the
//! record beneath, in which their words are missing.

use repatria_domain::{Commit, Day, Refusal};

use crate::agreements::{Agreements, agreements};
use crate::custody::{Custody, custody};
use crate::overview::{Overview, overview};
use crate::reconciliation::{Reconciliation, reconciliation, reconciliation_of};
use crate::record::Record;
use crate::timeline::{Timeline, timeline};

/// The register after the commits so far, in brief: of what was said of exchanges no more has to be
/// told to it than [`CountStatement::in_brief`](repatria_domain::CountStatement::in_brief) holds.
/// What it answers is the same as of a [`Record`].
///
/// ```
/// use repatria_projection::{Brief, Record, timeline};
///
/// assert_eq!(Brief::default().timeline(None), timeline(&Record::default(), None));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Brief(Record);

impl Brief {
    /// Takes in the next commit.
    ///
    /// # Errors
    /// As [`Record::apply`].
    pub fn apply(&mut self, commit: &Commit) -> Result<(), Refusal> {
        self.0.apply_without_history(commit)
    }

    /// The timeline, as [`timeline`] draws it.
    pub fn timeline(&self, as_of: Option<Day>) -> Timeline {
        timeline(&self.0, as_of)
    }

    /// The overview, as [`overview`] draws it.
    pub fn overview(&self, as_of: Option<Day>) -> Overview {
        overview(&self.0, as_of)
    }

    /// The agreements, as [`agreements`] draws them.
    pub fn agreements(&self, as_of: Option<Day>) -> Agreements {
        agreements(&self.0, as_of)
    }

    /// The accounts of custody, as [`custody`] draws them.
    pub fn custody(&self, as_of: Option<Day>) -> Custody {
        custody(&self.0, as_of)
    }

    /// How many claims about running totals there are.
    pub fn total_claims(&self) -> usize {
        self.0.total_claims().count()
    }

    /// Every claim about a running total, as [`reconciliation`] holds it against the record.
    pub fn reconciliation(&self, as_of: Option<Day>) -> Reconciliation {
        reconciliation(&self.0, as_of)
    }

    /// The claims of these numbers alone, as [`reconciliation_of`] holds them against the record.
    pub fn reconciliation_of(&self, numbers: &[usize], as_of: Option<Day>) -> Reconciliation {
        reconciliation_of(&self.0, numbers, as_of)
    }
}

#[cfg(test)]
mod tests;
