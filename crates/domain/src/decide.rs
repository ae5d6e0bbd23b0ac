//! Whether a command may be recorded, and as which events.
//! It refuses to know clocks, ids of its own making, and what was recorded of earlier commands.

use alloc::vec::Vec;

use crate::command::Command;
use crate::event::Event;
use crate::refusal::Refusal;
use crate::state::{State, touched};
use crate::writable;

/// Decides a command: the events that it comes to, or the rule that it breaks.
///
/// The events are tried on a copy of the entities that they touch, by the same
/// [`State::apply`] that replays the log, so nothing is decided that cannot be replayed.
///
/// # Errors
/// A [`Refusal`] with the numbers that break the rule.
pub fn decide(state: &State, command: &Command) -> Result<Vec<Event>, Refusal> {
    let events = asked_for(command)?;
    try_out(state, &events)?;
    Ok(events)
}

/// Decides a command for whoever applies its events right away: one that comes alone is not tried, since
/// [`State::apply`] refuses it just so, and changes nothing then. Several are tried, so that none of them
/// is refused with others applied before it.
///
/// # Errors
/// As [`decide`], but that a single event may still be refused when it is applied.
pub fn decide_to_apply(state: &State, command: &Command) -> Result<Vec<Event>, Refusal> {
    let events = asked_for(command)?;
    if let [_, _, ..] = events.as_slice() {
        try_out(state, &events)?;
    }
    Ok(events)
}

fn asked_for(command: &Command) -> Result<Vec<Event>, Refusal> {
    let events = command.events();
    if events.is_empty() {
        return Err(Refusal::NothingWithheld);
    }
    writable::check(&events)?;
    Ok(events)
}

fn try_out(state: &State, events: &[Event]) -> Result<(), Refusal> {
    let mut trial = state.only(&touched(state, events));
    events.iter().try_for_each(|event| trial.apply(event))
}

#[cfg(test)]
mod tests;
