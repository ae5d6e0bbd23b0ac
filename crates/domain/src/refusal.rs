//! Why the register says no: one variant per rule, with the numbers that broke it.
//! A refusal is a value of the domain; it refuses to know disks, files and exit codes.

use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;

use serde::Serialize;

use crate::count::Count;
use crate::event::Detail;
use crate::id::{AgreementId, ExchangeId, StatementId};
use crate::party::Party;
use crate::settlement::{LegKey, LegKind};
use crate::tariff::{WeighingError, Weight};
use crate::text::Reference;
use crate::when::When;

/// A rule of the domain that a command or a stored event breaks. Nothing was recorded.
///
/// Written for programs it is what broke the rule, by name; [`Refusal::code`] says which rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(untagged)]
pub enum Refusal {
    /// Two different counts in one swap. Settle two legs, swap the smaller count, and let the rest
    /// be a remainder.
    #[error(
        "a swap has one number for both sides, not {to_a} and {to_b}: settle two legs and swap the \
         smaller count, the rest is a remainder"
    )]
    UnequalSwap {
        /// Reported for the one side.
        to_a: Count,
        /// Reported for the other.
        to_b: Count,
    },
    /// Two different weights in one swap by tariff. Swap the smaller weight.
    #[error(
        "a swap by tariff has one weight for both sides, not {} and {} privates: swap the smaller, \
         the rest is carried forward", to_a.privates(), to_b.privates()
    )]
    UnequalWeight {
        /// Of the one side.
        to_a: Weight,
        /// Of the other.
        to_b: Weight,
    },
    /// A swap that names a leg which the settlement does not have. Add the leg, or correct its name.
    #[error("the settlement has no leg of {leg}: add it, or correct the name in the swap")]
    NoSuchLeg {
        /// The name.
        leg: Box<LegKey>,
    },
    /// A swap of two legs that come from one side. Pair legs of different sides.
    #[error("both legs of the swap come from {side}: a swap pairs legs of different sides")]
    SwapOfOneSide {
        /// Who handed both over.
        side: Party,
    },
    /// A swap of people for remains, or of bodies for bags. Pair legs of one kind.
    #[error("a swap pairs legs of one kind, not {a} with {b}")]
    SwapOfDifferentKinds {
        /// Of the one leg.
        a: LegKind,
        /// Of the other.
        b: LegKind,
    },
    /// More swapped than a leg holds. Swap its best count at most.
    #[error("{swapped} swapped of the {best} {leg}: swap its best count at most")]
    SwappedBeyondLeg {
        /// The leg.
        leg: Box<LegKey>,
        /// By all its swaps together.
        swapped: u64,
        /// Its best count; 0 where nobody gives one.
        best: Count,
    },
    /// A leg that is not wholly swapped under man for man. Settle on other terms, or swap all of it.
    #[error(
        "the terms are man for man, yet {swapped} are swapped of the {best} {leg}: swap all of them, \
         or settle with the terms not stated"
    )]
    NotWhollySwapped {
        /// The leg.
        leg: Box<LegKey>,
        /// By all its swaps together.
        swapped: u64,
        /// Its best count.
        best: Count,
    },
    /// Weights without a table of equivalents, or the other way round. Give the tariff.
    #[error(
        "a swap by weight and terms by tariff go together: give the tariff, or swap man for man"
    )]
    TariffMissing,
    /// A rank that the tariff does not name, or a weight that overflows.
    #[error(transparent)]
    CannotBeWeighed(#[from] WeighingError),
    /// More weight swapped than the ranks of a leg have. Swap its weight at most.
    #[error(
        "{} privates swapped of the {} that the ranks of {leg} weigh: swap their weight at most",
        swapped.privates(), weight.privates()
    )]
    SwappedBeyondWeight {
        /// The leg.
        leg: Box<LegKey>,
        /// By all its swaps together.
        swapped: Weight,
        /// Of its ranks.
        weight: Weight,
    },
    /// Soldiers in a swap of citizens. Under a tariff citizens are exchanged for citizens only
    /// (Dix-Hill cartel, 1862, article 3).
    #[error(
        "{swapped} swapped of the {citizens} citizens among {leg}: under a tariff citizens are \
         exchanged for citizens only"
    )]
    CitizensForOthers {
        /// The leg.
        leg: Box<LegKey>,
        /// By all its swaps man for man together.
        swapped: u64,
        /// How many citizens it holds.
        citizens: Count,
    },
    /// A settlement without a leg. Give one, with an open count where nobody gives the number.
    #[error(
        "a settlement has a leg at least: give one, with an open count where nobody gives the number"
    )]
    NothingSettled,
    /// A leg named twice in one settlement. Put the counts together.
    #[error("the settlement names the leg of {leg} twice: put them together")]
    LegRepeated {
        /// The leg.
        leg: Box<LegKey>,
    },
    /// A leg that goes nowhere. Name two different parties.
    #[error("the leg of {leg} ends where it begins: name two different parties")]
    LegGoesNowhere {
        /// The leg.
        leg: Box<LegKey>,
    },
    /// A split or ranks that hold more than their leg.
    #[error(
        "the parts of the leg of {leg} hold {parts}, the leg {best}: the parts hold no more than the \
         leg, correct one of them"
    )]
    PartsBeyondLeg {
        /// The leg.
        leg: Box<LegKey>,
        /// The bests of the parts together.
        parts: u64,
        /// The best count of the leg; 0 where nobody gives one.
        best: Count,
    },
    /// A split of remains into soldiers and civilians.
    #[error("remains are not split into soldiers and civilians: leave the split of the {leg} out")]
    RemainsAreNotSplit {
        /// The leg.
        leg: Box<LegKey>,
    },
    /// Evidence that is no statement about this exchange. Correct the id.
    #[error(
        "the evidence names the statement {statement}, which does not speak of this exchange: \
         correct the id"
    )]
    NoSuchEvidence {
        /// The statement.
        statement: StatementId,
    },
    /// Fewer people in a leg than have reached a milestone, or more reaching it than there are.
    #[error(
        "{arrived} of the {leg} have reached a milestone, the leg holds {most} at most: correct the \
         count, or settle anew with a higher upper end"
    )]
    BelowArrived {
        /// The leg.
        leg: Box<LegKey>,
        /// Recorded together.
        arrived: u64,
        /// The upper end of the leg; 0 where it is not in the settlement.
        most: Count,
    },
    /// More people leaving custody than there can be. Correct the figures, or declare custody anew.
    #[error(
        "{holder} cannot let {leaving} people of {of} go{}: it holds {held} of them at most by then; \
         correct the figures, or declare custody anew", day(*on)
    )]
    NegativeTotal {
        /// Who holds them.
        holder: Party,
        /// Whose people they are.
        of: Party,
        /// The upper end of what it holds.
        held: u64,
        /// How many leave.
        leaving: u64,
        /// When.
        on: Option<When>,
    },
    /// A sum that cannot be counted.
    #[error("the figures add up to more than can be counted: correct them")]
    TotalTooLarge,
    /// A party that holds its own people. Name two different parties.
    #[error("{holder} cannot hold its own people in custody: name two different parties")]
    HolderOfItsOwn {
        /// The party.
        holder: Party,
    },
    /// A change of an account that nothing opened. Declare custody first.
    #[error("nothing says yet that {holder} holds people of {of}: declare custody first")]
    NoSuchCustody {
        /// Who holds them.
        holder: Party,
        /// Whose people they are.
        of: Party,
    },
    /// An exchange that was not opened. Open it first.
    #[error("no exchange {exchange} is open: open it first")]
    NoSuchExchange {
        /// Its id.
        exchange: ExchangeId,
    },
    /// An exchange opened twice. Use the one that is open.
    #[error("the exchange {reference} is open already: use it, or give another reference")]
    ExchangeRepeated {
        /// Its reference.
        reference: Reference,
    },
    /// An id that is not made from the reference or title beside it.
    #[error(
        "the id {id} is not the one that the name beside it makes: make it from the name, or \
         correct the name"
    )]
    ForeignId {
        /// The id.
        id: uuid::Uuid,
    },
    /// An agreement that was not recorded. Record it first.
    #[error("no agreement {agreement} is recorded: record it first")]
    NoSuchAgreement {
        /// Its id.
        agreement: AgreementId,
    },
    /// An agreement recorded twice.
    #[error("the agreement {agreement} is recorded already: use it, or give another title")]
    AgreementRepeated {
        /// Its id.
        agreement: AgreementId,
    },
    /// A statement that was not recorded.
    #[error("no statement {statement} is recorded here: record it first, or correct the id")]
    NoSuchStatement {
        /// Its id.
        statement: StatementId,
    },
    /// A statement id used twice.
    #[error("the statement {statement} is recorded already: a new one has a new id")]
    StatementRepeated {
        /// Its id.
        statement: StatementId,
    },
    /// A statement corrected twice, or one about something else. Correct the latest one.
    #[error(
        "the statement {statement} was corrected already, or speaks of something else: correct the \
         latest one"
    )]
    CannotBeCorrected {
        /// The statement that was to be corrected.
        statement: StatementId,
    },
    /// A statement moved to the exchange that it speaks of already, or a total to an exchange.
    #[error(
        "the statement {statement} cannot be moved there: it speaks of that exchange already, was \
         corrected, or is about a running total"
    )]
    CannotBeMoved {
        /// The statement.
        statement: StatementId,
    },
    /// A revision out of turn. Read on, and decide again.
    #[error(
        "revision {given} given where {expected} is due: somebody else was faster, read on and decide \
         again"
    )]
    RevisionOutOfTurn {
        /// The number that follows.
        expected: u32,
        /// The number given.
        given: u32,
    },
    /// A settlement of a cancelled exchange. Reinstate it first.
    #[error("the exchange {reference} was called off: reinstate it first")]
    Cancelled {
        /// Its reference.
        reference: Reference,
    },
    /// An exchange reinstated that was not called off.
    #[error("the exchange {reference} was not called off: there is nothing to reinstate")]
    NotCancelled {
        /// Its reference.
        reference: Reference,
    },
    /// A cancellation of a settled exchange. Withdraw the settlement first.
    #[error("the exchange {reference} is settled: withdraw the settlement first")]
    Settled {
        /// Its reference.
        reference: Reference,
    },
    /// A withdrawal or a movement where nothing is settled. Settle first.
    #[error("the exchange {reference} is not settled: settle it first")]
    NotSettled {
        /// Its reference.
        reference: Reference,
    },
    /// A frame within a frame, or of itself. Frames have one level.
    #[error(
        "the exchange {reference} cannot be part of that frame: frames have one level and no circles, \
         name another or none"
    )]
    FrameWithinFrame {
        /// The part.
        reference: Reference,
    },
    /// A figure or a place whose text would be read as something else. Build it from its text.
    #[error("`{text}` would not be read again as it is meant: build figures and places from text")]
    Unwritable {
        /// How it would be written.
        text: String,
    },
    /// Nothing withheld. Name a detail.
    #[error("name what is withheld: the place, the date or the count")]
    NothingWithheld,
    /// A loss of nothing. The log is whole: leave it as it is.
    #[error("nothing was lost: all {kept} commits are there, and no byte was set aside")]
    NothingLost {
        /// How many commits there are.
        kept: u64,
    },
    /// A detail withheld twice by one party.
    #[error("{by} withholds the {detail} already: disclose it first")]
    WithheldAlready {
        /// The detail.
        detail: Detail,
        /// By whom.
        by: Party,
    },
    /// A detail disclosed that was not withheld.
    #[error("{by} does not withhold the {detail}: correct the detail or the party")]
    NotWithheld {
        /// The detail.
        detail: Detail,
        /// By whom.
        by: Party,
    },
}

