//! The verdict over a claim: its band against the band of the record in the same scope.
//! It refuses to know how either came about.

use core::fmt;

use repatria_domain::{Band, Measure, Party, Text, Total};
use serde::Serialize;

use super::recorded::Recorded;

/// What holding a claim against the record comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "verdict")]
pub enum Verdict {
    /// The record lies within the claim, or its best figure does.
    Agrees,
    /// The claim meets what the record allows, not its best figure.
    WithinTheBand,
    /// More than the record allows at most.
    Above,
    /// More than the record, and more than the exchanges without a figure could hold.
    AboveImplausible {
        /// What they could hold at most: their number times the largest leg known.
        room: Total,
    },
    /// Less than the record has at least.
    Below,
    /// Nothing can be said, and why.
    CannotBeCompared {
        /// Why.
        why: WhyNot,
    },
}

/// Why a claim cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "reason")]
pub enum WhyNot {
    /// The claim gives no number.
    NoNumber,
    /// A part of its scope was not said.
    NotSaid {
        /// Which.
        missing: Missing,
    },
    /// It speaks of both sides, and people came home to more than two in its scope.
    WhichSides {
        /// To whom.
        parties: Vec<Party>,
    },
    /// It counts exchanges, and everybody does so by a rule of his own.
    DifferentRules,
    /// It counts people who were offered, and the register records who came.
    Offered,
    /// The register records no such thing.
    NotRecorded {
        /// What.
        measure: Measure,
    },
    /// The register has made no judgement of how many are held.
    NoCustodyDeclared {
        /// By whom.
        holder: Party,
        /// Of whom.
        of: Party,
    },
    /// Custody is kept for living persons as a whole.
    CustodyNotToldApart,
    /// The register knows no agreement of this title.
    NoSuchAgreement {
        /// The title.
        agreement: Text,
    },
    /// No exchange in the register names this mediator; names are compared letter for letter.
    NoSuchMediator {
        /// The name.
        mediator: Text,
    },
    /// The claim meets the record only where that is open, because exchanges have no figure.
    NoFigure {
        /// How many of them have none.
        without: u64,
        /// Of how many in the scope.
        exchanges: u64,
    },
    /// The claim meets the record only where that is open, because nobody gives an upper end.
    NoUpperEnd,
}

/// The part of a scope that was not said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Missing {
    /// Where the people went.
    Direction,
    /// What is counted.
    Population,
    /// Since when.
    Since,
    /// Who holds them.
    Holder,
    /// Whose people they are.
    Of,
    /// Until when, nor when it was said.
    Date,
}

impl WhyNot {
    /// Whether enough of the scope is left for the record to stand beside the claim.
    pub(super) fn leaves_a_scope(&self) -> bool {
        match self {
            Self::NoNumber
            | Self::NotSaid { missing: Missing::Since }
            | Self::Offered
            | Self::NoFigure { .. }
            | Self::NoUpperEnd => true,
            Self::NotSaid { .. }
            | Self::WhichSides { .. }
            | Self::DifferentRules
            | Self::NotRecorded { .. }
            | Self::NoCustodyDeclared { .. }
            | Self::CustodyNotToldApart
            | Self::NoSuchAgreement { .. }
            | Self::NoSuchMediator { .. } => false,
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Agrees => "agrees",
            Self::WithinTheBand => "within the band",
            Self::Above => "above what is recorded",
            Self::AboveImplausible { .. } => "above, implausible",
            Self::Below => "below what is recorded",
            Self::CannotBeCompared { .. } => "cannot be compared",
        })
    }
}

/// The verdict over a claim and the record in its scope.
pub(super) fn compare(claim: Band, record: &Recorded) -> Verdict {
    let low = Total::from(claim.low());
    let high = claim.high().map(Total::from);
    let sum = &record.sum;
    let is_within = |figure: Total| low <= figure && high.is_none_or(|high| figure <= high);
    match record.room() {
        Some(room) if low > at_most(record.closed, room) => Verdict::AboveImplausible { room },
        _ if sum.high.is_some_and(|recorded| low > recorded) => Verdict::Above,
        _ if high.is_some_and(|high| high < sum.low) => Verdict::Below,
        _ if low > record.closed => Verdict::CannotBeCompared { why: open(record) },
        // Where all of the record lies within the claim, its best figure does.
        _ if is_within(sum.best) => Verdict::Agrees,
        _ => Verdict::WithinTheBand,
    }
}

/// Why the record has no upper end.
fn open(record: &Recorded) -> WhyNot {
    match record.without_figure {
        0 => WhyNot::NoUpperEnd,
        without => WhyNot::NoFigure { without, exchanges: record.sum.exchanges },
    }
}

/// Both together; a sum too large to be held is larger than any claim.
fn at_most(closed: Total, room: Total) -> Total {
    closed.plus(room).unwrap_or(Total::new(u64::MAX))
}
