//! What a careful editor asks of the demo, and how a script hears of it.

use crate::program::Folder;

#[test]
fn the_demo_is_asked_what_a_careful_editor_would_ask() {
    let mut folder = Folder::with_demo();
    folder.run("--now 2026-01-01T00:00:00Z audit").check("audit/demo.txt");
}

#[test]
fn under_strict_scrutiny_more_is_asked() {
    let mut folder = Folder::with_demo();
    folder
        .run("--now 2026-01-01T00:00:00Z audit --strict --format csv")
        .check("audit/strict.csv.txt");
}

#[test]
fn early_and_as_known_at_the_beginning_less_is_asked() {
    let mut folder = Folder::with_demo();
    folder
        .run("audit --as-of 2022-06-30")
        .run("audit --known-at 2020-01-01T00:00:00Z")
        .run("audit --known-at 2020-01-01T00:00:00Z --format json")
        .check("audit/early.txt");
}

#[test]
fn a_disclosure_is_due_when_its_day_has_passed_by_the_clock() {
    let mut folder = Folder::new();
    folder
        .run("init")
        .run("--now 2025-06-27T00:00:00Z open 2025-06-26 --between UA RU --on 2025-06-26")
        .run("--now 2025-06-27T00:00:01Z record 2025-06-26 --to UA 106 --to RU 106 --source paper")
        .run("--now 2025-06-27T00:00:02Z settle 2025-06-26")
        .run(
            "--now 2025-06-27T00:00:03Z withhold 2025-06-26 --details place --by-party UA \
             --until-day 2025-12-31",
        )
        .run("--now 2025-12-30T00:00:00Z audit")
        .run("--now 2026-01-02T00:00:00Z audit")
        .check("audit/due.txt");
}
