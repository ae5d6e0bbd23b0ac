//! The log in memory keeps the contract.

use super::*;
use crate::contract::{Subject, keeps};

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
