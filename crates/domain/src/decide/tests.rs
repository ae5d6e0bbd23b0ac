//! Deciding looks at the touched entities only, and is right about the whole.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use proptest::prelude::*;

use super::{decide, decide_to_apply};
use crate::command::Command;
use crate::entity::Entity;
use crate::event::Event;
use crate::generate::commands;
use crate::refusal::Refusal;
use crate::state::{State, touched};

/// Every command of a run, with the state that it meets; the accepted ones are applied.
fn run(
    commands: &[Command],
    mut check: impl FnMut(&State, &Command) -> Result<(), TestCaseError>,
) -> Result<(), TestCaseError> {
    let mut state = State::default();
    for command in commands {
        check(&state, command)?;
        let events = decide(&state, command).unwrap_or_default();
        let applied = events.iter().try_for_each(|event| state.apply(event));
        prop_assert_eq!(applied, Ok(()), "`decide` emits what `apply` refuses");
    }
    Ok(())
}

/// What becomes of a state when these events are applied to all of it.
fn after(state: &State, events: &[Event]) -> (State, Result<(), Refusal>) {
    let mut whole = state.clone();
    let answer = events.iter().try_for_each(|event| whole.apply(event));
    (whole, answer)
}

fn untouched(state: &State, entities: &BTreeSet<Entity>) -> BTreeSet<Entity> {
    let exchanges = state.exchanges().map(|exchange| Entity::Exchange(exchange.id));
    let agreements = state.agreements().map(|reached| Entity::Agreement(reached.agreement));
    let accounts = state.custody_accounts().map(|((holder, of), _)| Entity::Custody(holder, of));
    let totals = state.total_claims().map(|claim| Entity::Statement(claim.said.statement));
    let statements = state.exchanges().flat_map(|exchange| &exchange.statements);
    let statements = statements.map(|held| Entity::Statement(held.said.statement));
    let all = exchanges.chain(agreements).chain(accounts).chain(totals).chain(statements);
    all.filter(|entity| !entities.contains(entity)).collect()
}

proptest! {
    #[test]
    fn a_trial_on_the_touched_entities_answers_as_one_on_the_whole(commands in commands()) {
        run(&commands, |state, command| {
            let events = command.events();
            let part = state.only(&touched(state, &events));
            let answer = decide(state, command);
            prop_assert_eq!(&decide(&part, command), &answer);
            if !events.is_empty() {
                let whole = after(state, &events).1.map(|()| events);
                prop_assert_eq!(&whole, &answer);
            }
            Ok(())
        })?;
    }

    #[test]
    fn an_event_changes_the_touched_entities_and_no_other(commands in commands()) {
        run(&commands, |state, command| {
            let Ok(events) = decide(state, command) else { return Ok(()) };
            let entities = touched(state, &events);
            let (whole, _) = after(state, &events);
            let (part, _) = after(&state.only(&entities), &events);
            let others = untouched(state, &entities);
            // Copied both, so that they stand in the same order; and nothing else came into being.
            prop_assert_eq!(whole.only(&entities), part.only(&entities));
            prop_assert_eq!(part.size(), part.only(&entities).size());
            prop_assert_eq!(whole.only(&others), state.only(&others));
            Ok(())
        })?;
    }

    #[test]
    fn what_is_decided_to_be_applied_is_applied_or_refused_as_what_is_tried(commands in commands()) {
        run(&commands, |state, command| {
            let mut whole = state.clone();
            let answer = decide_to_apply(state, command).and_then(|events| {
                events.iter().try_for_each(|event| whole.apply(event)).map(|()| events)
            });
            prop_assert_eq!(&answer, &decide(state, command));
            prop_assert!(answer.is_ok() || whole == *state, "{:?}", answer);
            Ok(())
        })?;
    }

    #[test]
    fn a_refused_event_changes_nothing(commands in commands()) {
        run(&commands, |state, command| {
            for event in command.events() {
                let (whole, answer) = after(state, &Vec::from([event]));
                prop_assert!(answer.is_ok() || whole == *state);
            }
            Ok(())
        })?;
    }
}
