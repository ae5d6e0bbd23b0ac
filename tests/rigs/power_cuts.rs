//! The power goes (the disk of a real ext4 file system as it is at a moment) while a register is
//! made, appended to, signed, published and copied. The machine starts again from that disk: what
//! was acknowledged before is there, and the register takes more.

use std::fs;
use std::io::{BufReader, Write as _};
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Mutex;
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use crate::judgement::{Found, commands, judge};
use crate::mounts::{Machine, in_a_namespace};
use crate::program::{Acknowledged, Program, next_acknowledgement};
use crate::random::{Random, seed};
use crate::scenes::Ledger;
use crate::size::Size;
use crate::submissions::{Number, line};
use crate::upkeep::{whole_copy, whole_publication};

#[test]
fn power_cuts() {
    in_a_namespace("power_cuts::power_cuts", || {
        let (size, began, seed) = (Size::asked(), Instant::now(), seed());
        let found = run(&Program::as_built(), size.of(3, 25, 1000), seed);
        let row = found.row("power_cuts", Some(seed), began.elapsed());
        found.conclude(&row, size);
    });
}

/// How many times the power goes before the disk is a new one.
const CUTS_A_DISK: u64 = 25;
/// How many new commands are submitted to a run at most.
const SUBMITTED_MAX: u64 = 40;
/// Longer than a run takes that writes something else than commits, in microseconds.
const RUN_MICROSECONDS: u64 = 40_000;

/// Cuts the power so many times.
pub(crate) fn run(program: &Program, cuts: u64, seed: u64) -> Found {
    let (mut found, mut random) = (Found::default(), Random::of(seed));
    while found.cases < cuts {
        let mut desk = Desk::new(program);
        for _ in 0..CUTS_A_DISK.min(cuts - found.cases) {
            found.cases += 1;
            let case = format!("cut {} of seed {seed}", found.cases);
            desk.work_until_the_power_goes(&mut random, &case, &mut found);
        }
    }
    found
}

/// A machine with a register, and what was acknowledged of it.
struct Desk<'a> {
    program: &'a Program,
    machine: Machine,
    is_made: bool,
    ledger: Ledger,
}

/// What was promised by the time the power went, beside the commits that the ledger knows.
enum Promised {
    Nothing,
    Register,
    /// A publication of so many commits.
    Publication(usize),
    /// A copy with all commits of the ledger.
    Copy,
    /// Commits whose places were not told.
    Commits(Vec<Number>),
}

impl<'a> Desk<'a> {
    fn new(program: &'a Program) -> Self {
        Self { program, machine: Machine::new(), is_made: false, ledger: Ledger::default() }
    }

    fn register(&self) -> PathBuf {
        self.machine.disk().join("register")
    }

    fn work_until_the_power_goes(&mut self, random: &mut Random, case: &str, found: &mut Found) {
        let promised = match random.below(10) {
            _ if !self.is_made => self.run(&["init"], Promised::Register, random),
            0 => {
                let all = self.ledger.acknowledged.len();
                self.run(&["checkpoint"], Promised::Publication(all), random)
            }
            1 => {
                let backup = self.machine.disk().join("backup");
                // That of an earlier run; nobody needs it.
                let _ = fs::remove_dir_all(&backup);
                self.run(&["backup", backup.to_str().unwrap()], Promised::Copy, random)
            }
            2 => {
                let (numbers, file) = (self.submit(random), self.machine.disk().join("commands"));
                fs::write(&file, numbers.iter().copied().map(line).collect::<String>()).unwrap();
                self.run(&["append", file.to_str().unwrap()], Promised::Commits(numbers), random)
            }
            _ => self.converse(random),
        };
        self.machine.restart();
        self.hold_to(promised, case, found);
        // Else the next run is the one that finds what this cut left behind.
        if self.is_made && random.below(2) == 0 {
            let (register, Ledger { submitted, acknowledged }) =
                (self.register(), &mut self.ledger);
            judge(self.program, &register, submitted, acknowledged, case, found);
        }
    }

