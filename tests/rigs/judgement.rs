//! What is looked for after every fault: acknowledged commits that are gone, commits that nobody
//! submitted, panics, starts that are refused. It reads the log by its own few lines, not by ours.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::Output;
use std::time::Duration;

use serde_json::Value;

use crate::program::{Acknowledged, Program};
use crate::report::Row;
use crate::size::Size;
use crate::submissions::{self, Number};

/// What was found in all cases of a rig.
#[derive(Clone, Debug, Default)]
pub(crate) struct Found {
    pub(crate) cases: u64,
    pub(crate) lost: u64,
    pub(crate) phantom: u64,
    pub(crate) unnoticed: u64,
    pub(crate) panics: u64,
    pub(crate) refused: u64,
    /// The first few, in words.
    told: Vec<String>,
}

/// How much is told of what was found.
const TOLD_MAX: usize = 10;

impl Found {
    pub(crate) fn lost(&mut self, many: u64, case: &str) {
        self.lost += many;
        self.tell("lost", case);
    }

    pub(crate) fn phantom(&mut self, case: &str) {
        self.phantom += 1;
        self.tell("phantom", case);
    }

    pub(crate) fn unnoticed(&mut self, case: &str) {
        self.unnoticed += 1;
        self.tell("unnoticed", case);
    }

    pub(crate) fn refused(&mut self, case: &str) {
        self.refused += 1;
        self.tell("refused start", case);
    }

    /// A run that ended as no run may: by a panic, or by a signal that nobody sent.
    pub(crate) fn ended(&mut self, output: &Output, case: &str) {
        let messages = String::from_utf8_lossy(&output.stderr);
        let signal = output.status.signal().is_some_and(|signal| signal != KILL);
        if signal || messages.contains("panicked at") || output.status.code() == Some(101) {
            self.panics += 1;
            self.tell("panic", &format!("{case}: {}: {messages}", output.status));
        }
    }

    /// A run that did not end by itself.
    pub(crate) fn hung(&mut self, case: &str) {
        self.panics += 1;
        self.tell("hung", case);
    }

    /// A rig that ended by a panic of its own.
    pub(crate) fn ended_itself(&mut self, case: &str) {
        self.panics += 1;
        self.tell("panic", case);
    }

    /// Takes in what was found elsewhere.
    pub(crate) fn take_in(&mut self, other: Self) {
        self.cases += other.cases;
        self.lost += other.lost;
        self.phantom += other.phantom;
        self.unnoticed += other.unnoticed;
        self.panics += other.panics;
        self.refused += other.refused;
        self.told.extend(other.told);
        self.told.truncate(TOLD_MAX);
    }

    fn tell(&mut self, what: &str, case: &str) {
        if self.told.len() < TOLD_MAX {
            self.told.push(format!("{what}: {case}"));
        }
    }

    pub(crate) fn is_clean(&self) -> bool {
        self.lost + self.phantom + self.unnoticed + self.panics + self.refused == 0
    }

    pub(crate) fn row(&self, rig: &str, seed: Option<u64>, took: Duration) -> Row {
        Row {
            rig: rig.to_owned(),
            cases: self.cases,
            seed,
            lost: Some(self.lost),
            phantom: Some(self.phantom),
            unnoticed: Some(self.unnoticed),
            panics: self.panics,
            refused: Some(self.refused),
            took,
        }
    }

    /// Prints what was found, writes the row of a full run, and fails where anything was found.
    pub(crate) fn conclude(&self, row: &Row, size: Size) {
        eprintln!("{}: {}", row.rig, self.words());
        if size == Size::Night {
            row.write();
        }
        assert!(self.is_clean(), "{}: {}", row.rig, self.words());
    }

    /// What was found, in a line, and the first few cases.
    pub(crate) fn words(&self) -> String {
        let Self { cases, lost, phantom, unnoticed, panics, refused, told } = self;
        format!(
            "{cases} cases: {lost} lost, {phantom} phantom, {unnoticed} unnoticed, \
             {panics} panics, {refused} refused starts\n{}",
            told.join("\n")
        )
    }
}

/// The signal that the rigs themselves send.
pub(crate) const KILL: i32 = 9;

/// The commands that a log holds, in order, or what is wrong with it at a glance.
pub(crate) fn commands(log: &Path) -> Result<Vec<Number>, String> {
    let text = fs::read(log).map_err(|why| format!("cannot read the log: {why}"))?;
    let lines = text.split_inclusive(|byte| *byte == b'\n').enumerate();
    lines.map(|(above, line)| command(above, line)).collect()
}

fn command(above: usize, line: &[u8]) -> Result<Number, String> {
    let commit: Value = line
        .strip_suffix(b"\n")
        .and_then(|line| serde_json::from_slice(line).ok())
        .ok_or_else(|| format!("line {} is no JSON", above + 1))?;
    let number = commit["id"].as_str().and_then(submissions::number);
    let follows = commit["n"].as_u64() == Some(above as u64 + 1);
    number
        .filter(|_| follows)
        .ok_or_else(|| format!("line {} is none of ours: {commit}", above + 1))
}

/// Holds a register against what was submitted and acknowledged, now that nobody disturbs: it opens
/// to be written, takes once more what was not acknowledged (and acknowledges it), and verifies.
pub(crate) fn judge(
    program: &Program,
    register: &Path,
    submitted: &BTreeSet<Number>,
    acknowledged: &mut Acknowledged,
    case: &str,
    found: &mut Found,
) {
    let doubtful = submitted.iter().copied().filter(|number| !acknowledged.contains_key(number));
    let doubtful: Vec<Number> = doubtful.collect();
    let (output, again) = program.append(register, doubtful.iter().copied());
    found.ended(&output, case);
    if !output.status.success() || again.len() != doubtful.len() {
        let why = String::from_utf8_lossy(&output.stderr);
        found.refused(&format!("{case}: {} of {} taken: {why}", again.len(), doubtful.len()));
    }
    acknowledged.extend(again);
    compare(&register.join("log.jsonl"), submitted, acknowledged, case, found);
    let verified = program.run(register, &["verify"]);
    found.ended(&verified, case);
    if !verified.status.success() {
        let why = String::from_utf8_lossy(&verified.stderr);
        found.refused(&format!("{case}: does not verify: {why}"));
    }
}

/// Holds a log against what was submitted and acknowledged.
pub(crate) fn compare(
    log: &Path,
    submitted: &BTreeSet<Number>,
    acknowledged: &Acknowledged,
    case: &str,
    found: &mut Found,
) {
    let held = match commands(log) {
        Ok(held) => held,
        Err(why) => return found.lost(acknowledged.len() as u64, &format!("{case}: {why}")),
    };
    let there = |number: &Number, n: &u64| {
        let place = usize::try_from(*n).unwrap().checked_sub(1);
        place.and_then(|place| held.get(place)) == Some(number)
    };
    let lost: Vec<_> = acknowledged.iter().filter(|(number, n)| !there(number, n)).collect();
    if let Some(first) = lost.first() {
        let held = held.len();
        found.lost(lost.len() as u64, &format!("{case}: first {first:?}, {held} are there"));
    }
    let mut seen = BTreeSet::new();
    for number in held {
        if !submitted.contains(&number) || !seen.insert(number) {
            found.phantom(&format!("{case}: command {number}"));
        }
    }
}
