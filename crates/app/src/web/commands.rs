//! `POST /commands`: one command as `append` reads it, in the name of whoever the token belongs to.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderName, LOCATION};
use axum::http::{HeaderMap, Response, StatusCode};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use repatria_domain::{CommandId, Timestamp};
use repatria_log::{NotRecorded, Recorded, Submission};
use serde::Serialize;

use super::caller::Caller;
use super::complaint::Complaint;
use super::reply::{reply, set};
use super::role::Role;
use super::site::Site;
use crate::commands::append::{Line, Unread};
use crate::failure::Failure;
use crate::identity::{self, Occasion};
use crate::output::document;

/// How long a command may be.
const COMMAND_BYTES: usize = 64 << 10;
/// How long it may take to come in, in seconds.
const COMMAND_SECONDS: u64 = 30;
/// How deep its JSON may go. The deepest that can be recorded goes a third of it.
const DEPTH: usize = 32;

/// The same on every repetition.
#[derive(Debug, Serialize)]
struct Receipt {
    n: u64,
    id: CommandId,
    at: Timestamp,
}

/// Records a command, or says why not.
pub(super) async fn answer(
    site: &Arc<Site>,
    caller: &Caller,
    (headers, body): (&HeaderMap, Body),
) -> Result<Response<Body>, Complaint> {
    if !is_json(headers) {
        return Err(Complaint::NoJsonBody);
    }
    let body = whole(body).await?;
    let submission = submission(&body, caller)?;
    let id = submission.id;
    let recorded = site.record(submission).await?;
    receipt(id, recorded)
}

fn receipt(id: CommandId, recorded: Recorded) -> Result<Response<Body>, Complaint> {
    let Recorded { n, at, repeated } = recorded;
    let mut response = reply("application/json", document(&Receipt { n, id, at })?);
    *response.status_mut() = StatusCode::CREATED;
    let headers = response.headers_mut();
    set(headers, LOCATION, &format!("/log?after={}", n.saturating_sub(1)));
    set(headers, CACHE_CONTROL, "no-store");
    if repeated {
        set(headers, HeaderName::from_static("idempotent-replayed"), "true");
    }
    Ok(response)
}

fn is_json(headers: &HeaderMap) -> bool {
    let told = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = told.split(';').next().unwrap_or_default();
    kind.trim().eq_ignore_ascii_case("application/json")
}

/// The whole body, if it is short enough and comes in time.
async fn whole(body: Body) -> Result<Bytes, Complaint> {
    let all = Limited::new(body, COMMAND_BYTES).collect();
    let in_time = tokio::time::timeout(Duration::from_secs(COMMAND_SECONDS), all).await;
    match in_time.map_err(|_| Complaint::BodyTooSlow(COMMAND_SECONDS))? {
        Ok(whole) => Ok(whole.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(Complaint::BodyTooLong(COMMAND_BYTES)),
        Err(_) => Err(Complaint::BodyBroken),
    }
}

/// The command, under its id, and in the name of the caller.
fn submission(body: &[u8], caller: &Caller) -> Result<Submission, Complaint> {
    if is_deeper(body, DEPTH) {
        return Err(Complaint::TooDeep(DEPTH));
    }
    let text = str::from_utf8(body).map_err(|why| Complaint::NoCommand(why.to_string()))?;
    let Line { id, by, command, .. } = Line::alone(text).map_err(|why| match why {
        Unread::NoCommand(why) => Complaint::NoCommand(why),
        Unread::Refused(refusal) => Failure::NotRecorded(NotRecorded::Refused(refusal)).into(),
    })?;
    if let Some(asked) = by.filter(|by| *by != caller.by) {
        let (token, asked) = (caller.by.to_string(), asked.to_string());
        return Err(Complaint::NotInOnesName { token, asked });
    }
    let needed = Role::needed_for(&command).ok_or(Complaint::NotOverTheNetwork)?;
    if caller.role < needed {
        return Err(Complaint::NotAllowed { needed, held: caller.role });
    }
    let id = id.map_or_else(|| identity::command_id(&command, Occasion::Only), Ok)?;
    Ok(Submission { id, by: caller.by.clone(), command })
}

/// Whether brackets are opened within brackets more often than that.
fn is_deeper(json: &[u8], most: usize) -> bool {
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for byte in json {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            b'{' | b'[' if !in_text => depth += 1,
            b'}' | b']' if !in_text => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > most {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests;
