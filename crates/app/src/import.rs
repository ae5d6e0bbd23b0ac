//! Statements from source tables: rows in, commands out, and everything that is wrong at once.
//!
//! Pure: bytes and a state come in, commands and problems go out. It refuses to know disks,
//! clocks and the log. The way of an import, in five steps: [`read`] rows into statements,
//! [`plan`] what they add to a register, [`rehearse`] it on a copy, draw up the descriptions
//! on what came of that, and [`prepare`], which does all of this, is what the command calls.

// Wired in by the `import` and `demo` commands.
#![allow(dead_code, reason = "the command that calls this is still being built")]

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
/// `seen` tells whether a command was recorded already.
pub(crate) fn prepare(
    state: &State,
    files: Vec<SourceFile>,
    seen: impl Fn(CommandId) -> bool,
) -> Prepared {
    let _ = (state, files, seen);
    Prepared { problems: Vec::new(), commands: Vec::new(), summary: Summary::default() }
}
