//! What became of a claim: whether it stands, what took its place, and what was said beside it.

use repatria_domain::{Mistake, Quantity, Rank, StatementId, Text, TotalClaim};
use serde::Serialize;

use crate::record::Record;

/// Whether a claim stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum ClaimStanding {
    /// It does.
    Stands,
    /// A reviewer set it aside.
    Deprecated,
    /// Another claim took its place.
    Corrected {
        /// Which, as it is called.
        by: String,
        /// Who had it wrong.
        mistake: Mistake,
    },
}

/// Another claim about the same scope on the same day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClaimBeside {
    /// What it is called.
    pub called: String,
    /// Who said it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claimant: Option<Text>,
    /// Who passed it on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relay: Option<Text>,
    /// How many.
    pub quantity: Quantity,
}

impl ClaimStanding {
    /// Whether it was corrected or set aside.
    pub fn is_set_aside(&self) -> bool {
        *self != Self::Stands
    }
}

/// What people call the claim of this number.
pub(super) fn called(number: usize) -> String {
    format!("T/{number}")
}

/// What people call a claim.
pub(super) fn name(record: &Record, claim: StatementId) -> Option<String> {
    let mut claims = record.total_claims();
    claims.find(|(_, held)| held.said.statement == claim).map(|(number, _)| called(number))
}

/// Whether a claim stands among those that had been said by then.
pub(super) fn standing(said: &[(usize, &TotalClaim)], claim: &TotalClaim) -> ClaimStanding {
    let correction = claim.corrected_by.and_then(|by| {
        let (number, later) = said.iter().find(|(_, other)| other.said.statement == by)?;
        Some(ClaimStanding::Corrected {
            by: called(*number),
            mistake: later.said.corrects?.mistake,
        })
    });
    match (correction, claim.rank) {
        (Some(correction), _) => correction,
        (None, Rank::Deprecated) => ClaimStanding::Deprecated,
        (None, Rank::Preferred | Rank::Normal) => ClaimStanding::Stands,
    }
}

/// What else was said of the same scope on the same day, where it differs.
pub(super) fn beside(said: &[(usize, &TotalClaim)], claim: &TotalClaim) -> Vec<ClaimBeside> {
    let mine = &claim.said;
    let differs = |(_, other): &&(usize, &TotalClaim)| {
        let other = &other.said;
        mine.attribution.said_on.is_some()
            && (mine.attribution.said_on, mine.measure, &mine.scope)
                == (other.attribution.said_on, other.measure, &other.scope)
            && mine.quantity != other.quantity
    };
    said.iter()
        .filter(differs)
        .map(|(number, other)| ClaimBeside {
            called: called(*number),
            claimant: other.said.attribution.claimant.clone(),
            relay: other.said.attribution.relay.clone(),
            quantity: other.said.quantity,
        })
        .collect()
}
