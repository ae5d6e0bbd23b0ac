//! What is found when a log is opened: torn ends, zeros, flipped bits, markers that do not fit.

use super::*;
use crate::error::{Damage, Fault};
use crate::file::Recovery;
use crate::port::CommitLog as _;

fn recovery(log: &[u8], marker: Option<Position>) -> (Option<Recovery>, Vec<u8>) {
    let (log, disk) = opened(log, marker);
    let recovery = log.unwrap().recovery().cloned();
    let kept = disk.log();
    if let Some(Recovery { copy, bytes, .. }) = &recovery {
        assert_eq!(
            u64::try_from(disk.shown(&format!("quarantine/{copy}")).unwrap().len()).unwrap(),
            *bytes
        );
    }
    (recovery, kept)
}

fn whole_lines(log: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', log).count()
}

#[test]
fn a_log_cut_at_any_byte_opens_with_its_whole_lines_and_goes_on() {
    let (whole, _) = golden(4);
    for cut in 0..=whole.len() {
        let (log, disk) = opened(&whole[..cut], Some(Position::START));
        let mut log = log.unwrap();
        let lines = whole_lines(&whole[..cut]);
        let (kept, end) = golden(lines);
        assert_eq!((disk.log().as_slice(), log.end()), (kept, end), "cut at {cut}");
        assert_eq!(log.recovery().is_some(), kept.len() < cut, "cut at {cut}");
        log.append(&next_lines(&log, 1)).unwrap();
        assert_eq!(disk.durable_log(), golden(lines + 1).0, "cut at {cut}");
    }
}

#[test]
fn a_log_that_lost_what_was_acknowledged_is_refused_at_every_byte() {
    let (whole, end) = golden(4);
    for cut in 0..whole.len() {
        let lines = whole_lines(&whole[..cut]);
        assert_eq!(
            refused(&whole[..cut], Some(end)),
            format!(
                "the log is damaged: line {}, byte {}: the log ends here with {lines} commits, 4 \
                 were acknowledged",
                lines + 1,
                ends()[lines].byte
            )
        );
    }
}

#[test]
fn a_flipped_bit_is_refused_with_its_line_wherever_it_was_acknowledged() {
    let (whole, end) = golden(3);
    for (byte, bit) in (0..whole.len()).flat_map(|byte| (0..8).map(move |bit| (byte, bit))) {
        let mut flipped = whole.to_vec();
        flipped[byte] ^= 1 << bit;
        let line = whole_lines(&whole[..byte]);
        let LogError::Corrupt(damages) = opened(&flipped, Some(end)).0.err().unwrap() else {
            panic!("bit {bit} of byte {byte} was not found to be damage");
        };
        let [Damage { line: found, byte: begins, .. }] = damages.as_slice() else {
            panic!("{damages:?}");
        };
        assert_eq!((*found, *begins), (line as u64 + 1, ends()[line].byte), "byte {byte}");
    }
}

#[test]
fn a_flipped_bit_behind_what_was_acknowledged_is_set_aside_with_its_line() {
    let (whole, end) = golden(3);
    let acknowledged = ends()[2];
    for (byte, bit) in (0..whole.len()).flat_map(|byte| (0..8).map(move |bit| (byte, bit))) {
        let mut flipped = whole.to_vec();
        flipped[byte] ^= 1 << bit;
        if byte < golden(2).0.len() {
            refused(&flipped, Some(acknowledged));
        } else {
            let (found, kept) = recovery(&flipped, Some(acknowledged));
            let found = found.unwrap();
            assert_eq!((found.commits, found.byte), (2, acknowledged.byte));
            assert_eq!(found.bytes, end.byte - acknowledged.byte);
            assert_eq!(kept, golden(2).0);
        }
    }
}

#[test]
fn zeros_garbage_and_half_lines_at_the_end_are_set_aside() {
    let (kept, end) = golden(2);
    let line = &golden(3).0[kept.len()..];
    let tails: [&[u8]; 6] = [
        &[0; 1],
        &[0; 5000],
        &vec![0; 200_000],
        b"\n",
        &line[..line.len() - 1],
        &[&line[..100], &[0; 4096], b"\n", &line[200..]].concat(),
    ];
    for tail in tails {
        let (found, left) = recovery(&[kept, tail].concat(), Some(end));
        let Recovery { commits, byte, bytes, copy } = found.unwrap();
        assert_eq!((commits, byte, bytes), (2, end.byte, tail.len() as u64));
        assert_eq!(copy, format!("torn-at-{}-{:08x}", end.byte, crc32c::crc32c(tail)));
        assert_eq!(left, kept);
    }
}

