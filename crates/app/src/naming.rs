//! From the ids of the log to the names that people use: what a commit speaks of, in a few words.

use repatria_domain::{Detail, Event, ExchangeId, Finding, State, StatementId};

/// What an event is and speaks of, as in `count-stated 2025-06-26/5`.
pub(crate) fn event(state: &State, event: &Event) -> String {
    let subject = subject(state, event);
    format!("{} {subject}", event.name())
}

fn subject(state: &State, event: &Event) -> String {
    match event {
        Event::AgreementReached(reached) => format!("\"{}\"", reached.title),
        Event::ExchangeOpened(opened) => opened.reference.to_string(),
        Event::ExchangeDescribed(described) => exchange(state, described.exchange),
        Event::ExchangeCancelled(cancelled) => exchange(state, cancelled.exchange),
        Event::ExchangeReinstated(reinstated) => exchange(state, reinstated.exchange),
        Event::CountStated(said) => statement(state, said.statement),
        Event::TotalStated(said) => said.statement.to_string(),
        Event::StatementReviewed(review) => match review.finding {
            Finding::Rank(_) => statement(state, review.statement),
            Finding::SpeaksOf(_) => format!("{}, moved", statement(state, review.statement)),
        },
        Event::ExchangeSettled(settled) => {
            format!("{}, revision {}", exchange(state, settled.exchange), settled.revision)
        }
        Event::SettlementWithdrawn(withdrawn) => {
            format!("{}, revision {}", exchange(state, withdrawn.exchange), withdrawn.revision)
        }
        Event::MovementRecorded(movement) => exchange(state, movement.exchange),
        Event::DetailWithheld(withheld) => {
            let detail = word(withheld.detail);
            format!("{} {detail} by {}", exchange(state, withheld.exchange), withheld.by)
        }
        Event::DetailDisclosed(disclosed) => {
            let detail = word(disclosed.detail);
            format!("{} {detail} by {}", exchange(state, disclosed.exchange), disclosed.by)
        }
        Event::CustodyDeclared(declared) => format!("{} of {}", declared.of, declared.holder),
        Event::CustodyChanged(changed) => format!("{} of {}", changed.of, changed.holder),
        Event::LossAccepted(loss) => format!("{} bytes behind commit {}", loss.bytes, loss.kept),
    }
}

fn exchange(state: &State, id: ExchangeId) -> String {
    state.exchange(id).map_or_else(|| id.to_string(), |held| held.reference.to_string())
}

/// `REF/k`, or the id of a statement about a total.
fn statement(state: &State, id: StatementId) -> String {
    let named = state.exchange_of(id).and_then(|exchange| {
        let (number, _) = exchange.statement(id)?;
        Some(format!("{}/{number}", exchange.reference))
    });
    named.unwrap_or_else(|| id.to_string())
}

fn word(detail: Detail) -> &'static str {
    match detail {
        Detail::Place => "place",
        Detail::Date => "date",
        Detail::Count => "count",
    }
}
