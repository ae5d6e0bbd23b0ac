//! Scenes of whoever looks after a register: signing and publishing, copying, going back to a copy,
//! giving up what was lost. None of them may cost a commit, and nothing half made is taken for whole.

use std::fs;
use std::path::{Path, PathBuf};

use crate::judgement::{Found, compare};
use crate::program::Program;
use crate::scenes::{Ended, Ledger, Scene, holds_a_file_of, settled, seven, words};

/// All of them.
pub(crate) const UPKEEP: [Scene; 6] = [CHECKPOINT, FULL_TILE, BACKUP, RESTORE, REPAIR, PUBLISH];

/// Those that promise that what they did outlasts a loss of power.
pub(crate) const DURABLE: [Scene; 5] = [CHECKPOINT, FULL_TILE, BACKUP, RESTORE, REPAIR];

/// Signs and publishes for the first time.
const CHECKPOINT: Scene = Scene {
    name: "checkpoint",
    prepare: seven,
    words: |_| words(&["checkpoint"]),
    submits: Vec::new,
    afterwards: signed,
};

/// Signs and publishes once more; a full tile takes the place of a partial one.
const FULL_TILE: Scene = Scene {
    name: "checkpoint of a full tile",
    prepare: |program, around| {
        let mut ledger = seven(program, around);
        ledger.append(program, around, 7..250);
        undisturbed(program, around, &["checkpoint"]);
        ledger.append(program, around, 250..260);
        ledger
    },
    ..CHECKPOINT
};

/// Copies a register and its keys.
const BACKUP: Scene = Scene {
    name: "backup",
    prepare: |program, around| {
        let ledger = seven(program, around);
        undisturbed(program, around, &["checkpoint"]);
        ledger
    },
    words: |around| words(&["backup", &text(&around.join("backup")), "--with-signing-key"]),
    submits: Vec::new,
    afterwards: backed_up,
};

/// Goes back to a copy that holds less than the register.
const RESTORE: Scene = Scene {
    name: "restore",
    prepare: |program, around| {
        let mut ledger = (BACKUP.prepare)(program, around);
        let backup = text(&around.join("backup"));
        undisturbed(program, around, &["backup", &backup, "--with-signing-key"]);
        ledger.append(program, around, 7..12);
        ledger
    },
    words: |around| words(&["restore", &text(&around.join("backup"))]),
    submits: Vec::new,
    afterwards: restored,
};

/// Gives up what stands behind a spoiled line.
const REPAIR: Scene = Scene {
    name: "repair",
    prepare: |program, around| {
        let ledger = seven(program, around);
        let log = around.join("register/log.jsonl");
        let mut bytes = fs::read(&log).unwrap();
        let line = lines(&bytes)[..SOUND].concat().len();
        bytes[line + 100] ^= 1;
        fs::write(log, bytes).unwrap();
        ledger
    },
    words: |_| words(&["repair", "--accept-loss", "--why", "the disk failed"]),
    submits: Vec::new,
    afterwards: repaired,
};

/// Writes the site.
const PUBLISH: Scene = Scene {
    name: "publish",
    prepare: seven,
    words: |around| words(&["publish", &text(&around.join("site")), "--now", NOW]),
    submits: Vec::new,
    afterwards: published,
};

/// How many lines are sound before the spoiled one.
const SOUND: usize = 4;
const NOW: &str = "2026-01-01T00:00:00Z";

