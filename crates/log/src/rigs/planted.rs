//! The rigs are tested too: each planted fault is found by the rig that is there to find it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::changes::{cuts, exchanged_lines, flips};
use super::crashes::crashes;
use super::long_runs::long_runs;
use super::race::{rivals, the_lock};
use super::{Ran, Share};
use crate::planted::{FAULTS, Planted, plant};

/// The rig that has to find a fault.
fn rig_for(fault: Planted) -> (&'static str, fn(Share) -> Ran) {
    match fault {
        Planted::NoSync
        | Planted::AcknowledgedBeforeSync
        | Planted::NoFolderSync
        | Planted::MarkerBeforeSync
        | Planted::LinesBehindMarkerDropped => ("crashes", crashes),
        Planted::SyncRetried | Planted::ShortWrite | Planted::HeadUnchecked => {
            ("long_runs", long_runs)
        }
        Planted::NoQuarantine => ("cuts", cuts),
        Planted::CrcSkipped => ("flips", flips),
        Planted::PrevUnchecked => ("exchanged_lines", exchanged_lines),
        Planted::ClockBack => ("rivals", rivals),
        Planted::NoLock => ("the_lock", the_lock),
    }
}

#[test]
fn rig_every_planted_fault_is_found_by_the_rig_that_should_find_it() {
    let mut missed = Vec::new();
    for (name, fault) in FAULTS {
        let (rig, run) = rig_for(fault);
        plant(Some(fault));
        let ran = catch_unwind(AssertUnwindSafe(|| run(Share::Ordinary)));
        plant(None);
        match ran.unwrap_or_else(|_| Err("it panicked".into())) {
            Err(found) => println!("{name}: found by {rig}: {found}"),
            Ok(_) => missed.push(format!("{name} was missed by {rig}")),
        }
    }
    assert_eq!(missed, [""; 0]);
}
