//! An answer as it goes out: its headers, and what a browser may do with it.
//! It refuses to know what is answered.

use axum::body::Body;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, HeaderName, HeaderValue,
    LAST_MODIFIED, REFERRER_POLICY, RETRY_AFTER, WWW_AUTHENTICATE, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, Response, StatusCode};
use chrono::DateTime;
use repatria_domain::Timestamp;

use super::complaint::Complaint;
use crate::output::document;

/// What a browser may load: what comes from here, and nothing that is written into a page.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                      connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/// May be kept, and is asked for again each time: an answer that did not change costs a header.
const ASK_AGAIN: &str = "no-cache";

/// What tells one state of an answer from the next.
#[derive(Clone, Debug)]
pub(crate) struct Edited {
    /// Differs when the answer may.
    pub(crate) tag: String,
    /// When the register was last changed.
    pub(crate) at: Option<Timestamp>,
}

/// An answer.
pub(crate) fn reply(media_type: &'static str, body: impl Into<Body>) -> Response<Body> {
    let mut response = Response::new(body.into());
    set(response.headers_mut(), CONTENT_TYPE, media_type);
    response
}

/// An answer that can be asked for again on condition that it changed.
pub(crate) fn edited(mut response: Response<Body>, edited: &Edited) -> Response<Body> {
    let headers = response.headers_mut();
    set(headers, ETAG, &edited.tag);
    set(headers, CACHE_CONTROL, ASK_AGAIN);
    if let Some(at) = edited.at.and_then(http_date) {
        set(headers, LAST_MODIFIED, &at);
    }
    response
}

/// That it did not change.
pub(crate) fn unchanged(now: &Edited) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NOT_MODIFIED;
    edited(response, now)
}

/// Why it is not answered.
pub(crate) fn complain(complaint: &Complaint) -> Response<Body> {
    let details = document(&complaint.details()).unwrap_or_default();
    let mut response = reply("application/problem+json", details);
    *response.status_mut() = complaint.status();
    let headers = response.headers_mut();
    set(headers, CACHE_CONTROL, "no-store");
    match complaint.status() {
        StatusCode::UNAUTHORIZED => set(headers, WWW_AUTHENTICATE, "Bearer"),
        StatusCode::SERVICE_UNAVAILABLE => set(headers, RETRY_AFTER, "1"),
        _ => {}
    }
    response
}

/// What stands on every answer, whatever it is.
pub(crate) fn guarded(mut response: Response<Body>) -> Response<Body> {
    let headers = response.headers_mut();
    set(headers, CONTENT_SECURITY_POLICY, POLICY);
    set(headers, X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(headers, REFERRER_POLICY, "no-referrer");
    set(headers, HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(headers, HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    response
}

/// A header; one that cannot be written is left out.
pub(crate) fn set(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

/// `Thu, 26 Jun 2025 10:00:00 GMT`
fn http_date(at: Timestamp) -> Option<String> {
    let instant = DateTime::parse_from_rfc3339(&at.to_string()).ok()?;
    Some(instant.format("%a, %d %b %Y %H:%M:%S GMT").to_string())
}
