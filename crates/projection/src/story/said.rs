//! What was said about an exchange, and what became of it.
//! It refuses to weigh what was said.

use std::collections::BTreeMap;

use repatria_domain::{
    CountStatement, Evidence, Exchange, LegKey, Rank, RecordedStatement, Reference, Role, State,
    StatementId,
};
use serde::Serialize;

use crate::record::{Record, Stamp};

/// A statement about the exchange, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatementShown {
    /// What it is called: `REF/k`.
    pub called: String,
    /// The statement.
    pub said: CountStatement,
    /// How far it counts.
    pub rank: Rank,
    /// The statement that took its place, as it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub corrected_by: Option<String>,
    /// The statement that it takes the place of, as it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub corrects: Option<String>,
    /// The exchange that it speaks of instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moved_to: Option<Reference>,
    /// What the settlement used it for, or why it was left out; empty: said after the settlement.
    pub uses: Vec<Use>,
    /// When it was recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recorded: Option<Stamp>,
}

/// What a statement was to a leg.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Use {
    /// The leg; absent: no leg came of what it says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub leg: Option<LegKey>,
    /// What for.
    pub role: Role,
}

pub(super) fn statements(record: &Record, exchange: &Exchange) -> Vec<StatementShown> {
    let state = record.state();
    let evidence = exchange.settlement.iter().flat_map(|settlement| &settlement.evidence);
    let mut uses: BTreeMap<StatementId, Vec<Use>> = BTreeMap::new();
    for Evidence { statement, leg, role } in evidence {
        uses.entry(*statement).or_default().push(Use { leg: *leg, role: *role });
    }
    let shown = |(number, held): (usize, &RecordedStatement)| StatementShown {
        called: called(exchange, number),
        said: CountStatement::clone(&held.said),
        rank: held.rank,
        corrected_by: held.corrected_by.and_then(|id| name(state, id)),
        corrects: held.said.corrects.and_then(|correction| name(state, correction.statement)),
        moved_to: held.moved_to.and_then(|other| Some(state.exchange(other)?.reference.clone())),
        uses: uses.remove(&held.said.statement).unwrap_or_default(),
        recorded: record.recorded(held.said.statement).cloned(),
    };
    (1..).zip(&exchange.statements).map(shown).collect()
}

/// What people call a statement: the reference of the exchange and its number there.
pub(crate) fn called(exchange: &Exchange, number: usize) -> String {
    format!("{}/{number}", exchange.reference)
}

fn name(state: &State, statement: StatementId) -> Option<String> {
    let exchange = state.exchange_of(statement)?;
    exchange.statement(statement).map(|(number, _)| called(exchange, number))
}
