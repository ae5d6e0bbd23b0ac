//! The commands of an import on a copy of the register, so that a refusal is known before
//! anything is written; and the descriptions that follow from what was said.

use std::collections::BTreeSet;

use repatria_domain::{Command, CommandId, ExchangeId, Refusal, State, decide};

use super::plan::Step;
use super::read::Rows;
use super::said::command_id;
use crate::description;
use crate::problem::{Code, Problem};

/// What came of a rehearsal.
#[derive(Debug)]
pub(super) struct Rehearsal {
    /// The register as it would be.
    pub(super) state: State,
    /// What it would record.
    pub(super) commands: Vec<(CommandId, Command)>,
    /// What it would refuse.
    pub(super) problems: Vec<Problem>,
}

/// Tries the steps one after the other on a copy of the register.
pub(super) fn rehearse(
    state: &State,
    rows: &Rows,
    steps: Vec<Step>,
    seen: impl Fn(CommandId) -> bool,
) -> Rehearsal {
    let mut rehearsal =
        Rehearsal { state: state.clone(), commands: Vec::new(), problems: Vec::new() };
    for Step { command, at } in steps {
        let id = command_id(&command);
        if seen(id) {
            continue;
        }
        match rehearsal.play(&command) {
            Ok(()) => rehearsal.commands.push((id, command)),
            Err(refusal) => rehearsal.problems.extend(refused(rows, &refusal, at)),
        }
    }
    rehearsal
}

impl Rehearsal {
    fn play(&mut self, command: &Command) -> Result<(), Refusal> {
        let events = decide(&self.state, command)?;
        events.iter().try_for_each(|event| self.state.apply(event))
    }

    /// Describes what the statements say of these exchanges, frames before their parts.
    pub(super) fn describe(&mut self, touched: &[(ExchangeId, Option<ExchangeId>)]) {
        let frames: BTreeSet<ExchangeId> = touched.iter().filter_map(|(_, frame)| *frame).collect();
        let (first, then): (Vec<_>, Vec<_>) =
            touched.iter().copied().partition(|(exchange, _)| !frames.contains(exchange));
        for (exchange, frame) in first.into_iter().chain(then) {
            let drawn = description::drawn_anew(&self.state, exchange, frame);
            let Some(command) = drawn else { continue };
            if self.play(&command).is_ok() {
                self.commands.push((command_id(&command), command));
            }
        }
    }
}

fn refused(rows: &Rows, refusal: &Refusal, at: super::table::At) -> Option<Problem> {
    let table = rows.tables.get(at.table)?;
    let record = table.row(at)?;
    let fix = "change the row, or change the register first";
    Some(table.problem(&record, "", Code::Refused, refusal.to_string(), fix.into()))
}
