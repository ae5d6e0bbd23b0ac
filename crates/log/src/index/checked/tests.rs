//! An index that is what the log comes to passes; one that would be believed and is not, is named.

use std::collections::BTreeSet;
use std::io::ErrorKind;

use proptest::prelude::*;
use proptest::sample::Index as Place;

use super::*;
use crate::brittle::{Brittle, REGISTER};
use crate::examples::{again_and_again, history, long_history, read, register_of};
use crate::file::{FileLog, FileReader, Redrawn, Sound};

const BLOCK: usize = 4096;

fn reader(disk: &Brittle) -> FileReader<Brittle> {
    FileReader::open_on(disk.clone(), REGISTER).unwrap()
}

/// What is found of an index, by a reading of its own.
fn found(disk: &Brittle) -> IndexFound {
    try_found(disk).unwrap()
}

fn try_found(disk: &Brittle) -> Result<IndexFound, LogError> {
    let log = reader(disk);
    log.check_index(Redrawn(log.index().map(|index| (index, Drawing::default()))))
}

/// The same, by the reading that verifies the log.
fn found_beside(disk: &Brittle) -> IndexFound {
    let mut log = reader(disk).to_the_end().unwrap();
    let sound = log.verify(None, |_| ()).unwrap();
    log.check_index(sound.redrawn).unwrap()
}

/// The same register with another index.
fn with_index(disk: &Brittle, index: &[u8]) -> Brittle {
    let disk = disk.copied();
    disk.plates().put("index", index);
    disk
}

/// An index in which a byte is another one, and the crc of its block is right.
fn forged(index: &[u8], byte: usize) -> Vec<u8> {
    let mut forged = index.to_vec();
    forged[byte] ^= 1;
    let number = byte / BLOCK;
    let block = &mut forged[number * BLOCK..][..BLOCK];
    let crc = crc32c::crc32c(&[&(number as u64).to_be_bytes()[..], &block[..BLOCK - 4]].concat());
    block[BLOCK - 4..].copy_from_slice(&crc.to_be_bytes());
    forged
}

fn block_of(byte: usize) -> u64 {
    (byte / BLOCK * BLOCK) as u64
}

proptest! {
    #[test]
    fn an_index_that_was_written_is_what_the_log_comes_to(
        history in history(), indexed in any::<Place>(),
    ) {
        // None of the lines are indexed, some, or all.
        let indexed = indexed.index(history.len() + 1);
        let disk = register_of(&history, indexed);
        let right = |commits: usize| IndexFound::Right { commits: commits as u64 };
        prop_assert_eq!(found(&disk), if indexed == 0 { IndexFound::None } else { right(indexed) });
        // Another one goes on from it.
        FileLog::open_on(disk.clone(), REGISTER).unwrap().keep_index(None, |_, _| true).unwrap();
        prop_assert_eq!(found(&disk), right(history.len()));
    }
}

/// A marker is a lower bound: after a crash it may speak of fewer lines than an index does.
#[test]
fn an_index_that_is_ahead_of_the_marker_is_right() {
    let disk = register_of(&long_history(24), 20);
    disk.plates().put("head", &[0; 16]);
    assert_eq!(found(&disk), IndexFound::Right { commits: 20 });
}

/// Whichever byte of it was changed. In the header, its version, where its last line stands, and the
/// hash of that are what it is believed by.
#[test]
fn a_forged_index_is_named_or_not_believed() {
    let disk = register_of(&long_history(24), 20);
    let index = disk.shown("index").unwrap();
    let content = (0..index.len()).filter(|byte| byte % BLOCK < BLOCK - 4);
    let mut named = BTreeSet::new();
    for byte in content.filter(|byte| *byte < 112 || byte % 13 == 0) {
        let forged = with_index(&disk, &forged(&index, byte));
        if byte < 16 || (24..72).contains(&byte) {
            assert!(reader(&forged).index().is_none());
            assert_eq!(found(&forged), IndexFound::None, "byte {byte}");
        } else {
            assert_eq!(found(&forged), IndexFound::Wrong { byte: block_of(byte) }, "byte {byte}");
            named.insert(block_of(byte));
        }
    }
    assert_eq!(named.len(), index.len() / BLOCK, "every block is looked at");
}

#[test]
fn of_several_forged_blocks_the_first_is_named() {
    let disk = register_of(&long_history(24), 20);
    let index = disk.shown("index").unwrap();
    let forged = forged(&forged(&index, 3 * BLOCK), BLOCK);
    assert_eq!(found(&with_index(&disk, &forged)), IndexFound::Wrong { byte: block_of(BLOCK) });
}

