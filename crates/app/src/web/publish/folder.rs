//! The folder that a site is written into. A list in it tells which files are the site's; nothing
//! else is written over, and nothing else is removed.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Component, Path};

use serde::{Deserialize, Serialize};

use super::File;
use crate::durable::{self, Readers};
use crate::failure::{Failure, Input};
use crate::output::document;

/// The list of the files of a site.
const LIST: &str = "published.json";

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Published {
    pub(crate) files: usize,
    /// How many of them were written; the others stood there already.
    pub(crate) written: usize,
    /// How many of an earlier site were removed.
    pub(crate) removed: usize,
}

/// What the list holds.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Listed {
    program: String,
    files: BTreeSet<String>,
}

/// Writes the files of a site below a folder. Written again, it changes nothing.
pub(crate) fn write(folder: &Path, files: &[File]) -> Result<Published, Failure> {
    let before = listed(folder)?;
    let now: BTreeSet<String> = files.iter().map(|file| file.path.clone()).collect();
    for path in now.difference(&before) {
        if folder.join(path).exists() {
            return Err(Input::NoSite(folder.join(path).display().to_string()).into());
        }
    }
    // The list first: a run that was cut short has written nothing that is not on a list.
    let all = before.union(&now).cloned().collect();
    list(folder, all)?;
    let mut done = Published { files: files.len(), ..Published::default() };
    for file in files {
        done.written += usize::from(write_one(folder, file)?);
    }
    for gone in before.difference(&now) {
        done.removed += usize::from(remove(folder, gone)?);
    }
    list(folder, now)?;
    Ok(done)
}

/// The files of the site that stands there; none where there is no list.
fn listed(folder: &Path) -> Result<BTreeSet<String>, Failure> {
    let path = folder.join(LIST);
    let text = match fs::read(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
        Err(why) => return Err(not_written(&path, why)),
    };
    let listed: Listed =
        serde_json::from_slice(&text).map_err(|_| Input::NoSite(path.display().to_string()))?;
    // Whatever a list says, nothing beside the folder is touched.
    Ok(listed.files.into_iter().filter(|path| is_below(Path::new(path))).collect())
}

fn is_below(path: &Path) -> bool {
    path.components().all(|part| matches!(part, Component::Normal(_)))
}

fn list(folder: &Path, files: BTreeSet<String>) -> Result<(), Failure> {
    let listed = Listed { program: env!("CARGO_PKG_VERSION").to_owned(), files };
    let (path, text) = (folder.join(LIST), document(&listed)?);
    if fs::read(&path).is_ok_and(|held| held == text.as_bytes()) {
        return Ok(());
    }
    // Whole or not there: without it nobody knows any more which files are the site's.
    fs::create_dir_all(folder).map_err(|why| not_written(folder, why))?;
    durable::put(&path, text.as_bytes(), Readers::Everybody)
}

/// Whether the file had to be written.
fn write_one(folder: &Path, file: &File) -> Result<bool, Failure> {
    let path = folder.join(&file.path);
    if fs::read(&path).is_ok_and(|held| held == file.bytes) {
        return Ok(false);
    }
    let parent = path.parent().unwrap_or(folder);
    fs::create_dir_all(parent).map_err(|why| not_written(parent, why))?;
    fs::write(&path, &file.bytes).map_err(|why| not_written(&path, why))?;
    Ok(true)
}

/// Whether there was such a file.
fn remove(folder: &Path, path: &str) -> Result<bool, Failure> {
    let path = folder.join(path);
    match fs::remove_file(&path) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(why) => Err(not_written(&path, why)),
    }
}

fn not_written(path: &Path, why: io::Error) -> Failure {
    Failure::NotWritten { path: path.to_owned(), why }
}
