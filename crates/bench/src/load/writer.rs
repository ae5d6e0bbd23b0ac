//! One who records, a command after the other, and looks for each on its page.

use std::sync::atomic::{AtomicBool, Ordering};

use super::hurry::Hurry;
use super::served::Served;
use super::wire::Wire;

/// Opens exchanges until it is over, under names that no other one gives. Only the command is timed;
/// that its page is there when the answer comes is looked at in between, by whoever looks.
pub(super) fn record(served: &Served, which: u64, looks: bool, is_over: &AtomicBool) -> Hurry {
    let mut hurry = Hurry::default();
    let mut wire = match Wire::to(served.address()) {
        Ok(wire) => wire,
        Err(why) => {
            hurry.errors.push(why);
            return hurry;
        }
    };
    // A run against the same register again names its exchanges anew.
    let run = std::process::id();
    for number in 1_u64.. {
        if is_over.load(Ordering::Relaxed) {
            break;
        }
        let reference = format!("load-{run}-{which}-{number}");
        let command = format!(
            r#"{{"type":"open-exchange","data":{{"reference":"{reference}","parties":["RU","UA"]}}}}"#
        );
        hurry.timed(|| wire.post(served.token(), &command));
        if looks && let Err(why) = wire.get(&format!("/exchanges/{reference}")) {
            hurry.errors.push(format!("answered and not on its page: {why}"));
        }
    }
    hurry
}
