//! A log that was changed behind the register's back.

use crate::program::Folder;

/// The bytes of the log with one digit of a figure changed.
fn with_one_digit_changed(log: &[u8]) -> Vec<u8> {
    let mut log = log.to_vec();
    let figure = br#""quantity":"106""#;
    let place = log.windows(figure.len()).position(|window| window == figure).unwrap();
    let last_digit = place + figure.len() - 2;
    log[last_digit] = b'7';
    log
}

#[test]
fn one_changed_digit_is_found_with_its_line_and_byte() {
    let mut folder = Folder::with_demo();
    folder.write("register/log.jsonl", with_one_digit_changed(&folder.read("register/log.jsonl")));
    folder
        .run("verify")
        .run("verify --format json")
        .run("timeline")
        .run("open 2026-01-01 --between UA RU")
        .check("damage/one_digit.txt");
}

/// A register of three commits.
fn three_commits() -> Folder {
    let mut folder = Folder::new();
    folder.run("init");
    for (minute, exchange) in ["2025-06-19", "2025-06-20", "2025-06-26"].iter().enumerate() {
        folder.run(&format!("--now 2026-11-23T10:0{minute}:00Z open {exchange} --between UA RU"));
    }
    folder.forget();
    folder
}

#[test]
fn what_an_append_left_that_was_cut_short_is_set_aside_by_whoever_comes_first() {
    let mut folder = three_commits();
    let whole = folder.read("register/log.jsonl");
    folder.write("register/log.jsonl", [whole.as_slice(), &whole[..100]].concat());
    folder.run("verify").run("log").run("verify").check("damage/torn.txt");
    assert_eq!(folder.read("register/log.jsonl"), whole);
}

#[test]
fn what_the_marker_does_not_speak_of_after_a_power_cut_is_shown() {
    let mut folder = three_commits();
    folder.write("register/head", [0; 16]);
    folder.run("log").check("damage/behind_the_marker.txt");
    let bytes = folder.read("register/log.jsonl").len() as u64;
    let marker = [bytes.to_le_bytes(), 3_u64.to_le_bytes()].concat();
    assert_eq!(folder.read("register/head"), marker);
}

#[test]
fn a_damaged_log_is_refused_by_every_command_but_what_stands_before_is_printed_by_log() {
    for marker in [true, false] {
        let mut folder = three_commits();
        let mut log = folder.read("register/log.jsonl");
        let last = log.len() - 100;
        log[last] ^= 1;
        folder.write("register/log.jsonl", &log);
        if !marker {
            folder.write("register/head", [0; 16]);
        }
        folder
            .run("verify")
            .run("timeline")
            .run("timeline --known-at 2026-11-23T10:01:30Z --format csv")
            .run("log")
            .run("--now 2026-11-23T10:03:00Z open 2025-06-27 --between UA RU")
            .check("damage/last_line.txt");
        assert_eq!(folder.read("register/log.jsonl"), log);
    }
}

#[test]
fn a_log_that_is_shorter_than_was_acknowledged_is_refused() {
    let mut folder = three_commits();
    let log = folder.read("register/log.jsonl");
    let second = log.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    folder.write("register/log.jsonl", &log[..second]);
    folder.run("verify").run("timeline").run("open 2025-06-27 --between UA RU");
    folder.check("damage/shorter.txt");
}

#[test]
fn what_is_lost_is_shown_then_given_up_and_stays_in_the_history() {
    let mut folder = three_commits();
    let mut log = folder.read("register/log.jsonl");
    let second = log.iter().position(|byte| *byte == b'\n').unwrap() + 50;
    log[second] ^= 1;
    folder.write("register/log.jsonl", &log);
    let accept = "--now 2026-11-23T10:03:00Z repair --accept-loss --why 'the disk failed'";
    folder
        .run("repair")
        .run("repair --format json")
        .run("repair --accept-loss")
        .run(accept)
        .run(accept)
        .run("verify")
        .run("log")
        .run("changes")
        .run("changes --format csv")
        .run("audit --as-of 2025-12-31")
        .check("damage/repair.txt");
    let end = log.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    let [copy] = folder.names("register/quarantine", "lost-at-").try_into().unwrap();
    assert_eq!(folder.read(&format!("register/quarantine/{copy}")), log[end..]);
}

#[test]
fn a_clock_that_went_back_is_told_and_time_does_not_go_back_in_the_log() {
    let mut folder = three_commits();
    folder
        .run("--now 2026-11-23T10:01:59Z cancel 2025-06-26 --why 'an hour too early'")
        .run("--now 2026-11-23T10:01:58Z cancel 2025-06-20 --why 'within two seconds'")
        .run("--now 2026-11-23T09:00:00Z reinstate 2025-06-20 --why 'an hour too early'")
        .run("log --after 3")
        .check("damage/clock.txt");
}