/// As a loss of power leaves it, which nobody synced it for.
#[test]
fn an_index_that_is_not_whole_is_none() {
    let disk = register_of(&long_history(24), 20);
    let index = disk.shown("index").unwrap();
    for length in (0..index.len()).step_by(100) {
        assert_eq!(found(&with_index(&disk, &index[..length])), IndexFound::None, "of {length}");
    }
    for sector in 0..index.len() / 512 {
        let mut torn = index.clone();
        torn[sector * 512..][..512].fill(0);
        let is_whole = torn == index;
        let expected = if is_whole { IndexFound::Right { commits: 20 } } else { IndexFound::None };
        assert_eq!(found(&with_index(&disk, &torn)), expected, "sector {sector}");
    }
}

/// Who spoils one block does not hide another one.
#[test]
fn a_forged_block_beside_one_that_is_not_whole_is_named() {
    let disk = register_of(&long_history(24), 20);
    let index = disk.shown("index").unwrap();
    for spoiled in [BLOCK, 3 * BLOCK] {
        let mut forged = forged(&index, 2 * BLOCK);
        forged[spoiled] ^= 1;
        let wrong = IndexFound::Wrong { byte: block_of(2 * BLOCK) };
        assert_eq!(found(&with_index(&disk, &forged)), wrong);
    }
}

#[test]
fn the_index_of_another_log_is_none() {
    let other = register_of(&long_history(23), 23).shown("index").unwrap();
    let disk = register_of(&again_and_again(&long_history(24)[1..], 24), 0);
    assert_eq!(found(&with_index(&disk, &other)), IndexFound::None);
}

/// What cannot be read is not called wrong.
#[test]
fn an_index_that_cannot_be_read_is_a_failure_of_the_disk() {
    let disk = register_of(&long_history(24), 20);
    let calls = {
        let disk = disk.copied();
        found(&disk);
        disk.plates().calls.clone()
    };
    let last = calls.iter().rposition(|call| call == "read index").unwrap();
    let failing = disk.copied();
    failing.fail_at(last, ErrorKind::Other, 0);
    let told = try_found(&failing).unwrap_err().to_string();
    assert!(told.contains("read the index of the log"), "{told}");
}

/// Of a log that is sound, which is verified on the way.
#[test]
fn an_index_is_held_against_the_lines_that_were_verified() {
    for indexed in [1, 12, 20] {
        let disk = register_of(&long_history(20), indexed);
        let right = IndexFound::Right { commits: indexed as u64 };
        assert_eq!((found_beside(&disk), found(&disk)), (right, right));
        let index = disk.shown("index").unwrap();
        let mut named = BTreeSet::new();
        for byte in (72..index.len()).step_by(97).filter(|byte| byte % BLOCK < BLOCK - 4) {
            let forged = with_index(&disk, &forged(&index, byte));
            assert_eq!(found_beside(&forged), IndexFound::Wrong { byte: block_of(byte) });
            named.insert(block_of(byte));
        }
        assert_eq!(named.len(), index.len() / BLOCK, "every block is looked at");
    }
}

#[test]
fn a_log_with_an_index_is_verified_by_one_reading() {
    let disk = register_of(&long_history(20), 20);
    let (log, index) = (disk.shown("log.jsonl").unwrap(), disk.shown("index").unwrap());
    let last =
        log.len() - 1 - log[..log.len() - 1].iter().rposition(|byte| *byte == b'\n').unwrap();
    let (found, [read_of_log, read_of_index]) = read(&disk, || found_beside(&disk));
    assert_eq!(found, IndexFound::Right { commits: 20 });
    // Beside it the last line, to see whether the index is of this log and for the hash that it names,
    // and the line feed before the end that the marker names, whenever the end is asked for.
    assert_eq!(read_of_log - log.len() - 2 * last, 3);
    assert_eq!(read_of_index, index.len());
}

/// The marker may be spoiled, and the index is read before the log is.
#[test]
fn an_index_that_is_ahead_of_the_lines_that_were_found_is_held_against_the_others_too() {
    let disk = register_of(&long_history(20), 20);
    disk.plates().put("head", &[0; 16]);
    let mut log = reader(&disk);
    let Sound { verified, redrawn, .. } = log.verify(None, |_| ()).unwrap();
    assert_eq!(verified.commits, 0);
    assert_eq!(log.check_index(redrawn).unwrap(), IndexFound::Right { commits: 20 });
}
