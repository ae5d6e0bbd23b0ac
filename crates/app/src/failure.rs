//! Why a run ended without doing what was asked: what was typed, what the domain refuses, what is
//! wrong with a file, and what fails in the world. It refuses to print anything.

mod code;
mod distrust;
mod ending;
mod input;
mod status;

use std::io;
use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Style};
use repatria_domain::{Entity, NotProposed, Reference, Refusal};
use repatria_log::{Damage, LogError, NotRecorded};
use repatria_tlog::TlogError;
use serde_json::{Value, json};

use crate::problem::Problem;

pub(crate) use distrust::Distrust;
pub(crate) use ending::Ending;
pub(crate) use input::Input;

/// The colour of what went wrong, as in the excerpts of files.
const RED: Style = AnsiColor::Red.on_default().bold();

/// Why a run ended without doing what was asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The reader of our output went away. It has what it wanted.
    #[error("the reader of the output went away")]
    ClosedPipe,
    /// An audit asks something. The questions are printed already.
    #[error("the audit asks something")]
    Questions,
    /// The output cannot be written.
    #[error("cannot print: {0}")]
    NotPrinted(io::Error),
    /// A file that was asked for cannot be written.
    #[error(
        "cannot write `{}`: {why}; name a folder that you may write into", path.display()
    )]
    NotWritten {
        /// The file.
        path: PathBuf,
        /// What the machine says.
        why: io::Error,
    },
    /// A file that belongs to the register cannot be read.
    #[error("cannot read `{}`: {why}", path.display())]
    NotRead {
        /// The file.
        path: PathBuf,
        /// What the machine says.
        why: io::Error,
    },
    /// Another process signs with this key. Wait for it, or end it.
    #[error("another process signs with `{}`: wait for it, or end it", path.display())]
    Signing {
        /// The file of the key.
        path: PathBuf,
    },
    /// The machine has no random bytes to make a key of.
    #[error("the machine has no random bytes to make a key of: {0}")]
    NoRandomness(getrandom::Error),
    /// A witness that cannot be asked. Ask again later; what was signed stands.
    #[error("the witness at `{url}` did not sign: {why}; the checkpoint is published without him")]
    NoWitness {
        /// Where he was asked.
        url: String,
        /// What happened.
        why: String,
    },
    /// An address that cannot be listened on.
    #[error("cannot listen on {address}: {why}")]
    NotListening {
        /// The address.
        address: std::net::SocketAddr,
        /// What the machine says.
        why: io::Error,
    },
    /// What was signed, proved or published is not to be relied upon, or cannot be made.
    #[error(transparent)]
    Distrust(Box<Distrust>),
    /// A value that cannot be written as JSON. None of ours is.
    #[error("cannot be written as JSON: {0}")]
    Unwritable(serde_json::Error),
    /// What was typed cannot be done. Type it otherwise.
    #[error(transparent)]
    Input(Box<Input>),
    /// Mistakes in a file. Mend the file.
    #[error("{}", counted(problems, *written))]
    Problems {
        /// All of them, in order.
        problems: Vec<Problem>,
        /// What was written in spite of them.
        written: Written,
    },
    /// Some lines of a conversation. Each was answered for itself.
    #[error("{lines} of the lines are not recorded; each was answered")]
    LinesNotRecorded {
        /// How many.
        lines: usize,
        /// How the first of them ended.
        ending: Ending,
    },
    /// An exchange that is not settled, where its legs are needed. Settle it.
    #[error(
        "the exchange `{reference}` is not settled, so it has no legs: settle it first with \
         `repatria settle {reference}`"
    )]
    NotSettled {
        /// Its reference.
        reference: Reference,
    },
    /// A settlement that cannot be proposed. Wait, or record more.
    #[error("the exchange `{reference}` cannot be settled: {why}")]
    NotProposed {
        /// Its reference.
        reference: Reference,
        /// Why.
        why: NotProposed,
    },
    /// A command is not in the log.
    #[error(transparent)]
    NotRecorded(NotRecorded),
    /// The log cannot be read or written, or is damaged.
    #[error(transparent)]
    Log(LogError),
    /// A stored commit breaks a rule of the domain.
    #[error("the log is damaged: commit {n} breaks a rule: {refusal}; see `repatria verify`")]
    RuleBroken {
        /// Which commit.
        n: u64,
        /// Which rule.
        refusal: Refusal,
    },
}

