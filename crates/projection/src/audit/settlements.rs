//! Exchanges that are not settled, or settled before the last word was said.
//! It refuses to settle them.

use repatria_domain::{Day, Exchange, State};

use super::{AuditCode, AuditNumber, AuditQuestion, standing};
use crate::happened::{date, happened};
use crate::listed::in_order;
use crate::published::{legs, settled_parts};
use crate::record::Record;
use crate::story::called;

pub(super) fn ask(record: &Record, as_of: Option<Day>) -> Vec<AuditQuestion> {
    let state = record.state();
    let mut questions = Vec::new();
    for exchange in in_order(record) {
        if happened(date(exchange), as_of).is_some() && exchange.cancelled.is_none() {
            questions.extend(stale(exchange));
            questions.extend(not_settled(state, exchange));
        }
    }
    questions
}

fn stale(exchange: &Exchange) -> Option<AuditQuestion> {
    let settlement = exchange.settlement.as_ref().filter(|_| exchange.stale)?;
    let question = "Does what was said or reviewed since change the published figures?";
    let next = format!("repatria settle {}", exchange.reference);
    let is_new = |id| settlement.evidence.iter().all(|evidence| evidence.statement != id);
    let since = standing(exchange).filter(|(_, held)| is_new(held.said.statement));
    Some(
        AuditQuestion::new(AuditCode::SettlementStale, question, next)
            .about(exchange)
            .said_in(since.map(|(number, _)| called(exchange, number)))
            .with(published(exchange)),
    )
}

/// A frame whose parts are settled is settled by them.
fn not_settled(state: &State, exchange: &Exchange) -> Option<AuditQuestion> {
    if exchange.settlement.is_some() || settled_parts(state, exchange).next().is_some() {
        return None;
    }
    let said: Vec<String> =
        standing(exchange).map(|(number, _)| called(exchange, number)).collect();
    let reference = &exchange.reference;
    let (question, next) = if said.is_empty() {
        let next = format!("repatria record {reference} --to PARTY NUMBER --source URL");
        ("Did it take place, and who says so?", next)
    } else {
        ("Is what was said enough to settle it?", format!("repatria settle {reference}"))
    };
    Some(AuditQuestion::new(AuditCode::NotSettled, question, next).about(exchange).said_in(said))
}

/// The published figures of an exchange, one a leg.
pub(super) fn published(exchange: &Exchange) -> impl Iterator<Item = AuditNumber> {
    legs(exchange).map(|leg| AuditNumber::of(leg.key.to_string(), leg.count))
}
