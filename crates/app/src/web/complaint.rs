//! Why an address is not answered as it was asked: one shape for programs (RFC 9457) and people.
//! It refuses to repeat what was asked in a way that a page could take for its own.

use axum::http::StatusCode;
use repatria_log::NotRecorded;
use serde::Serialize;
use serde_json::Value;

use super::address::{NoAddress, WrongClock};
use super::pages::Trouble;
use super::role::Role;
use crate::failure::Failure;

/// Why an address is not answered. The message says what to ask instead.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Complaint {
    /// Something failed, or a rule says no.
    #[error(transparent)]
    Failed(#[from] Failure),
    /// Nothing is at this address.
    #[error("there is nothing at this address: /openapi.json lists what there is")]
    NoSuchPage,
    /// Something is, and is asked for in another way.
    #[error("this address is not asked for in this way: see the header `Allow`")]
    OtherMethod,
    /// The name of another server.
    #[error(
        "this server does not answer to `{name}`: ask for localhost, or start it with `--site`"
    )]
    OtherHost {
        /// What it was called.
        name: String,
    },
    /// No token, or one that nobody knows.
    #[error("this needs a token: send `Authorization: Bearer …`; `repatria token add` makes one")]
    NoToken,
    /// A token that may not do this.
    #[error("this needs the role {needed}, and this token has the role {held}")]
    NotAllowed {
        /// What it takes.
        needed: Role,
        /// What the token has.
        held: Role,
    },
    /// A command in the name of somebody else.
    #[error("this token records as `{token}`, not as `{asked}`: leave `by` out")]
    NotInOnesName {
        /// Who the token belongs to.
        token: String,
        /// Who was named.
        asked: String,
    },
    /// A command that is not given over the network.
    #[error("a loss is accepted by `repatria repair --accept-loss`, where the log is")]
    NotOverTheNetwork,
    /// A body of another kind.
    #[error("a command is sent as `Content-Type: application/json`")]
    NoJsonBody,
    /// A body that is no command.
    #[error("this is no command: {0}")]
    NoCommand(String),
    /// A body that goes too deep.
    #[error("the JSON is nested deeper than {0} levels: nothing that can be recorded is")]
    TooDeep(usize),
    /// A body that is too long.
    #[error("the body is longer than {0} bytes: split it")]
    BodyTooLong(usize),
    /// A body that did not come in time.
    #[error("the body did not come within {0} seconds: send it again")]
    BodyTooSlow(u64),
    /// A body that broke off.
    #[error("the body broke off")]
    BodyBroken,
    /// A clock that cannot be read.
    #[error("`{}` is no time for `{}`: write a day as 2025-06-30; `known_at` also takes a time as 2025-06-30T12:00:00Z", .0.text, .0.which)]
    WrongClock(WrongClock),
    /// A parameter that nobody reads.
    #[error("there is no parameter `{name}` here")]
    UnknownParameter {
        /// Its name.
        name: String,
    },
    /// A parameter that is there twice.
    #[error("the parameter `{name}` is there twice: which one counts?")]
    ParameterTwice {
        /// Its name.
        name: String,
    },
    /// A parameter that has to be there.
    #[error("the parameter `{name}` is missing")]
    ParameterMissing {
        /// Its name.
        name: &'static str,
    },
    /// A parameter that cannot be read.
    #[error("the parameter `{name}` cannot be read: {why}")]
    BadParameter {
        /// Its name.
        name: &'static str,
        /// What it should be.
        why: String,
    },
    /// The log cannot be read to its end.
    #[error("the log cannot be read to its end, so what is shown may be old: {0}")]
    NotRead(String),
    /// Too many ask at once.
    #[error("too many ask for this at once: ask again in a moment")]
    Busy,
    /// The server ended in the middle. Somebody should look into it.
    #[error("the answer could not be made; the server says why on its terminal")]
    Broken,
}

