//! Every crash of every short run: power fails at each call that changes the disk, and the disk
//! then holds every part of what was not synced; and power fails again while that is mended.

use super::Sought::{Lost, Phantom, Refused};
use super::history::{batch, lines_of};
use super::{Ran, Share, Tally, run};
use crate::brittle::{Brittle, REGISTER};
use crate::choices::Every;
use crate::error::LogError;
use crate::file::FileLog;
use crate::port::{CommitLog as _, CommitReader as _, Head};

/// What was done before the machine stood still.
#[derive(Clone, Debug, Default)]
struct Done {
    created: bool,
    acknowledged: usize,
    submitted: Vec<Vec<u8>>,
}

#[test]
fn rig_every_crash_of_every_short_run_keeps_what_was_acknowledged() {
    run("crashes", &[Lost, Phantom, Refused], crashes);
}

/// Runs of up to four appends of one to three lines, which are up to twelve calls that change a
/// disk, beside those that make the register and close it.
pub(super) fn crashes(share: Share) -> Ran {
    let mut crashes = 0;
    for script in scripts(share.of(1, 3, 4)) {
        let lines: u64 = script.iter().sum();
        let twice = script.len() <= share.of(0, 2, 2) && lines <= share.of(0, 2, 6);
        crashes_of(&script, twice, &mut crashes)
            .map_err(|found| format!("appends of {script:?} lines: {found}"))?;
    }
    let said = "each a disk after a loss of power, or after two".into();
    Ok(Tally { cases: crashes, said, seed: None })
}

/// Every run of up to so many appends.
fn scripts(longest: usize) -> Vec<Vec<u64>> {
    let mut scripts = vec![Vec::new()];
    let mut from = 0;
    for _ in 0..longest {
        let until = scripts.len();
        for script in from..until {
            for lines in 1..=3 {
                let longer: Vec<u64> = scripts[script].iter().copied().chain([lines]).collect();
                scripts.push(longer);
            }
        }
        from = until;
    }
    scripts
}

fn crashes_of(script: &[u64], twice: bool, crashes: &mut u64) -> Result<(), String> {
    let whole = Brittle::default();
    do_all(&whole, script);
    for stop in changes(&whole) {
        let disk = Brittle::default();
        disk.stop_at(stop);
        let done = do_all(&disk, script);
        let mut every = Every::default();
        loop {
            let left = disk.after_a_power_cut(&mut |of| every.choose(of));
            *crashes += 1;
            let at = |found| format!("power failed before call {stop}: {found}");
            if twice {
                crash_again(&left, &done, crashes).map_err(at)?;
            }
            take_up(&left, &done).map_err(at)?;
            if !every.advance() {
                break;
            }
        }
    }
    Ok(())
}

/// Power fails while the register is taken up after a crash.
fn crash_again(left: &Brittle, done: &Done, crashes: &mut u64) -> Result<(), String> {
    let whole = left.copied();
    drop(FileLog::open_on(whole.clone(), REGISTER));
    for stop in changes(&whole) {
        let disk = left.copied();
        disk.stop_at(stop);
        drop(FileLog::open_on(disk.clone(), REGISTER));
        let mut every = Every::default();
        loop {
            let again = disk.after_a_power_cut(&mut |of| every.choose(of));
            *crashes += 1;
            take_up(&again, done)
                .and_then(|()| nothing_is_gone(left, &again))
                .map_err(|found| format!("and again before call {stop} of the start: {found}"))?;
            if !every.advance() {
                break;
            }
        }
    }
    Ok(())
}

/// The numbers of the calls that change a disk or wait for it, and of the one behind the last.
fn changes(disk: &Brittle) -> Vec<usize> {
    let calls = &disk.plates().calls;
    let changes = |call: &str| {
        ["write", "cut", "sync", "make", "rename"].iter().any(|kind| call.starts_with(kind))
    };
    let numbers = calls.iter().enumerate().filter(|(_, call)| changes(call));
    numbers.map(|(number, _)| number).chain([calls.len()]).collect()
}

fn do_all(disk: &Brittle, script: &[u64]) -> Done {
    let mut done = Done::default();
    let Ok(mut log) = FileLog::create_on(disk.clone(), REGISTER) else { return done };
    done.created = true;
    for (lines, salt) in script.iter().zip(1..) {
        let batch = batch(log.head().unwrap_or(Head::EMPTY), *lines, salt);
        done.submitted.extend(lines_of(&batch));
        if log.append(&batch).is_err() {
            break;
        }
        done.acknowledged = done.submitted.len();
    }
    done
}

/// The next process starts: it finds all that was acknowledged, nothing that was not submitted,
/// and goes on.
fn take_up(disk: &Brittle, done: &Done) -> Result<(), String> {
    let before = disk.shown("log.jsonl").unwrap_or_default();
    let log = match FileLog::open_on(disk.clone(), REGISTER) {
        Err(LogError::NoRegister { .. }) if !done.created => {
            FileLog::create_on(disk.clone(), REGISTER)
        }
        opened => opened,
    };
    let mut log = log.map_err(|error| format!("a start that should work was refused: {error}"))?;
    let kept = kept(disk, done)?;
    if let Some(recovery) = log.recovery() {
        let copy = disk.shown(&format!("quarantine/{}", recovery.copy)).unwrap_or_default();
        let cut = &before[before.len().min(usize::try_from(recovery.byte).unwrap())..];
        if copy != cut {
            return Err("what was cut off is not in the quarantine".into());
        }
    }
    let next = batch(log.head().map_err(|error| error.to_string())?, 1, 99);
    log.append(&next).map_err(|error| format!("it does not go on: {error}"))?;
    drop(log);
    let after = disk.after_a_power_cut(&mut |_| 0).shown("log.jsonl").unwrap_or_default();
    let expected = [&done.submitted[..kept].concat(), next.bytes()].concat();
    if after == expected { Ok(()) } else { Err("what was appended after the start is lost".into()) }
}

/// How many of the submitted lines are there: all that were acknowledged, and nothing else.
fn kept(disk: &Brittle, done: &Done) -> Result<usize, String> {
    let log = disk.shown("log.jsonl").unwrap_or_default();
    let (mut kept, mut bytes) = (0, 0);
    while let Some(line) = done.submitted.get(kept).filter(|_| bytes < log.len()) {
        if !log[bytes..].starts_with(line) {
            break;
        }
        (kept, bytes) = (kept + 1, bytes + line.len());
    }
    if bytes < log.len() {
        return Err(format!("phantom bytes behind line {kept}"));
    }
    if kept < done.acknowledged {
        return Err(format!("{kept} lines are left of {} acknowledged ones", done.acknowledged));
    }
    Ok(kept)
}

/// What stood behind the lines that are left was copied before it was cut off.
fn nothing_is_gone(before: &Brittle, after: &Brittle) -> Result<(), String> {
    let (long, short) = (before.shown("log.jsonl"), after.shown("log.jsonl"));
    let (Some(long), Some(short)) = (long, short) else { return Ok(()) };
    let same = long.iter().zip(&short).take_while(|(one, other)| one == other).count();
    let cut = long[..same].iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    let held = |name: &String| {
        name.starts_with("quarantine/")
            && after
                .shown(name)
                .is_some_and(|copy| long[cut..].ends_with(&copy) && !copy.is_empty())
    };
    if same == long.len() || after.names().iter().any(held) {
        return Ok(());
    }
    Err("what was cut off before the second crash is not in the quarantine".into())
}
