//! Who may do what: four roles, each of which may do what those before it may.

use std::fmt;

use clap::ValueEnum;
use repatria_domain::Command;
use serde::{Deserialize, Serialize};

/// What somebody may do.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ValueEnum,
)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Role {
    /// Reads what is public. Needs no token.
    #[value(skip)]
    Anybody,
    /// Reads what is not for everybody: today how the server does.
    Reader,
    /// Records what was said and what happened.
    Recorder,
    /// Records what the register holds to be true.
    Editor,
}

impl Role {
    /// Who may give a command over the network: a recorder says what sources say, an editor judges.
    /// What a repair gave up is recorded by the repair alone.
    pub(crate) fn needed_for(command: &Command) -> Option<Self> {
        Some(match command {
            Command::ReachAgreement(_)
            | Command::OpenExchange(_)
            | Command::DescribeExchange(_)
            | Command::StateCount(_)
            | Command::StateTotal(_)
            | Command::RecordMovement(_) => Self::Recorder,
            Command::CancelExchange(_)
            | Command::ReinstateExchange(_)
            | Command::ReviewStatement(_)
            | Command::SettleExchange(_)
            | Command::WithdrawSettlement(_)
            | Command::WithholdDetails(_)
            | Command::DiscloseDetail(_)
            | Command::DeclareCustody(_)
            | Command::ChangeCustody(_) => Self::Editor,
            Command::AcceptLoss(_) => return None,
        })
    }
}

impl fmt::Display for Role {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Anybody => "anybody",
            Self::Reader => "reader",
            Self::Recorder => "recorder",
            Self::Editor => "editor",
        })
    }
}
