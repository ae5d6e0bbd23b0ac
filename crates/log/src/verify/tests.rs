//! Every kind of damage is named with its line, and none that merely follows from another.

use std::fs;

use proptest::prelude::*;
use repatria_domain::Refusal;
use sha2::Digest as _;

use super::*;
use crate::codec::decode;
use crate::codec::encode;
use crate::examples::{GOLDEN, batch_of, edit, history, log_of, noon};
use crate::file::FileLog;
use crate::memory_log::MemoryLog;
use crate::port::CommitLog as _;
use crate::sequencer::{Sequencer, Submission};

fn lines(log: &[u8]) -> Vec<String> {
    str::from_utf8(log).unwrap().lines().map(Into::into).collect()
}

fn golden() -> Vec<String> {
    lines(GOLDEN)
}

fn log(lines: &[String]) -> MemoryLog {
    MemoryLog::of_bytes(lines.iter().flat_map(|line| [line, "\n"]).collect::<String>().as_bytes())
}

/// The faults of a log with their lines, hashes cut short.
fn faults(lines: &[String]) -> Vec<String> {
    let LogError::Corrupt(damages) = verify(&log(lines), |_| ()).unwrap_err() else {
        unreachable!()
    };
    damages
        .into_iter()
        .map(|Damage { line, byte, fault }| {
            let place = usize::try_from(line).unwrap() - 1;
            let before: usize = lines[..place].iter().map(|line| line.len() + 1).sum();
            assert_eq!(usize::try_from(byte).unwrap(), before);
            let fault = fault.to_string();
            format!("{line}: {}", fault.split(" (crc").next().unwrap_or(&fault))
        })
        .collect()
}

const NOT_WRITTEN: &str = "the bytes of this line are not the bytes that were written";

#[test]
fn a_sound_log_is_counted_and_its_head_is_told() {
    let mut told = Vec::new();
    let verified = verify(&log(&golden()), |progress| told.push(progress)).unwrap();
    let bytes = u64::try_from(GOLDEN.len()).unwrap();
    let head = Head { n: 20, leaf: LeafHash::of(golden()[19].as_bytes()) };
    assert_eq!(verified, Verified { commits: 20, events: 22, bytes, head, root: root(GOLDEN) });
    assert_eq!(told, [Progress { commits: 20, bytes }]);
}

#[test]
fn an_empty_log_is_sound() {
    let verified = verify(&MemoryLog::default(), |_| ()).unwrap();
    assert_eq!((verified.commits, verified.head), (0, Head::EMPTY));
}

#[test]
fn every_line_that_was_changed_is_named_and_no_other() {
    let mut lines = golden();
    for line in [2, 3, 7] {
        lines[line] = lines[line].replacen("20", "21", 1);
    }
    assert_eq!(faults(&lines), [3, 4, 8].map(|line| format!("{line}: {NOT_WRITTEN}")));
}

