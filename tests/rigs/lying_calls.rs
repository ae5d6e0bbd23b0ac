//! The system lies: each call that touches the register in turn answers as if it had been done, and
//! is not. What is gone afterwards is noticed when the register is opened or verified, and said to be
//! damage (exit code 4).

use std::process::Output;
use std::time::Instant;

use crate::failing_calls::{ended, served};
use crate::judgement::{Found, compare};
use crate::program::Program;
use crate::scenes::{Ledger, READING, Scene, WRITING};
use crate::size::Size;
use crate::stage::Stage;
use crate::strace::{self, Call, Fault, noted, paths_below};

#[test]
fn lying_calls() {
    if !strace::is_there() {
        return;
    }
    let (size, began) = (Size::asked(), Instant::now());
    let (program, every) = (Program::as_built(), size.of(29, 3, 1));
    let mut found = Found::default();
    for scene in WRITING.iter().chain(&READING) {
        run(&program, *scene, every, &mut found);
    }
    let row = found.row("lying_calls", None, began.elapsed());
    found.conclude(&row, size);
}

/// Lies to a scene in one of `every` so many ways.
pub(crate) fn run(program: &Program, scene: Scene, every: u64, found: &mut Found) {
    let stage = Stage::of(program, scene);
    let (calls, undisturbed) = stage.calls();
    let paths = paths_below(&stage.around(), &calls);
    stage.set_up();
    stage.play(|run| run.watched(&paths));
    let calls = noted(&stage.notes());
    for call in calls.iter().filter(|call| may_lie(call)).step_by(usize::try_from(every).unwrap()) {
        let case = format!("{}, a lie at {} {}: {}", scene.name, call.kind, call.nth, call.text);
        let (kind, what) = (call.kind.clone(), format!("retval={}", call.answer));
        let fault = Fault { kind, what, when: call.nth.to_string() };
        stage.set_up();
        let output = stage.play(|run| run.broken(&paths, &fault));
        found.cases += 1;
        ended(&output, &case, found);
        is_said_right(&output, call, &case, found);
        if READING.iter().any(|reading| reading.name == scene.name) {
            served(&output, &undisturbed, &case, found);
            continue;
        }
        let mut ledger = stage.ledger();
        ledger.take_in(&scene, &output);
        is_noticed(&stage, &ledger, &case, found);
    }
}

/// The exit codes of what is damaged, and of a machine that fails.
const DAMAGED: i32 = 4;
const FAILED: i32 = 5;

/// Whoever was shown bytes that nobody wrote says that the log is damaged, or that the machine
/// fails where it was shown others before; any other lie is a failure of the machine, if anything.
fn is_said_right(output: &Output, call: &Call, case: &str, found: &mut Found) {
    let is_right = match output.status.code() {
        Some(0 | FAILED) => true,
        Some(DAMAGED) => call.kind == "pread64",
        _ => false,
    };
    if !is_right {
        found.refused(&format!("{case}: {}", words_of(output)));
    }
}

fn words_of(output: &Output) -> String {
    format!("{}: {}", output.status, String::from_utf8_lossy(&output.stderr))
}

/// A call that makes a file descriptor cannot answer with one that is not there.
fn may_lie(call: &Call) -> bool {
    call.answer >= 0 && call.kind != "openat"
}

/// Either everything acknowledged is there, or the register says that it is not sound.
fn is_noticed(stage: &Stage<'_>, ledger: &Ledger, case: &str, found: &mut Found) {
    let register = stage.register();
    if !register.join("log.jsonl").exists() && ledger.acknowledged.is_empty() {
        return;
    }
    let verified = stage.program.run(&register, &["verify"]);
    let (opened, _) = stage.program.append(&register, []);
    let mut is_noticed = false;
    for output in [verified, opened] {
        found.ended(&output, case);
        match output.status.code() {
            Some(0) => {}
            Some(DAMAGED) => is_noticed = true,
            _ => found.refused(&format!("{case}, and then {}", words_of(&output))),
        }
    }
    if is_noticed {
        return;
    }
    let mut held = Found::default();
    let log = register.join("log.jsonl");
    compare(&log, &ledger.submitted, &ledger.acknowledged, case, &mut held);
    if !held.is_clean() {
        found.unnoticed(&format!("{case}: {}", held.words()));
    }
}
