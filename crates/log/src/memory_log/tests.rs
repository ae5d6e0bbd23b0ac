//! The log in memory keeps the contract.

use super::*;
use crate::contract::{Subject, keeps};
use crate::error::Damage;
use crate::examples::GOLDEN;
use crate::verify::verify;

struct InMemory;

impl Subject for InMemory {
    type Log = MemoryLog;

    fn fresh(&mut self) -> Result<MemoryLog, LogError> {
        Ok(MemoryLog::default())
    }

    fn rival(&mut self, log: &MemoryLog) -> Option<MemoryLog> {
        Some(log.clone())
    }

    fn opened_again(&mut self, log: MemoryLog) -> Result<MemoryLog, LogError> {
        Ok(log)
    }
}

#[test]
fn the_log_in_memory_keeps_the_contract() {
    keeps(&mut InMemory).unwrap();
}

#[test]
fn bytes_that_no_line_feed_ends_are_no_end_of_a_log() {
    let mut bytes = GOLDEN.to_vec();
    assert_eq!(bytes.pop(), Some(b'\n'));
    let last = GOLDEN.split_inclusive(|byte| *byte == b'\n').next_back().unwrap();
    let lines = memchr::memchr_iter(b'\n', GOLDEN).count() as u64;
    let Err(LogError::Corrupt(damages)) = verify(&MemoryLog::of_bytes(&bytes), |_| ()) else {
        panic!("a log that breaks off was taken for whole");
    };
    let byte = (GOLDEN.len() - last.len()) as u64;
    assert_eq!(damages, [Damage { line: lines, byte, fault: Fault::Torn }]);
}
