//! The program is killed (SIGKILL) at each system call in turn: while it makes a register, appends
//! fifty commits, appends a file, sets a torn end aside, makes the marker anew, signs and publishes
//! a checkpoint, backs up, restores, repairs, publishes a site.

use std::collections::BTreeSet;
use std::time::Instant;

use crate::judgement::Found;
use crate::program::Program;
use crate::scenes::{Ended, FIFTY, Scene, WRITING};
use crate::size::Size;
use crate::stage::Stage;
use crate::strace::{self, Fault};
use crate::upkeep::UPKEEP;

#[test]
fn kill_at_every_call() {
    if !strace::is_there() {
        return;
    }
    let (size, began) = (Size::asked(), Instant::now());
    let program = Program::as_built();
    let (every, every_of_upkeep) = (size.of(29, 3, 1), size.of(199, 11, 1));
    let mut found = Found::default();
    for scene in WRITING.iter().chain(&[FIFTY]) {
        run(&program, *scene, every, &mut found);
    }
    for scene in &UPKEEP {
        run(&program, *scene, every_of_upkeep, &mut found);
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
        let ended = Ended { stage: &stage, output: &output, case: &case };
        (scene.afterwards)(&ended, found);
    }
}