    /// Starts a run, and cuts the power at a random moment of it, or after it. Answers with what it
    /// promises if it said in time that it was done.
    fn run(&mut self, words: &[&str], promised: Promised, random: &mut Random) -> Promised {
        let mut running = self.program.command(&self.register(), words);
        let mut running = running.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        thread::sleep(Duration::from_micros(random.below(RUN_MICROSECONDS)));
        let ended = running.try_wait().unwrap();
        self.machine.cut();
        // It may have ended by itself.
        let _ = running.kill();
        running.wait().unwrap();
        if ended.is_some_and(|status| status.success()) { promised } else { Promised::Nothing }
    }

    /// The commands of the next run: all that were never acknowledged, and new ones.
    fn submit(&mut self, random: &mut Random) -> Vec<Number> {
        let Ledger { submitted, acknowledged } = &mut self.ledger;
        let next = submitted.last().map_or(0, |last| last + 1);
        submitted.extend(next..next + 1 + random.below(SUBMITTED_MAX));
        submitted.iter().copied().filter(|number| !acknowledged.contains_key(number)).collect()
    }

    /// Appends one after the other, and cuts the power at a random moment of it.
    fn converse(&mut self, random: &mut Random) -> Promised {
        let numbers = self.submit(random);
        let mut running = self.program.start(&self.register());
        let mut input = running.stdin.take().unwrap();
        let mut answers = BufReader::new(running.stdout.take().unwrap());
        let (heard, enough) = (Mutex::new(Acknowledged::new()), random.below(numbers.len() as u64));
        let (told, counted) = channel();
        thread::scope(|scope| {
            scope.spawn(move || {
                // A program that was killed reads no more.
                let _ =
                    input.write_all(numbers.into_iter().map(line).collect::<String>().as_bytes());
            });
            scope.spawn(|| {
                while let Some(answer) = next_acknowledgement(&mut answers) {
                    heard.lock().unwrap().extend([answer]);
                    // Nobody listens any more once there were enough.
                    let _ = told.send(());
                }
                drop(told);
            });
            counted.iter().take(usize::try_from(enough).unwrap()).for_each(drop);
            thread::sleep(Duration::from_micros(random.below(2500)));
            self.ledger.acknowledged.extend(heard.lock().unwrap().iter());
            self.machine.cut();
            // It may have ended by itself.
            let _ = running.kill();
        });
        running.wait().unwrap();
        Promised::Nothing
    }

    /// Looks for what was promised, on the disk as it was when the power went.
    fn hold_to(&mut self, promised: Promised, case: &str, found: &mut Found) {
        let (register, backup) = (self.register(), self.machine.disk().join("backup"));
        let is_there = register.join("log.jsonl").exists();
        let size = if let Promised::Publication(size) = promised { Some(size) } else { None };
        match promised {
            Promised::Register if !is_there => found.lost(1, &format!("{case}: the register")),
            Promised::Copy if !backup.exists() => found.lost(1, &format!("{case}: the copy")),
            Promised::Copy => whole_copy(self.program, &backup, &self.ledger, case, found),
            Promised::Commits(numbers) => self.place(&numbers, case, found),
            Promised::Nothing | Promised::Register | Promised::Publication(_) => {}
        }
        if is_there {
            whole_publication(self.program, &register, size, case, found);
        }
        self.is_made |= is_there;
    }

    /// Finds the places of commits that have to be there.
    fn place(&mut self, numbers: &[Number], case: &str, found: &mut Found) {
        let held = commands(&self.register().join("log.jsonl")).unwrap_or_default();
        let places: Acknowledged = held.into_iter().zip(1..).collect();
        for number in numbers {
            match places.get(number) {
                Some(n) => self.ledger.acknowledged.extend([(*number, *n)]),
                None => found.lost(1, &format!("{case}: command {number} of a file")),
            }
        }
    }
}
