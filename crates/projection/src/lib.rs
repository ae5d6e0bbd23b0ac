//! Read models of a register of prisoner exchanges: each a plain struct that answers one question.
//!
//! [`Record`] is the one fold of commits; every read model is drawn from it by a pure function. Totals
//! and series can be drawn from [`Outlines`] as well, which are folded from the gists of events alone;
//! and a story from both, where the record holds no more than what concerns its exchange.
//! The same commits give the same bytes. What was known at a time is the fold of the commits until
//! then ([`known_by`]); what had happened by a day is asked of a model (`as_of`), never folded in.
//!
//! It refuses to know the log, files, clocks and how anything is printed.
//!
//! ```
//! use repatria_domain::{
//!     Band, Basis, Command, CommandId, Commit, ExchangeSettled, Leg, LegKey, LegKind,
//!     OpenExchange, Parties, Settlement, Total, decide,
//! };
//! use repatria_projection::{Record, totals};
//!
//! let (ukraine, russia) = ("UA".parse()?, "RU".parse()?);
//! let open = OpenExchange::new("2025-06-19".parse()?, Parties::new([ukraine, russia])?);
//! let (exchange, key) = (open.exchange(), LegKey::home(russia, ukraine));
//! // Somebody says that people came home, and nobody gives the number; of the others nobody speaks.
//! let legs = [Leg::new(key, Band::UNKNOWN, Basis::ReceivingSide)];
//! let settlement = Settlement::by_hand(legs, []);
//! let settle = ExchangeSettled { exchange, revision: 1, settlement: settlement.into() };
//!
//! let mut record = Record::default();
//! for (n, command) in (1..).zip([Command::OpenExchange(open), Command::SettleExchange(settle)]) {
//!     let events = decide(record.state(), &command)?;
//!     let (at, by) = ("2026-11-23T02:11:04Z".parse()?, "olena".parse()?);
//!     record.apply(&Commit { n, id: CommandId::of(&[]), at, by, events })?;
//! }
//!
//! let totals = totals(&record, None);
//! let home = totals.home_to(ukraine, LegKind::Living).map(|total| total.sum);
//! assert_eq!(home.map(|sum| (sum.low, sum.high)), Some((Total::ZERO, None))); // open
//! assert_eq!(home.map(|sum| sum.without_number), Some(1));
//! assert_eq!(totals.home_to(russia, LegKind::Living).map(|total| total.sum.silent), Some(1));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod agreements;
#[cfg(test)]
mod as_of;
mod audit;
mod balance;
mod brief;
mod brief_but;
#[cfg(test)]
mod by_command;
#[cfg(test)]
mod by_hand;
mod carried;
mod changes;
mod claimants;
mod custody;
mod days;
mod deals;
mod disclosures;
mod explain;
mod figures;
mod happened;
mod head;
mod kept;
mod listed;
mod month;
mod outlines;
mod overview;
mod present;
mod published;
#[cfg(test)]
mod rebuilt;
mod reconciliation;
mod record;
#[cfg(test)]
mod recount;
mod run;
mod series;
mod split;
mod story;
mod sum;
mod timeline;
mod totals;
mod way;

pub use agreements::{AgreementShown, Agreements, Delivered, Left, Owed, agreements};
pub use audit::{Audit, AuditCode, AuditNumber, AuditQuestion, Scrutiny, audit};
pub use balance::{Balance, Flowed};
pub use brief::Brief;
pub use brief_but::BriefBut;
pub use carried::{CarriedForward, SideWeight, TariffAccount, WeighedExchange};
pub use changes::{
    Aspect, Change, Changed, Changes, Difference, FigureChanged, Stated, WayChanged, changes,
};
pub use claimants::{ClaimantShown, Claimants, Used, Word, WordOfRelay, claimants};
pub use custody::{Account, Custody, PostingShown, Standing, What, custody};
pub use days::Days;
pub use disclosures::{
    DisclosedLater, Disclosures, SaidWithheld, WhatWithheld, Withholding, WithholdingState,
    disclosures,
};
pub use explain::{
    Contribution, Explanation, Explanations, LeftOut, Question, Support, TotalAsked, explain,
};
pub use happened::Certainty;
pub use head::Head;
pub use month::Month;
pub use outlines::Outlines;
pub use overview::{Claim, Overview, SideSummary, WithheldSummary, overview};
pub use present::Present;
pub use published::{Which, Why};
pub use reconciliation::{
    ClaimBeside, ClaimStanding, Comparison, CountedIn, Missing, OwnCount, Reconciled,
    Reconciliation, Reconciliations, Recorded, Verdict, WhyNot, reconciliation, reconciliation_of,
};
pub use record::{
    DescriptionRevision, Dossier, Ground, Record, SettlementRevision, Stamp, known_by,
};
pub use run::InRun;
pub use series::{Gap, HomeInRun, InSeries, RunOfSeries, Series, SeriesBetween, series};
pub use story::{
    Arrival, DescriptionShown, Later, People, Relative, SettlementShown, StatementShown, Stories,
    Story, Use, stories, story, story_of_part,
};
pub use sum::Sum;
pub use timeline::{Row, RowState, Timeline, timeline};
pub use totals::{AbroadTotal, HolderSum, HomeTotal, MonthSum, Populations, Totals, totals};
pub use way::Way;
