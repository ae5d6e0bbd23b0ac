//! A damaged log that goes on: what is lost is said before, kept aside, and recorded.

use std::io::ErrorKind;

use repatria_domain::{Event, LossAccepted};
use sha2::{Digest as _, Sha256};

use super::*;
use crate::examples::noon;
use crate::file::{Loss, Repaired, accept_loss_on};
use crate::sequencer::NotRecorded;
use crate::verify::verify;

/// A register of six commits with a changed byte in the third.
fn damaged() -> (Brittle, Vec<u8>) {
    let mut log = golden(6).0.to_vec();
    log[golden(2).0.len() + 50] ^= 1;
    (Brittle::holding(&log, Some(Marker::at(golden(6).1))), log)
}

fn accept(disk: &Brittle) -> Result<Option<Repaired>, NotRecorded> {
    let (why, by) = ("the disk failed".parse().unwrap(), "olena".parse().unwrap());
    accept_loss_on(disk, REGISTER, why, by, noon())
}

/// The losses that a log speaks of, and how many commits it has.
fn losses(disk: &Brittle) -> (Vec<LossAccepted>, u64) {
    let log = MemoryLog::of_bytes(&disk.log());
    let verified = verify(&log, |_| ()).unwrap();
    let events = Commits::of(&log).flat_map(|commit| commit.unwrap().events);
    let mut losses = Vec::new();
    for event in events {
        if let Event::LossAccepted(loss) = event {
            losses.push(loss);
        }
    }
    (losses, verified.commits)
}

#[test]
fn what_would_be_lost_is_said_before_and_nothing_is_changed() {
    let (disk, log) = damaged();
    let loss = Loss::find_on(disk.clone(), REGISTER).unwrap().unwrap();
    let behind = &log[golden(2).0.len()..];
    assert_eq!((loss.kept, loss.acknowledged), (golden(2).1, Some(6)));
    assert_eq!((loss.lines, loss.bytes), (4, behind.len() as u64));
    assert_eq!(loss.sha256, <[u8; 32]>::from(Sha256::digest(behind)).into());
    assert_eq!(loss.readable.iter().map(|commit| commit.n).collect::<Vec<_>>(), [4, 5, 6]);
    assert_eq!(loss.damages.iter().map(|damage| damage.line).collect::<Vec<_>>(), [3]);
    assert_eq!(disk.effects(), [""; 0]);
}

#[test]
fn a_sound_log_has_nothing_to_give_up() {
    let torn = [golden(2).0, &golden(3).0[golden(2).0.len()..][..100]].concat();
    let disk = Brittle::holding(&torn, Some(Marker::at(golden(2).1)));
    assert_eq!(Loss::find_on(disk.clone(), REGISTER).unwrap(), None);
    assert_eq!(accept(&disk).unwrap(), None);
    assert_eq!(disk.log(), torn);
}

#[test]
fn an_accepted_loss_is_recorded_as_the_next_commit_and_its_bytes_are_kept() {
    let (disk, log) = damaged();
    let Repaired { loss, copy, recorded } = accept(&disk).unwrap().unwrap();
    let behind = &log[golden(2).0.len()..];
    assert_eq!((recorded.n, recorded.repeated), (3, false));
    let accepted = LossAccepted {
        kept: 2,
        acknowledged: Some(6),
        lines: 4,
        bytes: behind.len() as u64,
        sha256: loss.sha256,
        why: "the disk failed".parse().unwrap(),
    };
    assert_eq!(losses(&disk), (vec![accepted], 3));
    assert_eq!(&disk.log()[..golden(2).0.len()], golden(2).0);
    assert_eq!(disk.shown(&format!("quarantine/{}", copy.unwrap())).unwrap(), behind);
    assert_eq!(accept(&disk).unwrap(), None);
    assert_eq!(on(&disk).unwrap().end().n, 3);
}

#[test]
fn whatever_is_missing_or_wrong_can_be_given_up() {
    let (whole, end) = golden(4);
    let chained = [golden(2).0, &golden(4).0[golden(3).0.len()..]].concat();
    let mut last_feed = whole.to_vec();
    *last_feed.last_mut().unwrap() = b'x';
    for (log, kept) in [
        (golden(2).0.to_vec(), 2),
        (b"".to_vec(), 0),
        (golden(3).0[..golden(3).0.len() - 1].to_vec(), 2),
        (chained, 2),
        (last_feed, 3),
        (vec![0; whole.len()], 0),
    ] {
        let disk = Brittle::holding(&log, Some(Marker::at(end)));
        assert!(on(&disk).is_err());
        let Repaired { loss, .. } = accept(&disk).unwrap().unwrap();
        assert_eq!((loss.kept.n, loss.bytes), (kept, log.len() as u64 - loss.kept.byte));
        assert_eq!(losses(&disk).1, kept + 1);
        assert_eq!(on(&disk).unwrap().end().n, kept + 1);
    }
}

#[test]
fn a_repair_that_is_stopped_anywhere_is_finished_by_the_next_and_recorded_once() {
    let calls = {
        let (disk, _) = damaged();
        accept(&disk).unwrap();
        disk.plates().calls.len()
    };
    for kind in [ErrorKind::Other, ErrorKind::StorageFull] {
        for call in 0..calls {
            let (disk, log) = damaged();
            disk.fail_at(call, kind, 7);
            let stopped = accept(&disk).is_err();
            let untouched = disk.log() == log;
            assert!(untouched || losses(&disk).1 == 3, "neither the old log nor the new, {call}");
            accept(&disk).unwrap();
            assert_eq!((losses(&disk).0.len(), losses(&disk).1), (1, 3), "call {call}, {stopped}");
            assert_eq!(on(&disk).unwrap().end().n, 3, "call {call}");
            let copy = format!("quarantine/lost-at-{}-", golden(2).1.byte);
            assert!(disk.names().iter().any(|name| name.starts_with(&copy)), "call {call}");
        }
    }
}

#[test]
fn nothing_is_given_up_on_the_word_of_one_reading() {
    let calls = {
        let (disk, _) = damaged();
        accept(&disk).unwrap();
        disk.plates().calls.clone()
    };
    let mut lies = 0;
    for (call, _) in calls.iter().enumerate().filter(|(_, call)| *call == "read log.jsonl") {
        for byte in [0, golden(1).0.len() + 30, golden(6).0.len() - 40] {
            let (disk, log) = damaged();
            {
                let mut plates = disk.plates();
                (plates.lie, plates.lies_at) = (Some((byte, 2)), Some(call));
            }
            let accepted = accept(&disk);
            lies += usize::from(disk.plates().lie.is_none());
            let Ok(repaired) = accepted else {
                assert!(disk.log() == log, "byte {byte}, call {call}");
                continue;
            };
            let loss = repaired.unwrap().loss;
            assert_eq!((loss.kept, loss.acknowledged), (golden(2).1, Some(6)), "call {call}");
            let copy = disk.names().into_iter().find(|name| name.contains("lost-at")).unwrap();
            let kept = disk.shown(&copy).unwrap();
            assert!(kept == log[golden(2).0.len()..], "byte {byte}, call {call}");
        }
    }
    assert!(lies > 9, "{lies}");
}
