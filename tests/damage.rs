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
