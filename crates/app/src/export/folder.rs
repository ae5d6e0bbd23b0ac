//! The folder that an export is written into. It refuses to write over anything else.

use std::fs;
use std::io;
use std::path::Path;

use serde_json::Value;

use super::ExportedFile;
use super::package::DESCRIPTION;
use crate::failure::{Failure, Input};
use crate::listing::names_in;

/// Whether a folder may be written into: it is not there, is empty, or holds an export.
pub(crate) fn check(folder: &Path) -> Result<(), Failure> {
    let names = names_in(folder).map_err(|why| not_written(folder, why))?;
    if names.is_empty() || holds_an_export(folder) {
        return Ok(());
    }
    Err(Input::NoExport(folder.display().to_string()).into())
}

/// Whether the description in it is one of ours.
fn holds_an_export(folder: &Path) -> bool {
    let description = fs::read(folder.join(DESCRIPTION)).unwrap_or_default();
    let package: Option<Value> = serde_json::from_slice(&description).ok();
    package.is_some_and(|package| package.get("repatria").is_some_and(Value::is_object))
}

/// Writes the files below the folder.
pub(crate) fn write(folder: &Path, files: &[ExportedFile]) -> Result<(), Failure> {
    for file in files {
        let path = folder.join(&file.path);
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).map_err(|why| not_written(parent, why))?;
        fs::write(&path, &file.text).map_err(|why| not_written(&path, why))?;
    }
    Ok(())
}

fn not_written(path: &Path, why: io::Error) -> Failure {
    Failure::NotWritten { path: path.to_owned(), why }
}
