//! The system refuses: each call that touches the register fails in turn, once or from then on.
//! What was acknowledged meanwhile is there, and when the fault is gone the register opens.

use std::os::unix::process::ExitStatusExt as _;
use std::process::Output;
use std::time::Instant;

use crate::judgement::{Found, KILL};
use crate::program::Program;
use crate::scenes::{Ended, READING, Scene, WRITING};
use crate::size::Size;
use crate::stage::Stage;
use crate::strace::{self, Call, Fault, noted, paths_below};
use crate::upkeep::UPKEEP;

#[test]
fn failing_calls() {
    if !strace::is_there() {
        return;
    }
    let (size, began) = (Size::asked(), Instant::now());
    let program = Program::as_built();
    // No stride has a divisor in common with the fourteen faults of a call: each has its turn.
    let (every, every_of_upkeep) = (size.of(151, 9, 1), size.of(1511, 81, 9));
    let mut found = Found::default();
    for scene in WRITING.iter().chain(&READING) {
        run(&program, *scene, every, &mut found);
    }
    for scene in &UPKEEP {
        run(&program, *scene, every_of_upkeep, &mut found);
    }
    let row = found.row("failing_calls", None, began.elapsed());
    found.conclude(&row, size);
}

/// What the system says.
const ERRORS: [&str; 7] = ["EIO", "ENOSPC", "EDQUOT", "EINTR", "EAGAIN", "EMFILE", "EACCES"];

/// Breaks a scene in one of `every` so many of all ways.
pub(crate) fn run(program: &Program, scene: Scene, every: u64, found: &mut Found) {
    let stage = Stage::of(program, scene);
    let (calls, undisturbed) = stage.calls();
    let paths = paths_below(&stage.around(), &calls);
    stage.set_up();
    stage.play(|run| run.watched(&paths));
    // Numbered among the calls that touch these paths, as `strace` counts them then.
    let calls = noted(&stage.notes());
    let faults = calls.iter().flat_map(faults);
    for (case, fault) in faults.step_by(usize::try_from(every).unwrap()) {
        let case = format!("{}, {case}", scene.name);
        stage.set_up();
        let output = stage.play(|run| run.broken(&paths, &fault));
        found.cases += 1;
        ended(&output, &case, found);
        if READING.iter().any(|reading| reading.name == scene.name) {
            served(&output, &undisturbed, &case, found);
            continue;
        }
        let ended = Ended { stage: &stage, output: &output, case: &case };
        (scene.afterwards)(&ended, found);
    }
}

fn faults(call: &Call) -> impl Iterator<Item = (String, Fault)> {
    let fault = |error: &str, when: String| Fault {
        kind: call.kind.clone(),
        what: format!("error={error}"),
        when,
    };
    let nth = call.nth;
    let both = ERRORS.iter().flat_map(move |error| {
        // Whoever is interrupted tries again; no system interrupts for ever.
        let on = if *error == "EINTR" { format!("{nth}..{}", nth + 50) } else { format!("{nth}+") };
        let once = (
            format!("{error} at {} {nth}: {}", call.kind, call.text),
            fault(error, nth.to_string()),
        );
        let ever =
            (format!("{error} from {} {nth} on: {}", call.kind, call.text), fault(error, on));
        [once, ever]
    });
    both.collect::<Vec<_>>().into_iter()
}

/// A run that panicked, or that had to be ended because it hung.
pub(crate) fn ended(output: &Output, case: &str, found: &mut Found) {
    found.ended(output, case);
    // Nobody sends this signal here but the clock that ends what hangs.
    let ended_by_the_clock = output.status.signal() == Some(KILL);
    if ended_by_the_clock || [Some(124), Some(137)].contains(&output.status.code()) {
        found.hung(case);
    }
}

/// What a reading command printed without an error is what the register holds.
pub(crate) fn served(output: &Output, undisturbed: &Output, case: &str, found: &mut Found) {
    if output.status.success() && output.stdout != undisturbed.stdout {
        let printed = String::from_utf8_lossy(&output.stdout);
        found.unnoticed(&format!("{case}: printed {printed}"));
    }
}
