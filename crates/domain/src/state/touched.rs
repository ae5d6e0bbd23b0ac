//! Which entities an event reads or changes, so that a trial copies those and nothing else.

use alloc::collections::BTreeSet;

use super::{Exchange, State};
use crate::event::{Event, ExchangeDescribed, Finding, StatementReviewed};
use crate::id::{AgreementId, ExchangeId, StatementId};
use crate::party::Party;
use crate::settlement::Settlement;
use crate::statement::Correction;

/// The name of one small entity of the state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Entity {
    Exchange(ExchangeId),
    Agreement(AgreementId),
    Custody(Party, Party),
    Total(StatementId),
    Statement(StatementId),
}

/// The entities that these events read or change.
pub(crate) fn touched(state: &State, events: &[Event]) -> BTreeSet<Entity> {
    let mut entities = BTreeSet::new();
    for event in events {
        touch(state, event, &mut entities);
    }
    entities
}

fn touch(state: &State, event: &Event, entities: &mut BTreeSet<Entity>) {
    match event {
        Event::AgreementReached(reached) => {
            entities.extend(
                [reached.agreement].into_iter().chain(reached.member_of).map(Entity::Agreement),
            );
        }
        Event::ExchangeOpened(opened) => touch_exchange(opened.exchange, entities),
        Event::ExchangeDescribed(described) => touch_description(state, described, entities),
        Event::ExchangeCancelled(cancelled) => touch_exchange(cancelled.exchange, entities),
        Event::ExchangeReinstated(reinstated) => touch_exchange(reinstated.exchange, entities),
        Event::CountStated(said) => {
            touch_exchange(said.exchange, entities);
            touch_statement(said.statement, said.corrects, entities);
            // The corrected statement may have been moved, and its correction follows it.
            let corrected =
                said.corrects.and_then(|correction| state.exchange_of(correction.statement));
            entities.extend(corrected.map(|exchange| Entity::Exchange(exchange.id)));
        }
        Event::TotalStated(said) => touch_statement(said.statement, said.corrects, entities),
        Event::StatementReviewed(reviewed) => touch_review(state, reviewed, entities),
        Event::ExchangeSettled(settled) => {
            touch_exchange(settled.exchange, entities);
            touch_accounts(&settled.settlement, entities);
            touch_settlement(state, settled.exchange, entities);
        }
        Event::SettlementWithdrawn(withdrawn) => {
            touch_exchange(withdrawn.exchange, entities);
            touch_settlement(state, withdrawn.exchange, entities);
        }
        Event::MovementRecorded(movement) => touch_exchange(movement.exchange, entities),
        Event::DetailWithheld(withheld) => touch_exchange(withheld.exchange, entities),
        Event::DetailDisclosed(disclosed) => touch_exchange(disclosed.exchange, entities),
        Event::CustodyDeclared(declared) => {
            entities.insert(Entity::Custody(declared.holder, declared.of));
        }
        Event::CustodyChanged(changed) => {
            entities.insert(Entity::Custody(changed.holder, changed.of));
        }
        // It is about the log, and no entity.
        Event::LossAccepted(_) => {}
    }
}

fn touch_exchange(exchange: ExchangeId, entities: &mut BTreeSet<Entity>) {
    entities.insert(Entity::Exchange(exchange));
}

fn touch_statement(id: StatementId, corrects: Option<Correction>, entities: &mut BTreeSet<Entity>) {
    for id in [Some(id), corrects.map(|correction| correction.statement)].into_iter().flatten() {
        entities.extend([Entity::Statement(id), Entity::Total(id)]);
    }
}

fn touch_review(state: &State, reviewed: &StatementReviewed, entities: &mut BTreeSet<Entity>) {
    touch_statement(reviewed.statement, None, entities);
    let speaks_of = match reviewed.finding {
        Finding::Rank(_) => None,
        Finding::SpeaksOf(exchange) => Some(exchange),
    };
    let now = state.exchange_of(reviewed.statement).map(|exchange| exchange.id);
    entities.extend(now.into_iter().chain(speaks_of).map(Entity::Exchange));
}

fn touch_description(
    state: &State,
    described: &ExchangeDescribed,
    entities: &mut BTreeSet<Entity>,
) {
    touch_exchange(described.exchange, entities);
    entities.extend(described.description.agreements.iter().copied().map(Entity::Agreement));
    let before = state.exchange(described.exchange).and_then(Exchange::frame);
    // A frame posts nothing to custody while it has parts, so its accounts change with them.
    for frame in before.into_iter().chain(described.description.frame) {
        touch_exchange(frame, entities);
        touch_settlement(state, frame, entities);
    }
}

fn touch_settlement(state: &State, exchange: ExchangeId, entities: &mut BTreeSet<Entity>) {
    if let Some(settlement) =
        state.exchange(exchange).and_then(|exchange| exchange.settlement.as_ref())
    {
        touch_accounts(settlement, entities);
    }
}

fn touch_accounts(settlement: &Settlement, entities: &mut BTreeSet<Entity>) {
    for leg in &settlement.legs {
        if let Some(of) = leg.key.of {
            entities.extend([Entity::Custody(leg.key.from, of), Entity::Custody(leg.key.to, of)]);
        }
    }
}
