//! How much memory the record of all models takes at most: asked of a process of its own, so that
//! nothing else is in it.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Args;
use repatria_log::{FileLog, Threads};

use crate::{Failed, ours};

/// The register to make the record of.
#[derive(Args, Debug)]
pub(crate) struct Peak {
    folder: PathBuf,
}

impl Peak {
    /// Makes the record, and prints how many bytes were resident at most.
    pub(crate) fn run(&self) -> Result<(), Failed> {
        let record = ours::record(&FileLog::open_for_reading(&self.folder)?, Threads::ONE)?;
        writeln!(std::io::stdout(), "{}", resident_at_most()?)?;
        drop(record);
        Ok(())
    }
}

/// What a child says of a register, in bytes.
pub(super) fn of_child(folder: &Path) -> Result<u64, Failed> {
    let said = Command::new(std::env::current_exe()?).arg("peak").arg(folder).output()?;
    if !said.status.success() {
        return Err(String::from_utf8_lossy(&said.stderr).into());
    }
    Ok(str::from_utf8(&said.stdout)?.trim().parse()?)
}

fn resident_at_most() -> Result<u64, Failed> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kibibytes: u64 =
        line.and_then(|line| line.trim().strip_suffix(" kB")).ok_or("no VmHWM")?.parse()?;
    Ok(kibibytes * 1024)
}
