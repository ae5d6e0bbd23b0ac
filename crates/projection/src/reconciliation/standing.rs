//! What became of a claim: whether it stands, what took its place, and what was said beside it.

use repatria_domain::{Day, Measure, Mistake, Quantity, Rank, StatementId, Text, TotalClaim};
use serde::Serialize;

use crate::happened::happened;
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

/// The claims about running totals, as they are called and as they are found.
#[derive(Debug)]
pub(super) struct Claims<'a> {
    /// Those that had been said by the day that was asked for, in order of recording.
    pub(super) said: Vec<(usize, &'a TotalClaim)>,
    record: &'a Record,
    as_of: Option<Day>,
    // Of all that are recorded, by the statement.
    numbers: Vec<(StatementId, usize)>,
    // Those that had been said on a day that is known, by that, what they count, and their number.
    by_day: Vec<(SaidOf, usize, &'a TotalClaim)>,
}

/// The days on which a claim can have been said, and what it counts.
type SaidOf = ((Day, Day), Measure);

/// None where nobody says when.
fn said_of(claim: &TotalClaim) -> Option<SaidOf> {
    let said_on = claim.said.attribution.said_on?;
    Some((said_on.sort_key(), claim.said.measure))
}

impl<'a> Claims<'a> {
    pub(super) fn of(record: &'a Record, as_of: Option<Day>) -> Self {
        let mut claims =
            Self { said: Vec::new(), record, as_of, numbers: Vec::new(), by_day: Vec::new() };
        for (number, claim) in record.total_claims() {
            claims.numbers.push((claim.said.statement, number));
            if !claims.was_said(claim) {
                continue;
            }
            claims.said.push((number, claim));
            claims.by_day.extend(said_of(claim).map(|of| (of, number, claim)));
        }
        claims.numbers.sort_unstable();
        claims.by_day.sort_unstable_by_key(|(of, number, _)| (*of, *number));
        claims
    }

    fn was_said(&self, claim: &TotalClaim) -> bool {
        happened(claim.said.attribution.said_on, self.as_of).is_some()
    }

    /// The claim of a number, if it had been said.
    pub(super) fn numbered(&self, number: usize) -> Option<&(usize, &'a TotalClaim)> {
        let place = self.said.binary_search_by_key(&number, |(number, _)| *number).ok()?;
        self.said.get(place)
    }

    /// What people call a claim.
    pub(super) fn name(&self, claim: StatementId) -> Option<String> {
        let place = self.numbers.binary_search_by_key(&claim, |(statement, _)| *statement).ok()?;
        self.numbers.get(place).map(|(_, number)| called(*number))
    }

    /// Whether a claim stands among those that had been said by then.
    pub(super) fn standing(&self, claim: &TotalClaim) -> ClaimStanding {
        let correction = claim.corrected_by.and_then(|by| {
            let later = self.record.state().total_claim(by).filter(|by| self.was_said(by))?;
            let mistake = later.said.corrects?.mistake;
            Some(ClaimStanding::Corrected { by: self.name(by)?, mistake })
        });
        match (correction, claim.rank) {
            (Some(correction), _) => correction,
            (None, Rank::Deprecated) => ClaimStanding::Deprecated,
            (None, Rank::Preferred | Rank::Normal) => ClaimStanding::Stands,
        }
    }

    /// What else was said of the same scope on the same day, where it differs.
    pub(super) fn beside(&self, claim: &TotalClaim) -> Vec<ClaimBeside> {
        let mine = &claim.said;
        let Some(of_mine) = said_of(claim) else { return Vec::new() };
        let begin = self.by_day.partition_point(|(of, ..)| *of < of_mine);
        let same_days = self.by_day.get(begin..).unwrap_or_default().iter();
        let same_days = same_days.take_while(|(of, ..)| *of == of_mine);
        let differs = |(.., other): &&(SaidOf, usize, &TotalClaim)| {
            mine.attribution.said_on == other.said.attribution.said_on
                && mine.scope == other.said.scope
                && mine.quantity != other.said.quantity
        };
        let shown = |(_, number, other): &(SaidOf, usize, &TotalClaim)| ClaimBeside {
            called: called(*number),
            claimant: other.said.attribution.claimant.clone(),
            relay: other.said.attribution.relay.clone(),
            quantity: other.said.quantity,
        };
        same_days.filter(differs).map(shown).collect()
    }
}
