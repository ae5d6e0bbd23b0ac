//! The rigs are tested too: the program is built with faults that can be planted, and each is found
//! by the rigs that are there to find it.

use std::env;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use serde_json::Value;

use crate::judgement::Found;
use crate::mounts::in_a_namespace;
use crate::program::Program;
use crate::random::seed;
use crate::size::Size;
use crate::{
    full_disk, kill_at_every_call, many_writers, order_of_calls, power_cuts, scenes, strace,
};

/// A rig, as much of it as finds a fault.
type Rig = fn(&Program) -> Found;

/// Each fault, by its name in the environment of the program, and the rig that has to find it. A
/// name that was never synced is found by the order of calls alone: ext4 keeps it, as a rule.
const FOUND_BY: [(&str, &str, Rig); 11] = [
    ("no-sync", "order_of_calls", order),
    ("acknowledged-before-sync", "order_of_calls", order),
    ("no-folder-sync", "order_of_calls", order),
    ("marker-before-sync", "order_of_calls", order),
    ("sync-retried", "order_of_calls", order),
    ("no-sync", "power_cuts", power),
    ("acknowledged-before-sync", "power_cuts", power),
    ("lines-behind-marker-dropped", "power_cuts", power),
    ("short-write", "full_disk", disk),
    ("no-quarantine", "kill_at_every_call", kill),
    ("no-lock", "many_writers", race),
];

#[test]
fn planted_faults() {
    let (size, began) = (Size::asked(), Instant::now());
    if size == Size::Ordinary {
        eprintln!("planted faults are for RIG=gate and RIG=night: the program is built for them");
        return;
    }
    if !strace::is_there() {
        return;
    }
    in_a_namespace("planted::planted_faults", || {
        let path = built();
        let mut missed = Found::default();
        for (fault, rig, run) in FOUND_BY {
            missed.cases += 1;
            let program = Program::planted(path.clone(), fault);
            match catch_unwind(AssertUnwindSafe(|| run(&program))) {
                Ok(found) if found.is_clean() => {
                    missed.unnoticed(&format!("{fault} was missed by {rig}"));
                }
                Ok(found) => eprintln!("{fault}: found by {rig}: {}", found.words()),
                Err(_) => missed.ended_itself(&format!("{rig} with {fault}")),
            }
        }
        let row = missed.row("planted_faults", None, began.elapsed());
        missed.conclude(&row, size);
    });
}

/// The program with faults that can be planted. It is built here, under a name of its own.
fn built() -> PathBuf {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap());
    cargo.args(["build", "--package", "repatria", "--bin", NAME, "--features", "planted-faults"]);
    let output = cargo.args(["--locked", "--message-format", "json"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let messages = String::from_utf8_lossy(&output.stdout).into_owned();
    let built = |line: &str| {
        let message: Value = serde_json::from_str(line).ok()?;
        message["executable"].as_str().filter(|path| path.ends_with(NAME)).map(PathBuf::from)
    };
    messages.lines().find_map(built).unwrap()
}

const NAME: &str = "repatria-planted";

/// Two scenes, one of a new name and one of new lines, show every fault of the order.
fn order(program: &Program) -> Found {
    order_of_calls::run(program, &[scenes::INIT, scenes::APPENDS], 1)
}

/// Cuts the power until something is found, and gives up after many cuts.
fn power(program: &Program) -> Found {
    until_found(60, |seed| power_cuts::run(program, 1 + seed % 20, seed))
}

fn disk(program: &Program) -> Found {
    until_found(8, |seed| full_disk::run(program, 1, seed))
}

fn kill(program: &Program) -> Found {
    let mut found = Found::default();
    kill_at_every_call::run(program, scenes::TORN, 7, &mut found);
    found
}

fn race(program: &Program) -> Found {
    until_found(8, |seed| many_writers::Race { writers: 16, each: 5, turn: 3 }.run(program, seed))
}

/// Runs a rig with one seed after the other until it finds something.
fn until_found(most: u64, rig: impl Fn(u64) -> Found) -> Found {
    let first = seed();
    let ran = (first..first + most).map(rig);
    ran.into_iter().find(|found| !found.is_clean()).unwrap_or_default()
}
