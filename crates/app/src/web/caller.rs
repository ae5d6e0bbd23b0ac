//! Who asks: by the token that is sent along. It refuses to know what is asked.

use std::path::Path;

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use repatria_domain::Handle;

use super::complaint::Complaint;
use super::role::Role;
use super::token;

/// Somebody with a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Caller {
    /// What he may do.
    pub(super) role: Role,
    /// Who records.
    pub(super) by: Handle,
}

/// The text of the token that is sent along.
pub(super) fn secret(headers: &HeaderMap) -> Option<String> {
    let told = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, secret) = told.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| secret.trim().to_owned())
}

/// Who a token belongs to, if he may do what takes this role. The file is read each time: a token
/// that was revoked lets nobody in from then on.
pub(super) fn admitted(
    folder: &Path,
    secret: Option<&str>,
    needed: Role,
) -> Result<Caller, Complaint> {
    let secret = secret.ok_or(Complaint::NoToken)?;
    let tokens = token::read(folder)?;
    let token = tokens.find(secret).ok_or(Complaint::NoToken)?;
    if token.role < needed {
        return Err(Complaint::NotAllowed { needed, held: token.role });
    }
    Ok(Caller { role: token.role, by: token.by.clone() })
}
