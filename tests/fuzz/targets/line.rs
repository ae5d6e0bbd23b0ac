//! Any text in front of a crc that fits is a line or is refused; the commit of a line is written
//! as a line that says the same.

use repatria_log::{
    Batch, CommitLog as _, CommitReader, Commits, Head, LogError, MemoryLog, Position,
};

/// One line, as a log that holds nothing else.
struct Line(Vec<u8>);

impl CommitReader for Line {
    fn head(&self) -> Result<Head, LogError> {
        Ok(Head::EMPTY)
    }

    fn read(&self, after: Position, page: &mut Vec<u8>) -> Result<(), LogError> {
        page.clear();
        if after == Position::START {
            page.extend_from_slice(&self.0);
        }
        Ok(())
    }
}

pub(crate) fn run(bytes: &[u8]) {
    let mut line: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != b'\n').collect();
    let crc = crc32c::crc32c(&line);
    line.extend_from_slice(format!(",\"crc\":\"{crc:08x}\"}}\n").as_bytes());
    let Some(Ok(commit)) = Commits::of(Line(line)).next() else { return };
    let mut batch = Batch::after(Head::EMPTY);
    let Ok(()) = batch.push(&commit) else { return };
    let mut log = MemoryLog::default();
    log.append(&batch).unwrap();
    let again = Commits::of(&log).next().unwrap();
    assert_eq!(again.unwrap(), commit);
}
