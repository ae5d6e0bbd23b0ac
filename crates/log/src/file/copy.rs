//! Copies a log as far as it is durable, beside whoever writes it, and puts a folder in the place
//! of a register. It refuses to copy what does not verify, and to delete anything.

use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Disk, patiently};
use super::folder::{Folder, Unlocked, make_copy, rename_durably};
use super::marker::Marker;
use super::reader::FileReader;
use super::system::SystemDisk;
use crate::error::LogError;
use crate::verify::Verified;

/// Copies a log, as far as it is read, into a folder, which is made where it is not there; and
/// verifies the copy. Whatever log the folder held before is written over.
///
/// # Errors
/// [`LogError::Corrupt`] where the copy is not sound, or what the disk says.
pub fn copy_log<D: Disk + Clone>(
    log: &FileReader<D>,
    into: impl AsRef<Path>,
) -> Result<Verified, LogError> {
    let end = log.end()?;
    make_copy(log.folder(), into.as_ref(), Marker::at(end))
        .map_err(LogError::io("copy the log"))?;
    let mut copy = FileReader::open_on(log.folder().disk.clone(), into)?;
    // What the marker of the copy speaks of is there, or this finds out.
    copy.verify_beside(None, None, |_| ()).map(|sound| sound.verified)
}

/// Gives a folder the name of a register, durably. What has that name is not deleted: it gets
/// another one, which is told. Nobody may be writing to it.
///
/// # Errors
/// [`LogError::Locked`] where somebody writes to what has that name, or what the disk says. Then
/// one of the two has the name of the register, or none has, and it may be called again.
pub fn put_in_place(
    made: impl AsRef<Path>,
    register: impl AsRef<Path>,
) -> Result<Option<PathBuf>, LogError> {
    put_in_place_on(&SystemDisk, made, register)
}

/// Does what [`put_in_place`] does, on a disk of one's own.
///
/// # Errors
/// The same.
pub fn put_in_place_on<D: Disk + Clone>(
    disk: &D,
    made: impl AsRef<Path>,
    register: impl AsRef<Path>,
) -> Result<Option<PathBuf>, LogError> {
    let (made, register) = (made.as_ref(), register.as_ref());
    let is_there = patiently(|| disk.is_there(register));
    let mut kept = None;
    // Held until the register has its new place, so that nobody writes to the old one meanwhile.
    let mut lock = None;
    if is_there.map_err(LogError::io("look for the register"))? {
        lock = Some(held(disk, register)?);
        let name = free_name(disk, register).map_err(LogError::io("look for a free name"))?;
        rename_durably(disk, register, &name).map_err(LogError::io("keep the old register"))?;
        kept = Some(name);
    }
    rename_durably(disk, made, register).map_err(LogError::io("put the register in its place"))?;
    drop(lock);
    Ok(kept)
}

/// The lock of what has the name of the register; a folder without a log has none.
fn held<D: Disk + Clone>(disk: &D, register: &Path) -> Result<Option<Folder<D>>, LogError> {
    match Unlocked::find(disk.clone(), register) {
        Ok(_) => Folder::open(disk.clone(), register).map(Some),
        Err(LogError::NoRegister { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The first name beside the register that nothing has.
fn free_name(disk: &impl Disk, register: &Path) -> io::Result<PathBuf> {
    let mut number = 1_u32;
    loop {
        let mut name = register.as_os_str().to_owned();
        name.push(format!(".replaced-{number}"));
        if !patiently(|| disk.is_there(Path::new(&name)))? {
            return Ok(name.into());
        }
        number = number.saturating_add(1);
    }
}
