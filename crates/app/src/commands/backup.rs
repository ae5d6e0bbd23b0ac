//! `backup` and `restore`: a verified copy of a register, and the way back.

use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};
use repatria_log::{FileLog, FileReader, Sound, Verified, copy_log, put_in_place};

use super::verify;
use crate::cli::Call;
use crate::durable;
use crate::failure::{Failure, Input};
use crate::flow;
use crate::output::Output;
use crate::signing::{self, Secret};

const BACKUP_EXAMPLES: &str = "Examples:
  repatria backup /media/disk/register-2026-11-25
  repatria backup /media/safe/register --with-signing-key

Others may record meanwhile. Keep the root that is printed apart from the copy: it tells whether
the copy was exchanged. What can be built anew (pages, tiles, read models) is not copied.";

const RESTORE_EXAMPLE: &str = "Example:
  repatria --register exchanges restore /media/disk/register-2026-11-25

The backup is verified before anything is replaced, and a register that is there is kept under
another name.";

/// Where to copy the register, as it is typed.
#[derive(Args, Clone, Debug)]
#[command(after_help = BACKUP_EXAMPLES)]
pub(crate) struct Backup {
    /// Folder to make, which is not there yet
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    folder: PathBuf,
    /// Copies the signing key too: who has it can sign in the name of this register
    #[arg(long)]
    with_signing_key: bool,
}

/// Which copy to go back to, as it is typed.
#[derive(Args, Clone, Debug)]
#[command(after_help = RESTORE_EXAMPLE)]
pub(crate) struct Restore {
    /// Folder that `backup` made
    #[arg(value_name = "BACKUP", value_hint = ValueHint::DirPath)]
    backup: PathBuf,
}

impl Backup {
    pub(crate) fn run(self, call: &Call, output: &mut Output) -> Result<(), Failure> {
        let folder = self.folder.as_path();
        if durable::is_there(folder)? {
            return Err(Input::FolderExists(folder.display().to_string()).into());
        }
        let making = durable::with_suffix(folder, ".making");
        let secret = if self.with_signing_key { Secret::Copied } else { Secret::LeftOut };
        let verified = copy(call.register(), &flow::reader(call)?, &making, secret)?;
        put_in_place(&making, folder)?;
        verify::print(&verified, output)?;
        let key = if self.with_signing_key { "with" } else { "without" };
        output.message(&format!("backed up to {}, {key} the signing key", folder.display()))
    }
}

impl Restore {
    pub(crate) fn run(self, call: &Call, output: &mut Output) -> Result<(), Failure> {
        let (backup, register) = (self.backup.as_path(), call.register());
        let log = sound(backup)?;
        let making = durable::with_suffix(register, ".restoring");
        let verified = copy(backup, &log, &making, Secret::Copied)?;
        let newer = signing::keep_newest(register, &making)?;
        let kept = put_in_place(&making, register)?;
        verify::print(&verified, output)?;
        output.message(&format!("restored {} from {}", register.display(), backup.display()))?;
        if let Some(kept) = &kept {
            let is_left = signing::has_secret(kept) && !signing::has_secret(register);
            let key =
                if is_left { ", with the signing key, which is not in the backup" } else { "" };
            output.message(&format!("what was there before is kept in {}{key}", kept.display()))?;
        }
        if let Some(signed) = newer {
            output.message(&format!(
                "{signed} commits were signed before, and the backup holds {}: nothing more can be \
                 signed as this log",
                verified.commits
            ))?;
        }
        Ok(())
    }
}

/// A copy that nobody writes to, all of it, once it is found to be whole and what was signed.
fn sound(backup: &Path) -> Result<FileReader, Failure> {
    let signed = signing::signed_here(backup)?;
    let mut log = FileLog::open_for_reading(backup)?.to_the_end()?;
    let size = signed.as_ref().map(|signed| signed.size);
    let Sound { verified, root, .. } = log.verify(size, |_| ())?;
    signed.map_or(Ok(()), |signed| signing::agrees(&signed, verified.commits, root))?;
    Ok(log)
}

/// Copies what a register is, and verifies the copy. What was signed is read first, so that the
/// log that is copied after it holds at least that; it is looked at once more in the copy.
fn copy(from: &Path, log: &FileReader, into: &Path, secret: Secret) -> Result<Verified, Failure> {
    let carried = signing::read_all(from, secret)?;
    let verified = copy_log(log, into)?;
    signing::write_all(into, &carried)?;
    sound(into)?;
    Ok(verified)
}
