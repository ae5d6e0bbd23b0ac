//! Files that outlast a loss of power: each holds all of its old bytes or all of its new ones.
//! It refuses to know what they say.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// Who may read a file, beside whoever wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Readers {
    /// Nobody.
    Nobody,
    /// Everybody.
    Everybody,
}

/// Writes a file, in place of one that is there. It is durable, with its name, when this returns.
pub(crate) fn write(path: &Path, bytes: &[u8], readers: Readers) -> Result<(), Failure> {
    put(path, bytes, readers)?;
    sync_folder(folder_of(path))
}

/// The same, where there must be none yet.
pub(crate) fn write_new(path: &Path, bytes: &[u8], readers: Readers) -> Result<(), Failure> {
    let making = with_suffix(path, ".new");
    fill(&making, bytes, readers)
        .and_then(|()| fs::hard_link(&making, path))
        .and_then(|()| fs::remove_file(&making))
        .map_err(|why| not_written(path, why))?;
    sync_folder(folder_of(path))
}

/// The same as [`write`], but its name is durable only when its folder is synced.
pub(crate) fn put(path: &Path, bytes: &[u8], readers: Readers) -> Result<(), Failure> {
    let making = with_suffix(path, ".new");
    fill(&making, bytes, readers)
        .and_then(|()| fs::rename(&making, path))
        .map_err(|why| not_written(path, why))
}

fn fill(path: &Path, bytes: &[u8], readers: Readers) -> io::Result<()> {
    // What an interrupted run left behind may have been open to others.
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => {}
    }
    let mode = match readers {
        Readers::Nobody => 0o600,
        Readers::Everybody => 0o644,
    };
    let mut file = OpenOptions::new().write(true).create_new(true).mode(mode).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Makes a folder, and those above it, durably.
pub(crate) fn make_folder(path: &Path) -> Result<(), Failure> {
    let is_missing = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.exists();
    let missing: Vec<&Path> = path.ancestors().take_while(is_missing).collect();
    fs::create_dir_all(path).map_err(|why| not_written(path, why))?;
    missing.into_iter().try_for_each(|folder| sync_folder(folder_of(folder)))
}

/// Returns when the names in a folder outlast a loss of power.
pub(crate) fn sync_folder(folder: &Path) -> Result<(), Failure> {
    File::open(folder).and_then(|open| open.sync_all()).map_err(|why| not_written(folder, why))
}

/// What a file holds; nothing where there is none.
pub(crate) fn read(path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(why) => Err(Failure::NotRead { path: path.into(), why }),
    }
}

/// The folder that a file is in.
pub(crate) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        Some(_) | None => Path::new("."),
    }
}

/// Whether there is anything of this name.
pub(crate) fn is_there(path: &Path) -> Result<bool, Failure> {
    path.try_exists().map_err(|why| Failure::NotRead { path: path.into(), why })
}

/// Takes a file away, durably, if it is there.
pub(crate) fn remove(path: &Path) -> Result<(), Failure> {
    match fs::remove_file(path) {
        Ok(()) => sync_folder(folder_of(path)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(why) => Err(not_written(path, why)),
    }
}

pub(crate) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

fn not_written(path: &Path, why: io::Error) -> Failure {
    Failure::NotWritten { path: path.to_owned(), why }
}
