//! A batch holds lines that follow from its head, and no others.

use super::*;
use crate::codec::decode;
use crate::examples::GOLDEN;

fn golden() -> Vec<Commit> {
    let lines = GOLDEN.strip_suffix(b"\n").unwrap().split(|byte| *byte == b'\n');
    lines.map(|line| decode(line).unwrap().commit).collect()
}

#[test]
fn a_commit_that_does_not_follow_is_not_taken() {
    let commits = golden();
    let mut batch = Batch::after(Head::EMPTY);
    batch.push(&commits[0]).unwrap();
    let before = batch.clone();
    for out_of_turn in [&commits[0], &commits[2]] {
        assert!(matches!(batch.push(out_of_turn), Err(LogError::Corrupt(_))));
        assert_eq!(batch, before);
    }
}

#[test]
fn lines_are_numbered_and_chained_from_the_head_on() {
    let commits = golden();
    let mut first = Batch::after(Head::EMPTY);
    first.push(&commits[0]).unwrap();
    let mut rest = Batch::after(first.head());
    commits[1..].iter().for_each(|commit| drop(rest.push(commit)));
    assert_eq!([first.bytes(), rest.bytes()].concat(), GOLDEN);
    assert_eq!((rest.expected().n, rest.head().n, rest.is_empty()), (1, 20, false));
    let numbers: Vec<u64> = rest.lines().map(|(n, _)| n).collect();
    assert_eq!(numbers, (2..=20).collect::<Vec<u64>>());
    assert!(rest.lines().all(|(n, line)| decode(line).unwrap().commit.n == n));
}