/// What was written although something was wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Written {
    /// Nothing at all.
    Nothing,
    /// Whatever nothing was wrong with, as was asked for.
    WhatIsRight,
}

/// What to do about a damaged log.
const WAYS_OUT: &str = "  go on from a backup: `repatria restore`; or see what would be lost without one: \
                        `repatria repair`";

impl Failure {
    /// The failure of several commands, by the first of them.
    pub(crate) fn of_first(failed: Vec<(usize, NotRecorded)>) -> Self {
        let first = failed.into_iter().next().map(|(_, why)| why);
        first.map_or(Self::Log(LogError::Poisoned), Self::NotRecorded)
    }

    /// What was asked for by name, and was not found in memory.
    pub(crate) fn not_found(&self) -> Option<Entity> {
        if let Self::Input(input) = self { input.not_found() } else { None }
    }

    /// The failure for people, in colour if asked; without the last line feed.
    pub(crate) fn text(&self, colour: bool) -> String {
        let lines = match self {
            Self::Problems { problems, .. } => {
                let each = problems.iter().map(|problem| problem.render(colour) + "\n");
                each.chain([self.to_string()]).collect()
            }
            Self::Log(LogError::Corrupt(damages)) => {
                let title = format!("{}: the log is damaged", self.label(colour));
                let each = damages.iter().map(|damage| format!("  {damage}"));
                [title].into_iter().chain(each).chain([WAYS_OUT.to_owned()]).collect()
            }
            Self::ClosedPipe
            | Self::Questions
            | Self::NotPrinted(_)
            | Self::NotWritten { .. }
            | Self::NotRead { .. }
            | Self::Signing { .. }
            | Self::NoRandomness(_)
            | Self::NoWitness { .. }
            | Self::NotListening { .. }
            | Self::Distrust(_)
            | Self::Unwritable(_)
            | Self::Input(_)
            | Self::LinesNotRecorded { .. }
            | Self::NotSettled { .. }
            | Self::NotProposed { .. }
            | Self::NotRecorded(_)
            | Self::Log(_)
            | Self::RuleBroken { .. } => vec![format!("{}: {self}", self.label(colour))],
        };
        lines.join("\n")
    }

    fn label(&self, colour: bool) -> String {
        let label = format!("error[{}]", self.code());
        if colour { format!("{RED}{label}{RED:#}") } else { label }
    }

    /// The failure for programs.
    pub(crate) fn json(&self) -> Value {
        let (code, message) = (self.code(), self.to_string());
        if let Self::Problems { problems, .. } = self {
            return json!({ "code": code, "message": message, "problems": problems });
        }
        if let Self::Log(LogError::Corrupt(damages)) = self {
            let places: Vec<Value> = damages.iter().map(place).collect();
            return json!({ "code": code, "message": message, "damages": places });
        }
        json!({ "code": code, "message": message })
    }
}

fn place(damage: &Damage) -> Value {
    let Damage { line, byte, fault } = damage;
    json!({ "line": line, "byte": byte, "fault": fault.to_string() })
}

impl<Wrong: Into<Input>> From<Wrong> for Failure {
    fn from(wrong: Wrong) -> Self {
        Self::Input(Box::new(wrong.into()))
    }
}

impl From<Distrust> for Failure {
    fn from(distrust: Distrust) -> Self {
        Self::Distrust(Box::new(distrust))
    }
}

impl From<TlogError> for Failure {
    fn from(wrong: TlogError) -> Self {
        Distrust::Wrong(wrong).into()
    }
}

impl From<LogError> for Failure {
    fn from(error: LogError) -> Self {
        if let LogError::NoRegister { folder } = &error {
            return Input::NoRegister(folder.display().to_string()).into();
        }
        if let LogError::RegisterExists { folder } = &error {
            return Input::RegisterExists(folder.display().to_string()).into();
        }
        Self::Log(error)
    }
}

fn counted(problems: &[Problem], written: Written) -> String {
    let errors = match problems.len() {
        1 => "1 error".to_owned(),
        many => format!("{many} errors"),
    };
    match written {
        Written::Nothing => format!("{errors}, nothing was written"),
        Written::WhatIsRight => format!("{errors}, the rest was written"),
    }
}

#[cfg(test)]
mod tests;
