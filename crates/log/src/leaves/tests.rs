//! Leaves: what was written makes the tree, and what was not is named with its line and byte.

use proptest::prelude::*;
use repatria_tlog::{CompactTree, LeafHash, Root};

use super::Leaves;
use crate::error::LogError;
use crate::examples::GOLDEN;
use crate::memory_log::MemoryLog;

fn tree(log: &[u8]) -> Result<CompactTree, LogError> {
    let (log, mut tree) = (MemoryLog::of_bytes(log), CompactTree::default());
    let mut leaves = Leaves::of(&log);
    while let Some(leaf) = leaves.next_leaf()? {
        tree.push(leaf.hash);
    }
    Ok(tree)
}

fn refused(log: &[u8]) -> String {
    tree(log).unwrap_err().to_string()
}

/// The lines of the golden log, each with its line feed.
fn golden() -> Vec<Vec<u8>> {
    GOLDEN.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect()
}

/// A line as somebody rewrites it who knows about crcs.
fn rewritten(line: &[u8], from: &str, to: &str) -> Vec<u8> {
    let line = String::from_utf8(line.to_vec()).unwrap();
    let body = line[..line.len() - 19].replacen(from, to, 1);
    let crc = crc32c::crc32c(body.as_bytes());
    format!("{body},\"crc\":\"{crc:08x}\"}}\n").into_bytes()
}

#[test]
fn every_line_is_a_leaf_of_the_tree() {
    let mut expected = CompactTree::default();
    expected.extend(golden().iter().map(|line| LeafHash::of(line.strip_suffix(b"\n").unwrap())));
    assert_eq!(tree(GOLDEN).unwrap(), expected);
    assert_eq!(tree(b"").unwrap().root(), Root::EMPTY);
}

#[test]
fn a_rewritten_line_is_given_away_by_the_chain_before_it_is_in_a_tree() {
    let mut lines = golden();
    lines[3] = rewritten(&lines[3], "olena", "olenb");
    let byte: usize = lines[..4].iter().map(Vec::len).sum();
    let says = refused(&lines.concat());
    assert!(
        says.starts_with(&format!("the log is damaged: line 5, byte {byte}: this line follows")),
        "{says}"
    );
    assert!(says.ends_with("one of the two was exchanged"), "{says}");
}

#[test]
fn a_line_that_does_not_follow_is_refused() {
    let lines = golden();
    let missing = [&lines[..3], &lines[4..]].concat().concat();
    assert!(refused(&missing).ends_with("commit 5 stands here, 4 follows"));
    let twice = [&lines[..3], &lines[2..]].concat().concat();
    assert!(refused(&twice).ends_with("commit 3 stands here, 4 follows"));
    let exchanged = [&lines[..1], &[rewritten(&lines[1], "\"prev\":\"2", "\"prev\":\"3")]].concat();
    assert!(refused(&exchanged.concat()).ends_with("one of the two was exchanged"));
}

#[test]
fn a_line_that_another_program_laid_out_is_read_all_the_same() {
    let spaced = rewritten(&golden()[0], "\"by\":", "\"by\": ");
    assert_eq!(tree(&spaced).unwrap().size(), 1);
}

proptest! {
    #[test]
    fn property_every_changed_byte_is_found(place: prop::sample::Index, bit in 0..8_u8) {
        let mut log = GOLDEN.to_vec();
        let place = place.index(log.len() - 1);
        log[place] ^= 1 << bit;
        prop_assert!(tree(&log).is_err());
    }
}
