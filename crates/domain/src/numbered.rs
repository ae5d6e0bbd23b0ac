//! A gist in which exchanges, sets of parties and ways go by numbers: the first that comes up is 0, and
//! each next one has the next number. So whoever folds gists looks nothing up by its name.
//! It refuses to know who gives the numbers.

use crate::event::ExchangeKind;
use crate::gist::LegGist;
use crate::id::ExchangeId;
use crate::quantity::Band;
use crate::settlement::{Basis, LegKey, Parties, Split};
use crate::text::Reference;
use crate::when::When;

/// What comes up for the first time, or the gist of an event that moves a total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Numbered<'a> {
    /// The next exchange is this one.
    Exchange(ExchangeId),
    /// The next set of parties is this one.
    Parties(Parties),
    /// The next way that somebody went is this one.
    Way(LegKey),
    /// An exchange was opened.
    Opened {
        /// Which.
        exchange: u32,
        /// What people call it.
        reference: Reference,
        /// Between whom.
        between: u32,
    },
    /// It was described.
    Described {
        /// Which exchange.
        exchange: u32,
        /// For the how-manieth time.
        revision: u32,
        /// What it is.
        kind: ExchangeKind,
        /// When it was; absent: nobody says.
        on: Option<When>,
        /// The deal of which it is one hand-over.
        frame: Option<u32>,
    },
    /// It was called off.
    Cancelled {
        /// Which exchange.
        exchange: u32,
    },
    /// It is on again.
    Reinstated {
        /// Which exchange.
        exchange: u32,
    },
    /// The register holds so many to have gone each way.
    Settled {
        /// In which exchange.
        exchange: u32,
        /// By which revision.
        revision: u32,
        /// When it was; absent: nobody says.
        on: Option<When>,
        /// Who went which way, and how many.
        legs: &'a [NumberedLeg],
    },
    /// It no longer holds it.
    Withdrawn {
        /// Of which exchange.
        exchange: u32,
        /// Which revision.
        revision: u32,
    },
}

/// Who went one way, and how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberedLeg {
    /// The name of the leg.
    pub way: u32,
    /// How many, in persons, bodies or bags by the kind of the leg.
    pub count: Band,
    /// The class of what the count rests on.
    pub basis: Basis,
    /// How many of them are soldiers, civilians, children, in persons.
    pub split: Split,
}

impl NumberedLeg {
    /// A leg whose name has a number.
    pub fn of(leg: &LegGist, way: u32) -> Self {
        let LegGist { key: _, count, basis, split } = *leg;
        Self { way, count, basis, split }
    }
}
