//! `strace`, which stands between the program and the system: it tells which calls of a run touch a
//! folder, and injects a fault at one of them. It refuses to know what a fault should lead to.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::program::{Program, has_tool};

/// Whether there is a `strace`. Said loudly where there is none; a failure in the gate.
pub(crate) fn is_there() -> bool {
    has_tool("strace", "strace")
}

/// The kinds of calls that are watched and broken: every one that opens, reads, changes, locks,
/// moves or lets go of files and folders, those too that the program does not use today.
const KINDS: &str = "openat,read,pread64,readv,write,pwrite64,writev,lseek,fdatasync,fsync,\
    sync_file_range,ftruncate,fallocate,rename,renameat,renameat2,link,linkat,symlink,unlink,\
    unlinkat,mkdir,mkdirat,rmdir,flock,close,statx,fstat,newfstatat,getdents64,copy_file_range,\
    sendfile,splice,fchmod,fchmodat,chmod";

/// A run under `strace`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run<'a> {
    pub(crate) program: &'a Program,
    pub(crate) register: &'a Path,
    pub(crate) words: &'a [String],
    /// Where `strace` writes what it sees.
    pub(crate) notes: &'a Path,
}

/// One call of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Call {
    pub(crate) kind: String,
    /// The how-manieth of its kind in the run, from 1.
    pub(crate) nth: u64,
    /// What it answered.
    pub(crate) answer: i64,
    /// As `strace` prints it.
    pub(crate) text: String,
}

/// A fault, as `strace` is told of it: what is done, at which kind of call, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) kind: String,
    pub(crate) what: String,
    pub(crate) when: String,
}

impl Run<'_> {
    /// The run, to be started; its calls of these kinds are noted.
    pub(crate) fn watched(self, paths: &BTreeSet<PathBuf>) -> Command {
        self.command(paths, KINDS, None)
    }

    /// The run, to be started, with a fault at calls that touch these paths, or any if there are none.
    pub(crate) fn broken(self, paths: &BTreeSet<PathBuf>, fault: &Fault) -> Command {
        self.command(paths, &fault.kind, Some(fault))
    }

    /// The run, to be started, with a fault at any such call; its calls of all kinds are noted.
    pub(crate) fn broken_and_watched(self, fault: &Fault) -> Command {
        self.command(&BTreeSet::default(), KINDS, Some(fault))
    }

    fn command(self, paths: &BTreeSet<PathBuf>, kinds: &str, fault: Option<&Fault>) -> Command {
        // A run that hangs is a finding, not the end of the rig.
        let mut command = Command::new("timeout");
        self.program.surround(&mut command);
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        // Where the program stands belongs to the paths that `strace` looks at.
        command.current_dir("/").args(["-s", "KILL", "60", "strace", "-f", "-qq", "-y", "-s", "8"]);
        command.arg("--seccomp-bpf").arg("-o").arg(self.notes);
        command.args(["-e", &format!("trace={kinds}")]);
        if let Some(Fault { kind, what, when }) = fault {
            command.args(["-e", &format!("inject={kind}:{what}:when={when}")]);
        }
        for path in paths {
            command.arg("-P").arg(path);
        }
        command.arg(&self.program.path).arg("--register").arg(self.register).args(self.words);
        command
    }
}

/// The calls that were noted, in order, numbered by kind.
pub(crate) fn noted(notes: &Path) -> Vec<Call> {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    let text = fs::read_to_string(notes).unwrap_or_default();
    text.lines().filter_map(|line| call(line, &mut counts)).collect()
}

fn call(line: &str, counts: &mut BTreeMap<String, u64>) -> Option<Call> {
    let (_, call) = line.split_once(' ')?;
    let (kind, _) = call.trim_start().split_once('(')?;
    let nth = counts.entry(kind.to_owned()).or_default();
    *nth += 1;
    let (_, answer) = call.rsplit_once(") = ").or_else(|| call.rsplit_once("= "))?;
    let answer = answer.split([' ', '<']).next()?.parse().ok()?;
    Some(Call { kind: kind.to_owned(), nth: *nth, answer, text: call.trim().to_owned() })
}

/// The paths below a folder that calls name, and the folder.
pub(crate) fn paths_below(folder: &Path, calls: &[Call]) -> BTreeSet<PathBuf> {
    let mut paths = BTreeSet::from([folder.to_owned()]);
    for call in calls {
        let mut text = call.text.as_str();
        let folder = folder.to_str().unwrap();
        while let Some(place) = text.find(folder) {
            let path = &text[place..];
            let end = path.find(['"', '>', '(']).unwrap_or(path.len());
            paths.insert(PathBuf::from(path[..end].trim_end_matches('/')));
            text = &path[end..];
        }
    }
    paths
}
