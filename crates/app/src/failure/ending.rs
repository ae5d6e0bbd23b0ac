//! How a run ends: the one mapping from failures to exit codes.

use std::process::ExitCode;

use repatria_log::{LogError, NotRecorded};

use super::Failure;
use crate::problem::{Code, Problem};

/// How a run ends, by its exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// What was asked for is done.
    Done = 0,
    /// An audit asks something.
    Questions = 1,
    /// Wrong usage or bad input.
    BadInput = 2,
    /// A rule of the domain says no.
    Refused = 3,
    /// The log is damaged.
    LogDamaged = 4,
    /// The machine failed: disk, network.
    MachineFailed = 5,
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        Self::from(ending as u8)
    }
}

impl Failure {
    /// How the run ends.
    pub(crate) fn ending(&self) -> Ending {
        match self {
            Self::ClosedPipe => Ending::Done,
            Self::Questions => Ending::Questions,
            Self::NotPrinted(_)
            | Self::NotWritten { .. }
            | Self::NotRead { .. }
            | Self::Signing { .. }
            | Self::NoRandomness(_)
            | Self::NoWitness { .. }
            | Self::NotListening { .. }
            | Self::Unwritable(_) => Ending::MachineFailed,
            Self::Distrust(distrust) => distrust.ending(),
            Self::Input(_) => Ending::BadInput,
            Self::Problems { problems, .. } => of_problems(problems),
            Self::LinesNotRecorded { ending, .. } => *ending,
            Self::NotSettled { .. } | Self::NotProposed { .. } => Ending::Refused,
            Self::NotRecorded(why) => of_not_recorded(why),
            Self::Log(error) => of_log(error),
            Self::RuleBroken { .. } => Ending::LogDamaged,
        }
    }
}

impl From<&Problem> for Ending {
    fn from(problem: &Problem) -> Self {
        if problem.code == Code::Refused { Self::Refused } else { Self::BadInput }
    }
}

fn of_problems(problems: &[Problem]) -> Ending {
    let refused = problems.iter().all(|problem| Ending::from(problem) == Ending::Refused);
    if refused { Ending::Refused } else { Ending::BadInput }
}

fn of_not_recorded(why: &NotRecorded) -> Ending {
    match why {
        NotRecorded::Refused(_) | NotRecorded::CommandReused { .. } => Ending::Refused,
        NotRecorded::TooLarge { .. } => Ending::BadInput,
        NotRecorded::Unavailable(error) | NotRecorded::OutcomeUnknown(error) => of_log(error),
    }
}

fn of_log(error: &LogError) -> Ending {
    match error {
        LogError::Corrupt(_) => Ending::LogDamaged,
        LogError::NoRegister { .. }
        | LogError::RegisterExists { .. }
        | LogError::TooLarge { .. }
        | LogError::NewerFormat { .. } => Ending::BadInput,
        LogError::Conflict { .. }
        | LogError::OutcomeUnknown { .. }
        | LogError::Unavailable { .. }
        | LogError::Full { .. }
        | LogError::Poisoned
        | LogError::Locked { .. }
        | LogError::Io { .. } => Ending::MachineFailed,
    }
}
