//! How many people of one party are in the hands of another, as a band.
//! It refuses to know what claimants say about it: a claim moves no balance.

use alloc::vec::Vec;

use crate::event::CustodyChange;
use crate::id::ExchangeId;
use crate::quantity::Band;
use crate::settlement::LegKey;
use crate::when::When;

/// The people of one party in the hands of another: what was declared, and what came and went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CustodyAccount {
    postings: Vec<Posting>,
    // How many of them say that there is anybody at all.
    openings: usize,
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
    /// Whether there was nobody before it: these people were brought into a third state.
    pub begins: bool,
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

impl Posting {
    /// Whether it says that there is anybody at all.
    pub(super) fn opens(&self) -> bool {
        self.flow == Flow::Declared || self.begins
    }

    pub(super) fn is_leg_of(&self, exchanges: &[ExchangeId]) -> bool {
        matches!(&self.source, PostingSource::Leg(posted, _) if exchanges.contains(posted))
    }
}

impl CustodyAccount {
    #[cfg(test)]
    pub(super) fn of(postings: impl IntoIterator<Item = Posting>) -> Self {
        let mut account = Self::default();
        postings.into_iter().for_each(|posting| account.post(posting));
        account
    }

    /// Every posting, in order of recording.
    pub fn postings(&self) -> &[Posting] {
        &self.postings
    }

    pub(super) fn is_empty(&self) -> bool {
        self.postings.is_empty()
    }

    /// Whether a declaration, or a leg into a third state, says that there is anybody at all.
    pub(super) fn is_open(&self) -> bool {
        self.openings > 0
    }

    pub(super) fn post(&mut self, posting: Posting) {
        self.openings = self.openings.saturating_add(usize::from(posting.opens()));
        self.postings.push(posting);
    }

    pub(super) fn take_back(&mut self, exchanges: &[ExchangeId]) {
        if exchanges.is_empty() {
            return;
        }
        self.postings.retain(|posting| !posting.is_leg_of(exchanges));
        self.openings = self.postings.iter().filter(|posting| posting.opens()).count();
    }
}
