//! The exchanges in the order in which read models list them, each with the little that is asked of
//! all of them at once.

use repatria_domain::{Day, Exchange, ExchangeId, State};

use crate::deals;
use crate::happened::{Span, date};
use crate::published::living;
use crate::record::Record;

/// One exchange in the list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Listed {
    pub(crate) id: ExchangeId,
    pub(crate) span: Span,
    pub(crate) stage: Stage,
    /// Whether something was said or reviewed after it was settled.
    pub(crate) is_stale: bool,
    /// Whether it is settled, dated, and living people went some way in it.
    pub(crate) is_hand_over: bool,
    /// Whether anything of it is kept back.
    pub(crate) is_withheld: bool,
    pub(crate) statements: u64,
}

/// What became of an exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    Cancelled,
    Settled,
    NotSettled,
}

impl Listed {
    /// Every exchange, in order of (earliest day, latest day, reference).
    pub(crate) fn all(state: &State) -> Vec<Self> {
        deals::in_order(state, state.exchanges()).into_iter().map(Self::of).collect()
    }

    fn of(exchange: &Exchange) -> Self {
        let (on, stage) = (date(exchange), Stage::of(exchange));
        Self {
            id: exchange.id,
            span: Span::of(on),
            stage,
            is_stale: exchange.stale,
            is_hand_over: stage == Stage::Settled
                && on.is_some()
                && living(exchange).next().is_some(),
            is_withheld: !exchange.withheld.is_empty(),
            statements: exchange.statements.len() as u64,
        }
    }
}

impl Stage {
    fn of(exchange: &Exchange) -> Self {
        match (&exchange.cancelled, &exchange.settlement) {
            (Some(_), _) => Self::Cancelled,
            (None, Some(_)) => Self::Settled,
            (None, None) => Self::NotSettled,
        }
    }
}

/// Every exchange, in order of (earliest day, latest day, reference).
pub(crate) fn in_order(record: &Record) -> impl DoubleEndedIterator<Item = &Exchange> {
    exchanges(record, record.listed())
}

/// Those after all whose first day is too early, in order.
pub(crate) fn in_order_from(
    record: &Record,
    is_too_early: impl Fn(Day) -> bool,
) -> impl Iterator<Item = &Exchange> {
    let listed = record.listed();
    // An open beginning comes first in the list, and what nobody dates last.
    let is_before = |listed: &Listed| match listed.span.earliest {
        Some(earliest) => is_too_early(earliest),
        None => listed.span.latest.is_some(),
    };
    exchanges(record, listed.get(listed.partition_point(is_before)..).unwrap_or_default())
}

fn exchanges<'a>(
    record: &'a Record,
    listed: &'a [Listed],
) -> impl DoubleEndedIterator<Item = &'a Exchange> {
    listed.iter().filter_map(|listed| record.state().exchange(listed.id))
}