impl Complaint {
    /// The status that it is answered with.
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::Failed(failure) => failure.status(),
            Self::NoSuchPage => StatusCode::NOT_FOUND,
            Self::OtherMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::OtherHost { .. } => StatusCode::MISDIRECTED_REQUEST,
            Self::NoToken => StatusCode::UNAUTHORIZED,
            Self::NotAllowed { .. } | Self::NotInOnesName { .. } | Self::NotOverTheNetwork => {
                StatusCode::FORBIDDEN
            }
            Self::NoJsonBody => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::NoCommand(_)
            | Self::TooDeep(_)
            | Self::BodyBroken
            | Self::WrongClock(_)
            | Self::UnknownParameter { .. }
            | Self::ParameterTwice { .. }
            | Self::ParameterMissing { .. }
            | Self::BadParameter { .. } => StatusCode::BAD_REQUEST,
            Self::BodyTooLong(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::BodyTooSlow(_) => StatusCode::REQUEST_TIMEOUT,
            Self::Busy | Self::NotRead(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Its name for programs; stable.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::Failed(failure) => failure.code(),
            Self::NoSuchPage => "no-such-page",
            Self::OtherMethod => "other-method",
            Self::OtherHost { .. } => "other-host",
            Self::NoToken => "no-token",
            Self::NotAllowed { .. } => "not-allowed",
            Self::NotInOnesName { .. } => "not-in-ones-name",
            Self::NotOverTheNetwork => "not-over-the-network",
            Self::NoJsonBody => "no-json-body",
            Self::NoCommand(_) => "no-command",
            Self::TooDeep(_) => "too-deep",
            Self::BodyTooLong(_) => "body-too-long",
            Self::BodyTooSlow(_) => "body-too-slow",
            Self::BodyBroken => "body-broken",
            Self::WrongClock(_) => "wrong-clock",
            Self::UnknownParameter { .. } => "unknown-parameter",
            Self::ParameterTwice { .. } => "parameter-twice",
            Self::ParameterMissing { .. } => "parameter-missing",
            Self::BadParameter { .. } => "bad-parameter",
            Self::Busy => "busy",
            Self::NotRead(_) => "not-read",
            Self::Broken => "broken",
        }
    }

    /// The same for people, as a page says it.
    pub(crate) fn trouble(&self) -> Trouble {
        if let Self::WrongClock(clock) = self {
            return Trouble::WrongClock(clock.clone());
        }
        match self.status() {
            StatusCode::NOT_FOUND => Trouble::NoSuchPage,
            StatusCode::SERVICE_UNAVAILABLE => Trouble::NotNow(self.to_string()),
            status if status.is_server_error() => Trouble::Failed,
            _ => Trouble::Unreadable(self.to_string()),
        }
    }

    /// Problem details: <https://www.rfc-editor.org/rfc/rfc9457>
    pub(crate) fn details(&self) -> Details {
        let (code, status) = (self.code(), self.status());
        Details {
            kind: format!("urn:repatria:problem:{code}"),
            title: status.canonical_reason().unwrap_or_default(),
            status: status.as_u16(),
            detail: self.to_string(),
            code,
            numbers: self.numbers(),
        }
    }

    /// What a rule was broken by.
    fn numbers(&self) -> Option<Value> {
        let Self::Failed(Failure::NotRecorded(NotRecorded::Refused(refusal))) = self else {
            return None;
        };
        serde_json::to_value(refusal).ok().filter(|numbers| !numbers.is_null())
    }
}

impl From<NoAddress> for Complaint {
    fn from(why: NoAddress) -> Self {
        match why {
            NoAddress::NoSuchPage => Self::NoSuchPage,
            NoAddress::WrongClock(clock) => Self::WrongClock(clock),
        }
    }
}

/// Why, for programs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Details {
    #[serde(rename = "type")]
    kind: String,
    title: &'static str,
    status: u16,
    detail: String,
    /// Stable: the name of the rule.
    code: &'static str,
    /// What broke the rule, by name.
    #[serde(skip_serializing_if = "Option::is_none")]
    numbers: Option<Value>,
}
