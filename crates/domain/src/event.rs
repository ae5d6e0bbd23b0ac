//! What happened to the register, in the past tense: immutable, and complete without its neighbours.
//! It refuses to know how an event is written down; that is the log's business.

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;

use serde::{Deserialize, Serialize};

use crate::count::Count;
use crate::digest::Digest;
use crate::id::{AgreementId, ExchangeId, StatementId};
use crate::party::Party;
use crate::place::Place;
use crate::quantity::{Band, Quantity};
use crate::settlement::{LegKey, Parties, Settlement, Terms};
use crate::statement::{CountStatement, Population, Source, TotalStatement};
use crate::tariff::Tariff;
use crate::text::{Category, Reference, Text};
use crate::when::When;

/// One event. Its name on disk is its kebab-case name.
///
/// What is large is shared: the state and the read models keep it without a copy of their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "kebab-case")]
pub enum Event {
    /// The terms under which exchanges happen were agreed.
    AgreementReached(AgreementReached),
    /// An exchange was opened in the register.
    ExchangeOpened(ExchangeOpened),
    /// What an exchange is, apart from its numbers.
    ExchangeDescribed(ExchangeDescribed),
    /// It was called off.
    ExchangeCancelled(ExchangeCancelled),
    /// It is on again.
    ExchangeReinstated(ExchangeReinstated),
    /// A claimant spoke of an exchange.
    CountStated(Arc<CountStatement>),
    /// A claimant spoke of a running total.
    TotalStated(Arc<TotalStatement>),
    /// A statement was ranked, or found to speak of another exchange.
    StatementReviewed(StatementReviewed),
    /// The register holds this to be true.
    ExchangeSettled(ExchangeSettled),
    /// The register no longer holds it.
    SettlementWithdrawn(SettlementWithdrawn),
    /// People of a leg reached a milestone.
    MovementRecorded(MovementRecorded),
    /// A detail is kept back.
    DetailWithheld(DetailWithheld),
    /// It came out.
    DetailDisclosed(DetailDisclosed),
    /// The register's own judgement of who holds how many of whom.
    CustodyDeclared(CustodyDeclared),
    /// A change of custody other than by an exchange.
    CustodyChanged(CustodyChanged),
    /// Stored commits were lost, and the register goes on without them.
    LossAccepted(LossAccepted),
}

/// Parties agreed on the terms of exchanges (a cartel).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreementReached {
    /// Made from the title.
    pub agreement: AgreementId,
    /// What it is called; unique in a register.
    pub title: Text,
    /// Who agreed.
    pub parties: Parties,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<When>,
    /// On what terms.
    #[serde(default, skip_serializing_if = "Terms::is_not_stated")]
    pub terms: Terms,
    /// The table of equivalents, where the terms are by tariff.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tariff: Option<Tariff>,
    /// What each side owes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ceilings: Vec<Ceiling>,
    /// What it is limited to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<Category>,
    /// The wider agreement that it is a member of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member_of: Option<AgreementId>,
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    /// Our remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// How many of a population are owed to a party ("at least 1,000 a side", "6,000 bodies").
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ceiling {
    /// To whom.
    pub to: Party,
    /// Of what.
    pub population: Population,
    /// How many.
    pub quantity: Quantity,
    /// In which category; absent: in all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<Category>,
}

/// An exchange was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExchangeOpened {
    /// Made from the reference.
    pub exchange: ExchangeId,
    /// What people call it; unique in a register.
    pub reference: Reference,
    /// Between whom.
    pub parties: Parties,
}

/// What an exchange is, apart from its numbers; so that one without a number has a date and a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExchangeDescribed {
    /// Which exchange.
    pub exchange: ExchangeId,
    /// 1 for the first description, one more for each that follows.
    pub revision: u32,
    /// What it is.
    pub description: Arc<Description>,
}

/// What an exchange is, apart from its numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Description {
    /// An exchange, a one-sided transfer, or bodies alone.
    pub kind: ExchangeKind,
    /// When it was; absent: nobody says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<When>,
    /// On what terms.
    #[serde(default, skip_serializing_if = "Terms::is_not_stated")]
    pub terms: Terms,
    /// The deal of which this is one hand-over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frame: Option<ExchangeId>,
    /// The agreements that it carries out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agreements: Vec<AgreementId>,
    /// What it was limited to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<Category>,
    /// Where it was.
    #[serde(default, skip_serializing_if = "Place::is_not_stated")]
    pub place: Place,
    /// Where people were first received on the way home.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub transit: Vec<Text>,
    /// Who mediated.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mediators: Vec<Text>,
    /// Who drew it up.
    pub drawn: Drawn,
}

/// Who drew a description up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Drawn {
    /// The program, from the statements; drawn anew when they change.
    FromStatements,
    /// A person; never drawn over by the program.
    ByHand,
}

/// What kind of hand-over an exchange is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExchangeKind {
    /// People went both ways, or are said to have.
    Exchange,
    /// People went one way only.
    Transfer,
    /// Mortal remains alone.
    Bodies,
}

/// An exchange was called off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExchangeCancelled {
    /// Which exchange.
    pub exchange: ExchangeId,
    /// Why, as far as it was said.
    pub why: Text,
}

/// A cancelled exchange is on again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExchangeReinstated {
    /// Which exchange.
    pub exchange: ExchangeId,
    /// Why.
    pub why: Text,
}

/// A statement was ranked, or found to speak of another exchange.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatementReviewed {
    /// Which statement.
    pub statement: StatementId,
    /// What was found.
    pub finding: Finding,
    /// Why.
    pub why: Text,
}

