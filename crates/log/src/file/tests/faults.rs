//! A disk that fails while it is written to: nothing acknowledged is lost, and nothing that is
//! not durable is acknowledged.

use std::io::ErrorKind;

use super::*;
use crate::choices::Seeded;
use crate::file::FileReader;
use crate::port::CommitLog as _;

fn log_on(disk: &Brittle) -> FileLog<Brittle> {
    on(disk).unwrap()
}

fn is_write(call: &str) -> bool {
    call.starts_with("write log.jsonl")
}

fn is_sync(call: &str) -> bool {
    call == "sync log.jsonl"
}

fn is_cut(call: &str) -> bool {
    call == "cut log.jsonl"
}

fn is_marker(call: &str) -> bool {
    call.starts_with("write head")
}

#[test]
fn an_append_is_one_write_one_sync_and_then_the_marker() {
    let disk = Brittle::holding(b"", None);
    let mut log = log_on(&disk);
    let batch = next_lines(&log, 3);
    disk.plates().calls.clear();
    log.append(&batch).unwrap();
    let write = format!("write log.jsonl {}", golden(3).0.len());
    assert_eq!(disk.plates().calls, [&write, "sync log.jsonl", "write head 16"]);
    drop(log);
    assert_eq!(disk.plates().calls[3..], ["sync head"]);
}

#[test]
fn a_reader_makes_durable_what_is_about_to_be_promised_of_a_log() {
    let disk = Brittle::holding(b"", None);
    let mut log = log_on(&disk);
    log.append(&next_lines(&log, 3)).unwrap();
    let reader = FileReader::open_on(disk.clone(), REGISTER).unwrap();
    disk.plates().calls.clear();
    reader.make_durable().unwrap();
    assert_eq!(disk.effects(), ["sync log.jsonl", "sync head"]);
    let reader = FileReader::open_on(disk.after_a_power_cut(&mut |_| 0), REGISTER).unwrap();
    assert_eq!(reader.end().unwrap(), golden(3).1, "the marker outlasts a loss of power");
}

#[test]
fn a_failed_sync_poisons_the_log_until_it_is_taken_up_anew() {
    let disk = Brittle::holding(b"", None);
    let mut log = log_on(&disk);
    log.append(&next_lines(&log, 1)).unwrap();
    disk.fail(is_sync, ErrorKind::Other, 0);
    let batch = next_lines(&log, 1);
    let first = log.append(&batch).unwrap_err();
    assert!(matches!(first, LogError::OutcomeUnknown { .. }), "{first}");
    let second = log.append(&batch).unwrap_err();
    assert!(matches!(second, LogError::Poisoned), "{second}");
    assert_eq!(disk.durable_log(), golden(1).0);

    log.reopen().unwrap();
    assert_eq!(log.end(), golden(2).1);
    assert_eq!(disk.durable_log(), golden(2).0, "what the system took for clean is written");
    log.append(&next_lines(&log, 1)).unwrap();
    assert_eq!(disk.durable_log(), golden(3).0);
}

#[test]
fn a_failed_write_poisons_the_log_and_its_torn_line_is_set_aside() {
    let disk = Brittle::holding(b"", None);
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
        let disk = Brittle::holding(b"", None);
        let mut log = log_on(&disk);
        log.append(&next_lines(&log, 1)).unwrap();
        disk.fail(is_write, kind, 100);
        let batch = next_lines(&log, 2);
        let error = log.append(&batch).unwrap_err();
        assert!(matches!(error, LogError::Full { .. }), "{error}");
        assert_eq!(disk.durable_log(), golden(1).0);
        log.append(&batch).unwrap();
        assert_eq!(disk.durable_log(), golden(3).0);
    }
}

#[test]
fn a_full_disk_that_cannot_take_the_append_back_poisons_the_log() {
    for call in [is_cut, is_sync] {
        let disk = Brittle::holding(b"", None);
        let mut log = log_on(&disk);
        disk.fail(is_write, ErrorKind::StorageFull, 100);
        disk.fail(call, ErrorKind::Other, 0);
        let error = log.append(&next_lines(&log, 1)).unwrap_err();
        assert!(matches!(error, LogError::OutcomeUnknown { .. }), "{error}");
        let error = log.append(&next_lines(&log, 1)).unwrap_err();
        assert!(matches!(error, LogError::Poisoned), "{error}");
    }
}

#[test]
fn a_marker_that_cannot_be_written_takes_nothing_back() {
    let disk = Brittle::holding(b"", None);
    let mut log = log_on(&disk);
    disk.fail(is_marker, ErrorKind::Other, 0);
    log.append(&next_lines(&log, 2)).unwrap();
    drop(log);
    assert_eq!(log_on(&disk).end(), golden(2).1);
}

#[test]
fn a_log_that_cannot_be_taken_up_stays_poisoned() {
    let disk = Brittle::holding(b"", None);
    let mut log = log_on(&disk);
    disk.fail(is_sync, ErrorKind::Other, 0);
    log.append(&next_lines(&log, 1)).unwrap_err();
    disk.fail(|call| call == "open log.jsonl", ErrorKind::Other, 0);
    log.reopen().unwrap_err();
    disk.fail(is_sync, ErrorKind::Other, 0);
    log.reopen().unwrap_err();
    let error = log.append(&next_lines(&log, 1)).unwrap_err();
    assert!(matches!(error, LogError::Poisoned), "{error}");
    log.reopen().unwrap();
    assert_eq!(log.end(), golden(1).1);
}

