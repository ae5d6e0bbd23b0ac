//! A log of 64 KiB, cut, flipped, swapped and exchanged in every place: each change is found at
//! its line and byte, or is harmless by a rule that is held to in each case.

use std::collections::BTreeSet;

use super::Sought::{Lost, Phantom, Refused, Unnoticed};
use super::history::batch;
use super::{Ran, Share, Tally, in_threads, run};
use crate::brittle::{Brittle, REGISTER};
use crate::choices::Seeded;
use crate::codec::{decode, encode};
use crate::error::{Damage, LogError};
use crate::file::{FileLog, Marker};
use crate::memory_log::MemoryLog;
use crate::port::{Head, Position};
use crate::verify::verify;

const LOG_BYTES: usize = 64 << 10;

/// What has to be found when a log is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    /// Damage in this line, which begins at this byte; and nothing is touched.
    Damage { line: usize, byte: usize },
    /// So many lines, and behind them so many bytes that go to the quarantine.
    Lines { lines: usize, aside: usize },
}

/// A log and where its lines end.
struct Whole {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

type Held = Result<u64, String>;

#[test]
fn rig_a_log_cut_at_every_byte_opens_with_its_whole_lines_or_is_refused() {
    run("cuts", &[Lost, Phantom, Unnoticed, Refused], cuts);
}

#[test]
fn rig_every_flipped_bit_of_a_log_is_refused_at_its_line() {
    run("flips", &[Unnoticed], flips);
}

#[test]
fn rig_every_flipped_bit_is_named_by_verify() {
    run("flips_verified", &[Unnoticed], flips_verified);
}

#[test]
fn rig_no_flipped_bit_of_the_head_marker_loses_a_line_or_refuses_a_start() {
    run("marker_flips", &[Lost, Refused], marker_flips);
}

#[test]
fn rig_swapped_bytes_moved_lines_and_zeroed_pages_are_found() {
    run("swaps", &[Lost, Unnoticed, Refused], swaps);
}

#[test]
fn rig_a_log_exchanged_for_an_older_one_is_refused() {
    run("older_backups", &[Lost, Unnoticed], older_backups);
}

#[test]
fn rig_every_exchanged_line_is_found_though_its_crc_fits() {
    run("exchanged_lines", &[Unnoticed], exchanged_lines);
}

/// Each line exchanged for another one that says who follows whom as it did: the line behind it
/// tells, and whoever kept the head tells of the last one.
pub(super) fn exchanged_lines(_: Share) -> Ran {
    let whole = Whole::made();
    let all = whole.ends.len() - 1;
    let sound =
        verify(&MemoryLog::of_bytes(&whole.bytes), |_| ()).map_err(|error| error.to_string())?;
    for line in 1..=all {
        let (from, until) = (whole.ends[line - 1], whole.ends[line]);
        let decoded =
            decode(&whole.bytes[from..until - 1]).map_err(|error| format!("{error:?}"))?;
        let other = super::history::commit(line as u64, 0xbad);
        let mut exchanged = Vec::new();
        encode(&other, decoded.prev.hash(), &mut exchanged).map_err(|error| error.to_string())?;
        exchanged.push(b'\n');
        let log = [&whole.bytes[..from], &exchanged, &whole.bytes[until..]].concat();
        let behind = (line + 1, from + exchanged.len());
        match verify(&MemoryLog::of_bytes(&log), |_| ()) {
            Err(LogError::Corrupt(damages)) if places(&damages) == [behind] => {}
            Ok(verified) if line == all && verified.head != sound.head => {}
            found => return Err(format!("line {line} exchanged: {found:?}")),
        }
    }
    Ok(Tally { cases: all as u64, said: "the last one changes the head".into(), seed: None })
}

pub(super) fn cuts(share: Share) -> Ran {
    let whole = Whole::made();
    let step = share.of(61, 1, 1);
    in_threads(whole.bytes.len() / step, |range| {
        for cut in range.clone().map(|place| place * step) {
            let log = &whole.bytes[..cut];
            let lines = whole.lines_within(cut);
            let kept = Found::Lines { lines, aside: cut - whole.ends[lines] };
            let lost = Found::Damage { line: lines + 1, byte: whole.ends[lines] };
            let half = whole.ends.len() / 2;
            for acknowledged in [0, half, whole.ends.len() - 1] {
                let expected = if acknowledged <= lines { kept } else { lost };
                whole.hold(log, acknowledged, expected, &format_args!("cut at byte {cut}"))?;
            }
        }
        Ok(3 * range.len() as u64)
    })
}

pub(super) fn flips(share: Share) -> Ran {
    let whole = Whole::made();
    let bits = whole.bytes.len() * 8;
    let step = share.of(601, 9, 1);
    in_threads(bits.div_ceil(step), |range| {
        let mut log = whole.bytes.clone();
        for bit in range.clone().map(|place| place * step) {
            let (byte, mask) = (bit / 8, 1 << (bit % 8));
            log[byte] ^= mask;
            // Whether or not it was acknowledged: a line that lacks nothing was changed.
            let acknowledged = if bit % 2 == 0 { 0 } else { whole.ends.len() - 1 };
            let what = format_args!("bit {} of byte {byte} flipped", bit % 8);
            whole.hold(&log, acknowledged, whole.damage_at(byte), &what)?;
            log[byte] ^= mask;
        }
        Ok(range.len() as u64)
    })
}

pub(super) fn flips_verified(share: Share) -> Ran {
    let whole = Whole::made();
    let bits = whole.bytes.len() * 8;
    let step = share.of(20_011, 157, 7);
    in_threads(bits.div_ceil(step), |range| {
        let mut log = whole.bytes.clone();
        for bit in range.clone().map(|place| place * step) {
            let (byte, mask) = (bit / 8, 1 << (bit % 8));
            log[byte] ^= mask;
            let what = format!("verify, bit {} of byte {byte} flipped", bit % 8);
            let Err(LogError::Corrupt(damages)) = verify(&MemoryLog::of_bytes(&log), |_| ()) else {
                return Err(format!("{what}: not found"));
            };
            // A flipped bit may make one line two, or two lines one; no other line is touched.
            let lines = places(&damages);
            let Found::Damage { line, byte } = whole.damage_at(byte) else { unreachable!() };
            if lines[0] != (line, byte) || lines.iter().any(|(other, _)| *other > line + 1) {
                return Err(format!("{what}: found in {lines:?} instead of line {line}"));
            }
            log[bit / 8] ^= mask;
        }
        Ok(range.len() as u64)
    })
}

pub(super) fn marker_flips(_: Share) -> Ran {
    let whole = Whole::made();
    let mut cases = 0;
    for acknowledged in [0, 1, whole.ends.len() / 2, whole.ends.len() - 1] {
        for bit in 0..128 {
            let mut marker = whole.marker(acknowledged).to_bytes();
            marker[bit / 8] ^= 1 << (bit % 8);
            let lines = whole.ends.len() - 1;
            let found = opened(&whole.bytes, &marker);
            if found != (Found::Lines { lines, aside: 0 }) {
                return Err(format!("bit {bit} of the marker of {acknowledged} lines: {found:?}"));
            }
            cases += 1;
        }
    }
    Ok(Tally { cases, said: "a marker that fits no line says nothing".into(), seed: None })
}

pub(super) fn swaps(share: Share) -> Ran {
    let whole = Whole::made();
    let mut cases = swapped_bytes(&whole, share)?;
    cases += moved_lines(&whole)?;
    for size in [512, 4096] {
        cases += zeroed_pages(&whole, size)?;
    }
    Ok(Tally { cases, said: "bytes, lines, pages of 512 and 4,096 bytes".into(), seed: None })
}

fn swapped_bytes(whole: &Whole, share: Share) -> Held {
    let (mut log, mut cases, mut seed) = (whole.bytes.clone(), 0, Seeded::of(1));
    for byte in (0..log.len() - 1).step_by(share.of(307, 3, 1)) {
        // The neighbour, and some other byte of the log.
        for other in [byte + 1, seed.choose(log.len())] {
            if log[byte] == log[other] {
                continue;
            }
            log.swap(byte, other);
            let what = format_args!("bytes {byte} and {other} swapped");
            whole.hold(&log, whole.ends.len() - 1, whole.damage_at(byte.min(other)), &what)?;
            log.swap(byte, other);
            cases += 1;
        }
    }
    Ok(cases)
}

fn moved_lines(whole: &Whole) -> Held {
    let lines: Vec<&[u8]> = whole.bytes.split_inclusive(|byte| *byte == b'\n').collect();
    let all = lines.len();
    let mut cases = 0;
    let mut hold = |lines: &[&[u8]], acknowledged, expected, what: &str, line| {
        cases += 1;
        let what = format_args!("line {line} {what}");
        whole.hold(&lines.concat(), acknowledged, expected, &what)
    };
    for line in 1..=all {
        let at = |line: usize| Found::Damage { line, byte: whole.ends[line - 1] };
        for acknowledged in [0, all] {
            let mut twice = lines.clone();
            twice.insert(line, lines[line - 1]);
            hold(&twice, acknowledged, at(line + 1), "written twice", line)?;
            let mut without = lines.clone();
            without.remove(line - 1);
            let expected = match (line == all, acknowledged) {
                // Nobody was told of the last line: it is as if it had not been written.
                (true, 0) => Found::Lines { lines: all - 1, aside: 0 },
                _ => at(line),
            };
            hold(&without, acknowledged, expected, "deleted", line)?;
            if line < all {
                let mut swapped = lines.clone();
                swapped.swap(line - 1, line);
                hold(&swapped, acknowledged, at(line), "swapped with the next", line)?;
            }
        }
    }
    Ok(cases)
}

/// A page of zeros is what a disk leaves that lost a write: damage where it was acknowledged, the
/// torn end of an append where it was not.
fn zeroed_pages(whole: &Whole, size: usize) -> Held {
    let mut cases = 0;
    for page in 0..whole.bytes.len().div_ceil(size) {
        let range = page * size..((page + 1) * size).min(whole.bytes.len());
        let mut log = whole.bytes.clone();
        log[range.clone()].fill(0);
        let before = whole.lines_within(range.start);
        let aside = whole.bytes.len() - whole.ends[before];
        let what = format_args!("{size} bytes from byte {} zeroed", range.start);
        let damage = whole.damage_at(range.start);
        whole.hold(&log, whole.ends.len() - 1, damage, &what)?;
        whole.hold(&log, before, Found::Lines { lines: before, aside }, &what)?;
        cases += 2;
    }
    Ok(cases)
}

/// Every older state of the log under the marker of the newest is refused. Under its own marker it
/// opens: only a checkpoint that somebody else keeps tells, and the root of each is another one.
pub(super) fn older_backups(_: Share) -> Ran {
    let whole = Whole::made();
    let (all, mut heads) = (whole.ends.len() - 1, BTreeSet::new());
    for lines in 0..all {
        let older = &whole.bytes[..whole.ends[lines]];
        let lost = Found::Damage { line: lines + 1, byte: whole.ends[lines] };
        whole.hold(older, all, lost, &format_args!("a backup of {lines} lines"))?;
        let kept = Found::Lines { lines, aside: 0 };
        whole.hold(
            older,
            lines,
            kept,
            &format_args!("a backup of {lines} lines, and its marker"),
        )?;
        let head =
            verify(&MemoryLog::of_bytes(older), |_| ()).map_err(|error| error.to_string())?;
        heads.insert(head.head.leaf.to_string());
    }
    if heads.len() != all {
        return Err("two states of one log have the same head".into());
    }
    Ok(Tally {
        cases: 2 * all as u64,
        said: "each with the newest marker and with its own".into(),
        seed: None,
    })
}

impl Whole {
    fn made() -> Self {
        let (mut bytes, mut head) = (Vec::new(), Head::EMPTY);
        while bytes.len() < LOG_BYTES {
            let batch = batch(head, 1, head.n);
            bytes.extend_from_slice(batch.bytes());
            head = batch.head();
        }
        let ends = memchr::memchr_iter(b'\n', &bytes).map(|end| end + 1);
        let ends = [0].into_iter().chain(ends).collect();
        Self { bytes, ends }
    }

