//! The golden log of every released format stays readable, and is written as it was.

use std::collections::BTreeSet;

use repatria_domain::CommandId;

use crate::codec::{decode, encode};
use crate::commits::Commits;
use crate::examples::{GOLDEN, first, noon, recorded};
use crate::memory_log::MemoryLog;
use crate::sequencer::{Sequencer, Submission};
use crate::verify::verify;
use repatria_tlog::LeafHash;

#[test]
fn the_golden_log_is_written_as_it_was_when_its_format_was_released() {
    let written = recorded(usize::MAX).bytes();
    assert_eq!(String::from_utf8(written).unwrap(), str::from_utf8(GOLDEN).unwrap());
}

#[test]
fn the_golden_log_itself_was_never_touched() {
    let hash = LeafHash::of(GOLDEN).to_string();
    assert_eq!(hash, "ea9469925d9c7e8ebb0e1e7e7e35a51072a48893c4c9cec8418b56a5cba404da");
}

#[test]
fn every_line_of_the_golden_log_is_read_and_written_back_to_the_byte() {
    written_back(GOLDEN);
}

fn written_back(log: &[u8]) {
    let mut prev = LeafHash::NONE;
    for line in log.strip_suffix(b"\n").unwrap().split(|byte| *byte == b'\n') {
        let decoded = decode(line).unwrap();
        assert_eq!(decoded.prev.hash(), prev);
        let mut again = Vec::new();
        encode(&decoded.commit, prev, &mut again).unwrap();
        assert_eq!(String::from_utf8(again).unwrap(), str::from_utf8(line).unwrap());
        prev = LeafHash::of(line);
    }
}

#[test]
fn the_golden_log_holds_every_kind_of_event_that_there_was_and_verifies() {
    let log = MemoryLog::of_bytes(GOLDEN);
    let names: BTreeSet<&str> = Commits::of(&log)
        .flat_map(|commit| commit.unwrap().events)
        .map(|event| event.name())
        .collect();
    assert_eq!(names.len(), 15, "{names:?}");
    let verified = verify(&log, |_| ()).unwrap();
    assert_eq!((verified.commits, verified.events), (20, 22));
}

/// The log with the events that came later than the golden one; it never changes either.
const LATER: &[u8] = include_bytes!("../tests/fixtures/v1-later.jsonl");

#[test]
fn an_accepted_loss_is_written_as_it_was_when_it_was_first_written() {
    let loss = r#"{"type":"accept-loss","data":{"kept":1,"acknowledged":4,"lines":3,"bytes":1702,"sha256":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08","why":"the disk failed"}}"#;
    let log = MemoryLog::default();
    let mut sequencer = Sequencer::open(log.clone(), |_| ()).unwrap();
    let commands = first(1).into_iter().map(|submission| submission.command);
    for command in commands.chain([serde_json::from_str(loss).unwrap()]) {
        let id = CommandId::of(command.events()[0].name().as_bytes());
        let submission = Submission { id, by: "olena".parse().unwrap(), command };
        for answer in sequencer.submit(&[submission], noon(), |_| ()) {
            answer.unwrap();
        }
    }
    assert_eq!(String::from_utf8(log.bytes()).unwrap(), str::from_utf8(LATER).unwrap());
}

#[test]
fn every_line_of_the_later_log_is_read_and_written_back_to_the_byte() {
    let hash = LeafHash::of(LATER).to_string();
    assert_eq!(hash, "2e12643304da74cd84c384deeee21b0ba7a301dc70e155aa166d0d948a37ecfe");
    written_back(LATER);
}
