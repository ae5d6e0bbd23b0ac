//! A fault is planted where it is meant to be, and nowhere else.

use std::collections::BTreeSet;
use std::thread;

use super::*;

#[test]
fn a_fault_is_planted_for_its_own_thread_until_it_is_dug_out() {
    assert!(!planted(Planted::NoSync));
    plant(Some(Planted::NoSync));
    assert!(planted(Planted::NoSync) && !planted(Planted::NoLock));
    assert!(!thread::spawn(|| planted(Planted::NoSync)).join().unwrap());
    plant(None);
    assert!(!planted(Planted::NoSync));
}

#[test]
fn every_fault_has_a_name_of_its_own() {
    let names: BTreeSet<&str> = FAULTS.into_iter().map(|(name, _)| name).collect();
    assert_eq!(names.len(), FAULTS.len());
}
