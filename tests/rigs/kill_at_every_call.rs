//! The program is killed (SIGKILL) at each system call in turn: while it makes a register, appends
//! fifty commits, appends a file, sets a torn end aside, makes the marker anew.

use std::collections::BTreeSet;
use std::time::Instant;

use crate::judgement::{Found, judge};
use crate::program::Program;
use crate::scenes::{FIFTY, Scene, WRITING};
use crate::size::Size;
use crate::stage::Stage;
use crate::strace::{self, Fault};

#[test]
fn kill_at_every_call() {
    if !strace::is_there() {
        return;
    }
    let (size, began) = (Size::asked(), Instant::now());
    let (program, every) = (Program::as_built(), size.of(29, 3, 1));
    let mut found = Found::default();
    for scene in WRITING.iter().chain(&[FIFTY]) {
        run(&program, *scene, every, &mut found);
    }
    let row = found.row("kill_at_every_call", None, began.elapsed());
    found.conclude(&row, size);
}

/// Kills a scene at one of `every` so many calls.
pub(crate) fn run(program: &Program, scene: Scene, every: u64, found: &mut Found) {
    let stage = Stage::of(program, scene);
    let (calls, _) = stage.calls();
    for call in calls.iter().step_by(usize::try_from(every).unwrap()) {
        let case = format!("{}, killed at {} {}: {}", scene.name, call.kind, call.nth, call.text);
        let (kind, what) = (call.kind.clone(), "signal=KILL".to_owned());
        let fault = Fault { kind, what, when: call.nth.to_string() };
        stage.set_up();
        let output = stage.play(|run| run.broken(&BTreeSet::default(), &fault));
        found.cases += 1;
        found.ended(&output, &case);
        let mut ledger = stage.ledger();
        ledger.take_in(&scene, &output);
        settle(&stage, &mut ledger, &case, found);
    }
}

/// Judges a register that a scene left behind; one that was not made yet is made first.
pub(crate) fn settle(
    stage: &Stage<'_>,
    ledger: &mut crate::scenes::Ledger,
    case: &str,
    found: &mut Found,
) {
    let register = stage.register();
    if !register.join("log.jsonl").exists() {
        let made = stage.program.run(&register, &["init"]);
        found.ended(&made, case);
        if !made.status.success() {
            found.refused(&format!("{case}: {}", String::from_utf8_lossy(&made.stderr)));
        }
    }
    judge(stage.program, &register, &ledger.submitted, &mut ledger.acknowledged, case, found);
}
