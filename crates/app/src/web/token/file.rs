//! The file of the tokens, beside the log: for the eyes of its owner alone.
//! It refuses to believe one that others could have read.

use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use super::Tokens;
use crate::durable::{self, Readers};
use crate::failure::{Failure, Input};
use crate::output::document;

const NAME: &str = "tokens.json";

/// The tokens of a register; none where there is no file.
pub(crate) fn read(folder: &Path) -> Result<Tokens, Failure> {
    let path = folder.join(NAME);
    let not_read = |why| Failure::NotRead { path: path.clone(), why };
    let mode = match fs::metadata(&path) {
        Ok(found) => found.permissions().mode() & 0o777,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Tokens::default()),
        Err(why) => return Err(not_read(why)),
    };
    if mode & 0o077 != 0 {
        return Err(Input::OpenToOthers { path, mode }.into());
    }
    let text = fs::read(&path).map_err(not_read)?;
    serde_json::from_slice(&text).map_err(|why| not_read(io::Error::from(why)))
}

/// Keeps these tokens, and no others.
pub(crate) fn write(folder: &Path, tokens: &Tokens) -> Result<(), Failure> {
    durable::write(&folder.join(NAME), document(tokens)?.as_bytes(), Readers::Nobody)
}
