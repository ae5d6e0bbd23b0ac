//! What is found by one reading is what several found.

use super::*;
use crate::brittle::{Brittle, REGISTER};
use crate::error::{Damage, Fault};
use crate::examples::{long_history, read, register_of};
use crate::file::Marker;
use crate::memory_log::MemoryLog;
use crate::port::CommitReader as _;
use crate::verify::verify;

/// A sound log of 20 commits, and its end.
fn log() -> (Vec<u8>, Position) {
    let log = register_of(&long_history(20), 0).shown("log.jsonl").unwrap();
    let byte = log.len() as u64;
    (log, Position { n: 20, byte })
}

fn sound(disk: &Brittle) -> Result<Sound, LogError> {
    FileReader::open_on(disk.clone(), REGISTER)?.to_the_end()?.verify(None, |_| ())
}

fn holding(log: &[u8], marker: Position) -> Brittle {
    Brittle::with(log, Some(&Marker::at(marker).to_bytes()))
}

/// What is wrong with a log that is all that stands in the file, however it ends.
fn damages(error: LogError) -> Vec<Damage> {
    let LogError::Corrupt(damages) = error else { panic!("{error}") };
    damages
}

#[test]
fn a_log_is_verified_up_to_the_lines_behind_its_marker_by_one_reading() {
    let (log, end) = log();
    let half = log.len() / 2 + memchr::memchr(b'\n', &log[log.len() / 2..]).unwrap() + 1;
    let n = memchr::memchr_iter(b'\n', &log[..half]).count() as u64;
    for marker in [end, Position { n, byte: half as u64 }] {
        let disk = holding(&log, marker);
        let (found, [read, _]) = read(&disk, || sound(&disk).unwrap());
        assert_eq!(found.verified, verify(&MemoryLog::of_bytes(&log), |_| ()).unwrap());
        // What stands behind the marker is looked through first; and the line feed before the end is
        // looked at, whenever it is asked for.
        let behind = log.len() - usize::try_from(marker.byte).unwrap();
        assert!((0..4).contains(&(read - log.len() - behind)), "{read} of {}", log.len());
    }
}

/// As it was left by an append that was cut short: a sector was not written, and whole lines behind it
/// were. In a sound log that is no damage.
#[test]
fn all_damage_of_a_log_is_named_that_goes_on_behind_a_hole() {
    let (sound_log, end) = log();
    let mut torn = sound_log.clone();
    let sectors = torn.len().next_multiple_of(512) + 512;
    torn.resize(sectors, 0);
    torn.extend_from_slice(b"\n");
    torn.extend_from_slice(&sound_log);
    assert_eq!(sound(&holding(&torn, end)).unwrap().verified.commits, 20);
    for damaged in [100, sound_log.len() / 2] {
        torn[damaged] ^= 1;
        let expected = verify(&MemoryLog::of_bytes(&torn), |_| ()).unwrap_err();
        let found = damages(sound(&holding(&torn, end)).unwrap_err());
        assert_eq!(found, damages(expected));
        assert!(found.len() > 2 && found.iter().any(|damage| damage.byte >= end.byte));
        torn[damaged] ^= 1;
    }
}

/// Of one that speaks of more than is there, and one that was spoiled.
#[test]
fn a_marker_that_speaks_of_more_is_believed_where_it_speaks_of_more_commits_too() {
    let (log, end) = log();
    let byte = end.byte + 700;
    let spoiled = holding(&[log.as_slice(), &[0; 512]].concat(), Position { n: 9, byte });
    assert_eq!(sound(&spoiled).unwrap().verified.commits, 20);
    let reader = FileReader::open_on(spoiled, REGISTER).unwrap().to_the_end().unwrap();
    assert_eq!((reader.head().unwrap().n, reader.found()), (20, end));
    let lost = damages(sound(&holding(&log, Position { n: 21, byte })).unwrap_err());
    let fault = Fault::EndsEarly { missing: 700 };
    assert_eq!(lost, [Damage { line: 21, byte: end.byte, fault }]);
    let spoiled = Position { n: 30, ..end };
    assert_eq!(sound(&holding(&log, spoiled)).unwrap().verified.commits, 20);
}
