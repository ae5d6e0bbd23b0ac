//! Our own count of exchanges. It stands beside what claimants count, and is never compared:
//! everybody counts exchanges by a rule of his own.

use std::collections::BTreeSet;

use repatria_domain::{AgreementId, Exchange, ExchangeId, State, TotalStatement};
use serde::Serialize;

use super::scope::{self, Asked, Period};
use super::sorted::deal;
use crate::deals::took_place;
use crate::happened::{Certainty, Span, date};

/// How many exchanges of living people are recorded to have surely taken place, by two rules.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct OwnCount {
    /// Each hand-over by itself.
    pub hand_overs: u64,
    /// The hand-overs of one deal as one.
    pub deals: u64,
}

/// Counts the exchanges by the day of a claim; none where it has no day.
pub(super) fn own_count(asked: &Asked<'_>, said: &TotalStatement) -> Option<OwnCount> {
    let (state, scope, period) = (asked.state, &said.scope, scope::period(asked, said)?);
    let (agreement, mediator) = (scope.agreement.as_ref().map(AgreementId::of), &scope.mediator);
    let Some(exchanges) = asked.sorted.exchanges(agreement, mediator.as_ref()) else {
        return Some(OwnCount::default());
    };
    if period.from.is_none() && (agreement.is_none() || mediator.is_none()) {
        return Some(exchanges.took_place_by(state, period.surely_until));
    }
    let all = exchanges.all.iter().copied();
    Some(count(state, all.filter(|held| scope::is_by(state, held, mediator.as_ref())), period))
}

/// Counts those of some exchanges that surely took place in a period.
fn count<'a>(
    state: &State,
    exchanges: impl Iterator<Item = &'a Exchange>,
    period: Period,
) -> OwnCount {
    let surely =
        |exchange: &&Exchange| period.holds(Span::of(date(exchange))) == Some(Certainty::Surely);
    let counted = exchanges.filter(surely).filter(|exchange| took_place(state, exchange));
    let deals: Vec<ExchangeId> = counted.map(|exchange| deal(state, exchange)).collect();
    let hand_overs = deals.len() as u64;
    let deals: BTreeSet<ExchangeId> = deals.into_iter().collect();
    OwnCount { hand_overs, deals: deals.len() as u64 }
}
