//! What the program is doing when a fault strikes: a register as it stands before, a command, and
//! what is looked for afterwards. These append to it or read it; `upkeep` has the others.

use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::path::Path;
use std::process::Output;

use crate::judgement::{Found, judge};
use crate::program::{APPEND, Acknowledged, Program, acknowledged};
use crate::stage::Stage;
use crate::submissions::{self, Number};

/// One thing that the program does.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scene {
    pub(crate) name: &'static str,
    /// Makes what stands in a folder before: the register in `register`, and what is beside it.
    pub(crate) prepare: fn(&Program, &Path) -> Ledger,
    /// What is typed, where everything stands in this folder.
    pub(crate) words: fn(&Path) -> Vec<String>,
    /// Which commands are submitted to it.
    pub(crate) submits: fn() -> Vec<Number>,
    /// Looks for what has to be there after a run that ended like this, now that nobody disturbs.
    pub(crate) afterwards: fn(&Ended<'_>, &mut Found),
}

/// A run of a scene that ended.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ended<'a> {
    pub(crate) stage: &'a Stage<'a>,
    pub(crate) output: &'a Output,
    /// The case, in words.
    pub(crate) case: &'a str,
}

impl Ended<'_> {
    /// Whether the program said that it was done.
    pub(crate) fn said_done(&self) -> bool {
        self.output.status.success()
    }

    /// Runs a command that has to work now; says whether it did.
    pub(crate) fn works(&self, register: &Path, words: &[&str], found: &mut Found) -> bool {
        let Self { stage, case, .. } = self;
        let output = stage.program.run(register, words);
        found.ended(&output, case);
        if !output.status.success() {
            let why = String::from_utf8_lossy(&output.stderr);
            found.refused(&format!("{case}, then {}: {why}", words.join(" ")));
        }
        output.status.success()
    }
}

/// What was submitted to a register, and what it acknowledged.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ledger {
    pub(crate) submitted: BTreeSet<Number>,
    pub(crate) acknowledged: Acknowledged,
}

impl Ledger {
    /// Appends to the register in a folder, undisturbed.
    pub(crate) fn append(&mut self, program: &Program, around: &Path, numbers: Range<Number>) {
        let (output, acknowledged) = program.append(&around.join("register"), numbers.clone());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        self.submitted.extend(numbers);
        self.acknowledged.extend(acknowledged);
    }

    /// Takes in what a run of a scene was given and answered.
    pub(crate) fn take_in(&mut self, scene: &Scene, output: &Output) {
        let submits = (scene.submits)();
        self.submitted.extend(&submits);
        if (scene.words)(Path::new("")) == APPEND {
            self.acknowledged.extend(acknowledged(&output.stdout));
        } else if output.status.success() {
            // All of a file are answered at once, by the end of the run.
            let behind = self.acknowledged.len() as u64;
            self.acknowledged.extend(submits.into_iter().zip(behind + 1..));
        }
    }
}

/// Makes a register.
pub(crate) const INIT: Scene = Scene {
    name: "init",
    prepare: |_, _| Ledger::default(),
    words: |_| words(&["init"]),
    submits: Vec::new,
    afterwards: made_and_settled,
};

/// Fifty commits, one after the other.
pub(crate) const FIFTY: Scene = Scene {
    name: "append 50",
    prepare: empty,
    words: |_| words(&APPEND),
    submits: || (0..50).collect(),
    afterwards: settled,
};

/// A few commits, one after the other, in a register that has some.
pub(crate) const APPENDS: Scene = Scene {
    name: "append 5",
    prepare: seven,
    words: |_| words(&APPEND),
    submits: || (7..12).collect(),
    afterwards: settled,
};

/// A file of many commits: one write, one sync.
pub(crate) const FILE: Scene = Scene {
    name: "append a file",
    prepare: seven,
    words: |_| words(&["append"]),
    submits: || (7..40).collect(),
    afterwards: settled,
};

