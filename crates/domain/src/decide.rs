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
    let events = command.events();
    if events.is_empty() {
        return Err(Refusal::NothingWithheld);
    }
    writable::check(&events)?;
    let mut trial = state.only(&touched(state, &events));
    for event in &events {
        trial.apply(event)?;
    }
    Ok(events)
}

#[cfg(test)]
mod tests;
