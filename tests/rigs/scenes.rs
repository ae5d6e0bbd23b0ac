//! What the program is doing when a fault strikes: a register as it stands before, a command, and
//! what may be held against the register afterwards.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Output;

use crate::program::{APPEND, Acknowledged, Program, acknowledged};
use crate::submissions::{self, Number};

/// One thing that the program does.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scene {
    pub(crate) name: &'static str,
    /// Makes what stands there before.
    pub(crate) prepare: fn(&Program, &Path) -> Ledger,
    /// What is typed.
    pub(crate) words: &'static [&'static str],
    /// Which commands are submitted to it.
    pub(crate) submits: fn() -> Vec<Number>,
}

/// What was submitted to a register, and what it acknowledged.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ledger {
    pub(crate) submitted: BTreeSet<Number>,
    pub(crate) acknowledged: Acknowledged,
}

impl Ledger {
    /// Takes in what a run of a scene was given and answered.
    pub(crate) fn take_in(&mut self, scene: &Scene, output: &Output) {
        let submits = (scene.submits)();
        self.submitted.extend(&submits);
        if scene.words == APPEND {
            self.acknowledged.extend(acknowledged(&output.stdout));
        } else if output.status.success() {
            // All of a file are answered at once, by the end of the run.
            let behind = self.acknowledged.len() as u64;
            self.acknowledged.extend(submits.into_iter().zip(behind + 1..));
        }
    }
}

/// Makes a register.
pub(crate) const INIT: Scene =
    Scene { name: "init", prepare: nothing, words: &["init"], submits: Vec::new };

/// Fifty commits, one after the other.
pub(crate) const FIFTY: Scene =
    Scene { name: "append 50", prepare: empty, words: &APPEND, submits: || (0..50).collect() };

/// A few commits, one after the other, in a register that has some.
pub(crate) const APPENDS: Scene =
    Scene { name: "append 5", prepare: seven, words: &APPEND, submits: || (7..12).collect() };

/// A file of many commits: one write, one sync.
pub(crate) const FILE: Scene = Scene {
    name: "append a file",
    prepare: seven,
    words: &["append"],
    submits: || (7..40).collect(),
};

/// Opening a log with a torn end.
pub(crate) const TORN: Scene =
    Scene { name: "a torn end", prepare: torn, words: &APPEND, submits: || (7..9).collect() };

/// Opening a log of which the marker does not know everything.
pub(crate) const UNMARKED: Scene =
    Scene { name: "no marker", prepare: unmarked, words: &APPEND, submits: || (7..9).collect() };

/// Those that write.
pub(crate) const WRITING: [Scene; 5] = [INIT, APPENDS, FILE, TORN, UNMARKED];

/// Those that read, and what they print of a sound register is known.
pub(crate) const READING: [Scene; 3] = [
    Scene {
        name: "verify",
        prepare: seven,
        words: &["verify", "--format", "json"],
        submits: Vec::new,
    },
    Scene { name: "log", prepare: seven, words: &["log", "--format", "json"], submits: Vec::new },
    Scene { name: "timeline", prepare: unmarked, words: &["timeline"], submits: Vec::new },
];

fn nothing(_: &Program, _: &Path) -> Ledger {
    Ledger::default()
}

fn empty(program: &Program, register: &Path) -> Ledger {
    assert!(program.run(register, &["init"]).status.success());
    Ledger::default()
}

fn seven(program: &Program, register: &Path) -> Ledger {
    empty(program, register);
    let (output, acknowledged) = program.append(register, 0..7);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Ledger { submitted: (0..7).collect(), acknowledged }
}

fn torn(program: &Program, register: &Path) -> Ledger {
    let ledger = seven(program, register);
    let log = register.join("log.jsonl");
    let mut bytes = fs::read(&log).unwrap();
    bytes.extend_from_slice(&submissions::line(7).as_bytes()[..60]);
    fs::write(log, bytes).unwrap();
    ledger
}

fn unmarked(program: &Program, register: &Path) -> Ledger {
    let ledger = seven(program, register);
    fs::remove_file(register.join("head")).unwrap();
    ledger
}
