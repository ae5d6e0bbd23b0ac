//! What a failure is called by programs: names that stay.

use repatria_domain::Refusal;
use repatria_log::{LogError, NotRecorded};

use super::Failure;

impl Failure {
    /// Its name for programs; stable.
    pub(crate) fn code(&self) -> String {
        match self {
            Self::ClosedPipe => "closed-pipe".to_owned(),
            Self::NotPrinted(_) => "not-printed".to_owned(),
            Self::Unwritable(_) => "unwritable".to_owned(),
            Self::Input(input) => input.code().to_owned(),
            Self::Problems { .. } => "problems".to_owned(),
            Self::NotSettled { .. } => "not-settled".to_owned(),
            Self::NotProposed { .. } => "not-proposed".to_owned(),
            Self::NotRecorded(why) => of_not_recorded(why),
            Self::Log(error) => of_log(error).to_owned(),
            Self::RuleBroken { .. } => "log-damaged".to_owned(),
        }
    }
}

fn of_not_recorded(why: &NotRecorded) -> String {
    match why {
        NotRecorded::Refused(refusal) => of_refusal(refusal),
        NotRecorded::CommandReused { .. } => "command-reused".to_owned(),
        NotRecorded::TooLarge { .. } => "too-large".to_owned(),
        NotRecorded::Unavailable(error) => of_log(error).to_owned(),
        NotRecorded::OutcomeUnknown(_) => "outcome-unknown".to_owned(),
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

/// The name of a refusal, in the spelling of the log: `UnequalSwap` is `unequal-swap`.
fn of_refusal(refusal: &Refusal) -> String {
    let debug = format!("{refusal:?}");
    let name = debug.split(|character: char| !character.is_ascii_alphanumeric()).next();
    let mut code = String::new();
    for character in name.unwrap_or_default().chars() {
        if character.is_ascii_uppercase() && !code.is_empty() {
            code.push('-');
        }
        code.push(character.to_ascii_lowercase());
    }
    code
}
