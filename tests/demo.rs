//! The demo: the same register on every machine, and nothing new the second time.

use crate::program::Folder;

#[test]
fn the_second_demo_adds_nothing() {
    let folder = Folder::new();
    let first = folder.output(&["demo"], "");
    assert!(first.status.success(), "{first:?}");
    let log = folder.read("demo-register/log.jsonl");
    let second = folder.output(&["demo"], "");
    assert!(second.status.success(), "{second:?}");
    assert_eq!(second.stdout, first.stdout);
    assert_eq!(folder.read("demo-register/log.jsonl"), log);
    let said = String::from_utf8_lossy(&second.stderr).into_owned();
    assert!(said.starts_with("demo-register holds the demo already, nothing new"), "{said}");
}

#[test]
fn two_demos_are_the_same_byte_for_byte() {
    let (one, other) = (Folder::with_demo(), Folder::with_demo());
    assert!(one.read("register/log.jsonl") == other.read("register/log.jsonl"));
}

#[test]
fn the_demo_is_sound_and_settled() {
    let mut folder = Folder::with_demo();
    assert!(folder.output(&["verify"], "").status.success());
    folder.run("settle --all").run("settle --all --format csv").check("demo/settled.txt");
}

#[test]
fn the_demo_leaves_the_register_of_somebody_else_alone() {
    let mut folder = Folder::new();
    folder
        .run("init")
        .run("--now 2026-11-23T00:00:00Z open 2025-06-26 --between UA RU")
        .run("demo register")
        .run("--register register demo")
        .check("demo/somebody_else.txt");
}

#[test]
fn the_demo_holds_every_statement_and_the_facts_beside_them() {
    let folder = Folder::with_demo();
    let output = folder.output(&["log", "--format", "json"], "");
    let log = String::from_utf8(output.stdout).unwrap();
    let count = |event: &str| log.matches(&format!(r#"{{"type":"{event}","#)).count();
    assert_eq!(count("exchange-opened"), 129);
    // 247 of the table; three hand-overs called the 65th and seven called the 66th.
    assert_eq!(count("count-stated"), 247 + 3 + 7);
    assert_eq!(count("total-stated"), 99);
    // Those of 16 May and of 2 June 2025, and Istanbul, of which they are members.
    assert_eq!(count("agreement-reached"), 3);
    assert_eq!(count("detail-withheld"), 7);
    assert_eq!(count("exchange-cancelled"), 1);
    assert_eq!(count("exchange-settled"), 128);
}
