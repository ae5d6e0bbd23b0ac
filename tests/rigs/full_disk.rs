//! The disk is full: a real file system of 4 MiB. The program appends until there is no room, says
//! so, goes on reading, and goes on by itself when there is room again.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout};
use std::time::Instant;

use serde_json::Value;

use crate::judgement::{Found, compare, judge};
use crate::mounts::{Mounted, in_a_namespace, make_ext4};
use crate::program::{Program, acknowledgement, fed, folder, spawned};
use crate::random::{Random, seed};
use crate::scenes::Ledger;
use crate::size::Size;
use crate::submissions::{Number, line, long_from};

#[test]
fn full_disk() {
    in_a_namespace("full_disk::full_disk", || {
        let (size, began, seed) = (Size::asked(), Instant::now(), seed());
        let found = run(&Program::as_built(), size.of(1, 5, 100), seed);
        let row = found.row("full_disk", Some(seed), began.elapsed());
        found.conclude(&row, size);
    });
}

/// Fills so many disks.
pub(crate) fn run(program: &Program, rounds: u64, seed: u64) -> Found {
    let (mut found, mut random) = (Found::default(), Random::of(seed));
    while found.cases < rounds {
        found.cases += 1;
        round(program, &mut random, &format!("disk {} of seed {seed}", found.cases), &mut found);
    }
    found
}

const MEBIBYTES: u64 = 4;
/// As many bytes, and up to twice as many, are in the way until there is room again.
const IN_THE_WAY: u64 = 1 << 20;
/// The bytes of a page of memory; what is written to a file is taken page by page.
const PAGE: u64 = 4096;
/// How many commands are tried on a full disk.
const TRIED: u64 = 3;

fn round(program: &Program, random: &mut Random, case: &str, found: &mut Found) {
    let folder = folder();
    let image = folder.path().join("image");
    make_ext4(&image, MEBIBYTES);
    let disk = Mounted::new(&image, folder.path().join("disk"));
    let (register, in_the_way) = (disk.path().join("register"), disk.path().join("in-the-way"));
    assert!(program.run(&register, &["init"]).status.success());
    let bytes = usize::try_from(IN_THE_WAY + random.below(IN_THE_WAY)).unwrap();
    fs::write(&in_the_way, vec![1; bytes]).unwrap();

    let mut ledger = Ledger::default();
    let mut talk = Conversation::with(program, &register);
    while talk.submit(&mut ledger, case, found) {}
    // What is smaller than the rest of the room may be taken.
    for _ in 0..TRIED {
        talk.submit(&mut ledger, case, found);
    }
    cut_off(&in_the_way, &mut talk, &mut ledger, case, found);
    reads_on(program, &register, &ledger, case, found);
    if random.below(2) == 0 {
        talk.end(case, found);
        meets_a_full_disk(program, &register, &mut ledger, case, found);
        talk = Conversation::with(program, &register);
        talk.submit(&mut ledger, case, found);
    }
    fs::remove_file(&in_the_way).unwrap();
    if !talk.submit(&mut ledger, case, found) {
        found.refused(&format!("{case}: there is room, and it takes nothing"));
    }
    talk.end(case, found);
    let Ledger { submitted, acknowledged } = &mut ledger;
    judge(program, &register, submitted, acknowledged, case, found);
}

/// A line of several pages where there is room for one more: the disk takes the beginning of it, for
/// it takes a page whole or not at all. Where the file system had put room by, and finds it now, the
/// line is taken; then the next one is cut off.
fn cut_off(
    in_the_way: &Path,
    talk: &mut Conversation,
    ledger: &mut Ledger,
    case: &str,
    found: &mut Found,
) {
    let holds_room = fs::File::options().write(true).open(in_the_way).unwrap();
    for _ in 0..TRIED {
        holds_room.set_len(holds_room.metadata().unwrap().len() - PAGE).unwrap();
        let number = long_from(ledger.submitted.last().unwrap() + 1);
        if !talk.submit_numbered(number, ledger, case, found) {
            break;
        }
    }
}

/// Whoever reads is served all of it, on a full disk too.
fn reads_on(program: &Program, register: &Path, ledger: &Ledger, case: &str, found: &mut Found) {
    let Ledger { submitted, acknowledged } = ledger;
    let log = register.join("log.jsonl");
    compare(&log, submitted, acknowledged, case, found);
    let [printed, verified] = [["log", "--format", "json"].as_slice(), &["verify"]]
        .map(|words| program.run(register, words));
    found.ended(&printed, case);
    found.ended(&verified, case);
    if !verified.status.success() || printed.stdout != fs::read(log).unwrap() {
        let why = String::from_utf8_lossy(&verified.stderr);
        found.refused(&format!("{case}: full, and it cannot be read: {why}"));
    }
}

/// A run that begins on a full disk, with a file of many commands: it takes all of them or says
/// that the machine failed, and none is there.
fn meets_a_full_disk(
    program: &Program,
    register: &Path,
    ledger: &mut Ledger,
    case: &str,
    found: &mut Found,
) {
    let next = ledger.submitted.last().unwrap() + 1;
    let numbers = next..next + 40;
    let before = fs::read(register.join("log.jsonl")).unwrap();
    let output = fed(spawned(&mut program.command(register, &["append"])), numbers.clone());
    found.ended(&output, case);
    ledger.submitted.extend(numbers.clone());
    match output.status.code() {
        Some(0) => {
            let behind = ledger.acknowledged.len() as u64 + 1;
            ledger.acknowledged.extend(numbers.zip(behind..));
        }
        Some(5) if fs::read(register.join("log.jsonl")).unwrap() == before => {}
        _ => found.unnoticed(&format!("{case}: a file of commands ended {output:?}")),
    }
}

/// A program that takes commands and answers each.
struct Conversation {
    running: Child,
    input: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Conversation {
    fn with(program: &Program, register: &Path) -> Self {
        let mut running = program.start(register);
        let input = running.stdin.take().unwrap();
        let answers = BufReader::new(running.stdout.take().unwrap());
        Self { running, input, answers }
    }

    /// Submits the next command, and says whether it was recorded. Where not, it is for want of
    /// room, and said to be so.
    fn submit(&mut self, ledger: &mut Ledger, case: &str, found: &mut Found) -> bool {
        let number = ledger.submitted.last().map_or(0, |last| last + 1);
        self.submit_numbered(number, ledger, case, found)
    }

    fn submit_numbered(
        &mut self,
        number: Number,
        ledger: &mut Ledger,
        case: &str,
        found: &mut Found,
    ) -> bool {
        ledger.submitted.insert(number);
        let mut answer = Vec::new();
        // A program that ended reads no more, and answers nothing.
        let _ = self.input.write_all(line(number).as_bytes());
        self.answers.read_until(b'\n', &mut answer).unwrap();
        if let Some(acknowledged) = acknowledgement(&answer) {
            ledger.acknowledged.extend([acknowledged]);
            return true;
        }
        let said: Value = serde_json::from_slice(&answer).unwrap_or_default();
        if said["error"]["code"] != "full" {
            found.refused(&format!("{case}: command {number} answered with {said}"));
        }
        false
    }

    fn end(self, case: &str, found: &mut Found) {
        drop(self.input);
        found.ended(&self.running.wait_with_output().unwrap(), case);
    }
}
