//! Statements from source tables: rows in, commands out, and everything that is wrong at once.
//!
//! Pure: bytes and a state come in, commands and problems go out. It refuses to know disks,
//! clocks and the log. [`prepare`] is the whole way: read the rows into statements (`read`),
//! plan what they add to the register (`plan`), rehearse that on a copy, and draw up the
//! descriptions that follow (`rehearse`).

mod cells;
mod count_row;
mod differences;
mod gather;
mod guess;
mod header;
mod history;
mod layout;
mod nearest;
mod page;
mod plan;
mod read;
mod rehearse;
mod said;
mod scan;
mod table;
mod total_row;

use repatria_domain::{Command, CommandId, State};
use serde::Serialize;

use crate::problem::Problem;

/// A file as it was read.
#[derive(Clone, Debug)]
pub(crate) struct SourceFile {
    /// What it is called in a problem.
    pub(crate) name: String,
    /// All of it.
    pub(crate) bytes: Vec<u8>,
}

/// What an import comes to.
#[derive(Debug)]
pub(crate) struct Prepared {
    /// Everything that is wrong, by file and line.
    pub(crate) problems: Vec<Problem>,
    /// What is to be recorded, in this order. Nothing of a statement with a problem is among it,
    /// so that it can be recorded in spite of the problems, if that was asked for.
    pub(crate) commands: Vec<(CommandId, Command)>,
    /// The same in words.
    pub(crate) summary: Summary,
}

/// What an import adds, for the reader of its report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Summary {
    /// Statements that the register does not have yet, corrections not among them.
    pub(crate) new: usize,
    /// Statements that it has.
    pub(crate) known: usize,
    /// Statements that it has otherwise: each is recorded as a correction.
    pub(crate) changed: Vec<Change>,
    /// Statements left out because something is wrong with them.
    pub(crate) left_out: usize,
    /// References of the exchanges that are opened.
    pub(crate) opened: Vec<String>,
    /// References of the exchanges that are called off.
    pub(crate) cancelled: Vec<String>,
    /// References of the exchanges that are described anew.
    pub(crate) described: Vec<String>,
}

/// A row that changed since it was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Change {
    /// The new statement (`2025-06-26/3`), or the claim that it is about.
    pub(crate) statement: String,
    /// The statement that it corrects.
    pub(crate) corrects: String,
    /// What differs: column, before, after.
    pub(crate) differences: Vec<String>,
    /// Whether it says what an earlier version said: an old file, perhaps.
    pub(crate) back: bool,
    /// Whether the claimant corrected himself; else we mistyped.
    pub(crate) by_claimant: bool,
}

/// Reads the files, holds them against the register, and says what is to be recorded.
///
/// `seen` tells whether a command was recorded already: a cancellation that somebody took back
/// is not repeated.
pub(crate) fn prepare(
    state: &State,
    files: Vec<SourceFile>,
    seen: impl Fn(CommandId) -> bool,
) -> Prepared {
    let names: Vec<String> = files.iter().map(|file| file.name.clone()).collect();
    let mut rows = read::read(files);
    let mut problems = std::mem::take(&mut rows.problems);
    let mut plan = plan::plan(state, &rows);
    problems.append(&mut plan.problems);
    let mut rehearsal = rehearse::rehearse(state, &rows, std::mem::take(&mut plan.steps), seen);
    problems.append(&mut rehearsal.problems);
    rehearsal.describe(&plan.touched);
    // By file as they were given, for files are often fixed one after the other.
    problems.sort_by_key(|problem| {
        let file = names.iter().position(|name| *name == problem.at.file);
        (file, problem.at.line, problem.at.column)
    });
    let summary = Summary::of(state, plan, &rehearsal);
    Prepared { problems, commands: rehearsal.commands, summary }
}

impl Summary {
    fn of(state: &State, plan: plan::Plan, rehearsal: &rehearse::Rehearsal) -> Self {
        let mut summary = Self {
            new: plan.new,
            known: plan.known,
            changed: plan.changed,
            left_out: plan.left_out,
            ..Self::default()
        };
        let name = |id| {
            let exchange = rehearsal.state.exchange(id).or_else(|| state.exchange(id));
            exchange.map(|exchange| exchange.reference.to_string())
        };
        for (_, command) in &rehearsal.commands {
            if let Command::OpenExchange(open) = command {
                summary.opened.push(open.reference.to_string());
            } else if let Command::CancelExchange(off) = command {
                summary.cancelled.extend(name(off.exchange));
            } else if let Command::DescribeExchange(described) = command {
                summary.described.extend(name(described.exchange));
            }
        }
        summary
    }
}

#[cfg(test)]
mod tests;
