//! The first thing a reader sees: what is recorded for each side, and what is not.

use repatria_domain::{Day, DetailWithheld, Party, Quantity, Reference, Scope, Text, When};
use serde::Serialize;

use crate::head::Head;
use crate::record::Record;
use crate::sum::Sum;
use crate::timeline::Row;
use crate::totals::AbroadTotal;

/// What is recorded to date, and what is not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Overview {
    /// [`Overview::NAME`].
    pub name: &'static str,
    /// [`Overview::VERSION`].
    pub version: u32,
    /// Up to which commit it knows the register.
    pub head: Head,
    /// What had happened by this day; absent: everything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Day>,
    /// The first and the last day of anything that is recorded to have happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<(Day, Day)>,
    /// How many exchanges the register knows.
    pub exchanges: u64,
    /// How many of them are settled.
    pub settled: u64,
    /// How many were called off.
    pub cancelled: u64,
    /// How many statements about exchanges there are.
    pub statements: u64,
    /// How many statements about running totals there are.
    pub claims: u64,
    /// Each party to whom people came home, most first.
    pub sides: Vec<SideSummary>,
    /// People of a party who went to a third state, and those of whom nobody says whose they are.
    pub abroad: Vec<AbroadTotal>,
    /// The last exchanges, the latest first.
    pub last: Vec<Row>,
    /// What is kept back now, with the exchanges that it touches.
    pub withheld: Vec<WithheldSummary>,
    /// The latest claims about running totals, the latest first.
    pub latest_claims: Vec<Claim>,
}

/// What is recorded for one side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct SideSummary {
    /// Which side.
    pub party: Party,
    /// Living people who came home.
    pub living: Sum,
    /// Bodies.
    pub bodies: Sum,
    /// Bags.
    pub bags: Sum,
}

/// One detail kept back by one party for one reason, over several exchanges.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WithheldSummary {
    /// What is kept back, as recorded of the first of them.
    pub detail: DetailWithheld,
    /// Of which exchanges.
    pub exchanges: Vec<Reference>,
}

/// What a claimant says of a running total.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Claim {
    /// Who says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claimant: Option<Text>,
    /// Who passed it on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relay: Option<Text>,
    /// When it was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub said_on: Option<When>,
    /// What is counted up.
    pub measure: repatria_domain::Measure,
    /// Over what.
    pub scope: Scope,
    /// How many.
    pub quantity: Quantity,
    /// The scope in the words of the source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<Text>,
    /// Where it was read.
    pub source: Text,
}

impl Overview {
    /// Its name.
    pub const NAME: &str = "overview";
    /// The version of its layout.
    pub const VERSION: u32 = 1;
}

/// Draws the overview, as of the end of a day or of all days.
pub fn overview(record: &Record, as_of: Option<Day>) -> Overview {
    Overview {
        name: Overview::NAME,
        version: Overview::VERSION,
        head: record.head(),
        as_of,
        period: None,
        exchanges: 0,
        settled: 0,
        cancelled: 0,
        statements: 0,
        claims: 0,
        sides: Vec::new(),
        abroad: Vec::new(),
        last: Vec::new(),
        withheld: Vec::new(),
        latest_claims: Vec::new(),
    }
}
