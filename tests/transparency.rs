//! What a register signs and publishes: a stranger verifies it without the register, and whoever
//! changes anything of it is found out.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use repatria_log::{Batch, CommitReader as _, Commits, FileLog, Head};
use serde_json::Value;

use crate::program::Folder;
use crate::session::{has, top};

const OPEN: &str = "--now 2026-01-01T00:00:00Z open";
const INIT: &str = "init --origin register.example/swaps";

/// A register of three exchanges, signed.
fn signed() -> Folder {
    let mut folder = Folder::new();
    folder.run(INIT);
    for day in ["2025-06-19", "2025-06-20", "2025-06-26"] {
        folder.run(&format!("{OPEN} {day} --between UA RU"));
    }
    folder.run("checkpoint").forget();
    folder
}

/// Everything that is published.
fn published(folder: &Folder) -> Vec<String> {
    let top = folder.path("register/published-log");
    let (mut folders, mut files) = (vec![top.clone()], Vec::new());
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path.strip_prefix(&top).unwrap().display().to_string());
            }
        }
    }
    files.sort();
    files
}

fn code(folder: &Folder, words: &[&str]) -> (Option<i32>, String) {
    let output = folder.output(words, "");
    let error: Value = serde_json::from_slice(&output.stderr).unwrap_or_default();
    (output.status.code(), error["code"].as_str().unwrap_or_default().to_owned())
}

#[test]
fn a_register_has_a_key_that_nobody_else_may_read() {
    let folder = Folder::new();
    let made = folder.output(&["--format", "json", "init"], "");
    let made: Value = serde_json::from_slice(&made.stdout).unwrap();
    let public = String::from_utf8(folder.read("register/vkey")).unwrap();
    assert_eq!(made["vkey"], public.trim_end());
    assert!(public.starts_with("repatria.invalid/register-"), "{public}");
    let key = fs::metadata(folder.path("register/signing-key")).unwrap();
    assert_eq!(key.permissions().mode() & 0o777, 0o600);
    assert!(!folder.path("register/signing-key.new").exists());
}

#[test]
fn a_key_of_which_the_public_half_was_never_written_signs_what_can_be_verified() {
    let mut folder = Folder::new();
    folder.run(INIT).forget();
    let public = folder.read("register/vkey");
    // As the machine leaves it that stops between the two halves.
    fs::remove_file(folder.path("register/vkey")).unwrap();
    folder.run("checkpoint").forget();
    assert_eq!(folder.read("register/vkey"), public);
    let published = "verify --published register/published-log --key register/vkey";
    for words in ["verify", "backup copy", published] {
        let words: Vec<&str> = words.split(' ').collect();
        assert_eq!(code(&folder, &words), (Some(0), String::new()), "{words:?}");
    }
}

#[test]
fn a_receipt_is_verified_where_there_is_no_register() {
    let mut folder = signed();
    folder
        .run("prove 2 --to 2.tlog-proof")
        .run("verify --proof 2.tlog-proof --key register/vkey")
        .check("transparency/receipt.txt");
    let elsewhere = Folder::new();
    elsewhere.write("receipt", folder.read("2.tlog-proof"));
    let key = String::from_utf8(folder.read("register/vkey")).unwrap();
    let words = ["--format", "json", "verify", "--proof", "receipt", "--key", key.trim_end()];
    let verified = elsewhere.output(&words, "");
    let verified: Value = serde_json::from_slice(&verified.stdout).unwrap();
    assert_eq!((&verified["line"]["n"], &verified["size"]), (&2.into(), &3.into()));
    let line = String::from_utf8(folder.read("register/log.jsonl")).unwrap();
    let lines: Vec<&str> = line.lines().collect();
    for (line, ending) in [(lines[1], 0), (lines[0], 4)] {
        elsewhere.write("line", line);
        let words = ["verify", "--proof", "receipt", "--key", key.trim_end(), "--line", "line"];
        assert_eq!(elsewhere.output(&words, "").status.code(), Some(ending));
    }
}

