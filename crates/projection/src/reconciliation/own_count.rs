//! Our own count of exchanges. It stands beside what claimants count, and is never compared:
//! everybody counts exchanges by a rule of his own.

use std::collections::BTreeSet;

use repatria_domain::{Exchange, ExchangeId, ExchangeKind, TotalStatement};
use serde::Serialize;

use super::scope::{self, Asked};
use crate::happened::{Certainty, date};
use crate::published::{frame, living, settled_parts};

/// How many exchanges of living people are recorded to have surely taken place, by two rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct OwnCount {
    /// Each hand-over by itself.
    pub hand_overs: u64,
    /// The hand-overs of one deal as one.
    pub deals: u64,
}

/// Counts the exchanges by the day of a claim; none where it has no day.
pub(super) fn own_count(asked: &Asked<'_>, said: &TotalStatement) -> Option<OwnCount> {
    let period = scope::period(asked, said)?;
    let took_place = |exchange: &&Exchange| {
        is_exchange(exchange)
            && settled_parts(asked.state, exchange).next().is_none()
            && period.holds(date(exchange)) == Some(Certainty::Surely)
            && scope::is_under(asked.state, exchange, said.scope.agreement.as_ref())
            && scope::is_by(asked.state, exchange, said.scope.mediator.as_ref())
    };
    let counted: Vec<&Exchange> = asked.state.exchanges().filter(took_place).collect();
    let deal = |exchange: &&Exchange| frame(asked.state, exchange).unwrap_or(exchange).id;
    let deals: BTreeSet<ExchangeId> = counted.iter().map(deal).collect();
    Some(OwnCount { hand_overs: counted.len() as u64, deals: deals.len() as u64 })
}

/// Whether living people went both ways, as far as anybody says.
fn is_exchange(exchange: &Exchange) -> bool {
    let description = exchange.description.as_ref();
    description.is_none_or(|description| description.kind == ExchangeKind::Exchange)
        && living(exchange).next().is_some()
}