    /// How many lines end within the first bytes.
    fn lines_within(&self, bytes: usize) -> usize {
        self.ends.partition_point(|end| *end <= bytes) - 1
    }

    fn damage_at(&self, byte: usize) -> Found {
        let before = self.lines_within(byte);
        Found::Damage { line: before + 1, byte: self.ends[before] }
    }

    fn marker(&self, lines: usize) -> Marker {
        Marker::at(Position { n: lines as u64, byte: self.ends[lines] as u64 })
    }

    /// Opens a changed log of which so many lines were acknowledged.
    fn hold(
        &self,
        log: &[u8],
        acknowledged: usize,
        expected: Found,
        what: &dyn std::fmt::Display,
    ) -> Result<(), String> {
        let found = opened(log, &self.marker(acknowledged).to_bytes());
        if found == expected {
            return Ok(());
        }
        Err(format!("{what}, {acknowledged} lines acknowledged: {found:?} instead of {expected:?}"))
    }
}

/// What is found, and that what is there afterwards is what that means.
fn opened(log: &[u8], marker: &[u8]) -> Found {
    let disk = Brittle::with(log, Some(marker));
    match FileLog::open_on(disk.clone(), REGISTER) {
        Ok(opened) => {
            let end = opened.end();
            let aside = opened.recovery().map_or(0, |recovery| recovery.bytes);
            let copy = opened.recovery().map(|recovery| format!("quarantine/{}", recovery.copy));
            let kept = usize::try_from(end.byte).unwrap();
            assert_eq!(disk.log(), log[..kept], "the log that was opened");
            let copied = copy.map(|copy| disk.shown(&copy).unwrap_or_default());
            if copied.is_some_and(|copied| copied != log[kept..]) {
                return Found::Lines { lines: usize::MAX, aside: 0 };
            }
            let lines = usize::try_from(end.n).unwrap();
            Found::Lines { lines, aside: usize::try_from(aside).unwrap() }
        }
        Err(LogError::Corrupt(damages)) => {
            assert_eq!(disk.log(), log, "a damaged log was touched");
            let (line, byte) = places(&damages)[0];
            Found::Damage { line, byte }
        }
        Err(other) => panic!("{other}"),
    }
}

fn places(damages: &[Damage]) -> Vec<(usize, usize)> {
    let place = |damage: &Damage| (damage.line, damage.byte);
    damages
        .iter()
        .map(place)
        .map(|(line, byte)| (usize::try_from(line).unwrap(), usize::try_from(byte).unwrap()))
        .collect()
}