/// Appends the golden log in batches until the disk fails; says how many lines were acknowledged.
fn append_until_failure(disk: &Brittle, batches: &[usize]) -> usize {
    let Ok(mut log) = on(disk) else { return 0 };
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
fn calls_that_are_interrupted_and_writes_that_are_short_change_nothing() {
    let batches = [1, 3, 1];
    let calls = {
        let disk = Brittle::holding(b"", None);
        append_until_failure(&disk, &batches);
        disk.plates().calls.len()
    };
    for (call, gulp) in (0..calls).flat_map(|call| [(call, None), (call, Some(100))]) {
        let disk = Brittle::holding(b"", None);
        disk.plates().gulp = gulp;
        disk.fail_at(call, ErrorKind::Interrupted, 0);
        assert_eq!(append_until_failure(&disk, &batches), 5, "call {call}");
        assert!(disk.durable_log() == golden(5).0, "call {call}");
    }
}

#[test]
fn a_register_opens_on_a_full_disk() {
    for name in ["write LOCK", "write head", "open head"] {
        let disk = Brittle::with(golden(2).0, None);
        for kind in [ErrorKind::StorageFull, ErrorKind::QuotaExceeded, ErrorKind::FileTooLarge] {
            disk.fail(
                match name {
                    "write LOCK" => |call| call.starts_with("write LOCK"),
                    "write head" => |call| call.starts_with("write head"),
                    _ => |call| call.starts_with("open head"),
                },
                kind,
                0,
            );
            assert_eq!(on(&disk).unwrap().end(), golden(2).1, "{name}: {kind}");
        }
    }
}

#[test]
fn what_cannot_be_opened_is_a_clean_answer_and_opens_when_it_can() {
    for kind in [ErrorKind::PermissionDenied, ErrorKind::Other] {
        for call in ["open LOCK", "open log.jsonl", "open head", "look log.jsonl"] {
            let disk = Brittle::with(golden(2).0, Some(&Marker::at(golden(2).1).to_bytes()));
            disk.fail(
                match call {
                    "open LOCK" => |call| call == "open LOCK",
                    "open log.jsonl" => |call| call == "open log.jsonl",
                    "open head" => |call| call == "open head",
                    _ => |call| call == "look log.jsonl",
                },
                kind,
                0,
            );
            assert!(matches!(on(&disk), Err(LogError::Io { .. })), "{call}: {kind}");
            assert_eq!(on(&disk).unwrap().end(), golden(2).1);
        }
    }
}

#[test]
fn whatever_fails_and_whenever_power_is_cut_no_acknowledged_line_is_lost() {
    let batches = [1, 3, 1, 5, 2];
    let calls = {
        let disk = Brittle::holding(b"", None);
        append_until_failure(&disk, &batches);
        disk.plates().calls.len()
    };
    for failing in 0..=calls {
        for (kind, written) in
            [(ErrorKind::Other, 0), (ErrorKind::Other, 700), (ErrorKind::StorageFull, 700)]
        {
            let disk = Brittle::holding(b"", None);
            disk.fail_at(failing, kind, written);
            let acknowledged = append_until_failure(&disk, &batches);
            for seed in 0..6 {
                let mut choices = Seeded::of(seed);
                let after = disk.after_a_power_cut(&mut |of| choices.choose(of));
                let log = on(&after).unwrap();
                let kept = usize::try_from(log.end().n).unwrap();
                assert!(kept >= acknowledged, "{kept} of {acknowledged} lines, call {failing}");
                assert_eq!(after.log(), golden(kept).0);
            }
        }
    }
}

#[test]
fn a_register_that_could_hardly_be_made_outlasts_a_loss_of_power() {
    for failing in 0.. {
        let disk = Brittle::default();
        disk.fail_at(failing, ErrorKind::Other, 0);
        let made = FileLog::create_on(disk.clone(), REGISTER);
        if made.is_ok() && disk.plates().calls.len() <= failing {
            assert!(failing > 8, "nothing failed");
            return;
        }
        // Whoever makes it again is done, or is told that it is there.
        let made = made.or_else(|_| FileLog::create_on(disk.clone(), REGISTER));
        let mut log = made.unwrap_or_else(|_| log_on(&disk));
        log.append(&next_lines(&log, 3)).unwrap();
        let after = disk.after_a_power_cut(&mut |_| 0);
        assert_eq!(log_on(&after).end(), golden(3).1, "call {failing} of making it failed");
    }
}

#[test]
fn a_cut_that_could_not_be_made_durable_is_made_so_by_whoever_comes_next() {
    let torn = [golden(2).0, &golden(3).0[golden(2).0.len()..][..100]].concat();
    let disk = Brittle::holding(&torn, Some(Marker::at(golden(2).1)));
    disk.fail(|call| call == "sync log.jsonl", ErrorKind::Other, 0);
    assert!(on(&disk).is_err());
    assert_eq!((disk.log(), disk.durable_log()), (golden(2).0.to_vec(), torn));
    let log = on(&disk).unwrap();
    assert_eq!((log.end(), disk.durable_log()), (golden(2).1, golden(2).0.to_vec()));
}
