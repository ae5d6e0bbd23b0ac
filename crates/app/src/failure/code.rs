//! What a failure is called by programs: names that stay.

use repatria_log::{LogError, NotRecorded};

use super::Failure;

impl Failure {
    /// Its name for programs; stable.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::ClosedPipe => "closed-pipe",
            Self::Questions => "questions",
            Self::NotPrinted(_) => "not-printed",
            Self::NotWritten { .. } => "not-written",
            Self::NotRead { .. } => "not-read",
            Self::Signing { .. } => "locked",
            Self::NoRandomness(_) => "no-randomness",
            Self::NoWitness { .. } => "no-witness",
            Self::NotListening { .. } => "not-listening",
            Self::Distrust(distrust) => distrust.code(),
            Self::Unwritable(_) => "unwritable",
            Self::Input(input) => input.code(),
            Self::Problems { .. } => "problems",
            Self::LinesNotRecorded { .. } => "lines-not-recorded",
            Self::NotSettled { .. } => "not-settled",
            Self::NotProposed { .. } => "not-proposed",
            Self::NotRecorded(why) => of_not_recorded(why),
            Self::Log(error) => of_log(error),
            Self::RuleBroken { .. } => "log-damaged",
        }
    }
}

fn of_not_recorded(why: &NotRecorded) -> &'static str {
    match why {
        NotRecorded::Refused(refusal) => refusal.code(),
        NotRecorded::CommandReused { .. } => "command-reused",
        NotRecorded::TooLarge { .. } => "too-large",
        NotRecorded::Unavailable(error) => of_log(error),
        NotRecorded::OutcomeUnknown(_) => "outcome-unknown",
    }
}

fn of_log(error: &LogError) -> &'static str {
    match error {
        LogError::Corrupt(_) => "log-damaged",
        LogError::NoRegister { .. } => "no-register",
        LogError::RegisterExists { .. } => "register-exists",
        LogError::TooLarge { .. } => "too-large",
        LogError::NewerFormat { .. } => "newer-format",
        LogError::Conflict { .. } => "conflict",
        LogError::OutcomeUnknown { .. } => "outcome-unknown",
        LogError::Unavailable { .. } => "unavailable",
        LogError::Full { .. } => "full",
        LogError::Poisoned => "poisoned",
        LogError::Locked { .. } => "locked",
        LogError::Io { .. } => "io",
    }
}
