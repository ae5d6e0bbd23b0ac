//! One writer, and any number of readers who see what is durable; on the real file system.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::*;
use crate::contract::{Subject, keeps};
use crate::file::FileReader;
use crate::port::{CommitLog as _, Head};
use crate::verify::verify;

fn made(lines: usize) -> (TempDir, FileLog) {
    let folder = tempfile::tempdir().unwrap();
    let mut log = FileLog::create(folder.path()).unwrap();
    log.append(&next_lines(&log, lines)).unwrap();
    (folder, log)
}

fn everything(reader: &impl CommitReader) -> Vec<u8> {
    let mut page = Vec::new();
    reader.read(Position::START, &mut page).unwrap();
    page
}

fn reader(folder: &Path) -> FileReader {
    FileLog::open_for_reading(folder).unwrap()
}

#[derive(Default)]
struct Folders(Vec<TempDir>);

impl Subject for Folders {
    type Log = FileLog;

    fn fresh(&mut self) -> Result<FileLog, LogError> {
        self.0.push(tempfile::tempdir().unwrap());
        FileLog::create(self.0.last().unwrap().path())
    }

    fn rival(&mut self, _log: &FileLog) -> Option<FileLog> {
        FileLog::open(self.0.last().unwrap().path()).ok()
    }

    fn opened_again(&mut self, log: FileLog) -> Result<FileLog, LogError> {
        drop(log);
        FileLog::open(self.0.last().unwrap().path())
    }
}

#[test]
fn the_log_in_a_folder_keeps_the_contract() {
    keeps(&mut Folders::default()).unwrap();
}

#[test]
fn a_second_writer_is_refused_and_told_who_writes() {
    let (folder, log) = made(1);
    let error = FileLog::open(folder.path()).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "another process ({}) writes to this register: wait for it, or end it",
            std::process::id()
        )
    );
    drop(log);
    assert_eq!(FileLog::open(folder.path()).unwrap().end(), golden(1).1);
}

#[test]
fn a_register_is_made_once() {
    let (folder, log) = made(1);
    drop(log);
    let error = FileLog::create(folder.path()).unwrap_err();
    assert!(matches!(error, LogError::RegisterExists { .. }), "{error}");
    assert_eq!(fs::read(folder.path().join("log.jsonl")).unwrap(), golden(1).0);
}

#[test]
fn a_register_is_made_in_a_folder_that_is_not_there_yet() {
    let folder = tempfile::tempdir().unwrap();
    let register = folder.path().join("a/b");
    drop(FileLog::create(&register).unwrap());
    assert_eq!(reader(&register).head().unwrap(), Head::EMPTY);
    assert_eq!(fs::read(register.join("head")).unwrap(), [0; 16]);
}