/// What a review of a statement found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Finding {
    /// How far it counts.
    Rank(Rank),
    /// It speaks of this exchange instead.
    SpeaksOf(ExchangeId),
}

/// How far a statement counts.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Rank {
    /// Before others of its class.
    Preferred,
    /// As any other.
    #[default]
    Normal,
    /// Not at all; it stays readable.
    Deprecated,
}

/// The register holds this to be true of an exchange.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExchangeSettled {
    /// Which exchange.
    pub exchange: ExchangeId,
    /// 1 for the first settlement, one more for each that follows.
    pub revision: u32,
    /// What is held to be true.
    pub settlement: Arc<Settlement>,
}

/// The register no longer holds its settlement of an exchange.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SettlementWithdrawn {
    /// Which exchange.
    pub exchange: ExchangeId,
    /// The revision that is withdrawn.
    pub revision: u32,
    /// Why.
    pub why: Text,
}

/// People of a leg reached a milestone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MovementRecorded {
    /// Which exchange.
    pub exchange: ExchangeId,
    /// Which leg of its settlement.
    pub leg: LegKey,
    /// What they reached.
    pub milestone: Milestone,
    /// How many of them, in persons or bodies; beside those recorded before.
    pub count: Count,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<When>,
    /// Where.
    #[serde(default, skip_serializing_if = "Place::is_not_stated")]
    pub place: Place,
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// Our remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// A station on the way home.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Milestone {
    /// On an agreed list.
    Listed,
    /// Brought together for the hand-over.
    Assembled,
    /// On the way to it.
    InTransit,
    /// In the hands of the receiving side.
    HandedOver,
    /// First cared for in a third state on the way home.
    ReceivedAbroad,
    /// Home.
    ArrivedHome,
}

/// A detail of an exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Detail {
    /// Where it was.
    Place,
    /// When it was.
    Date,
    /// How many people.
    Count,
}

/// A detail is kept back. The withheld value itself is never in a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DetailWithheld {
    /// Of which exchange.
    pub exchange: ExchangeId,
    /// What.
    pub detail: Detail,
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

/// Until when a detail is kept back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Until {
    /// Until this day.
    Day(When),
    /// Until this has happened, in the words of the source.
    Event(Text),
}

/// A detail that was kept back came out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DetailDisclosed {
    /// Of which exchange.
    pub exchange: ExchangeId,
    /// What.
    pub detail: Detail,
    /// By which party it had been kept back.
    pub by: Party,
    /// When it came out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<When>,
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// Our remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// The register's own judgement of how many of a party's people another holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CustodyDeclared {
    /// Who holds them (the detaining power).
    pub holder: Party,
    /// Whose forces or people they are (the power depended on).
    pub of: Party,
    /// How many, in living persons.
    pub count: Band,
    /// On which day.
    pub on: When,
    /// What it rests on.
    pub basis: Text,
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
}

/// A change of custody other than by an exchange.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CustodyChanged {
    /// Who holds them.
    pub holder: Party,
    /// Whose people they are.
    pub of: Party,
    /// What happened to them.
    pub change: CustodyChange,
    /// To how many, in living persons.
    pub count: Band,
    /// When.
    pub on: When,
    /// What it rests on.
    pub basis: Text,
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
}

/// How custody changed (Geneva Convention III, articles 118 to 122).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CustodyChange {
    /// Fell into the hands of the holder.
    Captured,
    /// Came from the custody of another power.
    TransferredIn,
    /// Died in captivity.
    Died,
    /// Escaped.
    Escaped,
    /// Were set free where they were held.
    Released,
    /// Went into the custody of another power.
    TransferredOut,
}

/// Stored commits were lost, and the register goes on without them. It says nothing of exchanges.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LossAccepted {
    /// How many commits stand before it: what was kept. Its own line names the last of them.
    pub kept: u64,
    /// How many commits had been acknowledged; absent: not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acknowledged: Option<u64>,
    /// How many lines were set aside, damaged and whole ones.
    pub lines: u64,
    /// How many bytes were set aside.
    pub bytes: u64,
    /// Of the bytes that were set aside.
    pub sha256: Digest,
    /// Why they were given up.
    pub why: Text,
}

impl fmt::Display for Detail {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Place => "place",
            Self::Date => "date",
            Self::Count => "count",
        })
    }
}

impl CustodyChange {
    /// Whether there are more people in custody after it.
    pub fn is_inflow(self) -> bool {
        match self {
            Self::Captured | Self::TransferredIn => true,
            Self::Died | Self::Escaped | Self::Released | Self::TransferredOut => false,
        }
    }
}

impl Event {
    /// Its name on disk.
    pub fn name(&self) -> &'static str {
        match self {
            Self::AgreementReached(_) => "agreement-reached",
            Self::ExchangeOpened(_) => "exchange-opened",
            Self::ExchangeDescribed(_) => "exchange-described",
            Self::ExchangeCancelled(_) => "exchange-cancelled",
            Self::ExchangeReinstated(_) => "exchange-reinstated",
            Self::CountStated(_) => "count-stated",
            Self::TotalStated(_) => "total-stated",
            Self::StatementReviewed(_) => "statement-reviewed",
            Self::ExchangeSettled(_) => "exchange-settled",
            Self::SettlementWithdrawn(_) => "settlement-withdrawn",
            Self::MovementRecorded(_) => "movement-recorded",
            Self::DetailWithheld(_) => "detail-withheld",
            Self::DetailDisclosed(_) => "detail-disclosed",
            Self::CustodyDeclared(_) => "custody-declared",
            Self::CustodyChanged(_) => "custody-changed",
            Self::LossAccepted(_) => "loss-accepted",
        }
    }
}
