//! Claims about totals against the record of the demo, early and late.

use crate::program::Folder;

#[test]
fn what_was_claimed_by_the_end_of_2022_is_held_against_what_had_happened_by_then() {
    let mut folder = Folder::with_demo();
    folder.run("reconcile --as-of 2022-12-31").check("reconcile/early.txt");
}

#[test]
fn every_claim_has_a_row_with_its_verdict() {
    let mut folder = Folder::with_demo();
    folder.run("reconcile --format csv").check("reconcile/all.csv");
}

#[test]
fn a_register_that_knew_of_no_claim_yet_says_so() {
    let mut folder = Folder::with_demo();
    folder.run("reconcile --known-at 2020-01-01T00:00:00Z").check("reconcile/nothing_known.txt");
}

#[test]
fn a_claim_that_there_is_not_is_answered_with_how_many_there_are() {
    let mut folder = Folder::new();
    folder
        .run("init")
        .run("reconcile")
        .run("reconcile T/1")
        .run("reconcile 2025-06-26/1")
        .check("reconcile/no_such_claim.txt");
}
