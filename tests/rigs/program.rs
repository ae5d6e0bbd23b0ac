//! The program as the rigs run it: which one, in which surroundings, and what it answered.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::submissions::{self, Number};

/// A program to be tested, and the mistake that it was built with, if any.
#[derive(Clone, Debug)]
pub(crate) struct Program {
    pub(crate) path: PathBuf,
    planted: Option<String>,
}

/// Commands that were answered as recorded, with the numbers of their commits.
pub(crate) type Acknowledged = BTreeMap<Number, u64>;

impl Program {
    /// The program as it is built.
    pub(crate) fn as_built() -> Self {
        Self { path: env!("CARGO_BIN_EXE_repatria").into(), planted: None }
    }

    /// A program that was built for it, with a fault.
    pub(crate) fn planted(path: PathBuf, fault: &str) -> Self {
        Self { path, planted: Some(fault.to_owned()) }
    }

    /// A command of it, about the register in a folder.
    pub(crate) fn command(&self, register: &Path, words: &[&str]) -> Command {
        let mut command = Command::new(&self.path);
        self.surround(&mut command);
        command.arg("--register").arg(register).args(words);
        command
    }

    /// Gives a command the surroundings of the program: its own, or of what runs it.
    pub(crate) fn surround(&self, command: &mut Command) {
        command.env_clear().envs([("REPATRIA_BY", "rig"), ("NO_COLOR", "1")]).stdin(Stdio::null());
        if let Some(planted) = &self.planted {
            command.env("REPATRIA_PLANTED_FAULT", planted);
        }
    }

    /// Runs a command to its end.
    pub(crate) fn run(&self, register: &Path, words: &[&str]) -> Output {
        self.command(register, words).output().unwrap()
    }

    /// Runs `append --each` with these commands to its end.
    pub(crate) fn append(
        &self,
        register: &Path,
        numbers: impl IntoIterator<Item = Number>,
    ) -> (Output, Acknowledged) {
        let running = spawned(&mut self.command(register, &APPEND));
        let output = fed(running, numbers);
        let acknowledged = acknowledged(&output.stdout);
        (output, acknowledged)
    }

    /// Starts `append --each`, to be talked to.
    pub(crate) fn start(&self, register: &Path) -> Child {
        spawned(&mut self.command(register, &APPEND))
    }
}

/// The words of a conversation.
pub(crate) const APPEND: [&str; 4] = ["append", "--each", "--format", "json"];

/// Starts a command with pipes at all its ends.
pub(crate) fn spawned(command: &mut Command) -> Child {
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    piped.spawn().unwrap_or_else(|why| panic!("cannot start the program: {why}"))
}

/// Submits all commands at once, and waits for the end.
pub(crate) fn fed(mut running: Child, numbers: impl IntoIterator<Item = Number>) -> Output {
    let text: String = numbers.into_iter().map(submissions::line).collect();
    let mut input = running.stdin.take().unwrap();
    // A program that ended early reads no more.
    let writing = std::thread::spawn(move || {
        let _ = input.write_all(text.as_bytes());
    });
    let output = running.wait_with_output().unwrap();
    writing.join().unwrap();
    output
}

/// The commands that were answered as recorded in what was printed. Half a line is no answer.
pub(crate) fn acknowledged(printed: &[u8]) -> Acknowledged {
    let whole = printed.split_inclusive(|byte| *byte == b'\n').filter(|line| line.ends_with(b"\n"));
    whole.filter_map(acknowledgement).collect()
}

/// The command and the commit that a line of answer speaks of, unless it is an error.
pub(crate) fn acknowledgement(line: &[u8]) -> Option<(Number, u64)> {
    let answer: Value = serde_json::from_slice(line).ok()?;
    Some((submissions::number(answer["id"].as_str()?)?, answer["n"].as_u64()?))
}

/// The next answer of a conversation that is one; none at its end.
pub(crate) fn next_acknowledgement(
    answers: &mut BufReader<impl std::io::Read>,
) -> Option<(Number, u64)> {
    let mut line = Vec::new();
    loop {
        line.clear();
        if answers.read_until(b'\n', &mut line).ok()? == 0 {
            return None;
        }
        if let Some(answer) = acknowledgement(&line) {
            return Some(answer);
        }
    }
}

/// A folder of its own, in memory where there is such a place: whoever kills a program or refuses
/// its calls needs no disk, and a disk would only take its time.
pub(crate) fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { TempDir::new_in(memory).unwrap() } else { TempDir::new().unwrap() }
}

/// Whether a tool is there. Where it is not, that is said loudly.
pub(crate) fn has_tool(tool: &str, package: &str) -> bool {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let is_there = |folder: PathBuf| folder.join(OsStr::new(tool)).is_file();
    let found = std::env::split_paths(&paths).any(is_there);
    if !found {
        not_tested(&format!("{tool} is missing (package {package})"));
    }
    found
}

/// Says loudly that something cannot be tested here; a failure in the gate.
pub(crate) fn not_tested(why: &str) {
    assert!(std::env::var_os("CI").is_none(), "{why}");
    eprintln!("NOT TESTED: {why}");
}
