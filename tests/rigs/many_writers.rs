//! Processes by the dozen race for the lock of one register, and some of them are killed, while
//! others read along. Every commit has one winner; nobody sees a gap, a part of a commit, one twice,
//! or one that is gone later.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead as _, BufReader, Read, Write as _};
use std::path::Path;
use std::process::{Child, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::judgement::{Found, judge};
use crate::program::{Acknowledged, Program, acknowledged, fed, folder};
use crate::random::{Random, seed};
use crate::size::Size;
use crate::submissions::{Number, line};

#[test]
fn many_writers() {
    let (size, began, seed) = (Size::asked(), Instant::now(), seed());
    // A log that is long takes long to open: the night has several of them.
    let registers = size.of(1, 1, 16);
    let race =
        Race { writers: size.of(8, 64, 64), each: size.of(5, 5, 100), turn: size.of(3, 5, 50) };
    let mut found = Found::default();
    for register in 0..registers {
        found.take_in(race.run(&Program::as_built(), seed + register));
    }
    let row = found.row("many_writers", Some(seed), began.elapsed());
    found.conclude(&row, size);
}

/// How many write to a register, and how many commands each of them brings.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Race {
    pub(crate) writers: u64,
    pub(crate) each: u64,
    /// How many of them it submits before it lets others in, at most.
    pub(crate) turn: u64,
}

/// Of so many turns one ends by a kill.
const ONE_IS_KILLED_OF: u64 = 10;
/// How long a process waits before it comes back, at most, in microseconds.
const WAIT_MICROSECONDS: u64 = 500_000;
/// How long a reader waits before he reads again.
const READER_WAIT: Duration = Duration::from_millis(50);
/// How long who follows may take to see the last commit.
const PATIENCE_SECONDS: u64 = 20;

impl Race {
    /// Writes to a register while others read along. Every command is a case.
    pub(crate) fn run(self, program: &Program, seed: u64) -> Found {
        let folder = folder();
        let register = folder.path().join("register");
        assert!(program.run(&register, &["init"]).status.success());
        let case = format!("seed {seed}");
        let track = Track { race: self, program, register: &register, case };
        let is_over = AtomicBool::new(false);
        let mut found = Found::default();
        let mut won = Acknowledged::new();
        thread::scope(|scope| {
            let mut follower = track.follower();
            let printed = follower.stdout.take().unwrap();
            let following = scope.spawn(|| lines(printed, self.writers * self.each));
            let readers =
                [scope.spawn(|| track.verifies(&is_over)), scope.spawn(|| track.grows(&is_over))];
            let writers: Vec<_> = (0..self.writers)
                .map(|writer| {
                    let numbers = (writer * self.each..(writer + 1) * self.each).collect();
                    let (track, random) = (&track, Random::of(seed ^ (writer << 32)));
                    scope.spawn(move || track.writes(numbers, random))
                })
                .collect();
            for writer in writers {
                let (acknowledged, found_there) = writer.join().unwrap();
                won.extend(acknowledged);
                found.take_in(found_there);
            }
            is_over.store(true, Ordering::Relaxed);
            for reader in readers {
                found.take_in(reader.join().unwrap());
            }
            // It looks again several times a second. If commits are gone, it waits for ever.
            for _ in 0..PATIENCE_SECONDS * 10 {
                if following.is_finished() || !found.is_clean() {
                    break;
                }
                thread::sleep(Duration::from_millis(100));
            }
            follower.kill().unwrap();
            follower.wait().unwrap();
            if following.join().unwrap() != fs::read(register.join("log.jsonl")).unwrap() {
                found.unnoticed(&format!("{}: who followed saw something else", track.case));
            }
        });
        found.cases += self.writers * self.each;
        let submitted = (0..self.writers * self.each).collect();
        judge(program, &register, &submitted, &mut won, &track.case, &mut found);
        found
    }
}

/// The register that they race for.
struct Track<'a> {
    race: Race,
    program: &'a Program,
    register: &'a Path,
    case: String,
}

impl Track<'_> {
    /// Writes commands, a few at a time, until all are recorded; comes back while others write.
    fn writes(&self, mut numbers: BTreeSet<Number>, mut random: Random) -> (Acknowledged, Found) {
        let (mut won, mut found) = (Acknowledged::new(), Found::default());
        while !numbers.is_empty() {
            let many = usize::try_from(1 + random.below(self.race.turn)).unwrap();
            let turn: Vec<Number> = numbers.iter().copied().take(many).collect();
            let is_killed = random.below(ONE_IS_KILLED_OF) == 0;
            let output = if is_killed { self.killed(turn) } else { self.ends(turn) };
            let acknowledged = acknowledged(&output.stdout);
            numbers.retain(|number| !acknowledged.contains_key(number));
            won.extend(acknowledged);
            found.ended(&output, &self.case);
            let why = String::from_utf8_lossy(&output.stderr);
            if !output.status.success() && !is_killed && !why.contains("another process") {
                found.refused(&format!("{}: {why}", self.case));
                break;
            }
            thread::sleep(Duration::from_micros(random.below(WAIT_MICROSECONDS)));
        }
        (won, found)
    }

    fn ends(&self, turn: Vec<Number>) -> Output {
        fed(self.program.start(self.register), turn)
    }

    /// Killed after the first answer, or when it could not begin.
    fn killed(&self, turn: Vec<Number>) -> Output {
        let mut running = self.program.start(self.register);
        let text: String = turn.into_iter().map(line).collect();
        // A program that ended reads no more.
        let _ = running.stdin.take().unwrap().write_all(text.as_bytes());
        let mut answers = running.stdout.take().unwrap();
        let mut first = vec![0; 1];
        let read = answers.read(&mut first).unwrap();
        first.truncate(read);
        running.kill().unwrap();
        answers.read_to_end(&mut first).unwrap();
        Output { stdout: first, ..running.wait_with_output().unwrap() }
    }

    fn follower(&self) -> Child {
        let mut following =
            self.program.command(self.register, &["log", "--follow", "--format", "json"]);
        following.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap()
    }

    /// The register verifies at any time.
    fn verifies(&self, is_over: &AtomicBool) -> Found {
        let mut found = Found::default();
        while !is_over.load(Ordering::Relaxed) {
            let output = self.program.run(self.register, &["verify"]);
            found.ended(&output, &self.case);
            if !output.status.success() {
                let why = String::from_utf8_lossy(&output.stderr);
                found.refused(&format!("{}: does not verify: {why}", self.case));
            }
            thread::sleep(READER_WAIT);
        }
        found
    }

    /// Who reads again sees all that he saw before, and perhaps more, in whole lines.
    fn grows(&self, is_over: &AtomicBool) -> Found {
        let (mut found, mut before) = (Found::default(), Vec::new());
        while !is_over.load(Ordering::Relaxed) {
            let output = self.program.run(self.register, &["log", "--format", "json"]);
            found.ended(&output, &self.case);
            let is_whole = output.stdout.is_empty() || output.stdout.ends_with(b"\n");
            if !output.status.success() || !is_whole || !output.stdout.starts_with(&before) {
                found.unnoticed(&format!("{}: a commit that was read is not there", self.case));
            }
            before = output.stdout;
            thread::sleep(READER_WAIT);
        }
        found
    }
}

/// So many lines, or as many as there are, to the byte.
fn lines(printed: impl Read, many: u64) -> Vec<u8> {
    let (mut printed, mut all) = (BufReader::new(printed), Vec::new());
    for _ in 0..many {
        printed.read_until(b'\n', &mut all).unwrap();
    }
    all
}
