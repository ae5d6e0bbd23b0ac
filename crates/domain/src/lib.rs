#![doc = include_str!("../README.md")]
#![no_std]
#![warn(clippy::arithmetic_side_effects)]

extern crate alloc;

mod command;
mod commit;
mod count;
mod decide;
mod digest;
mod digits;
mod entity;
mod event;
#[cfg(feature = "proptest")]
pub mod generate;
mod gist;
mod id;
mod numbered;
mod party;
mod place;
mod plain;
mod propose;
mod quantity;
mod refusal;
mod settlement;
mod short;
mod state;
mod statement;
mod tariff;
mod text;
mod timestamp;
mod when;
mod writable;

pub use command::{Command, OpenExchange, WithholdDetails};
pub use commit::Commit;
pub use count::{Count, CountError, Total};
pub use decide::{decide, decide_to_apply};
pub use digest::{Digest, DigestError};
pub use entity::Entity;
pub use event::{
    AgreementReached, Ceiling, CustodyChange, CustodyChanged, CustodyDeclared, Description, Detail,
    DetailDisclosed, DetailWithheld, Drawn, Event, ExchangeCancelled, ExchangeDescribed,
    ExchangeKind, ExchangeOpened, ExchangeReinstated, ExchangeSettled, Finding, LossAccepted,
    Milestone, MovementRecorded, Rank, SettlementWithdrawn, StatementReviewed, Until,
};
pub use gist::{Gist, LegGist};
pub use id::{AgreementId, CommandId, ExchangeId, NAMESPACE, PageId, StatementId};
pub use numbered::{Numbered, NumberedLeg};
pub use party::{Party, PartyError};
pub use place::Place;
pub use propose::{Competing, NotProposed, competing, describe, propose};
pub use quantity::{Band, BandError, Quantity, QuantityError};
pub use refusal::Refusal;
pub use settlement::{
    Basis, Channel, Direction, Equal, Evidence, Leg, LegKey, LegKind, Parties, PartiesError,
    Remainder, Role, Rule, Settlement, Split, Swap, Terms,
};
pub use state::{
    CustodyAccount, Exchange, Flow, Posting, PostingSource, RecordedStatement, State, TotalClaim,
};
pub use statement::{
    Attribution, Circumstances, Correction, CountStatement, Figure, Measure, Mistake, Population,
    Scope, Since, Source, Tense, TotalStatement, Toward, Whose,
};
pub use tariff::{Tariff, WeighingError, Weight};
pub use text::{Category, Handle, Reference, Text, TextError};
pub use timestamp::{Timestamp, TimestampError};
pub use when::{Before, Day, When, WhenError};