/// Opening a log with a torn end.
pub(crate) const TORN: Scene = Scene {
    name: "a torn end",
    prepare: torn,
    words: |_| words(&APPEND),
    submits: || (7..9).collect(),
    afterwards: settled_and_set_aside,
};

/// Opening a log of which the marker does not know everything.
pub(crate) const UNMARKED: Scene = Scene {
    name: "no marker",
    prepare: unmarked,
    words: |_| words(&APPEND),
    submits: || (7..9).collect(),
    afterwards: settled,
};

/// Those that write.
pub(crate) const WRITING: [Scene; 5] = [INIT, APPENDS, FILE, TORN, UNMARKED];

/// Those that read, and what they print of a sound register is known.
pub(crate) const READING: [Scene; 3] = [
    Scene {
        name: "verify",
        prepare: seven,
        words: |_| words(&["verify", "--format", "json"]),
        submits: Vec::new,
        afterwards: |_, _| (),
    },
    Scene {
        name: "log",
        prepare: seven,
        words: |_| words(&["log", "--format", "json"]),
        submits: Vec::new,
        afterwards: |_, _| (),
    },
    Scene {
        name: "timeline",
        prepare: unmarked,
        words: |_| words(&["timeline"]),
        submits: Vec::new,
        afterwards: |_, _| (),
    },
];

/// Words as they are typed.
pub(crate) fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn empty(program: &Program, around: &Path) -> Ledger {
    assert!(program.run(&around.join("register"), &["init"]).status.success());
    Ledger::default()
}

/// A register of seven commits.
pub(crate) fn seven(program: &Program, around: &Path) -> Ledger {
    empty(program, around);
    let mut ledger = Ledger::default();
    ledger.append(program, around, 0..7);
    ledger
}

fn torn(program: &Program, around: &Path) -> Ledger {
    let ledger = seven(program, around);
    let log = around.join("register/log.jsonl");
    let mut bytes = fs::read(&log).unwrap();
    bytes.extend_from_slice(&torn_end());
    fs::write(log, bytes).unwrap();
    ledger
}

fn torn_end() -> Vec<u8> {
    submissions::line(7).into_bytes()[..60].to_vec()
}

fn unmarked(program: &Program, around: &Path) -> Ledger {
    let ledger = seven(program, around);
    fs::remove_file(around.join("register/head")).unwrap();
    ledger
}

/// A register that was not made yet is made first. It signs, with a key that is made first where
/// there is none, and what it signed can be verified.
fn made_and_settled(ended: &Ended<'_>, found: &mut Found) {
    let register = ended.stage.register();
    if !register.join("log.jsonl").exists() {
        ended.works(&register, &["init"], found);
    }
    let signing: &[&str] = if register.join("signing-key").exists() {
        &["checkpoint"]
    } else {
        &["checkpoint", "--make-key"]
    };
    ended.works(&register, signing, found);
    settled(ended, found);
}

/// Everything acknowledged is in the register, and it takes the rest.
pub(crate) fn settled(ended: &Ended<'_>, found: &mut Found) {
    let Ended { stage, output, case } = ended;
    let mut ledger = stage.ledger();
    ledger.take_in(&stage.scene, output);
    let Ledger { submitted, acknowledged } = &mut ledger;
    judge(stage.program, &stage.register(), submitted, acknowledged, case, found);
}

/// And the torn end was not thrown away.
fn settled_and_set_aside(ended: &Ended<'_>, found: &mut Found) {
    settled(ended, found);
    if !holds_a_file_of(&ended.stage.register().join("quarantine"), &torn_end()) {
        found.lost(1, &format!("{}: the torn end is not in quarantine", ended.case));
    }
}

/// Whether one of the files of a folder holds these bytes, and no others.
pub(crate) fn holds_a_file_of(folder: &Path, bytes: &[u8]) -> bool {
    let Ok(entries) = fs::read_dir(folder) else { return false };
    entries.flatten().any(|entry| fs::read(entry.path()).is_ok_and(|held| held == bytes))
}
