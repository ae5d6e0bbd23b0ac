//! The first thing a reader sees: what is recorded for each side, and what is not.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use repatria_domain::{
    Day, DetailWithheld, LegKind, Measure, Party, Quantity, Rank, Reference, Scope, Since, Text,
    TotalClaim, TotalStatement, When,
};
use serde::Serialize;

use crate::happened::happened;
use crate::head::Head;
use crate::published::sort_key;
use crate::record::Record;
use crate::sum::Sum;
use crate::timeline::{Row, RowState, Timeline, timeline};
use crate::totals::{AbroadTotal, Totals, totals};

/// How many of the last hand-overs and claims are shown.
const LAST: usize = 4;

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
    /// Of how many something was said or reviewed after they were settled.
    pub stale: u64,
    /// How many were called off.
    pub cancelled: u64,
    /// How many statements about exchanges there are.
    pub statements: u64,
    /// How many statements about running totals there are.
    pub claims: u64,
    /// Each party to whom people came home, most first.
    pub sides: Vec<SideSummary>,
    /// People of a party who went to a third state.
    pub abroad: Vec<AbroadTotal>,
    /// People of whom nobody says whose they are.
    pub whose_not_stated: Vec<AbroadTotal>,
    /// The last exchanges, the latest first.
    pub last: Vec<Row>,
    /// What is kept back now, with the exchanges that it touches.
    pub withheld: Vec<WithheldSummary>,
    /// The latest claim of each claimant about all the people who returned to a party since the war
    /// began, the latest first; for reading beside the record, not held against it.
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
    pub measure: Measure,
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

impl SideSummary {
    /// Living people, bodies or bags who came home.
    pub fn sum(&self, kind: LegKind) -> Sum {
        match kind {
            LegKind::Living => self.living,
            LegKind::Bodies => self.bodies,
            LegKind::Bags => self.bags,
        }
    }
}

impl Overview {
    /// Its name.
    pub const NAME: &str = "overview";
    /// The version of its layout.
    pub const VERSION: u32 = 1;
}

/// Draws the overview, as of the end of a day or of all days.
pub fn overview(record: &Record, as_of: Option<Day>) -> Overview {
    let state = record.state();
    let totals = totals(record, as_of);
    let timeline = timeline(record, as_of);
    let count =
        |is_one: fn(&Row) -> bool| timeline.rows.iter().filter(|row| is_one(row)).count() as u64;
    Overview {
        name: Overview::NAME,
        version: Overview::VERSION,
        head: record.head(),
        as_of,
        period: period(&timeline),
        exchanges: timeline.rows.len() as u64,
        settled: count(|row| matches!(row.state, RowState::Settled { .. })),
        stale: count(|row| row.stale),
        cancelled: count(|row| matches!(row.state, RowState::Cancelled { .. })),
        statements: timeline.rows.iter().map(|row| row.statements).sum(),
        claims: state.total_claims().len() as u64,
        sides: sides(&totals),
        withheld: withheld(&timeline),
        last: last(timeline),
        abroad: totals.abroad,
        whose_not_stated: totals.whose_not_stated,
        latest_claims: latest_claims(record, as_of),
    }
}

/// The first and the last day of what is settled.
fn period(timeline: &Timeline) -> Option<(Day, Day)> {
    let settled = timeline.rows.iter().filter(|row| took_place(row));
    let dated: Vec<When> = settled.filter_map(|row| row.on).collect();
    let first = dated.iter().filter_map(When::earliest).min()?;
    let last = dated.iter().filter_map(When::latest).max()?;
    Some((first, last))
}

fn took_place(row: &Row) -> bool {
    matches!(row.state, RowState::Settled { .. })
}

fn sides(totals: &Totals) -> Vec<SideSummary> {
    let mut parties: Vec<Party> = totals.home.iter().map(|total| total.to).collect();
    parties.sort_unstable();
    parties.dedup();
    let sum = |party, kind| totals.home_to(party, kind).map_or(Sum::EMPTY, |total| total.sum);
    let mut sides: Vec<SideSummary> = parties
        .into_iter()
        .map(|party| SideSummary {
            party,
            living: sum(party, LegKind::Living),
            bodies: sum(party, LegKind::Bodies),
            bags: sum(party, LegKind::Bags),
        })
        .collect();
    sides.sort_by_key(|side| (Reverse(side.living.best), side.party));
    sides
}

/// The last hand-overs of living people, the latest first.
fn last(timeline: Timeline) -> Vec<Row> {
    let is_one = |row: &Row| {
        took_place(row)
            && row.on.is_some()
            && row.ways.iter().any(|way| way.kind == LegKind::Living)
    };
    timeline.rows.into_iter().rev().filter(is_one).take(LAST).collect()
}

fn withheld(timeline: &Timeline) -> Vec<WithheldSummary> {
    let mut summaries: Vec<WithheldSummary> = Vec::new();
    for (row, detail) in
        timeline.rows.iter().flat_map(|row| row.withheld.iter().map(move |detail| (row, detail)))
    {
        let reference = row.reference.clone();
        if let Some(held) = summaries.iter_mut().find(|held| is_same(&held.detail, detail)) {
            held.exchanges.push(reference);
        } else {
            let detail = detail.clone();
            summaries.push(WithheldSummary { detail, exchanges: vec![reference] });
        }
    }
    summaries
}

/// Whether two are one refusal that touches two exchanges.
fn is_same(a: &DetailWithheld, b: &DetailWithheld) -> bool {
    DetailWithheld { exchange: b.exchange, ..a.clone() } == *b
}

/// The latest claim of each claimant about all the people who returned to a party since the war
/// began, the latest first.
fn latest_claims(record: &Record, as_of: Option<Day>) -> Vec<Claim> {
    let holds = |claim: &&TotalClaim| {
        claim.corrected_by.is_none()
            && claim.rank != Rank::Deprecated
            && is_of_all_who_returned(&claim.said)
            && claim.said.attribution.said_on.is_some()
            && happened(claim.said.attribution.said_on, as_of).is_some()
    };
    let mut claims: Vec<_> = record.state().total_claims().filter(holds).collect();
    claims.sort_by_key(|claim| {
        let (earliest, latest) = sort_key(claim.said.attribution.said_on);
        (Reverse((latest, earliest)), claim.said.statement)
    });
    let mut heard = BTreeSet::new();
    claims.retain(|claim| heard.insert((&claim.said.attribution.claimant, claim.said.scope.to)));
    claims.into_iter().take(LAST).map(|claim| shown(&claim.said)).collect()
}

fn is_of_all_who_returned(said: &TotalStatement) -> bool {
    said.measure == Measure::Returned
        && said.scope.since == Some(Since::Start)
        && said.scope.population.is_none_or(|counted| counted.kind() == LegKind::Living)
}

/// A claim as it is shown.
pub(crate) fn shown(said: &TotalStatement) -> Claim {
    Claim {
        claimant: said.attribution.claimant.clone(),
        relay: said.attribution.relay.clone(),
        said_on: said.attribution.said_on,
        measure: said.measure,
        scope: said.scope.clone(),
        quantity: said.quantity,
        words: said.words.clone(),
        source: said.attribution.source.address.clone(),
    }
}

#[cfg(test)]
mod tests;
