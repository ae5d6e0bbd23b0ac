//! The names in a folder. The reader of the standard library panics where the system fails to close
//! a folder; nothing of a register may end by a panic.

use std::ffi::{OsStr, OsString};
use std::io;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;

use rustix::fs::{Dir, Mode, OFlags, open};
use rustix::io::retry_on_intr;

/// Every name in a folder, in no order; none where there is no folder.
///
/// # Errors
/// What the system says.
pub(crate) fn names_in(folder: &Path) -> io::Result<Vec<OsString>> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let folder = match retry_on_intr(|| open(folder, flags, Mode::empty())) {
        Err(rustix::io::Errno::NOENT) => return Ok(Vec::new()),
        opened => opened?,
    };
    let mut names = Vec::new();
    for entry in Dir::new(folder)? {
        let entry = entry?;
        let name = OsStr::from_bytes(entry.file_name().to_bytes());
        if name != "." && name != ".." {
            names.push(name.into());
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_folder_alone() {
        let folder = tempfile::TempDir::new().unwrap();
        std::fs::create_dir(folder.path().join("within")).unwrap();
        std::fs::write(folder.path().join("within/deeper"), "").unwrap();
        std::fs::write(folder.path().join("beside"), "").unwrap();
        let mut names = names_in(folder.path()).unwrap();
        names.sort();
        assert_eq!(names, ["beside", "within"]);
        assert!(names_in(&folder.path().join("nowhere")).unwrap().is_empty());
        assert!(names_in(&folder.path().join("beside")).is_err());
    }
}