#[test]
fn a_receipt_or_a_published_file_with_one_digit_changed_is_refused() {
    let folder = signed();
    let prove = folder.output(&["prove", "3"], "");
    let receipt = String::from_utf8(prove.stdout).unwrap();
    folder.write("changed", receipt.replacen("index 2", "index 1", 1));
    let words = ["--format", "json", "verify", "--proof", "changed", "--key", "register/vkey"];
    assert_eq!(code(&folder, &words), (Some(4), "not-proved".into()));
    folder.write("changed", &receipt[1..]);
    assert_eq!(code(&folder, &words), (Some(2), "unreadable-proof".into()));
    let words = [
        "--format",
        "json",
        "verify",
        "--published",
        "register/published-log",
        "--key",
        "register/vkey",
    ];
    assert_eq!(code(&folder, &words).0, Some(0));
    assert_eq!(published(&folder), ["checkpoint", "tile/0/000.p/3", "tile/entries/000.p/3"]);
    for file in published(&folder) {
        let path = format!("register/published-log/{file}");
        let sound = folder.read(&path);
        let mut changed = sound.clone();
        let place = sound.iter().rposition(|byte| *byte == b'9').unwrap_or(40);
        changed[place] ^= 1;
        folder.write(&path, changed);
        assert!(matches!(code(&folder, &words).0, Some(2 | 4)), "{file}");
        folder.write(&path, sound);
    }
}

#[test]
fn what_was_signed_stays_true_as_the_log_grows() {
    let mut folder = signed();
    fs::copy(folder.path("register/checkpoint"), folder.path("old")).unwrap();
    for n in 0..260 {
        folder.run(&format!("{OPEN} swap-{n} --between UA RU"));
    }
    folder
        .forget()
        .run("checkpoint")
        .run("checkpoint")
        .run("verify --consistent old --key register/vkey");
    folder.run("verify --published register/published-log --key register/vkey");
    folder.check("transparency/grown.txt");
    let expected = [
        "checkpoint",
        "tile/0/000",
        "tile/0/001.p/7",
        "tile/1/000.p/1",
        "tile/entries/000",
        "tile/entries/001.p/7",
    ];
    assert_eq!(published(&folder), expected, "full tiles take the place of partial ones");
}

#[test]
fn a_rewritten_log_is_not_signed_again() {
    let folder = signed();
    let log = FileLog::open_for_reading(folder.path("register")).unwrap();
    // Somebody who can do everything but sign: crc and chain fit.
    let mut rewritten = Batch::after(Head::EMPTY);
    for commit in Commits::of(&log) {
        let mut commit = commit.unwrap();
        commit.by = "mallory".parse().unwrap();
        rewritten.push(&commit).unwrap();
    }
    assert_eq!(log.head().unwrap().n, 3);
    fs::write(folder.path("register/log.jsonl"), rewritten.bytes()).unwrap();
    fs::remove_file(folder.path("register/head")).unwrap();
    let rewritten = (Some(4), "rewritten".to_owned());
    assert_eq!(code(&folder, &["--format", "json", "verify"]), rewritten);
    assert_eq!(code(&folder, &["--format", "json", "checkpoint"]), rewritten);
    assert_eq!(code(&folder, &["--format", "json", "prove", "1"]), rewritten);
    let words = [
        "--format",
        "json",
        "verify",
        "--consistent",
        "register/checkpoint",
        "--key",
        "register/vkey",
    ];
    assert_eq!(code(&folder, &words), rewritten);
    fs::remove_file(folder.path("register/checkpoint")).unwrap();
    assert_eq!(code(&folder, &["verify"]).0, Some(0), "the log alone cannot tell");
    let differs = (Some(4), "published-differs".to_owned());
    assert_eq!(code(&folder, &["--format", "json", "checkpoint"]), differs);
}

#[test]
fn a_log_that_was_set_back_is_not_signed_again() {
    let folder = signed();
    let log = folder.read("register/log.jsonl");
    let ends: Vec<usize> = (0..log.len()).filter(|place| log[*place] == b'\n').collect();
    folder.write("register/log.jsonl", &log[..=ends[1]]);
    fs::remove_file(folder.path("register/head")).unwrap();
    let set_back = (Some(4), "set-back".to_owned());
    assert_eq!(code(&folder, &["--format", "json", "checkpoint"]), set_back);
    assert_eq!(code(&folder, &["--format", "json", "prove", "1"]), set_back);
}

