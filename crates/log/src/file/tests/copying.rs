//! A log that is copied while it grows, and a folder that takes the place of a register.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use super::*;
use crate::file::{FileLog, FileReader, copy_log, put_in_place};
use crate::port::CommitLog as _;
use crate::verify::verify;

fn register(folder: &Path, lines: usize) {
    let mut log = FileLog::create(folder).unwrap();
    log.append(&next_lines(&log, lines)).unwrap();
}

fn log_in(folder: &Path) -> Vec<u8> {
    fs::read(folder.join("log.jsonl")).unwrap()
}

#[test]
fn a_copy_holds_what_is_durable_and_its_marker_speaks_of_all_of_it() {
    let disk = Brittle::holding(&GOLDEN[..golden(3).0.len() + 50], Some(Marker::at(golden(2).1)));
    let log = FileReader::open_on(disk.clone(), REGISTER).unwrap();
    let verified = copy_log(&log, "register/copy").unwrap();
    assert_eq!((verified.commits, verified.bytes), (2, golden(2).1.byte));
    assert_eq!(disk.shown("copy/log.jsonl").unwrap(), golden(2).0);
    assert_eq!(disk.shown("copy/head").unwrap(), Marker::at(golden(2).1).to_bytes());
    // Once more, over what is there: all of it this time.
    let verified = copy_log(&log.to_the_end().unwrap(), "register/copy").unwrap();
    assert_eq!(verified.commits, 3);
    assert_eq!(disk.shown("copy/log.jsonl").unwrap(), golden(3).0);
}

#[test]
fn a_damaged_log_is_not_taken_for_a_copy() {
    let mut log = golden(3).0.to_vec();
    log[100] ^= 1;
    let disk = Brittle::holding(&log, Some(Marker::at(golden(3).1)));
    let log = FileReader::open_on(disk, REGISTER).unwrap();
    let error = copy_log(&log, "register/copy").unwrap_err();
    assert!(matches!(error, LogError::Corrupt(_)), "{error}");
}

#[test]
fn a_log_is_copied_while_others_append_to_it() {
    let folder = tempfile::tempdir().unwrap();
    let (path, copy) = (folder.path().join("register"), folder.path().join("copy"));
    let mut log = FileLog::create(&path).unwrap();
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            for _ in 0..20 {
                log.append(&next_lines(&log, 1)).unwrap();
                thread::yield_now();
            }
            done.store(true, Ordering::Release);
        });
        let mut last = 0;
        loop {
            let over = done.load(Ordering::Acquire);
            let reader = FileLog::open_for_reading(&path).unwrap();
            let verified = copy_log(&reader, &copy).unwrap();
            assert!(verified.commits >= last, "{} after {last}", verified.commits);
            last = verified.commits;
            assert!(GOLDEN.starts_with(&log_in(&copy)));
            if over {
                break;
            }
        }
        assert_eq!(last, 20);
    });
}

#[test]
fn what_has_the_name_of_a_register_is_kept_under_another_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("register");
    for (lines, kept) in [(1, None), (2, Some(1)), (3, Some(2))] {
        let made = folder.path().join("made");
        register(&made, lines);
        let name = put_in_place(&made, &path).unwrap();
        let expected = kept.map(|number| folder.path().join(format!("register.replaced-{number}")));
        assert_eq!(name, expected);
        assert_eq!(log_in(&path), golden(lines).0);
        if let Some(name) = name {
            assert_eq!(log_in(&name), golden(lines - 1).0);
        }
    }
    let log = FileLog::open_for_reading(&path).unwrap();
    assert_eq!(verify(&log, |_| ()).unwrap().commits, 3);
}

#[test]
fn a_register_that_is_written_to_is_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let (made, path) = (folder.path().join("made"), folder.path().join("register"));
    register(&made, 1);
    register(&path, 2);
    let writer = FileLog::open(&path).unwrap();
    let error = put_in_place(&made, &path).unwrap_err();
    assert!(matches!(error, LogError::Locked { .. }), "{error}");
    drop(writer);
    assert_eq!((log_in(&path), log_in(&made)), (golden(2).0.into(), golden(1).0.into()));
    put_in_place(&made, &path).unwrap();
    assert_eq!(log_in(&path), golden(1).0);
}
