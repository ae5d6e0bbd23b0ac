//! A register that is copied while others write, and the way back.

use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::program::Folder;

fn register_of(folder: &str) -> String {
    format!("{folder}/log.jsonl")
}

#[test]
fn a_register_is_backed_up_damaged_and_restored() {
    let mut folder = Folder::with_demo();
    let log = folder.read("register/log.jsonl");
    folder.run("backup copies/first").run("backup copies/first");
    let mut damaged = log.clone();
    damaged[1000] ^= 1;
    folder.write("register/log.jsonl", &damaged);
    folder
        .run("backup copies/second")
        .run("restore copies/first")
        .run("verify")
        .run("restore copies/none")
        .run("--register elsewhere restore copies/first --format json")
        .check("backup/there_and_back.txt");
    assert_eq!(folder.read("register/log.jsonl"), log);
    assert_eq!(folder.read("register.replaced-1/log.jsonl"), damaged);
    assert_eq!(folder.read("elsewhere/log.jsonl"), log);
    assert_eq!(folder.read("copies/first/head"), folder.read("register/head"));
}

#[test]
fn a_backup_of_which_a_byte_was_changed_replaces_nothing() {
    let folder = Folder::with_demo();
    let log = folder.read("register/log.jsonl");
    assert!(folder.output(&["backup", "copy"], "").status.success());
    for byte in [0, log.len() / 2, log.len() - 1] {
        let mut changed = log.clone();
        changed[byte] ^= 1;
        folder.write("copy/log.jsonl", &changed);
        let restored = folder.output(&["restore", "copy"], "");
        assert_eq!(restored.status.code(), Some(4), "byte {byte}");
        assert_eq!(folder.read("register/log.jsonl"), log);
        assert_eq!(folder.names("", "register."), [""; 0], "something was put aside");
    }
}

#[test]
fn the_signing_key_is_copied_only_when_told_and_is_for_nobody_else() {
    use std::os::unix::fs::PermissionsExt as _;
    let mut folder = Folder::new();
    folder.run("init").run("open 2025-06-26 --between UA RU").run("checkpoint").forget();
    for (name, options) in [("without", vec![]), ("with", vec!["--with-signing-key"])] {
        let words = [vec!["backup", name], options].concat();
        assert!(folder.output(&words, "").status.success());
        let mut names = folder.names(name, "");
        names.retain(|file| file != "LOCK");
        let key = name == "with";
        let expected: &[&str] = if key {
            &["checkpoint", "head", "log.jsonl", "signing-key", "vkey"]
        } else {
            &["checkpoint", "head", "log.jsonl", "vkey"]
        };
        assert_eq!(names, expected);
        if key {
            let mode = fs::metadata(folder.path("with/signing-key")).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }
}

#[test]
fn a_log_that_was_exchanged_as_a_whole_is_found_by_what_was_signed() {
    let mut folder = Folder::new();
    folder.run("init").run("open 2025-06-26 --between UA RU").run("checkpoint");
    folder.run("--register other init").run("--register other open 2025-06-27 --between UA RU");
    for file in ["log.jsonl", "head"] {
        folder.write(&format!("register/{file}"), folder.read(&format!("other/{file}")));
    }
    folder.forget().run("verify").check("backup/exchanged.txt");
}

#[test]
fn an_older_backup_does_not_let_the_register_sign_another_history() {
    let mut folder = Folder::new();
    folder
        .run("init")
        .run("--now 2026-11-23T10:00:00Z open 2025-06-26 --between UA RU")
        .run("backup copy")
        .run("open 2025-06-27 --between UA RU")
        .run("checkpoint")
        .forget();
    folder.run("restore copy").run("verify").check("backup/older.txt");
}

#[test]
fn backups_taken_while_a_process_appends_are_whole_and_in_the_order_of_the_log() {
    let folder = Folder::with_demo();
    let before = folder.read("register/log.jsonl").len();
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut number = 0;
            while !done.load(Ordering::Acquire) {
                number += 1;
                let reference = format!("load-{number}");
                let opened = folder.output(&["open", &reference, "--between", "UA", "RU"], "");
                assert!(opened.status.success(), "{opened:?}");
            }
        });
        let mut length = before;
        for number in 0..6 {
            let copy = format!("copy-{number}");
            let backed_up = folder.output(&["backup", &copy], "");
            assert!(backed_up.status.success(), "{backed_up:?}");
            let verified = folder.output(&["--register", &copy, "verify"], "");
            assert!(verified.status.success(), "{verified:?}");
            let log = folder.read(&register_of(&copy));
            assert!(log.len() >= length, "a backup holds less than the one before it");
            length = log.len();
        }
        done.store(true, Ordering::Release);
    });
    let whole = folder.read("register/log.jsonl");
    for number in 0..6 {
        assert!(whole.starts_with(&folder.read(&register_of(&format!("copy-{number}")))));
    }
}
