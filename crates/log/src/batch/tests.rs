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

#[test]
fn a_batch_that_takes_the_room_of_another_has_none_of_its_lines() {
    let commits = golden();
    let mut first = Batch::after(Head::EMPTY);
    commits[..5].iter().for_each(|commit| first.push(commit).unwrap());
    let (head, room) = (first.head(), first.bytes.capacity());
    let mut second = first.anew_after(head);
    assert_eq!((second.is_empty(), second.expected(), second.head()), (true, head, head));
    second.push(&commits[5]).unwrap();
    let mut fresh = Batch::after(head);
    fresh.push(&commits[5]).unwrap();
    assert_eq!(second, fresh);
    assert_eq!(second.bytes.capacity(), room);
}

#[test]
fn lines_that_get_their_ends_later_are_the_same_lines() {
    let commits = golden();
    let mut first = Batch::after(Head::EMPTY);
    first.push(&commits[0]).unwrap();
    let mut draft = Draft::after(1, b"what others left".to_vec());
    assert!(matches!(draft.push(&commits[2]), Err(LogError::Corrupt(_))));
    for commit in &commits[1..] {
        let events = draft.push(commit).unwrap();
        let events: Vec<serde_json::Value> =
            serde_json::from_slice(&draft.bytes()[events]).unwrap();
        assert_eq!(events.len(), commit.events.len());
        // One more that is taken back leaves nothing.
        let next = Commit { n: commit.n + 1, ..commits[0].clone() };
        draft.push(&next).unwrap();
        draft.pop();
        assert_eq!(draft.last(), commit.n);
    }
    let rest = draft.chain(first.head()).unwrap();
    assert_eq!([first.bytes(), rest.bytes()].concat(), GOLDEN);
    assert_eq!((rest.expected(), rest.head().n), (first.head(), 20));
    assert_eq!(rest.head().leaf, LeafHash::of(rest.lines().last().unwrap().1));
}

#[test]
fn lines_that_follow_another_commit_get_no_ends() {
    let first = golden().remove(0);
    let mut draft = Draft::after(0, Vec::new());
    draft.push(&first).unwrap();
    let other = Head { n: 1, leaf: LeafHash::of(b"another line") };
    assert!(matches!(draft.chain(other), Err(LogError::Conflict { head }) if head == other));
}

#[test]
fn a_commit_that_is_too_long_leaves_the_lines_before_it() {
    let mut commits = golden();
    let mut batch = Batch::after(Head::EMPTY);
    batch.push(&commits[0]).unwrap();
    let before = batch.clone();
    let long = &mut commits[1];
    let event = long.events[0].clone();
    long.events.extend(std::iter::repeat_n(event, 1000));
    assert!(matches!(batch.push(long), Err(LogError::TooLarge { .. })));
    assert_eq!(batch, before);
}
