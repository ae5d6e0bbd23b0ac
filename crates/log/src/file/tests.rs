//! The log in a folder: what is acknowledged stays, what is torn is set aside, what is damaged is refused.

mod copying;
mod costs;
mod faults;
mod recovery;
mod repair;
mod sharing;

use super::{FileLog, Marker};
use crate::batch::Batch;
use crate::brittle::{Brittle, REGISTER};
use crate::commits::Commits;
use crate::error::LogError;
use crate::examples::GOLDEN;
use crate::memory_log::MemoryLog;
use crate::port::{CommitReader, Position};

/// Where each of the first lines of the golden log ends.
fn ends() -> Vec<Position> {
    let mut ends = vec![Position::START];
    for line in GOLDEN.split_inclusive(|byte| *byte == b'\n') {
        ends.push(ends.last().unwrap().behind(line.len() - 1));
    }
    ends
}

/// The bytes of the first lines of the golden log, and their end.
fn golden(lines: usize) -> (&'static [u8], Position) {
    let end = ends()[lines];
    (&GOLDEN[..usize::try_from(end.byte).unwrap()], end)
}

/// The next lines of the golden log, to be appended to a log of the first ones.
fn next_lines(log: &impl CommitReader, lines: usize) -> Batch {
    let mut batch = Batch::after(log.head().unwrap());
    let golden = MemoryLog::of_bytes(GOLDEN);
    for commit in Commits::after(&golden, batch.expected().n).unwrap().take(lines) {
        batch.push(&commit.unwrap()).unwrap();
    }
    batch
}

/// Opens the log of a disk.
fn on(disk: &Brittle) -> Result<FileLog<Brittle>, LogError> {
    FileLog::open_on(disk.clone(), REGISTER)
}

/// Opens a log on a disk that holds these bytes.
fn opened(log: &[u8], marker: Option<Position>) -> (Result<FileLog<Brittle>, LogError>, Brittle) {
    let disk = Brittle::holding(log, marker.map(Marker::at));
    (on(&disk), disk)
}

fn refused(log: &[u8], marker: Option<Position>) -> String {
    let (log, disk) = opened(log, marker);
    let error = log.err().unwrap();
    assert_eq!(disk.effects(), [""; 0], "a damaged log was touched");
    error.to_string()
}
