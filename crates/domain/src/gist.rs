//! The gist of an event: which exchange, which statement, how many, on the word of which side, and
//! when; no words, no sources.
//! What a fold of figures asks for, and so all that has to be read of a line for it.
//! It refuses to know how a line is read.

use alloc::vec::Vec;

use crate::event::{Event, ExchangeKind, Finding};
use crate::id::{ExchangeId, StatementId};
use crate::quantity::Band;
use crate::settlement::{Basis, Leg, LegKey, Parties, Settlement, Split};
use crate::text::Reference;
use crate::when::When;

/// The gist of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gist {
    /// An exchange was opened.
    Opened {
        /// Which.
        exchange: ExchangeId,
        /// What people call it.
        reference: Reference,
        /// Between whom.
        parties: Parties,
    },
    /// It was described.
    Described {
        /// Which exchange.
        exchange: ExchangeId,
        /// For the how-manieth time.
        revision: u32,
        /// What it is.
        kind: ExchangeKind,
        /// When it was; absent: nobody says.
        on: Option<When>,
        /// The deal of which it is one hand-over.
        frame: Option<ExchangeId>,
    },
    /// It was called off.
    Cancelled {
        /// Which exchange.
        exchange: ExchangeId,
    },
    /// It is on again.
    Reinstated {
        /// Which exchange.
        exchange: ExchangeId,
    },
    /// A claimant spoke of it.
    CountStated {
        /// In which statement.
        statement: StatementId,
        /// Of which exchange.
        exchange: ExchangeId,
        /// The statement that it takes the place of.
        corrects: Option<StatementId>,
    },
    /// A statement was ranked, or found to speak of another exchange.
    Reviewed {
        /// Which statement.
        statement: StatementId,
        /// What was found.
        finding: Finding,
    },
    /// The register holds so many to have gone each way.
    Settled {
        /// In which exchange.
        exchange: ExchangeId,
        /// By which revision.
        revision: u32,
        /// When it was; absent: nobody says.
        on: Option<When>,
        /// Who went which way, and how many.
        legs: Vec<LegGist>,
    },
    /// It no longer holds it.
    Withdrawn {
        /// Of which exchange.
        exchange: ExchangeId,
        /// Which revision.
        revision: u32,
    },
    /// Something that moves no figure of an exchange.
    Other,
}

/// Who went one way, and how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LegGist {
    /// The name of the leg.
    pub key: LegKey,
    /// How many, in persons, bodies or bags by the kind of the leg.
    pub count: Band,
    /// The class of what the count rests on.
    pub basis: Basis,
    /// How many of them are soldiers, civilians, children, in persons.
    pub split: Split,
}

impl Gist {
    /// The gist of an event that was read whole.
    pub fn of(event: &Event) -> Self {
        match event {
            Event::ExchangeOpened(opened) => Self::Opened {
                exchange: opened.exchange,
                reference: opened.reference.clone(),
                parties: opened.parties.clone(),
            },
            Event::ExchangeDescribed(described) => Self::Described {
                exchange: described.exchange,
                revision: described.revision,
                kind: described.description.kind,
                on: described.description.on,
                frame: described.description.frame,
            },
            Event::ExchangeCancelled(off) => Self::Cancelled { exchange: off.exchange },
            Event::ExchangeReinstated(on) => Self::Reinstated { exchange: on.exchange },
            Event::CountStated(said) => Self::CountStated {
                statement: said.statement,
                exchange: said.exchange,
                corrects: said.corrects.map(|correction| correction.statement),
            },
            Event::StatementReviewed(review) => {
                Self::Reviewed { statement: review.statement, finding: review.finding }
            }
            Event::ExchangeSettled(settled) => Self::Settled {
                exchange: settled.exchange,
                revision: settled.revision,
                on: settled.settlement.on,
                legs: LegGist::all_of(&settled.settlement),
            },
            Event::SettlementWithdrawn(withdrawn) => {
                Self::Withdrawn { exchange: withdrawn.exchange, revision: withdrawn.revision }
            }
            Event::AgreementReached(_)
            | Event::TotalStated(_)
            | Event::MovementRecorded(_)
            | Event::DetailWithheld(_)
            | Event::DetailDisclosed(_)
            | Event::CustodyDeclared(_)
            | Event::CustodyChanged(_)
            | Event::LossAccepted(_) => Self::Other,
        }
    }
}

impl LegGist {
    fn all_of(settlement: &Settlement) -> Vec<Self> {
        settlement.legs.iter().map(Self::from).collect()
    }
}

impl From<&Leg> for LegGist {
    fn from(leg: &Leg) -> Self {
        Self { key: leg.key, count: leg.count, basis: leg.basis, split: leg.split }
    }
}
