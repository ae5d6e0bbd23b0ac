//! The register in brief, but for one exchange, of which every word is told: what its story is told
//! from. It refuses to tell any other.

use repatria_domain::{Commit, Day, ExchangeId, Reference, Refusal};

use crate::record::Record;
use crate::story::{Story, story};

/// The register after the commits so far, as [`Brief`](crate::Brief) holds it; but what was said of
/// one exchange is told to it in every word.
///
/// ```
/// use repatria_projection::BriefBut;
///
/// assert_eq!(BriefBut::of("2025-06-26".parse()?).story(None), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct BriefBut {
    reference: Reference,
    record: Record,
}

impl BriefBut {
    /// Before the first commit; of this exchange every word is going to be told.
    pub fn of(reference: Reference) -> Self {
        Self { reference, record: Record::default() }
    }

    /// The exchange of which every word has to be told.
    pub fn exchange(&self) -> ExchangeId {
        ExchangeId::of(&self.reference)
    }

    /// Takes in the next commit.
    ///
    /// # Errors
    /// As [`Record::apply`].
    pub fn apply(&mut self, commit: &Commit) -> Result<(), Refusal> {
        self.record.apply(commit)
    }

    /// Whether its story can be told: there is such an exchange, and nothing that counts for it was
    /// said of another, of which no words were told.
    pub fn knows_the_story(&self) -> bool {
        self.record.state().exchange_called(&self.reference).is_some_and(|exchange| {
            exchange.statements.iter().all(|held| held.said.exchange == exchange.id)
        })
    }

    /// The story of the exchange, as [`story`] tells it; none, too, where it cannot be told from this.
    pub fn story(&self, as_of: Option<Day>) -> Option<Story> {
        self.knows_the_story().then(|| story(&self.record, &self.reference, as_of)).flatten()
    }
}

#[cfg(test)]
mod tests;
