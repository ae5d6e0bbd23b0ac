//! Which statements count, and why the others do not.
//! It refuses to know what a statement says in numbers.

use alloc::vec::Vec;

use crate::event::Rank;
use crate::settlement::{Role, Rule};
use crate::state::{Exchange, RecordedStatement};
use crate::statement::{CountStatement, Figure};

/// A statement that counts, with its place in the log.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counting<'a> {
    /// Its number in the order of recording, from 0.
    pub(super) order: usize,
    /// The statement and what became of it.
    pub(super) recorded: &'a RecordedStatement,
}

impl<'a> Counting<'a> {
    /// The statement.
    pub(super) fn said(&self) -> &'a CountStatement {
        &self.recorded.said
    }

    /// The figures that are reported as done.
    pub(super) fn done(&self) -> impl Iterator<Item = &'a Figure> + use<'a> {
        self.recorded.said.figures.iter().filter(|figure| figure.tense.is_done())
    }
}

/// The statements that count: spoken of this exchange, standing, and not plans alone.
pub(super) fn counting(exchange: &Exchange, rule: Rule) -> Vec<Counting<'_>> {
    let counts = |said: &Counting<'_>| {
        set_aside(said.recorded, rule).is_none()
            && (said.recorded.said.figures.is_empty() || said.done().next().is_some())
    };
    standing(exchange).filter(counts).collect()
}

/// The statements that were not set aside, plans as well.
pub(super) fn with_plans(exchange: &Exchange) -> Vec<Counting<'_>> {
    standing(exchange)
        .filter(|said| set_aside(said.recorded, Rule::ReceivingSideFirst).is_none())
        .collect()
}

/// The statements that speak of this exchange.
pub(super) fn standing(exchange: &Exchange) -> impl Iterator<Item = Counting<'_>> {
    exchange
        .statements
        .iter()
        .enumerate()
        .map(|(order, recorded)| Counting { order, recorded })
        .filter(|said| said.recorded.moved_to.is_none())
}

/// Why nothing of a statement counts, if nothing does.
pub(super) fn set_aside(recorded: &RecordedStatement, rule: Rule) -> Option<Role> {
    let preferred_only = rule == Rule::PreferredOnly;
    match recorded.rank {
        _ if recorded.corrected_by.is_some() => Some(Role::Corrected),
        Rank::Deprecated => Some(Role::Deprecated),
        Rank::Normal if preferred_only => Some(Role::NotPreferred),
        Rank::Normal | Rank::Preferred => None,
    }
}