#[test]
fn a_changed_line_with_a_new_crc_is_given_away_by_the_line_after_it() {
    let mut lines = golden();
    edit(&mut lines[3], r#""quantity":"106""#, r#""quantity":"160""#);
    let (expected, found) =
        (LeafHash::of(lines[3].as_bytes()), LeafHash::of(golden()[3].as_bytes()));
    assert_eq!(
        faults(&lines),
        [format!(
            "5: this line follows a line with the hash {found}, the line above it has {expected}: \
             one of the two was exchanged"
        )]
    );
}

#[test]
fn a_line_taken_out_put_twice_or_moved_is_named() {
    let mut taken_out = golden();
    taken_out.remove(4);
    assert_eq!(faults(&taken_out), ["5: commit 6 stands here, 5 follows"]);
    let mut twice = golden();
    twice.insert(5, golden()[4].clone());
    assert_eq!(
        faults(&twice),
        ["6: commit 5 stands here, 6 follows"],
        "and the line after it follows the copy as it followed the line"
    );
    let mut moved = golden();
    moved.swap(4, 5);
    assert_eq!(
        faults(&moved),
        [
            "5: commit 6 stands here, 5 follows",
            "6: commit 5 stands here, 7 follows",
            "7: commit 7 stands here, 6 follows"
        ]
    );
}

/// The golden commits, changed and then written and chained as if they had been recorded so.
fn rewritten(change: impl FnOnce(&mut Vec<Commit>)) -> Vec<String> {
    let mut commits: Vec<Commit> =
        golden().iter().map(|line| decode(line.as_bytes()).unwrap().commit).collect();
    change(&mut commits);
    lines(batch_of(&commits).bytes())
}

#[test]
fn a_time_that_goes_back_is_named_once() {
    let lines = rewritten(|commits| commits[4].at = "2026-11-24T00:00:00Z".parse().unwrap());
    assert_eq!(
        faults(&lines),
        ["6: recorded at 2026-11-23T02:15:00.000000Z, before the line above it, at \
          2026-11-24T00:00:00.000000Z"]
    );
}

#[test]
fn times_are_held_to_their_order_behind_a_damaged_line_too() {
    let mut lines = rewritten(|commits| commits[4].at = "2026-11-24T00:00:00Z".parse().unwrap());
    lines[1] = lines[1].replacen("2025", "2024", 1);
    let found = faults(&lines);
    assert_eq!(found[0], format!("2: {NOT_WRITTEN}"));
    assert!(found[1].starts_with("6: recorded at 2026-11-23T02:15:00.000000Z"), "{found:?}");
}

#[test]
fn an_event_that_breaks_a_rule_is_named_and_what_follows_from_it_is_not() {
    let lines = rewritten(|commits| {
        let opening = commits[2].events.clone();
        commits[3].events = opening;
    });
    let refusal = Refusal::ExchangeRepeated { reference: "2025-06-26".parse().unwrap() };
    assert_eq!(faults(&lines), [format!("4: breaks a rule: {refusal}")]);
}

#[test]
fn a_command_in_two_lines_and_a_commit_of_nothing_are_named() {
    let twice = rewritten(|commits| commits[3].id = commits[1].id);
    let id = decode(twice[1].as_bytes()).unwrap().commit.id;
    assert_eq!(faults(&twice), [format!("4: the command {id} was recorded as commit 2 already")]);
    let empty = rewritten(|commits| commits[3].events.clear());
    assert_eq!(faults(&empty), ["4: the commit holds no event"]);
}

#[test]
fn a_line_that_is_no_commit_is_named_and_the_chain_goes_through_it() {
    let mut lines = golden();
    edit(&mut lines[19], r#""by":"taras""#, r#""by":"Taras""#);
    assert_eq!(
        faults(&lines),
        [
            "20: this is no line of a log: `Taras` holds 'T': use small letters, digits, `-`, `_` and \
          `.` at line 1 column 99"
        ]
    );
}

#[test]
fn an_otherwise_sound_log_of_a_newer_version_is_not_called_damaged() {
    let mut lines = golden();
    edit(&mut lines[19], r#""v":1"#, r#""v":2"#);
    let error = verify(&log(&lines), |_| ()).unwrap_err();
    assert!(matches!(error, LogError::NewerFormat { line: 20, v: 2, .. }), "{error}");
    lines[0] = lines[0].replacen("olena", "olenb", 1);
    assert_eq!(faults(&lines), [format!("1: {NOT_WRITTEN}")]);
}

#[test]
fn a_thousand_places_of_damage_are_named_at_most() {
    let line = golden().remove(0).replacen("olena", "olenb", 1);
    assert_eq!(faults(&vec![line; 1500]).len(), 1000);
}

#[test]
fn a_file_that_is_shorter_than_what_was_acknowledged_is_damaged_where_it_ends() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = FileLog::create(folder.path()).unwrap();
    let commits: Vec<Commit> =
        golden().iter().map(|line| decode(line.as_bytes()).unwrap().commit).collect();
    log.append(&batch_of(&commits)).unwrap();
    drop(log);
    let kept: usize = golden()[..10].iter().map(|line| line.len() + 1).sum();
    fs::write(folder.path().join("log.jsonl"), &GOLDEN[..kept]).unwrap();
    let error = verify(&FileLog::open_for_reading(folder.path()).unwrap(), |_| ()).unwrap_err();
    let missing = GOLDEN.len() - kept;
    assert_eq!(
        error.to_string(),
        format!(
            "the log is damaged: line 11, byte {kept}: the log ends {missing} bytes before its \
             head marker says"
        )
    );
}

proptest! {
    #[test]
    fn property_every_history_verifies(history in history()) {
        let events: usize = history.iter().map(|commit| commit.events.len()).sum();
        let verified = verify(&log_of(&history), |_| ()).unwrap();
        prop_assert_eq!(verified.commits, u64::try_from(history.len()).unwrap());
        prop_assert_eq!(verified.events, u64::try_from(events).unwrap());
    }

    #[test]
    fn property_every_changed_byte_is_found_in_its_line(
        history in history(),
        place in any::<prop::sample::Index>(),
        change in 1_u8..,
    ) {
        let mut bytes = log_of(&history).bytes();
        let place = place.index(bytes.len() - 1);
        bytes[place] ^= change;
        let line = 1 + memchr::memchr_iter(b'\n', &bytes[..place]).count();
        let error = verify(&MemoryLog::of_bytes(&bytes), |_| ()).unwrap_err();
        let LogError::Corrupt(damages) = error else { panic!("{error}") };
        prop_assert_eq!(usize::try_from(damages[0].line).unwrap(), line);
    }

    #[test]
    fn property_an_exchanged_line_is_found_unless_it_is_the_last(
        history in history(),
        place in any::<prop::sample::Index>(),
    ) {
        let original = lines(log_of(&history).bytes().as_slice());
        let place = place.index(original.len());
        let mut commit = history[place].clone();
        commit.by = "somebody-else".parse().unwrap();
        let prev = decode(original[place].as_bytes()).unwrap().prev.hash();
        let mut line = Vec::new();
        encode(&commit, prev, &mut line).unwrap();
        let mut exchanged = original.clone();
        exchanged[place] = String::from_utf8(line).unwrap();
        match verify(&log(&exchanged), |_| ()) {
            Err(LogError::Corrupt(damages)) => prop_assert_eq!(damages[0].line, place as u64 + 2),
            Ok(verified) => {
                // Only whoever kept the head can tell.
                prop_assert_eq!(place + 1, original.len());
                prop_assert_ne!(verified.head, log_of(&history).head().unwrap());
            }
            Err(error) => panic!("{error}"),
        }
    }
}

/// The root of the tree of these lines, by its definition (RFC 6962, section 2.1).
fn root(log: &[u8]) -> Root {
    let lines = log.split_inclusive(|byte| *byte == b'\n');
    let leaves: Vec<[u8; 32]> =
        lines.map(|line| *LeafHash::of(line.strip_suffix(b"\n").unwrap()).bytes()).collect();
    Root::from_bytes(node(&leaves))
}

fn node(leaves: &[[u8; 32]]) -> [u8; 32] {
    if let [leaf] = leaves {
        return *leaf;
    }
    let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
    let both = [&[1], node(left).as_slice(), node(right).as_slice()].concat();
    sha2::Sha256::digest(both).into()
}

/// A log of several pages, so that all cores have their part in it.
fn pages() -> Vec<u8> {
    let log = MemoryLog::default();
    let mut sequencer = Sequencer::open(log.clone(), |_| ()).unwrap();
    let submissions: Vec<Submission> = (0..4_000).map(opening).collect();
    for answer in sequencer.submit(&submissions, noon(), |_| ()) {
        answer.unwrap();
    }
    log.bytes()
}

fn opening(number: u32) -> Submission {
    let reference = format!("exchange-{number}").parse().unwrap();
    let parties = repatria_domain::Parties::new(["UA", "RU"].map(|party| party.parse().unwrap()));
    let open = repatria_domain::OpenExchange::new(reference, parties.unwrap());
    Submission {
        id: repatria_domain::CommandId::of(&number.to_le_bytes()),
        by: "olena".parse().unwrap(),
        command: repatria_domain::Command::OpenExchange(open),
    }
}

#[test]
fn a_log_of_many_pages_is_verified_to_its_root_and_to_the_root_that_was_signed() {
    let bytes = pages();
    assert!(bytes.len() > 1 << 20, "{} bytes", bytes.len());
    let end = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').nth(2_499).unwrap().0;
    let log = MemoryLog::of_bytes(&bytes);
    let (verified, signed) = verify_with_root_of(&log, Some(2_500), |_| ()).unwrap();
    assert_eq!((verified.commits, verified.root), (4_000, root(&bytes)));
    assert_eq!(signed, Some(root(&bytes[..=end])));
    let roots = [(Some(0), true), (Some(4_000), true), (Some(4_001), false), (None, false)];
    for (size, is_there) in roots {
        let (_, signed) = verify_with_root_of(&log, size, |_| ()).unwrap();
        assert_eq!(signed.is_some(), is_there, "{size:?}");
    }
}

#[test]
fn every_damage_of_a_log_of_many_pages_is_named_with_line_and_byte_in_order() {
    let mut bytes = pages();
    let begins: Vec<usize> = std::iter::once(0)
        .chain(bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1))
        .collect();
    let lines = [1, 700, 2_500, 2_501, 3_100, 4_000];
    for line in lines {
        bytes[begins[line - 1] + 60] ^= 1;
    }
    let error = verify(&MemoryLog::of_bytes(&bytes), |_| ()).unwrap_err();
    let LogError::Corrupt(damages) = error else { panic!("{error}") };
    let found: Vec<(u64, u64)> = damages.iter().map(|damage| (damage.line, damage.byte)).collect();
    let expected = lines.map(|line| (line as u64, begins[line - 1] as u64));
    assert_eq!(found, expected);
}
