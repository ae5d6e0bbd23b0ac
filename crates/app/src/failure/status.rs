//! How an answer over HTTP ends: the one mapping from failures to status codes.

use axum::http::StatusCode;
use repatria_log::{LogError, NotRecorded};

use super::{Failure, Input};

impl Failure {
    /// The status of an answer that says this.
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::Input(input) => of_input(input),
            Self::Problems { .. } | Self::Questions => StatusCode::BAD_REQUEST,
            Self::LinesNotRecorded { .. } | Self::NotSettled { .. } | Self::NotProposed { .. } => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            Self::NotRecorded(why) => of_not_recorded(why),
            Self::Log(error) => of_log(error),
            Self::ClosedPipe
            | Self::NotPrinted(_)
            | Self::NotWritten { .. }
            | Self::NotRead { .. }
            | Self::Signing { .. }
            | Self::NoRandomness(_)
            | Self::NoWitness { .. }
            | Self::NotListening { .. }
            | Self::Distrust(_)
            | Self::Unwritable(_)
            | Self::RuleBroken { .. } => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// What is not there, or what was not understood.
fn of_input(input: &Input) -> StatusCode {
    match input {
        Input::NotOpened { .. }
        | Input::NoStatement { .. }
        | Input::NoClaim { .. }
        | Input::NoAgreement { .. }
        | Input::NoRun { .. }
        | Input::NoRuns => StatusCode::NOT_FOUND,
        Input::Usage(_)
        | Input::File { .. }
        | Input::Unwritten { .. }
        | Input::NoRegister(_)
        | Input::RegisterExists(_)
        | Input::FolderExists(_)
        | Input::NoDemo(_)
        | Input::NoSite(_)
        | Input::NobodyRecords
        | Input::NoTariff { .. }
        | Input::NoExport(_)
        | Input::NoLeg { .. }
        | Input::NoToken { .. }
        | Input::SeveralLegs { .. }
        | Input::NoFigure { .. }
        | Input::NotOnceEach { .. }
        | Input::FigureWithoutNumber
        | Input::Text(_)
        | Input::Time(_)
        | Input::Party(_)
        | Input::Parties(_)
        | Input::Quantity(_)
        | Input::Band(_) => StatusCode::BAD_REQUEST,
        Input::OpenToOthers { .. } => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

fn of_not_recorded(why: &NotRecorded) -> StatusCode {
    match why {
        NotRecorded::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
        NotRecorded::CommandReused { .. } => StatusCode::CONFLICT,
        NotRecorded::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
        NotRecorded::Unavailable(error) => of_log(error),
        NotRecorded::OutcomeUnknown(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}

fn of_log(error: &LogError) -> StatusCode {
    match error {
        LogError::Conflict { .. }
        | LogError::OutcomeUnknown { .. }
        | LogError::Unavailable { .. }
        | LogError::Poisoned
        | LogError::Locked { .. } => StatusCode::SERVICE_UNAVAILABLE,
        LogError::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
        LogError::Full { .. } => StatusCode::INSUFFICIENT_STORAGE,
        LogError::Corrupt(_)
        | LogError::NewerFormat { .. }
        | LogError::NoRegister { .. }
        | LogError::RegisterExists { .. }
        | LogError::Io { .. } => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