#[test]
fn where_there_is_no_register_none_is_opened_and_nothing_is_left_behind() {
    let folder = tempfile::tempdir().unwrap();
    for error in [
        FileLog::open(folder.path()).map(drop).unwrap_err(),
        FileLog::open_for_reading(folder.path()).map(drop).unwrap_err(),
    ] {
        assert!(matches!(error, LogError::NoRegister { .. }), "{error}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_reader_sees_each_append_once_it_is_durable() {
    let (folder, mut log) = made(2);
    let reader = reader(folder.path());
    assert_eq!(
        (everything(&reader), reader.head().unwrap()),
        (golden(2).0.into(), log.head().unwrap())
    );
    log.append(&next_lines(&log, 3)).unwrap();
    assert_eq!(
        (everything(&reader), reader.head().unwrap()),
        (golden(5).0.into(), log.head().unwrap())
    );
}

#[test]
fn a_reader_does_not_see_what_the_marker_does_not_speak_of() {
    let (folder, log) = made(3);
    drop(log);
    fs::write(folder.path().join("head"), Marker::at(golden(1).1).to_bytes()).unwrap();
    let reader = reader(folder.path());
    assert_eq!((everything(&reader), reader.end().unwrap()), (golden(1).0.into(), golden(1).1));
}

#[test]
fn without_a_marker_a_reader_sees_the_whole_lines() {
    let (folder, log) = made(3);
    drop(log);
    fs::remove_file(folder.path().join("head")).unwrap();
    fs::write(folder.path().join("log.jsonl"), &GOLDEN[..golden(3).0.len() + 50]).unwrap();
    let reader = reader(folder.path());
    assert_eq!((everything(&reader), reader.end().unwrap()), (golden(3).0.into(), golden(3).1));
}

#[test]
fn a_reader_is_told_where_a_log_ends_too_early() {
    let (folder, log) = made(3);
    drop(log);
    fs::write(folder.path().join("log.jsonl"), golden(2).0).unwrap();
    let reader = reader(folder.path());
    let mut page = Vec::new();
    reader.read(Position::START, &mut page).unwrap();
    assert_eq!(page, golden(2).0);
    let missing = golden(3).1.byte - golden(2).1.byte;
    assert_eq!(
        reader.read(golden(2).1, &mut page).unwrap_err().to_string(),
        format!(
            "the log is damaged: line 3, byte {}: the log ends {missing} bytes before its head \
             marker says",
            golden(2).1.byte
        )
    );
}

#[test]
fn what_was_torn_is_found_in_the_quarantine_of_the_register() {
    let (folder, log) = made(2);
    drop(log);
    fs::write(folder.path().join("log.jsonl"), &GOLDEN[..golden(2).0.len() + 50]).unwrap();
    let log = FileLog::open(folder.path()).unwrap();
    let copy = folder.path().join("quarantine").join(&log.recovery().unwrap().copy);
    assert_eq!(fs::read(copy).unwrap(), &GOLDEN[golden(2).0.len()..golden(2).0.len() + 50]);
    assert_eq!(fs::read(folder.path().join("log.jsonl")).unwrap(), golden(2).0);
}

#[test]
fn a_reader_does_without_a_marker_that_was_spoiled() {
    let (folder, log) = made(3);
    drop(log);
    let within = Position { n: 3, byte: golden(3).1.byte - 7 };
    let no_commits = Position { n: 0, byte: golden(3).1.byte };
    let half = Position { n: 2, byte: golden(3).1.byte };
    for spoiled in [within, no_commits, half] {
        fs::write(folder.path().join("head"), Marker::at(spoiled).to_bytes()).unwrap();
        let reader = reader(folder.path());
        assert_eq!(everything(&reader), golden(3).0);
        assert_eq!(reader.head().unwrap().n, 3);
    }
}

#[test]
fn a_reader_tells_how_much_stands_behind_what_is_durable() {
    let (folder, log) = made(3);
    drop(log);
    assert_eq!(reader(folder.path()).bytes_behind().unwrap(), 0);
    fs::write(folder.path().join("head"), Marker::at(golden(1).1).to_bytes()).unwrap();
    let behind = golden(3).1.byte - golden(1).1.byte;
    assert_eq!(reader(folder.path()).bytes_behind().unwrap(), behind);
}

#[test]
fn a_damaged_log_without_a_marker_can_be_read_to_find_all_its_damage() {
    let (folder, log) = made(6);
    drop(log);
    fs::remove_file(folder.path().join("head")).unwrap();
    let mut bytes = golden(6).0.to_vec();
    bytes[100] ^= 1;
    bytes[2000] ^= 1;
    fs::write(folder.path().join("log.jsonl"), &bytes).unwrap();
    let reader = reader(folder.path());
    assert_eq!((everything(&reader), reader.end().unwrap()), (bytes, golden(6).1));
    let LogError::Corrupt(damages) = verify(&reader, |_| ()).unwrap_err() else { unreachable!() };
    assert_eq!(damages.iter().map(|damage| damage.line).collect::<Vec<u64>>(), [1, 4]);
}

#[test]
fn what_was_set_aside_is_said_in_one_sentence() {
    let (log, _) = opened(&GOLDEN[..golden(2).0.len() + 50], Some(golden(2).1));
    assert_eq!(
        log.unwrap().recovery().unwrap().to_string(),
        "the last 50 bytes of the log, from byte 1294 on, are the torn end of an append that was \
         never acknowledged: moved to quarantine/torn-at-1294-f308aba3, 2 commits are whole"
    );
}
