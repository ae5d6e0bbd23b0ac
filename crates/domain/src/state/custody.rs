//! How many people of one party are in the hands of another, as a band.
//! It refuses to know what claimants say about it: a claim moves no balance.

use alloc::vec::Vec;

use crate::event::CustodyChange;
use crate::id::ExchangeId;
use crate::party::Party;
use crate::quantity::Band;
use crate::refusal::Refusal;
use crate::settlement::LegKey;
use crate::when::{Before, When};

/// The people of one party in the hands of another: what was declared, and what came and went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CustodyAccount {
    postings: Vec<Posting>,
}

/// One line of a custody account, in living persons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posting {
    /// Where it comes from.
    pub source: PostingSource,
    /// Declared, come or gone.
    pub flow: Flow,
    /// How many.
    pub count: Band,
    /// When; absent: nobody says.
    pub on: Option<When>,
}

/// What a posting does to the balance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flow {
    /// So many were held.
    Declared,
    /// So many came.
    In,
    /// So many left.
    Out,
}

/// Where a posting comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PostingSource {
    /// A declaration of the register.
    Declaration,
    /// A change other than by an exchange.
    Change(CustodyChange),
    /// A leg of the settlement of an exchange. A later revision replaces it.
    Leg(ExchangeId, LegKey),
}

impl CustodyAccount {
    /// Every posting, in order of recording.
    pub fn postings(&self) -> &[Posting] {
        &self.postings
    }
}
