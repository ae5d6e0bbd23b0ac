//! Real file systems in images on loop devices, and a power cut: the image as it is at a moment,
//! taken while the program writes. It refuses to know what is written there.
//!
//! All of it happens in a mount namespace of its own. When the last process of it ends, however it
//! ends, the system takes the mounts away, and the loop devices with them.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::program::{folder, has_tool, not_tested};

/// Runs a rig, by the path of its test, where it may mount; or says loudly that it cannot here.
pub(crate) fn in_a_namespace(test: &str, rig: impl FnOnce()) {
    if env::var_os(INSIDE).is_some() {
        return rig();
    }
    if !may_mount() {
        return;
    }
    let here = env::current_exe().unwrap();
    let mut inside = Command::new("unshare");
    inside.args(["--mount", "--fork", "--kill-child"]).arg(here);
    inside.args([test, "--exact", "--nocapture"]).env(INSIDE, "yes");
    assert!(inside.status().unwrap().success(), "{test}: see above");
}

/// Set for the run of a rig that is inside.
const INSIDE: &str = "RIG_INSIDE";

fn may_mount() -> bool {
    let tools = [
        ("unshare", "util-linux"),
        ("mount", "mount"),
        ("mkfs.ext4", "e2fsprogs"),
        ("mkfs.xfs", "xfsprogs"),
    ];
    if !tools.iter().all(|(tool, package)| has_tool(tool, package)) {
        return false;
    }
    let folder = folder();
    let (image, at) = (folder.path().join("image"), folder.path().join("at"));
    make_ext4(&image, 4);
    fs::create_dir(&at).unwrap();
    let probe = r#"mount -o loop "$1" "$2""#;
    let mut probing = Command::new("unshare");
    probing.args(["--mount", "sh", "-c", probe, "sh"]).arg(image).arg(at);
    let probed = probing.output().unwrap();
    if !probed.status.success() {
        let why = String::from_utf8_lossy(&probed.stderr);
        not_tested(&format!("no file system can be mounted from an image: {}", why.trim()));
    }
    probed.status.success()
}

/// A file system that is mounted from an image, until this is dropped.
#[derive(Debug)]
pub(crate) struct Mounted {
    at: PathBuf,
}

impl Mounted {
    pub(crate) fn new(image: &Path, at: PathBuf) -> Self {
        fs::create_dir_all(&at).unwrap();
        did(Command::new("mount").args(["-o", "loop"]).arg(image).arg(&at));
        Self { at }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.at
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let whole = Command::new("umount").arg(&self.at).output();
        if !whole.is_ok_and(|output| output.status.success()) {
            // Somebody still stands in it: it goes when they do.
            let _ = Command::new("umount").arg("--lazy").arg(&self.at).output();
        }
    }
}

/// A file system of so many MiB, all of them for everybody.
pub(crate) fn make_ext4(image: &Path, mebibytes: u64) {
    blank(image, mebibytes);
    did(Command::new("mkfs.ext4").args(["-q", "-F", "-m", "0"]).arg(image));
}

/// A machine with one disk, that loses its power.
#[derive(Debug)]
pub(crate) struct Machine {
    // Fields are dropped in this order: the disk, what its image lies in, the folder of all.
    disk: Option<Mounted>,
    shelf: Mounted,
    cuts: u64,
    _folder: TempDir,
}

impl Machine {
    /// One whose disk is new.
    pub(crate) fn new() -> Self {
        let folder = folder();
        let image = folder.path().join("shelf.xfs");
        // The least that this file system takes. Its files are copied at once, block by shared block.
        blank(&image, 320);
        did(Command::new("mkfs.xfs").args(["-q", "-m", "reflink=1"]).arg(&image));
        let shelf = Mounted::new(&image, folder.path().join("shelf"));
        make_ext4(&shelf.path().join("disk-0"), 48);
        let mut machine = Self { disk: None, shelf, cuts: 0, _folder: folder };
        machine.mount();
        machine
    }

    /// Where its disk is mounted.
    pub(crate) fn disk(&self) -> PathBuf {
        self.shelf.path().with_file_name("disk")
    }

    /// Takes what the disk holds at this moment, while others write. It is found after
    /// [`Machine::restart`].
    pub(crate) fn cut(&mut self) {
        let before = self.image();
        self.cuts += 1;
        did(Command::new("cp").arg("--reflink=always").arg(before).arg(self.image()));
    }

    /// Starts again with what was on the disk at the last cut. What was written since is gone;
    /// nobody may be writing any more.
    pub(crate) fn restart(&mut self) {
        self.disk = None;
        fs::remove_file(self.shelf.path().join(format!("disk-{}", self.cuts - 1))).unwrap();
        self.mount();
    }

    fn mount(&mut self) {
        self.disk = Some(Mounted::new(&self.image(), self.disk()));
    }

    fn image(&self) -> PathBuf {
        self.shelf.path().join(format!("disk-{}", self.cuts))
    }
}

fn blank(image: &Path, mebibytes: u64) {
    let file = fs::File::create(image).unwrap();
    file.set_len(mebibytes << 20).unwrap();
}

fn did(command: &mut Command) {
    let output = command.output().unwrap_or_else(|why| panic!("{command:?}: {why}"));
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}
