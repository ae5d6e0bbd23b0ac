//! The program is killed (SIGKILL) at random moments, while registers are made, opened and
//! appended to. Afterwards everything acknowledged is there, and the register takes more.

use std::collections::BTreeSet;
use std::io::{BufReader, Write as _};
use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use crate::judgement::{Found, judge};
use crate::program::{Acknowledged, Program, folder, next_acknowledgement};
use crate::random::{Random, seed};
use crate::size::Size;
use crate::submissions::{self, Number};

#[test]
fn kill_at_random() {
    let (size, began, seed) = (Size::asked(), Instant::now(), seed());
    let found = run(&Program::as_built(), size.of(20, 500, 10_000), seed);
    let row = found.row("kill_at_random", Some(seed), began.elapsed());
    found.conclude(&row, size);
}

/// How many times a register is killed before a new one is made.
const KILLS_A_REGISTER: u64 = 25;
/// How many commands are submitted to a run at most.
const SUBMITTED_MAX: u64 = 40;

/// Kills the program so many times.
pub(crate) fn run(program: &Program, kills: u64, seed: u64) -> Found {
    let (mut found, mut random) = (Found::default(), Random::of(seed));
    while found.cases < kills {
        let folder = folder();
        let register = folder.path().join("register");
        make(program, &register, &mut random, &mut found);
        let (mut submitted, mut acknowledged) = (BTreeSet::new(), Acknowledged::new());
        for _ in 0..KILLS_A_REGISTER.min(kills - found.cases) {
            let case = format!("kill {} of seed {seed}", found.cases + 1);
            let next = submitted.last().map_or(0, |last| last + 1);
            let new: Vec<Number> = (next..next + 1 + random.below(SUBMITTED_MAX)).collect();
            submitted.extend(&new);
            acknowledged.extend(killed(program, &register, &new, &mut random));
            judge(program, &register, &submitted, &mut acknowledged, &case, &mut found);
            found.cases += 1;
        }
    }
    found
}

/// Makes a register; every second time it is killed on the way and has to be made again.
fn make(program: &Program, register: &Path, random: &mut Random, found: &mut Found) {
    if random.below(2) == 0 {
        let mut making = program.command(register, &["init"]);
        let mut making = making.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        thread::sleep(Duration::from_micros(random.below(3000)));
        making.kill().unwrap();
        making.wait().unwrap();
    }
    let made = program.run(register, &["init"]);
    found.ended(&made, "init");
    let stands_already = String::from_utf8_lossy(&made.stderr).contains("register-exists");
    if !made.status.success() && !stands_already {
        found.refused(&format!("init: {}", String::from_utf8_lossy(&made.stderr)));
    }
}

/// Submits commands to a run that is killed; answers with what it acknowledged until then.
fn killed(
    program: &Program,
    register: &Path,
    numbers: &[Number],
    random: &mut Random,
) -> Acknowledged {
    let mut running = program.start(register);
    let text: String = numbers.iter().copied().map(submissions::line).collect();
    let mut input = running.stdin.take().unwrap();
    let writing = thread::spawn(move || {
        // A program that was killed reads no more.
        let _ = input.write_all(text.as_bytes());
    });
    let mut answers = BufReader::new(running.stdout.take().unwrap());
    let mut acknowledged = Acknowledged::new();
    let enough = random.below(SUBMITTED_MAX / 2);
    while (acknowledged.len() as u64) < enough {
        let Some(answer) = next_acknowledgement(&mut answers) else { break };
        acknowledged.extend([answer]);
    }
    thread::sleep(Duration::from_micros(random.below(2500)));
    running.kill().unwrap();
    // What is in the pipe was answered before the end.
    while let Some(answer) = next_acknowledgement(&mut answers) {
        acknowledged.extend([answer]);
    }
    running.wait().unwrap();
    writing.join().unwrap();
    acknowledged
}
