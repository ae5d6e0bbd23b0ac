//! Whole histories: what a register may hold after some people have worked with it for some time.

use alloc::format;
use alloc::vec::Vec;

use proptest::collection::{SizeRange, vec};
use proptest::prelude::*;

use super::date::timestamp_after;
use super::intent::{Intent, intent};
use super::name::handle;
use crate::command::Command;
use crate::commit::Commit;
use crate::decide::decide;
use crate::event::Event;
use crate::id::CommandId;
use crate::state::State;
use crate::text::Handle;

/// Makes the commits of a register: every command in it was accepted, numbers ascend from 1, times
/// never go back.
pub fn history() -> impl Strategy<Value = Vec<Commit>> + Clone {
    history_of(0..60).boxed()
}

/// Makes the commits that so many intents come to, in one register.
pub fn history_of(intents: impl Into<SizeRange>) -> impl Strategy<Value = Vec<Commit>> + Clone {
    vec((intent(), hand()), intents).prop_map(recorded).boxed()
}

/// Makes commands as they come in one after the other, those that are refused among them.
/// Each is made for the register as it is after those before it.
pub fn commands() -> impl Strategy<Value = Vec<Command>> + Clone {
    vec(intent(), 0..60)
        .prop_map(|intents| {
            let mut state = State::default();
            intents.iter().map(|intent| take(&mut state, intent).0).collect()
        })
        .boxed()
}

/// Makes a history, and a command that somebody wants recorded next, accepted or refused.
pub fn history_and_command() -> impl Strategy<Value = (Vec<Commit>, Command)> + Clone {
    (history(), intent())
        .prop_map(|(history, intent)| {
            let command = intent.against(&replayed(&history));
            (history, command)
        })
        .boxed()
}

/// The state after some commits, as far as they are accepted.
fn replayed(history: &[Commit]) -> State {
    let mut state = State::default();
    for event in history.iter().flat_map(|commit| &commit.events) {
        if state.apply(event).is_err() {
            break;
        }
    }
    state
}

/// Who records, and how long after the commit before: often at the very same time.
fn hand() -> impl Strategy<Value = (Handle, u64)> + Clone {
    let micros = (0..3_u8, any::<u64>()).prop_map(|(gap, micros)| match gap {
        0 => 0,
        1 => micros % 5_000_000,
        _ => micros % 8_640_000_000_000,
    });
    (handle(), micros).boxed()
}

fn recorded(intents: Vec<(Intent, (Handle, u64))>) -> Vec<Commit> {
    let (mut state, mut history, mut now) = (State::default(), Vec::new(), 0_u64);
    for (intent, (by, later)) in intents {
        let (_, accepted) = take(&mut state, &intent);
        let Some(events) = accepted else { continue };
        now = now.saturating_add(later);
        let n = u64::try_from(history.len()).unwrap_or(u64::MAX).saturating_add(1);
        let id = CommandId::of(format!("command {n}").as_bytes());
        history.push(Commit { n, id, at: timestamp_after(now), by, events });
    }
    history
}

fn take(state: &mut State, intent: &Intent) -> (Command, Option<Vec<Event>>) {
    let command = intent.against(state);
    let events = decide(state, &command).ok();
    for event in events.iter().flatten() {
        // What `decide` emits is applied: a test of this crate holds it to that.
        let _ = state.apply(event);
    }
    (command, events)
}