#[test]
fn what_cannot_be_signed_or_proved_is_said_in_words() {
    let mut folder = Folder::new();
    folder.run(INIT).run("prove 1").run("checkpoint").run("prove 1").run("prove 0");
    folder.run("checkpoint --make-key").run("checkpoint --origin a");
    let path = folder.path("register/signing-key");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    folder.run("checkpoint");
    fs::remove_file(path).unwrap();
    folder.run("checkpoint");
    folder.run("checkpoint --make-key --origin 'two words'");
    folder.run("verify --proof receipt").run("verify --proof receipt --key register/vkey");
    folder.run("verify --proof register/vkey --key register/vkey");
    folder.run("verify --proof register/vkey --key nothing");
    folder.check("transparency/mistakes.txt");
}

#[test]
fn a_register_without_a_key_gets_one_and_another_log_is_not_published_over() {
    let mut folder = signed();
    fs::remove_file(folder.path("register/signing-key")).unwrap();
    fs::remove_file(folder.path("register/checkpoint")).unwrap();
    folder
        .run("checkpoint --make-key --origin register.example/other")
        .run("checkpoint --to elsewhere");
    folder.check("transparency/other.txt");
    assert!(folder.path("elsewhere/checkpoint").exists());
}

#[test]
fn the_script_for_outsiders_is_short_enough_to_be_read() {
    let script = fs::read_to_string(top().join("docs/verify.py")).unwrap();
    let lines: Vec<&str> = script.lines().filter(|line| !line.is_empty()).collect();
    assert!(lines.len() <= 60 && lines.iter().all(|line| line.len() <= 100), "{}", lines.len());
}

/// What the script for outsiders says of a log, and whether it believes it.
fn script(folder: &Folder, what: &str, place: &str) -> (bool, String) {
    let key = String::from_utf8(folder.read("register/vkey")).unwrap();
    let output = Command::new("python3")
        .arg(top().join("docs/verify.py"))
        .args([key.trim_end(), what])
        .arg(folder.path(place))
        .output()
        .unwrap();
    let says = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    (output.status.success(), says)
}

#[test]
fn a_stranger_with_python_alone_verifies_receipts_and_the_whole_log() {
    if !has("python3") {
        return;
    }
    let folder = Folder::with_demo();
    folder.output(&["checkpoint"], "");
    let log = String::from_utf8(folder.read("register/log.jsonl")).unwrap();
    for (n, line) in [1, 256, 257, 512, 513, 753].map(|n| (n, log.lines().nth(n - 1).unwrap())) {
        folder.output(&["prove", &n.to_string(), "--to", "receipt"], "");
        let expected = format!("verified: line {n} of 753\n{line}\n");
        assert_eq!(script(&folder, "receipt", "receipt"), (true, expected));
    }
    let receipt = String::from_utf8(folder.read("receipt")).unwrap();
    for (from, to, why) in [
        ("index 752", "index 751", "the proof is too short or too long"),
        ("\n753\n", "\n754\n", "has not signed this"),
        ("extra eyJu", "extra eyJv", "the line is not in this log"),
        ("tlog-proof@v1", "tlog-proof@v2", "this is no proof"),
    ] {
        folder.write("receipt", receipt.replacen(from, to, 1));
        let (believed, says) = script(&folder, "receipt", "receipt");
        assert!(!believed && says.contains(why), "{to}: {says}");
    }

    let published = "register/published-log";
    assert_eq!(script(&folder, "log", published), (true, "verified: all 753 lines\n".into()));
    let bundle = format!("{published}/tile/entries/000");
    let mut lines = folder.read(&bundle);
    let place = lines.windows(3).position(|digits| digits == b"106").unwrap();
    lines[place + 2] = b'7';
    folder.write(&bundle, lines);
    let changed = "NOT VERIFIED: a line was changed, or is missing\n";
    assert_eq!(script(&folder, "log", published), (false, changed.into()));
    let words = ["--format", "json", "verify", "--published", published, "--key", "register/vkey"];
    assert_eq!(code(&folder, &words), (Some(4), "not-proved".into()));
}

#[test]
fn two_demos_have_one_log_and_two_keys() {
    let folder = Folder::with_demo();
    folder.output(&["demo", "again"], "");
    assert!(folder.read("register/log.jsonl") == folder.read("again/log.jsonl"));
    assert_ne!(folder.read("register/vkey"), folder.read("again/vkey"));
}