fn undisturbed(program: &Program, around: &Path, words: &[&str]) {
    let output = program.run(&around.join("register"), words);
    assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn text(path: &Path) -> String {
    path.to_str().unwrap().to_owned()
}

fn lines(log: &[u8]) -> Vec<&[u8]> {
    log.split_inclusive(|byte| *byte == b'\n').collect()
}

/// What is published verifies whenever it has a checkpoint, and speaks of every commit once the
/// program said so; and the next one signs.
fn signed(ended: &Ended<'_>, found: &mut Found) {
    settled(ended, found);
    let Ended { stage, case, .. } = ended;
    let register = stage.register();
    let all = stage.ledger().acknowledged.len();
    whole_publication(stage.program, &register, ended.said_done().then_some(all), case, found);
    if ended.works(&register, &["checkpoint"], found) {
        whole_publication(stage.program, &register, Some(all), case, found);
    }
}

/// A log that is published from a register verifies, if there is one; and there is one of at least
/// so many commits where somebody was told so.
pub(crate) fn whole_publication(
    program: &Program,
    register: &Path,
    told: Option<usize>,
    case: &str,
    found: &mut Found,
) {
    let folder = register.join("published-log");
    if told.is_none() && !folder.join("checkpoint").exists() {
        return;
    }
    let (folder, key) = (text(&folder), text(&register.join("vkey")));
    let words = ["verify", "--published", &folder, "--key", &key];
    let verified = program.run(register, &words);
    found.ended(&verified, case);
    if !verified.status.success() {
        let why = String::from_utf8_lossy(&verified.stderr);
        return found.unnoticed(&format!("{case}: half a publication: {why}"));
    }
    let checkpoint = fs::read_to_string(Path::new(&folder).join("checkpoint")).unwrap();
    let size: usize = checkpoint.lines().nth(1).unwrap().parse().unwrap();
    if told.is_some_and(|told| size < told) {
        found.lost(1, &format!("{case}: {told:?} commits were signed, {size} are published"));
    }
}

/// A backup is whole whenever it is there, and is there once the program said so; and the next one
/// is made in spite of what this one left.
fn backed_up(ended: &Ended<'_>, found: &mut Found) {
    settled(ended, found);
    let Ended { stage, case, .. } = ended;
    let backup = stage.around().join("backup");
    if !ended.said_done() && !backup.exists() {
        let words = ["backup", &text(&backup), "--with-signing-key"];
        if !ended.works(&stage.register(), &words, found) {
            return;
        }
    }
    whole_copy(stage.program, &backup, &stage.ledger(), case, found);
}

/// A copy of a register verifies, and holds these commits and, at most, others after them.
pub(crate) fn whole_copy(
    program: &Program,
    copy: &Path,
    ledger: &Ledger,
    case: &str,
    found: &mut Found,
) {
    let verified = program.run(copy, &["verify"]);
    found.ended(&verified, case);
    if !verified.status.success() {
        let why = String::from_utf8_lossy(&verified.stderr);
        found.unnoticed(&format!("{case}: half a copy: {why}"));
    }
    let Ledger { submitted, acknowledged } = ledger;
    compare(&copy.join("log.jsonl"), submitted, acknowledged, case, found);
}

/// The register that was there is kept, under one name or another; the copy is as it was. What has
/// the name of the register is one of them. Once the program said so, or does it again, it is the
/// copy.
fn restored(ended: &Ended<'_>, found: &mut Found) {
    let Ended { stage, case, .. } = ended;
    let (register, around) = (stage.register(), stage.around());
    let (all, mut few) = (stage.ledger(), stage.ledger());
    few.acknowledged.retain(|number, _| *number < 7);
    if register.exists() {
        ended.works(&register, &["verify"], found);
    }
    if !ended.said_done() {
        ended.works(&register, &["restore", &text(&around.join("backup"))], found);
    }
    let kept = replaced(&register).into_iter().find(|kept| count(kept) == all.acknowledged.len());
    match kept {
        Some(kept) => whole_copy(stage.program, &kept, &all, case, found),
        None => found.lost(5, &format!("{case}: the register that was replaced is gone")),
    }
    whole_copy(stage.program, &around.join("backup"), &few, case, found);
    whole_copy(stage.program, &register, &few, case, found);
    if count(&register) != few.acknowledged.len() {
        found.unnoticed(&format!("{case}: it was not restored"));
    }
}

/// The names under which a register that was replaced is kept.
fn replaced(register: &Path) -> Vec<PathBuf> {
    (1..4).map(|number| register.with_extension(format!("replaced-{number}"))).collect()
}

fn count(register: &Path) -> usize {
    fs::read(register.join("log.jsonl")).map_or(0, |log| lines(&log).len())
}

/// The log is the damaged one to the byte, or what was sound and the commit that says what was
/// given up. Done again, it is the latter; the bytes that were given up are kept, and it goes on.
fn repaired(ended: &Ended<'_>, found: &mut Found) {
    let Ended { stage, case, .. } = ended;
    let register = stage.register();
    let damaged = fs::read(stage.before().join("register/log.jsonl")).unwrap();
    let log = || fs::read(register.join("log.jsonl")).unwrap_or_default();
    let goes_on = || goes_on_from(&damaged, &log());
    if !goes_on() {
        if log() != damaged {
            found.lost(1, &format!("{case}: the damaged log is neither as it was nor repaired"));
        }
        if ended.said_done() {
            found.unnoticed(&format!("{case}: it said that it was repaired"));
        }
    }
    let words = (stage.scene.words)(&stage.around());
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    ended.works(&register, &words, found);
    if !goes_on() {
        found.lost(1, &format!("{case}: repaired, it is not what was sound and one commit"));
    }
    let lost = lines(&damaged)[SOUND..].concat();
    if !holds_a_file_of(&register.join("quarantine"), &lost) {
        found.lost(1, &format!("{case}: what was given up is not in quarantine"));
    }
    ended.works(&register, &["verify"], found);
    if stage.program.append(&register, [100]).1.len() != 1 {
        found.refused(&format!("{case}: repaired, it takes no commit"));
    }
}

fn goes_on_from(damaged: &[u8], log: &[u8]) -> bool {
    let sound = lines(damaged)[..SOUND].concat();
    let added = log.strip_prefix(sound.as_slice()).map(lines);
    added.is_some_and(|added| {
        let [one] = added.as_slice() else { return false };
        String::from_utf8_lossy(one).contains(r#""type":"loss-accepted""#)
    })
}

/// A site is as it would be anew once the program said that it was written, or says so now.
fn published(ended: &Ended<'_>, found: &mut Found) {
    settled(ended, found);
    let Ended { stage, case, .. } = ended;
    let register = stage.register();
    let [site, anew] = ["site", "site-anew"].map(|name| stage.around().join(name));
    ended.works(&register, &["publish", &text(&anew), "--now", NOW], found);
    if !ended.said_done() {
        ended.works(&register, &["publish", &text(&site), "--now", NOW], found);
    }
    if files(&site) != files(&anew) {
        found.unnoticed(&format!("{case}: the site is not what it said it wrote"));
    }
}

/// The files below a folder, and what they hold.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(inner) = folders.pop() {
        for entry in fs::read_dir(inner).into_iter().flatten().flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else {
                let path = entry.path().strip_prefix(folder).unwrap().to_owned();
                files.push((path, fs::read(entry.path()).unwrap()));
            }
        }
    }
    files.sort();
    files
}
