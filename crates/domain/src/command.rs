//! What somebody wants recorded, in the imperative. Ids and times are in it: deciding makes up nothing.

use alloc::sync::Arc;
use alloc::vec;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::event::{
    AgreementReached, CustodyChanged, CustodyDeclared, Description, Detail, DetailDisclosed,
    DetailWithheld, Event, ExchangeCancelled, ExchangeDescribed, ExchangeOpened,
    ExchangeReinstated, ExchangeSettled, LossAccepted, MovementRecorded, SettlementWithdrawn,
    StatementReviewed, Until,
};
use crate::id::ExchangeId;
use crate::party::Party;
use crate::settlement::Parties;
use crate::statement::{CountStatement, Source, TotalStatement};
use crate::text::{Reference, Text};
use crate::when::When;

/// One decision to be taken. A statement is shared with the event that it comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "kebab-case")]
pub enum Command {
    /// Record an agreement.
    ReachAgreement(AgreementReached),
    /// Open an exchange, and say what it is if that is known.
    OpenExchange(OpenExchange),
    /// Say what an exchange is, apart from its numbers.
    DescribeExchange(ExchangeDescribed),
    /// Record that an exchange was called off.
    CancelExchange(ExchangeCancelled),
    /// Record that it is on again.
    ReinstateExchange(ExchangeReinstated),
    /// Record what a claimant said about an exchange.
    StateCount(Arc<CountStatement>),
    /// Record what a claimant said about a running total.
    StateTotal(Arc<TotalStatement>),
    /// Rank a statement, or move it to the exchange that it speaks of.
    ReviewStatement(StatementReviewed),
    /// Settle what is held to be true of an exchange.
    SettleExchange(ExchangeSettled),
    /// No longer hold it.
    WithdrawSettlement(SettlementWithdrawn),
    /// Record that people of a leg reached a milestone.
    RecordMovement(MovementRecorded),
    /// Record that details of an exchange are kept back.
    WithholdDetails(WithholdDetails),
    /// Record that a detail came out.
    DiscloseDetail(DetailDisclosed),
    /// Judge who holds how many of whom.
    DeclareCustody(CustodyDeclared),
    /// Record a change of custody other than by an exchange.
    ChangeCustody(CustodyChanged),
    /// Record that stored commits were lost, and go on without them.
    AcceptLoss(LossAccepted),
}

/// Open an exchange, and say what it is if that is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenExchange {
    /// What people call it; its id is made from this.
    pub reference: Reference,
    /// Between whom.
    pub parties: Parties,
    /// What it is, apart from its numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Description>,
}

/// Record that details of an exchange are kept back, by one party for one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithholdDetails {
    /// Of which exchange.
    pub exchange: ExchangeId,
    /// What.
    pub details: Vec<Detail>,
    /// By which party.
    pub by: Party,
    /// Who said so for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claimant: Option<Text>,
    /// When it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_on: Option<When>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Text>,
    /// Until when; absent: not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Until>,
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

impl Command {
    /// The events that the command asks for. They follow from the command alone, so a repeated
    /// command can be told from a different one by the events that are recorded.
    pub fn events(&self) -> Vec<Event> {
        match self {
            Self::ReachAgreement(data) => vec![Event::AgreementReached(data.clone())],
            Self::OpenExchange(open) => open.events(),
            Self::DescribeExchange(data) => vec![Event::ExchangeDescribed(data.clone())],
            Self::CancelExchange(data) => vec![Event::ExchangeCancelled(data.clone())],
            Self::ReinstateExchange(data) => vec![Event::ExchangeReinstated(data.clone())],
            Self::StateCount(data) => vec![Event::CountStated(Arc::clone(data))],
            Self::StateTotal(data) => vec![Event::TotalStated(Arc::clone(data))],
            Self::ReviewStatement(data) => vec![Event::StatementReviewed(data.clone())],
            Self::SettleExchange(data) => vec![Event::ExchangeSettled(data.clone())],
            Self::WithdrawSettlement(data) => vec![Event::SettlementWithdrawn(data.clone())],
            Self::RecordMovement(data) => vec![Event::MovementRecorded(data.clone())],
            Self::WithholdDetails(withhold) => withhold.events(),
            Self::DiscloseDetail(data) => vec![Event::DetailDisclosed(data.clone())],
            Self::DeclareCustody(data) => vec![Event::CustodyDeclared(data.clone())],
            Self::ChangeCustody(data) => vec![Event::CustodyChanged(data.clone())],
            Self::AcceptLoss(data) => vec![Event::LossAccepted(data.clone())],
        }
    }
}

impl OpenExchange {
    fn events(&self) -> Vec<Event> {
        let exchange = ExchangeId::of(&self.reference);
        let opened = ExchangeOpened {
            exchange,
            reference: self.reference.clone(),
            parties: self.parties.clone(),
        };
        let mut events = vec![Event::ExchangeOpened(opened)];
        if let Some(description) = self.description.clone() {
            events.push(Event::ExchangeDescribed(ExchangeDescribed {
                exchange,
                revision: 1,
                description: description.into(),
            }));
        }
        events
    }
}

impl WithholdDetails {
    fn events(&self) -> Vec<Event> {
        let withheld = |detail: &Detail| {
            Event::DetailWithheld(DetailWithheld {
                exchange: self.exchange,
                detail: *detail,
                by: self.by,
                claimant: self.claimant.clone(),
                said_on: self.said_on,
                why: self.why.clone(),
                until: self.until.clone(),
                source: self.source.clone(),
            })
        };
        self.details.iter().map(withheld).collect()
    }
}
