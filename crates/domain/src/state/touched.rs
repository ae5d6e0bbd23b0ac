//! Which entities an event reads or changes, so that a trial copies those and nothing else.

use alloc::collections::BTreeSet;

use super::{Exchange, State};
use crate::entity::{Entity, accounts};
use crate::event::{Event, ExchangeDescribed};
use crate::id::{ExchangeId, StatementId};

/// The entities that these events read or change: those that they name, and those that the state
/// ties to them.
pub(crate) fn touched(state: &State, events: &[Event]) -> BTreeSet<Entity> {
    let mut entities = BTreeSet::new();
    for event in events {
        entities.extend(event.entities());
        tie(state, event, &mut entities);
    }
    entities
}

fn tie(state: &State, event: &Event, entities: &mut BTreeSet<Entity>) {
    match event {
        Event::ExchangeDescribed(described) => tie_description(state, described, entities),
        // The corrected statement may have been moved, and its correction follows it.
        Event::CountStated(said) => {
            tie_statement(state, said.corrects.map(|correction| correction.statement), entities);
        }
        Event::StatementReviewed(reviewed) => {
            tie_statement(state, Some(reviewed.statement), entities);
        }
        Event::ExchangeSettled(settled) => tie_settlement(state, settled.exchange, entities),
        Event::SettlementWithdrawn(withdrawn) => {
            tie_settlement(state, withdrawn.exchange, entities);
        }
        Event::AgreementReached(_)
        | Event::ExchangeOpened(_)
        | Event::ExchangeCancelled(_)
        | Event::ExchangeReinstated(_)
        | Event::TotalStated(_)
        | Event::MovementRecorded(_)
        | Event::DetailWithheld(_)
        | Event::DetailDisclosed(_)
        | Event::CustodyDeclared(_)
        | Event::CustodyChanged(_)
        | Event::LossAccepted(_) => {}
    }
}

fn tie_statement(state: &State, id: Option<StatementId>, entities: &mut BTreeSet<Entity>) {
    let about = id.and_then(|id| state.exchange_of(id));
    entities.extend(about.map(|exchange| Entity::Exchange(exchange.id)));
}

fn tie_description(state: &State, described: &ExchangeDescribed, entities: &mut BTreeSet<Entity>) {
    let before = state.exchange(described.exchange).and_then(Exchange::frame);
    entities.extend(before.map(Entity::Exchange));
    // A frame posts nothing to custody while it has parts, so its accounts change with them.
    for frame in before.into_iter().chain(described.description.frame) {
        tie_settlement(state, frame, entities);
    }
}

fn tie_settlement(state: &State, exchange: ExchangeId, entities: &mut BTreeSet<Entity>) {
    let held = state.exchange(exchange).and_then(|exchange| exchange.settlement.as_deref());
    entities.extend(held.into_iter().flat_map(accounts));
}