impl Refusal {
    /// Its name for programs; it stays, whatever the words become.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnequalSwap { .. } => "unequal-swap",
            Self::UnequalWeight { .. } => "unequal-weight",
            Self::NoSuchLeg { .. } => "no-such-leg",
            Self::SwapOfOneSide { .. } => "swap-of-one-side",
            Self::SwapOfDifferentKinds { .. } => "swap-of-different-kinds",
            Self::SwappedBeyondLeg { .. } => "swapped-beyond-leg",
            Self::NotWhollySwapped { .. } => "not-wholly-swapped",
            Self::TariffMissing => "tariff-missing",
            Self::CannotBeWeighed(_) => "cannot-be-weighed",
            Self::SwappedBeyondWeight { .. } => "swapped-beyond-weight",
            Self::CitizensForOthers { .. } => "citizens-for-others",
            Self::NothingSettled => "nothing-settled",
            Self::LegRepeated { .. } => "leg-repeated",
            Self::LegGoesNowhere { .. } => "leg-goes-nowhere",
            Self::PartsBeyondLeg { .. } => "parts-beyond-leg",
            Self::RemainsAreNotSplit { .. } => "remains-are-not-split",
            Self::NoSuchEvidence { .. } => "no-such-evidence",
            Self::BelowArrived { .. } => "below-arrived",
            Self::NegativeTotal { .. } => "negative-total",
            Self::TotalTooLarge => "total-too-large",
            Self::HolderOfItsOwn { .. } => "holder-of-its-own",
            Self::NoSuchCustody { .. } => "no-such-custody",
            Self::NoSuchExchange { .. } => "no-such-exchange",
            Self::ExchangeRepeated { .. } => "exchange-repeated",
            Self::ForeignId { .. } => "foreign-id",
            Self::NoSuchAgreement { .. } => "no-such-agreement",
            Self::AgreementRepeated { .. } => "agreement-repeated",
            Self::NoSuchStatement { .. } => "no-such-statement",
            Self::StatementRepeated { .. } => "statement-repeated",
            Self::CannotBeCorrected { .. } => "cannot-be-corrected",
            Self::CannotBeMoved { .. } => "cannot-be-moved",
            Self::RevisionOutOfTurn { .. } => "revision-out-of-turn",
            Self::Cancelled { .. } => "cancelled",
            Self::NotCancelled { .. } => "not-cancelled",
            Self::Settled { .. } => "settled",
            Self::NotSettled { .. } => "not-settled",
            Self::FrameWithinFrame { .. } => "frame-within-frame",
            Self::Unwritable { .. } => "unwritable",
            Self::NothingWithheld => "nothing-withheld",
            Self::NothingLost { .. } => "nothing-lost",
            Self::WithheldAlready { .. } => "withheld-already",
            Self::NotWithheld { .. } => "not-withheld",
        }
    }
}

fn day(on: Option<When>) -> String {
    on.map(|on| format!(" on {on}")).unwrap_or_default()
}
