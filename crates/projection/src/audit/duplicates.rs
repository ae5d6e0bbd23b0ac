//! Exchanges that may be one exchange under two names.
//! It refuses to merge anything: equal numbers are not identity.

use std::collections::BTreeMap;

use repatria_domain::{Count, Day, Exchange, LegKey, LegKind, Parties};

use super::{AuditCode, AuditNumber, AuditQuestion};
use crate::happened::{date, happened};
use crate::listed::in_order;
use crate::published::legs;
use crate::record::Record;

/// Equal numbers further apart than this are no question.
const NEAR: i64 = 31;
/// Small numbers are equal by chance.
const FEW: u32 = 20;

pub(super) fn ask(record: &Record, as_of: Option<Day>) -> Vec<AuditQuestion> {
    let settled: Vec<Dated<'_>> = in_order(record)
        .filter(|exchange| exchange.settlement.is_some())
        .filter(|exchange| happened(date(exchange), as_of).is_some())
        .filter_map(Dated::of)
        .collect();
    let mut questions = same_day(&settled);
    questions.extend(equal_numbers(&settled));
    questions
}

/// A settled exchange with the days that it can have been on.
#[derive(Clone, Copy, Debug)]
struct Dated<'a> {
    exchange: &'a Exchange,
    earliest: Day,
    latest: Day,
}

impl<'a> Dated<'a> {
    fn of(exchange: &'a Exchange) -> Option<Self> {
        let on = date(exchange)?;
        Some(Self { exchange, earliest: on.earliest()?, latest: on.latest()? })
    }

    /// Whether one is a hand-over of the other, or both are of one deal.
    fn is_related(self, other: Self) -> bool {
        let frame = |of: Self| of.exchange.frame().unwrap_or(of.exchange.id);
        frame(self) == frame(other)
    }

    /// Between whom, and whether people or remains.
    fn between(self) -> (&'a Parties, Option<LegKind>) {
        (&self.exchange.parties, legs(self.exchange).next().map(|leg| leg.key.kind))
    }
}

/// Two hand-overs of people, or two of remains, between the same parties that can have been on the
/// same day.
fn same_day(settled: &[Dated<'_>]) -> Vec<AuditQuestion> {
    let mut questions = Vec::new();
    let mut not_over: BTreeMap<_, Vec<Dated<'_>>> = BTreeMap::new();
    for later in settled {
        // They are in order of their first days: what is over by then is over for all that follow.
        let not_over = not_over.entry(later.between()).or_default();
        not_over.retain(|earlier| later.earliest <= earlier.latest);
        for earlier in not_over.iter().filter(|earlier| !earlier.is_related(*later)) {
            questions.push(about(
                AuditCode::SameDay,
                "Are these two exchanges, two hand-overs of one deal, or one under two names?",
                [earlier.exchange, later.exchange],
                numbers([earlier.exchange, later.exchange]),
            ));
        }
        not_over.push(*later);
    }
    questions
}

/// Exchanges that follow one another within a month and hold the same number one way.
fn equal_numbers(settled: &[Dated<'_>]) -> Vec<AuditQuestion> {
    let mut ways: Vec<((Count, LegKey, &Parties), usize, Dated<'_>)> = Vec::new();
    for (place, held) in settled.iter().enumerate() {
        for leg in legs(held.exchange) {
            if let Some(best) = leg.count.best().filter(|best| best.number() > FEW) {
                ways.push(((best, leg.key, &held.exchange.parties), place, *held));
            }
        }
    }
    ways.sort_unstable_by_key(|(number, place, _)| (*number, *place));
    let mut groups: BTreeMap<Vec<usize>, Vec<&Exchange>> = BTreeMap::new();
    for alike in ways.chunk_by(|(one, ..), (next, ..)| one == next) {
        let near = alike.chunk_by(|(.., earlier), (.., later)| is_near(earlier, later));
        for near in near.filter(|near| near.len() > 1) {
            let places = near.iter().map(|(_, place, _)| *place).collect();
            let exchanges = || near.iter().map(|(.., held)| held.exchange).collect();
            groups.entry(places).or_insert_with(exchanges);
        }
    }
    let ask = |exchanges: Vec<&Exchange>| {
        let question = "Are these different hand-overs, or was one taken for another? Equal \
                        numbers alone do not tell.";
        about(AuditCode::EqualNumbers, question, exchanges.clone(), numbers(exchanges))
    };
    groups.into_values().map(ask).collect()
}

fn is_near(earlier: &Dated<'_>, later: &Dated<'_>) -> bool {
    let days = later.earliest.signed_duration_since(earlier.latest).num_days();
    days <= NEAR && !earlier.is_related(*later)
}

fn numbers<'a>(exchanges: impl IntoIterator<Item = &'a Exchange>) -> Vec<AuditNumber> {
    let of = |exchange: &'a Exchange| {
        legs(exchange)
            .map(|leg| AuditNumber::of(format!("{}: {}", exchange.reference, leg.key), leg.count))
    };
    exchanges.into_iter().flat_map(of).collect()
}

fn about<'a>(
    code: AuditCode,
    question: &str,
    exchanges: impl IntoIterator<Item = &'a Exchange>,
    numbers: Vec<AuditNumber>,
) -> AuditQuestion {
    let references: Vec<_> =
        exchanges.into_iter().map(|exchange| exchange.reference.clone()).collect();
    let next = references.last().map(|last| format!("repatria show {last}")).unwrap_or_default();
    AuditQuestion::new(code, question, next).about_all(references).with(numbers)
}

#[cfg(test)]
mod tests;
