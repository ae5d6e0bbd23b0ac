//! What a register signs with and what it signed last, carried to a backup and back.
//! It refuses to carry the secret unless it is told to, and to forget what was signed.

use std::path::Path;

use super::keys::{PUBLIC, SECRET, verifier};
use super::last::{LAST, last_signed, signed_here};
use crate::durable::{self, Readers};
use crate::failure::Failure;

/// Whether the secret half of the key is carried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Secret {
    /// Wherever there is one.
    Copied,
    /// Never.
    LeftOut,
}

/// A file of a register: its name, what it holds, and who may read it.
pub(crate) type Carried = (&'static str, Vec<u8>, Readers);

/// What there is to carry, what was signed last before all else.
pub(crate) fn read_all(folder: &Path, secret: Secret) -> Result<Vec<Carried>, Failure> {
    let files =
        [(LAST, Readers::Everybody), (PUBLIC, Readers::Everybody), (SECRET, Readers::Nobody)];
    let mut carried = Vec::new();
    for (name, readers) in files {
        if name == SECRET && secret == Secret::LeftOut {
            continue;
        }
        let bytes = durable::read(&folder.join(name))?;
        carried.extend(bytes.map(|bytes| (name, bytes, readers)));
    }
    Ok(carried)
}

/// Writes what was carried, durably, and takes away what an earlier try left.
pub(crate) fn write_all(folder: &Path, carried: &[Carried]) -> Result<(), Failure> {
    for name in [LAST, PUBLIC, SECRET] {
        match carried.iter().find(|(carried, ..)| *carried == name) {
            Some((_, bytes, readers)) => durable::write(&folder.join(name), bytes, *readers)?,
            None => durable::remove(&folder.join(name))?,
        }
    }
    Ok(())
}

/// Whether a folder holds the secret half of a key.
pub(crate) fn has_secret(folder: &Path) -> bool {
    folder.join(SECRET).exists()
}

/// Carries over what a register signed last, where the folder that takes its place knows of less:
/// nothing that contradicts it may be signed with the same key. Says how many commits that were,
/// where the folder holds fewer.
pub(crate) fn keep_newest(register: &Path, into: &Path) -> Result<Option<u64>, Failure> {
    // A register whose own record cannot be read is replaced all the same: that is what for.
    let (Ok(key), Ok(Some(before))) = (verifier(register), signed_here(register)) else {
        return Ok(None);
    };
    let same_log = verifier(into).is_ok_and(|other| other.to_string() == key.to_string());
    let known = signed_here(into)?.map_or(0, |signed| signed.size);
    if !same_log || before.size <= known {
        return Ok(None);
    }
    if let Some(signed) = last_signed(register, &key)? {
        super::keep(into, &signed)?;
    }
    Ok(Some(before.size))
}
