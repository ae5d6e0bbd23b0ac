//! What the register is after the events so far: a map of small entities, and the law of what is stored.
//! It refuses to know which commands were seen, when anything was recorded, and by whom.

mod apply;
mod custody;
mod entities;
mod ledger;
mod only;
mod places;
mod postings;
mod settled;
mod touched;

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::sync::Arc;
use alloc::vec::Vec;

use crate::event::{AgreementReached, Description, Detail, DetailWithheld, Milestone, Rank};
use crate::id::{AgreementId, ExchangeId, StatementId};
use crate::party::Party;
use crate::settlement::{LegKey, Parties, Settlement};
use crate::statement::{CountStatement, TotalStatement};
use crate::text::{Reference, Text};
use entities::Entities;

pub use custody::{CustodyAccount, Flow, Posting, PostingSource};
pub(crate) use touched::touched;

/// What the register is after the events so far.
///
/// Only [`State::apply`] changes it, so every state there is keeps every invariant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    exchanges: Entities<ExchangeId, Exchange>,
    agreements: Entities<AgreementId, AgreementReached>,
    custody: BTreeMap<(Party, Party), CustodyAccount>,
    totals: Vec<TotalClaim>,
    statements: Entities<StatementId, About>,
}

/// What a statement is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum About {
    /// The exchange that it counts for now; a review may have moved it.
    Exchange(ExchangeId),
    /// A running total: its place among the claims.
    Total(usize),
}

/// One exchange with everything that was said and settled about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// Its id.
    pub id: ExchangeId,
    /// What people call it.
    pub reference: Reference,
    /// Between whom.
    pub parties: Parties,
    /// What it is, apart from its numbers.
    pub description: Option<Arc<Description>>,
    /// How often it was described.
    pub description_revision: u32,
    /// The hand-overs that name this exchange as their frame.
    pub parts: BTreeSet<ExchangeId>,
    /// Why it was called off, if it was.
    pub cancelled: Option<Text>,
    /// What was said about it, in order of recording: `REF/1` is the first.
    pub statements: Vec<RecordedStatement>,
    /// What the register holds to be true of it.
    pub settlement: Option<Arc<Settlement>>,
    /// How often it was settled.
    pub settlement_revision: u32,
    /// Whether something was said or reviewed after it was settled.
    pub stale: bool,
    /// How many of each leg are recorded to have reached each milestone, in persons or bodies.
    pub arrived: BTreeMap<(LegKey, Milestone), u64>,
    /// What is kept back, and by whom.
    pub withheld: BTreeMap<(Detail, Party), DetailWithheld>,
}

/// A statement about an exchange, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedStatement {
    /// The statement.
    pub said: Arc<CountStatement>,
    /// How far it counts.
    pub rank: Rank,
    /// The statement that took its place.
    pub corrected_by: Option<StatementId>,
    /// The exchange that it speaks of instead.
    pub moved_to: Option<ExchangeId>,
}

/// A statement about a running total, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TotalClaim {
    /// The statement.
    pub said: Arc<TotalStatement>,
    /// How far it counts.
    pub rank: Rank,
    /// The statement that took its place.
    pub corrected_by: Option<StatementId>,
}

impl State {
    /// The exchange of this id.
    pub fn exchange(&self, id: ExchangeId) -> Option<&Exchange> {
        self.exchanges.get(id)
    }

    /// The exchange that people call `reference`.
    pub fn exchange_called(&self, reference: &Reference) -> Option<&Exchange> {
        self.exchange(ExchangeId::of(reference))
    }

    /// Every exchange, in order of recording.
    pub fn exchanges(&self) -> impl ExactSizeIterator<Item = &Exchange> {
        self.exchanges.all()
    }

    /// The place of an exchange in order of recording: 0 is the first.
    pub fn place_of_exchange(&self, id: ExchangeId) -> Option<usize> {
        self.exchanges.place(id)
    }

    /// The place of a statement, about an exchange or a running total, in order of recording: 0 is
    /// the first.
    pub fn place_of_statement(&self, id: StatementId) -> Option<usize> {
        self.statements.place(id)
    }

    /// What the register holds to be true, for every exchange that is settled, in order of
    /// recording.
    ///
    /// A frame may be settled beside its parts: a sum takes the one or the others, never both.
    pub fn settlements(&self) -> impl Iterator<Item = (&Exchange, &Settlement)> {
        self.exchanges().filter_map(|exchange| Some((exchange, exchange.settlement.as_deref()?)))
    }

    /// The agreement of this id.
    pub fn agreement(&self, id: AgreementId) -> Option<&AgreementReached> {
        self.agreements.get(id)
    }

    /// Every agreement, in order of recording.
    pub fn agreements(&self) -> impl ExactSizeIterator<Item = &AgreementReached> {
        self.agreements.all()
    }

    /// What is known of how many people of `of` are in the hands of `holder`.
    pub fn custody(&self, holder: Party, of: Party) -> Option<&CustodyAccount> {
        self.custody.get(&(holder, of))
    }

    /// Every custody account with its (holder, of), in that order.
    pub fn custody_accounts(
        &self,
    ) -> impl ExactSizeIterator<Item = ((Party, Party), &CustodyAccount)> {
        self.custody.iter().map(|(account, postings)| (*account, postings))
    }

    /// The claim about a running total of this id.
    pub fn total_claim(&self, id: StatementId) -> Option<&TotalClaim> {
        match self.statements.get(id)? {
            About::Total(place) => self.totals.get(*place),
            About::Exchange(_) => None,
        }
    }

    /// Every claim about a running total, in order of recording.
    pub fn total_claims(&self) -> impl ExactSizeIterator<Item = &TotalClaim> {
        self.totals.iter()
    }

    /// The exchange that a statement counts for now.
    pub fn exchange_of(&self, statement: StatementId) -> Option<&Exchange> {
        match self.statements.get(statement)? {
            About::Exchange(id) => self.exchange(*id),
            About::Total(_) => None,
        }
    }
}

impl Exchange {
    /// The statement of this id, with its number `k` of `REF/k`.
    pub fn statement(&self, id: StatementId) -> Option<(usize, &RecordedStatement)> {
        let index = self.statements.iter().position(|held| held.said.statement == id)?;
        self.statements.get(index).map(|held| (index.saturating_add(1), held))
    }

    /// The statement `REF/number`.
    pub fn statement_numbered(&self, number: usize) -> Option<&RecordedStatement> {
        self.statements.get(number.checked_sub(1)?)
    }

    /// The deal of which this is one hand-over.
    pub fn frame(&self) -> Option<ExchangeId> {
        self.description.as_ref().and_then(|description| description.frame)
    }

    /// Whether it is a frame: a deal that had several hand-overs.
    pub fn is_frame(&self) -> bool {
        !self.parts.is_empty()
    }
}