#[test]
fn a_torn_end_is_safe_elsewhere_before_it_is_cut_off() {
    let (_, disk) = opened(&golden(3).0[..1500], Some(ends()[1]));
    let copy = &format!(
        "quarantine/torn-at-{}-{:08x}",
        ends()[2].byte,
        crc32c::crc32c(&golden(3).0[golden(2).0.len()..1500])
    );
    let effects = disk.effects();
    assert_eq!(
        effects[..8],
        [
            "make folder quarantine",
            &format!("cut {copy}"),
            &format!("write {copy} {}", 1500 - golden(2).0.len()),
            &format!("sync {copy}"),
            "sync folder quarantine",
            "sync folder ",
            "cut log.jsonl",
            "sync log.jsonl",
        ]
    );
}

#[test]
fn a_bad_line_before_a_whole_one_is_damage_even_if_nothing_of_it_was_acknowledged() {
    let mut log = golden(3).0.to_vec();
    log[600] ^= 1;
    assert!(refused(&log, Some(ends()[1])).starts_with(&format!(
        "the log is damaged: line 2, byte {}: the bytes of this line are not the bytes that were \
         written",
        ends()[1].byte
    )));
}

#[test]
fn a_whole_line_in_the_wrong_place_is_damage_even_at_the_end() {
    let (log, end) = golden(2);
    let second = &log[golden(1).0.len()..];
    assert_eq!(
        refused(&[log, second].concat(), Some(end)),
        format!("the log is damaged: line 3, byte {}: commit 2 stands here, 3 follows", end.byte)
    );
}

#[test]
fn whole_lines_behind_the_marker_are_kept_and_made_durable_once_more() {
    let (log, end) = golden(3);
    let (opened, disk) = opened(log, Some(ends()[1]));
    assert_eq!(opened.unwrap().end(), end);
    let doubtful = format!("write log.jsonl {}", log.len() - golden(1).0.len());
    assert_eq!(disk.effects()[..3], [&doubtful, "sync log.jsonl", "write head 16"]);
    assert_eq!(
        (disk.log().as_slice(), disk.shown("head")),
        (log, Some(Marker::at(end).to_bytes().into()))
    );
}

#[test]
fn a_log_without_a_marker_is_looked_through_and_gets_one() {
    let (log, end) = golden(3);
    let (opened, disk) = opened(log, None);
    assert_eq!(opened.unwrap().end(), end);
    assert_eq!(disk.shown("head"), Some(Marker::at(end).to_bytes().into()));
    assert_eq!(disk.effects()[..2], ["sync log.jsonl", "write head 16"]);
}

#[test]
fn a_marker_of_no_bytes_is_one_that_was_not_written_yet() {
    let disk = Brittle::with(golden(3).0, Some(b""));
    assert_eq!(on(&disk).unwrap().end(), ends()[3]);
}

#[test]
fn a_marker_that_is_none_is_refused_and_says_how_to_go_on() {
    let disk = Brittle::with(golden(3).0, Some(&[0; 15]));
    assert_eq!(
        on(&disk).unwrap_err().to_string(),
        "the log is damaged: line 1, byte 0: the head marker has 15 bytes instead of 16: if the \
         log verifies without it, delete the file `head`"
    );
}

#[test]
fn a_marker_of_another_log_is_refused() {
    let (log, end) = golden(3);
    let within_a_line = Position { n: 2, byte: ends()[2].byte - 1 };
    let wrong_number = Position { n: 1, byte: ends()[2].byte };
    let at_no_commit = Position { n: 1, byte: 0 };
    let at_the_end = Position { n: 4, byte: end.byte };
    for marker in [within_a_line, wrong_number, at_no_commit, at_the_end] {
        let why = refused(log, Some(marker));
        let expected =
            format!("speaks of {} commits in {} bytes, which is no end", marker.n, marker.byte);
        assert!(why.contains(&expected), "{why}");
    }
}

#[test]
fn a_flipped_bit_in_the_marker_never_loses_a_line() {
    let (log, end) = golden(3);
    for (byte, bit) in (0..16).flat_map(|byte| (0..8).map(move |bit| (byte, bit))) {
        let mut marker = Marker::at(end).to_bytes();
        marker[byte] ^= 1 << bit;
        let disk = Brittle::with(log, Some(&marker));
        let error = on(&disk).map(drop).unwrap_err();
        let LogError::Corrupt(damages) = error else { panic!("{error}") };
        let fault = &damages[0].fault;
        assert!(
            matches!(fault, Fault::Marker { .. } | Fault::Lost { .. }),
            "bit {bit} of byte {byte}: {fault}"
        );
        assert_eq!(disk.log(), log);
    }
}

#[test]
fn a_newer_line_is_not_written_behind() {
    let line = str::from_utf8(golden(1).0).unwrap().trim_end().replace(r#""v":1"#, r#" "v":2"#);
    let body = &line[..line.len() - 18].replacen(r#"{"n""#, r#"{ "n""#, 1);
    let log = format!("{body},\"crc\":\"{:08x}\"}}\n", crc32c::crc32c(body.as_bytes()));
    let error = opened(log.as_bytes(), None).0.unwrap_err();
    assert_eq!(
        error.to_string(),
        "line 1 holds a `agreement-reached` of version 2, which this program does not know: \
         update it"
    );
}
