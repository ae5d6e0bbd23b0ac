//! What is found when a log is opened: torn ends, zeros, flipped bits, markers that do not fit.

use super::*;
use crate::error::Damage;
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
fn an_end_that_is_not_read_the_same_twice_is_not_cut_off() {
    let (whole, _) = golden(4);
    let torn = &whole[..whole.len() - 10];
    let disk = Brittle::holding(torn, None);
    // The first reading flips a bit in the piece that no line feed ends.
    disk.plates().lie = Some((torn.len() - 5, 3));
    let refused = on(&disk).err().unwrap().to_string();
    assert!(refused.contains("it was read twice and differed"), "{refused}");
    assert_eq!(disk.log(), torn, "something was cut off");
    // The next reading is true.
    assert_eq!(on(&disk).unwrap().end(), golden(3).1);
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
fn a_flipped_bit_behind_what_the_marker_speaks_of_is_damage_too_and_no_torn_end() {
    let (whole, _) = golden(2);
    for marker in [Some(ends()[1]), None] {
        for (byte, bit) in (0..whole.len()).flat_map(|byte| (0..8).map(move |bit| (byte, bit))) {
            let mut flipped = whole.to_vec();
            flipped[byte] ^= 1 << bit;
            let line = whole_lines(&whole[..byte]);
            let why = refused(&flipped, marker);
            let place = format!("line {}, byte {}: ", line + 1, ends()[line].byte);
            assert!(why.contains(&place), "bit {bit} of byte {byte}: {why}");
        }
    }
}

#[test]
fn half_lines_and_zeros_at_the_end_are_set_aside() {
    let (kept, end) = golden(2);
    let line = &golden(3).0[kept.len()..];
    let tails: [&[u8]; 6] = [
        &[0; 1],
        &[0; 5000],
        &vec![0; 200_000],
        &line[..1],
        &line[..line.len() - 1],
        &[&line[..100], &[0; 4096]].concat(),
    ];
    for tail in tails {
        let (found, left) = recovery(&[kept, tail].concat(), Some(end));
        let Recovery { commits, byte, bytes, whole_lines, copy } = found.unwrap();
        assert_eq!((commits, byte, bytes, whole_lines), (2, end.byte, tail.len() as u64, 0));
        assert_eq!(copy, format!("torn-at-{}-{:08x}", end.byte, crc32c::crc32c(tail)));
        assert_eq!(left, kept);
    }
}

/// What power left of an append of these lines: sectors that did not reach the disk are zeros.
fn with_lost_sectors(kept: usize, lines: usize, lost: impl Fn(usize) -> bool) -> Vec<u8> {
    let (from, mut log) = (golden(kept).0.len(), golden(lines).0.to_vec());
    for (byte, value) in log.iter_mut().enumerate().skip(from) {
        if lost(byte / 512) {
            *value = 0;
        }
    }
    log
}

#[test]
fn whatever_sectors_of_an_append_are_lost_the_log_opens_with_what_was_there_before() {
    let (kept, lines) = (2, 8);
    let (_, end) = golden(kept);
    let first = golden(kept).0.len() / 512;
    let sectors = golden(lines).0.len() / 512 - first + 1;
    for marker in [Some(end), Some(ends()[1]), None] {
        for pattern in 0_u32..1 << sectors.min(10) {
            let lost = |sector: usize| pattern >> ((sector - first) % 10) & 1 == 1;
            let log = with_lost_sectors(kept, lines, lost);
            let (found, left) = recovery(&log, marker);
            let left = whole_lines(&left);
            assert!(left >= kept, "{pattern:b}: {left} lines left");
            assert_eq!(found.is_some(), left < lines, "{pattern:b}");
        }
    }
}

#[test]
fn whole_lines_behind_a_hole_are_of_an_append_that_was_never_synced() {
    // The second of the sectors of lines 3 to 8 was lost.
    let second = golden(2).0.len() / 512 + 1;
    let log = with_lost_sectors(2, 8, |sector| sector == second);
    let (found, left) = recovery(&log, Some(ends()[2]));
    let found = found.unwrap();
    assert_eq!((found.commits, found.whole_lines, left.as_slice()), (2, 4, golden(2).0));
    assert!(found.to_string().contains(" (4 whole lines of it stand behind a hole): moved to "));
}

#[test]
fn zeros_that_are_no_lost_sector_are_damage() {
    let (whole, _) = golden(3);
    for (from, to) in [(600, 601), (1023, 1024), (1024, 1030), (700, 1100)] {
        let mut log = whole.to_vec();
        log[from..to].fill(0);
        refused(&log, Some(Position::START));
    }
}

/// A write was taken up to a byte within a sector, the next one failed behind its first 900 bytes,
/// and power kept their length and the first state of that sector.
fn after_a_short_write(taken: usize) -> Brittle {
    let disk = Brittle::holding(golden(2).0, Some(Marker::at(golden(2).1)));
    let mut log = on(&disk).unwrap();
    let batch = next_lines(&log, 3);
    disk.plates().gulp = Some(taken);
    let second = disk.plates().calls.len() + 1;
    disk.fail_at(second, std::io::ErrorKind::Other, 900);
    log.append(&batch).unwrap_err();
    let mut longest = true;
    disk.after_a_power_cut(&mut |of| usize::from(of == 3 && std::mem::take(&mut longest)))
}

#[test]
fn a_sector_that_ends_in_zeros_is_of_a_short_write_and_one_zero_may_be_a_changed_bit() {
    let kept = golden(2).0.len();
    for taken in (1..512).filter(|taken| !(kept + taken).is_multiple_of(512)) {
        let left = after_a_short_write(taken).log();
        let begins = kept + taken;
        let zeros = begins.next_multiple_of(512) - begins;
        assert_eq!((left.len(), &left[begins..begins + zeros]), (begins + 900, &*vec![0; zeros]));
        // Lines that were taken whole stay, and nothing else does.
        let (whole, end) = golden(whole_lines(&left[..begins]));
        if zeros == 1 && whole.len() < begins {
            refused(&left, Some(golden(2).1));
        } else {
            let (found, left) = recovery(&left, Some(golden(2).1));
            assert_eq!((found.map(|found| found.byte), left.len()), (Some(end.byte), whole.len()));
        }
    }
}

#[test]
fn bytes_that_no_append_leaves_are_damage_even_at_the_end() {
    let (kept, end) = golden(2);
    let line = &golden(3).0[kept.len()..];
    let almost = [&line[..line.len() - 1], b"x"].concat();
    let tails: [&[u8]; 5] = [b"\n", b"garbage\n", &line[1..], &almost, &vec![b'x'; 70_000]];
    for tail in tails {
        refused(&[kept, tail].concat(), Some(end));
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
    let again = format!("write log.jsonl {}", log.len());
    assert_eq!(
        disk.effects(),
        [&again, "sync log.jsonl", "cut head", "write head 16", "sync head"]
    );
}

#[test]
fn a_marker_of_no_bytes_is_one_that_was_not_written_yet() {
    let disk = Brittle::with(golden(3).0, Some(b""));
    assert_eq!(on(&disk).unwrap().end(), ends()[3]);
}

#[test]
fn a_marker_that_was_spoiled_says_nothing_and_is_written_anew() {
    let (log, end) = golden(3);
    let marker = |n, byte| Marker::at(Position { n, byte }).to_bytes().to_vec();
    let second = ends()[2].byte;
    for spoiled in [
        vec![0; 15],
        vec![7; 17],
        marker(2, second - 1),
        marker(1, second),
        marker(1, 0),
        marker(0, second),
        // Half of one and half of the next.
        marker(3, second),
        marker(2, end.byte),
        marker(4, end.byte),
        marker(3, end.byte + 1),
    ] {
        let disk = Brittle::with(log, Some(&spoiled));
        assert_eq!(on(&disk).unwrap().end(), end, "{spoiled:?}");
        assert_eq!(disk.shown("head").unwrap(), Marker::at(end).to_bytes());
        assert_eq!(disk.log(), log);
    }
}

#[test]
fn a_flipped_bit_in_the_marker_harms_nothing() {
    let (log, end) = golden(3);
    for (byte, bit) in (0..16).flat_map(|byte| (0..8).map(move |bit| (byte, bit))) {
        let mut marker = Marker::at(end).to_bytes();
        marker[byte] ^= 1 << bit;
        let disk = Brittle::with(log, Some(&marker));
        assert_eq!(on(&disk).unwrap().end(), end, "bit {bit} of byte {byte}");
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
