//! The golden log of every released format stays readable, and is written as it was.

use std::collections::BTreeSet;

use crate::codec::{decode, encode};
use crate::commits::Commits;
use crate::examples::{GOLDEN, recorded};
use crate::memory_log::MemoryLog;
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
    let mut prev = LeafHash::NONE;
    for line in GOLDEN.strip_suffix(b"\n").unwrap().split(|byte| *byte == b'\n') {
        let decoded = decode(line).unwrap();
        assert_eq!(decoded.prev, prev);
        let mut again = Vec::new();
        encode(&decoded.commit, prev, &mut again).unwrap();
        assert_eq!(String::from_utf8(again).unwrap(), str::from_utf8(line).unwrap());
        prev = LeafHash::of(line);
    }
}

#[test]
fn the_golden_log_holds_every_kind_of_event_and_verifies() {
    let log = MemoryLog::of_bytes(GOLDEN);
    let names: BTreeSet<&str> = Commits::of(&log)
        .flat_map(|commit| commit.unwrap().events)
        .map(|event| event.name())
        .collect();
    assert_eq!(names.len(), 15, "{names:?}");
    let verified = verify(&log, |_| ()).unwrap();
    assert_eq!((verified.commits, verified.events), (20, 22));
}
