//! A disk that fails while it is written to: nothing acknowledged is lost, and nothing that is
//! not durable is acknowledged.

use std::io::ErrorKind;

use super::*;
use crate::file::disk::Act;
use crate::port::CommitLog as _;

fn log_on(disk: &Disk) -> FileLog<Disk> {
    FileLog::on(disk.clone()).unwrap()
}

fn is_write(act: Act) -> bool {
    matches!(act, Act::Write(_))
}

fn is_sync(act: Act) -> bool {
    act == Act::Sync
}

fn is_cut(act: Act) -> bool {
    act == Act::Cut
}

fn is_marker(act: Act) -> bool {
    act == Act::WriteMarker
}

#[test]
fn an_append_is_one_write_one_sync_and_then_the_marker() {
    let disk = Disk::default();
    let mut log = log_on(&disk);
    disk.plates().acts.clear();
    log.append(&next_lines(&log, 3)).unwrap();
    let written = golden(3).0.len();
    assert_eq!(disk.plates().acts, [Act::Write(written), Act::Sync, Act::WriteMarker]);
    drop(log);
    assert_eq!(disk.plates().acts.last(), Some(&Act::SyncMarker));
}

#[test]
fn a_failed_sync_poisons_the_log_until_it_is_taken_up_anew() {
    let disk = Disk::default();
    let mut log = log_on(&disk);
    log.append(&next_lines(&log, 1)).unwrap();
    disk.fail(is_sync, ErrorKind::Other, 0);
    let batch = next_lines(&log, 1);
    let first = log.append(&batch).unwrap_err();
    assert!(matches!(first, LogError::OutcomeUnknown { .. }), "{first}");
    let second = log.append(&batch).unwrap_err();
    assert!(matches!(second, LogError::Poisoned), "{second}");
    assert_eq!(disk.plates().durable, golden(1).0);

    log.reopen().unwrap();
    assert_eq!(log.end(), golden(2).1);
    assert_eq!(disk.plates().durable, golden(2).0, "what the system took for clean is written");
    log.append(&next_lines(&log, 1)).unwrap();
    assert_eq!(disk.plates().durable, golden(3).0);
}

#[test]
fn a_failed_write_poisons_the_log_and_its_torn_line_is_set_aside() {
    let disk = Disk::default();
    let mut log = log_on(&disk);
    log.append(&next_lines(&log, 1)).unwrap();
    disk.fail(is_write, ErrorKind::Other, 100);
    let error = log.append(&next_lines(&log, 2)).unwrap_err();
    assert!(matches!(error, LogError::OutcomeUnknown { .. }), "{error}");
    log.reopen().unwrap();
    assert_eq!((log.end(), log.recovery().unwrap().bytes), (golden(1).1, 100));
}

#[test]
fn a_full_disk_takes_the_append_back_and_goes_on_when_there_is_space() {
    for kind in [ErrorKind::StorageFull, ErrorKind::QuotaExceeded, ErrorKind::FileTooLarge] {
        let disk = Disk::default();
        let mut log = log_on(&disk);
        log.append(&next_lines(&log, 1)).unwrap();
        disk.fail(is_write, kind, 100);
        let batch = next_lines(&log, 2);
        let error = log.append(&batch).unwrap_err();
        assert!(matches!(error, LogError::Full { .. }), "{error}");
        assert_eq!(disk.plates().durable, golden(1).0);
        log.append(&batch).unwrap();
        assert_eq!(disk.plates().durable, golden(3).0);
    }
}

#[test]
fn a_full_disk_that_cannot_take_the_append_back_poisons_the_log() {
    for act in [is_cut, is_sync] {
        let disk = Disk::default();
        let mut log = log_on(&disk);
        disk.fail(is_write, ErrorKind::StorageFull, 100);
        disk.fail(act, ErrorKind::Other, 0);
        let error = log.append(&next_lines(&log, 1)).unwrap_err();
        assert!(matches!(error, LogError::OutcomeUnknown { .. }), "{error}");
        let error = log.append(&next_lines(&log, 1)).unwrap_err();
        assert!(matches!(error, LogError::Poisoned), "{error}");
    }
}

#[test]
fn a_marker_that_cannot_be_written_takes_nothing_back() {
    let disk = Disk::default();
    let mut log = log_on(&disk);
    disk.fail(is_marker, ErrorKind::Other, 0);
    log.append(&next_lines(&log, 2)).unwrap();
    drop(log);
    assert_eq!(log_on(&disk).end(), golden(2).1);
}

#[test]
fn a_log_that_cannot_be_taken_up_stays_poisoned() {
    let disk = Disk::default();
    let mut log = log_on(&disk);
    disk.fail(is_sync, ErrorKind::Other, 0);
    log.append(&next_lines(&log, 1)).unwrap_err();
    disk.fail(|act| act == Act::Reopen, ErrorKind::Other, 0);
    log.reopen().unwrap_err();
    disk.fail(is_sync, ErrorKind::Other, 0);
    log.reopen().unwrap_err();
    let error = log.append(&next_lines(&log, 1)).unwrap_err();
    assert!(matches!(error, LogError::Poisoned), "{error}");
    log.reopen().unwrap();
    assert_eq!(log.end(), golden(1).1);
}

/// Appends the golden log in batches until the disk fails; says how many lines were acknowledged.
fn append_until_failure(disk: &Disk, batches: &[usize]) -> usize {
    let Ok(mut log) = FileLog::on(disk.clone()) else { return 0 };
    let mut acknowledged = 0;
    for lines in batches {
        if log.append(&next_lines(&log, *lines)).is_err() {
            break;
        }
        acknowledged += lines;
    }
    acknowledged
}

#[test]
fn whatever_fails_and_whenever_power_is_cut_no_acknowledged_line_is_lost() {
    let batches = [1, 3, 1, 5, 2];
    let acts = {
        let disk = Disk::default();
        append_until_failure(&disk, &batches);
        disk.plates().acts.len()
    };
    for failing in 0..=acts {
        for (kind, written) in
            [(ErrorKind::Other, 0), (ErrorKind::Other, 700), (ErrorKind::StorageFull, 700)]
        {
            let disk = Disk::default();
            disk.fail_at(failing, kind, written);
            let acknowledged = append_until_failure(&disk, &batches);
            for survivors in [0, 1, 500, 1000, 5000, usize::MAX >> 1] {
                let after = disk.after_power_cut(survivors);
                let log = FileLog::on(after.clone()).unwrap();
                let kept = usize::try_from(log.end().n).unwrap();
                assert!(kept >= acknowledged, "{kept} of {acknowledged} lines, act {failing}");
                assert_eq!(after.plates().log, golden(kept).0);
            }
        }
    }
}
