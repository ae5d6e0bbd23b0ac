//! The first thing a reader sees: what is recorded for each side, and what is not.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::Hash;

use repatria_domain::{
    Day, DetailWithheld, Exchange, LegKind, Measure, Party, Quantity, Rank, Reference, Scope,
    Since, Source, State, StatementId, Text, TotalClaim, TotalStatement, Until, When,
};
use serde::Serialize;

use crate::figures::Figures;
use crate::happened::Span;
use crate::head::Head;
use crate::listed::{Listed, Stage};
use crate::published::sort_key;
use crate::record::Record;
use crate::run::Runs;
use crate::sum::Sum;
use crate::timeline::{Row, row};
use crate::totals::{AbroadTotal, elsewhere};

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
    fn none(party: Party) -> Self {
        Self { party, living: Sum::EMPTY, bodies: Sum::EMPTY, bags: Sum::EMPTY }
    }

    fn sum_mut(&mut self, kind: LegKind) -> &mut Sum {
        match kind {
            LegKind::Living => &mut self.living,
            LegKind::Bodies => &mut self.bodies,
            LegKind::Bags => &mut self.bags,
        }
    }

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
    let counts = Counts::of(record, as_of);
    let (abroad, whose_not_stated) = elsewhere(record.figures(), as_of);
    Overview {
        name: Overview::NAME,
        version: Overview::VERSION,
        head: record.head(),
        as_of,
        period: counts.first.zip(counts.last),
        exchanges: counts.exchanges,
        settled: counts.settled,
        stale: counts.stale,
        cancelled: counts.cancelled,
        statements: counts.statements,
        claims: record.state().total_claims().len() as u64,
        sides: sides(record.figures(), as_of),
        withheld: withheld(record, as_of),
        last: last(record, as_of),
        abroad,
        whose_not_stated,
        latest_claims: latest_claims(record, as_of),
    }
}

/// What had happened, surely or possibly, in order.
fn listed(record: &Record, as_of: Option<Day>) -> impl DoubleEndedIterator<Item = &Listed> {
    record.listed().iter().filter(move |listed| listed.span.happened(as_of).is_some())
}

/// How many exchanges there are of each sort, and the first and the last day of what is settled.
#[derive(Default)]
struct Counts {
    exchanges: u64,
    settled: u64,
    stale: u64,
    cancelled: u64,
    statements: u64,
    first: Option<Day>,
    last: Option<Day>,
}

impl Counts {
    fn of(record: &Record, as_of: Option<Day>) -> Self {
        let mut counts = Self::default();
        listed(record, as_of).for_each(|listed| counts.take(listed));
        counts
    }

    fn take(&mut self, listed: &Listed) {
        self.exchanges += 1;
        self.stale += u64::from(listed.is_stale);
        self.statements += listed.statements;
        match listed.stage {
            Stage::Settled => {
                self.settled += 1;
                self.first = self.first.into_iter().chain(listed.span.earliest).min();
                self.last = self.last.max(listed.span.latest);
            }
            Stage::Cancelled => self.cancelled += 1,
            Stage::NotSettled => {}
        }
    }
}

fn sides(figures: &Figures, as_of: Option<Day>) -> Vec<SideSummary> {
    let mut sides: Vec<SideSummary> = Vec::new();
    for ((party, kind), home) in &figures.home {
        let Some(sum) = home.sum(as_of) else { continue };
        if sides.last().is_none_or(|side| side.party != *party) {
            sides.push(SideSummary::none(*party));
        }
        if let Some(side) = sides.last_mut() {
            *side.sum_mut(*kind) = sum;
        }
    }
    sides.sort_by_key(|side| (Reverse(side.living.best), side.party));
    sides
}

/// The last hand-overs of living people, the latest first.
fn last(record: &Record, as_of: Option<Day>) -> Vec<Row> {
    let state = record.state();
    let hand_overs = listed(record, as_of).rev().filter(|listed| listed.is_hand_over);
    let last: Vec<&Exchange> =
        hand_overs.filter_map(|listed| state.exchange(listed.id)).take(LAST).collect();
    let runs = Runs::around(record, &last, as_of);
    let row = |exchange: &Exchange| row(state, exchange, runs.position(exchange.id), as_of);
    last.into_iter().filter_map(row).collect()
}

fn withheld(record: &Record, as_of: Option<Day>) -> Vec<WithheldSummary> {
    let mut summaries: Vec<WithheldSummary> = Vec::new();
    let mut places = HashMap::new();
    let touched = listed(record, as_of).filter(|listed| listed.is_withheld);
    for exchange in touched.filter_map(|listed| record.state().exchange(listed.id)) {
        for detail in exchange.withheld.values() {
            let place = *places.entry(refusal(detail)).or_insert(summaries.len());
            if place == summaries.len() {
                summaries.push(WithheldSummary { detail: detail.clone(), exchanges: Vec::new() });
            }
            if let Some(summary) = summaries.get_mut(place) {
                summary.exchanges.push(exchange.reference.clone());
            }
        }
    }
    summaries
}

/// What is the same in one refusal that touches two exchanges: all but the exchange.
fn refusal(held: &DetailWithheld) -> impl Eq + Hash {
    let DetailWithheld { exchange: _, detail, by, claimant, said_on, why, until, source } = held;
    let until = until.as_ref().map(|until| match until {
        Until::Day(day) => (Some(day), None),
        Until::Event(event) => (None, Some(event)),
    });
    let source = source.as_ref().map(|Source { address, title }| (address, title));
    (detail, by, claimant, said_on, why, until, source)
}

/// The latest claim of each claimant about all the people who returned to a party since the war
/// began, the latest first.
fn latest_claims(record: &Record, as_of: Option<Day>) -> Vec<Claim> {
    let mut heard = BTreeSet::new();
    let said = record.claims_in_order().iter();
    let latest =
        said.filter(|claim| claim.said_on.happened(as_of).is_some() && heard.insert(claim.whose));
    let claims = latest.filter_map(|claim| record.state().total_claim(claim.statement));
    claims.take(LAST).map(|claim| shown(&claim.said)).collect()
}

/// A claim about all the people who returned to a party since the war began.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ClaimInOrder {
    statement: StatementId,
    said_on: Span,
    /// The same number for all claims of a claimant about a party.
    whose: usize,
}

impl ClaimInOrder {
    /// Those that stand and that somebody dates, the latest first.
    pub(crate) fn all(state: &State) -> Vec<Self> {
        let holds = |claim: &&TotalClaim| {
            claim.corrected_by.is_none()
                && claim.rank != Rank::Deprecated
                && is_of_all_who_returned(&claim.said)
                && claim.said.attribution.said_on.is_some()
        };
        let mut claims: Vec<_> = state.total_claims().filter(holds).collect();
        claims.sort_by_key(|claim| {
            let (earliest, latest) = sort_key(claim.said.attribution.said_on);
            (Reverse((latest, earliest)), claim.said.statement)
        });
        let mut numbers = BTreeMap::new();
        let in_order = claims.into_iter().map(|claim| {
            let (said, next) = (&claim.said, numbers.len());
            let claimant = (&said.attribution.claimant, said.scope.to);
            Self {
                statement: said.statement,
                said_on: Span::of(said.attribution.said_on),
                whose: *numbers.entry(claimant).or_insert(next),
            }
        });
        in_order.collect()
    }
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
