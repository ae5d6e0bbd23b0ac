//! The signed checkpoint and the tiles of the log, as `repatria checkpoint` writes them.
//! A path is read into numbers and written again from them: no text of a request names a file.

use std::fs;
use std::io;
use std::path::Path;

use axum::body::Body;
use axum::http::Response;
use axum::http::header::CACHE_CONTROL;
use repatria_tlog::Tile;

use super::complaint::Complaint;
use super::reply::{reply, set};
use crate::commands::checkpoint::PUBLISHED;

const CHECKPOINT: &str = "checkpoint";
/// What is complete is never written again.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// The newest checkpoint, where one was signed.
pub(super) fn checkpoint(register: &Path) -> Result<Response<Body>, Complaint> {
    let note = file(register, CHECKPOINT)?;
    let mut response = reply("text/plain; charset=utf-8", note);
    set(response.headers_mut(), CACHE_CONTROL, "no-cache");
    Ok(response)
}

/// The tile at this path, where it is published.
pub(super) fn tile(register: &Path, path: &str) -> Result<Response<Body>, Complaint> {
    let tile: Tile = format!("tile/{path}").parse().map_err(|_| Complaint::NoSuchPage)?;
    let bytes = file(register, &tile.to_string())?;
    let mut response = reply("application/octet-stream", bytes);
    set(response.headers_mut(), CACHE_CONTROL, FOR_EVER);
    Ok(response)
}

fn file(register: &Path, written: &str) -> Result<Vec<u8>, Complaint> {
    match fs::read(register.join(PUBLISHED).join(written)) {
        Ok(bytes) => Ok(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(Complaint::NoSuchPage),
        Err(_) => Err(Complaint::Broken),
    }
}
