//! A register that is large enough for an index: commands read what concerns them, and answer as
//! if they had read all.

use std::fmt::Write as _;
use std::process::Output;

use crate::program::{Folder, words};

/// Everyday commands, and mistakes, one after the other.
const COMMANDS: &[&str] = &[
    "open 2025-06-26 --between UA RU",
    "open e-77 --between UA RU",
    "open e-78 --between UA BY",
    "record e-78 --to UA 106 --to RU 106 --agreement 'Istanbul 2 June' --source paper",
    "record e-78 --to UA 106 --to RU 106 --agreement 'Istanbul 2 June' --source paper",
    "record e-79 --to UA 107 --source paper --corrects e-78/1 --mistake register",
    "record e-78 --to UA 107 --source paper --corrects e-78/1 --mistake register",
    "record e-7x --to UA 107 --source paper",
    "agree 'Istanbul 2 June' --between UA RU",
    "agree 'Istanbul 2 June' --between UA RU",
    "describe e-80 --agreement 'Istanbul 2 June' --part-of e-81",
    "describe e-80 --agreement 'Istanbul 3 June'",
    "describe e-82 --part-of e-80",
    "review e-78/2 --rank preferred --why 'he was there'",
    "review e-78/9 --rank preferred --why 'he was there'",
    "relink e-78/2 --to e-83 --why 'another day'",
    "settle e-83",
    "settle e-83",
    "settle e-84",
    "cancel e-83 --why 'it never was'",
    "withdraw e-83 --why 'nobody else says so'",
    "cancel e-83 --why 'it never was'",
    "record-total returned 1000 --to UA --source paper",
    "record-total returned 1000 --to UA --source paper",
    "record-total returned 999 --to UA --source 'page 7'",
    "record-total returned 998 --to UA --source 'page 7'",
    "record-total returned 1001 --to UA --source paper --corrects T/1 --mistake claimant",
    "record-total returned 1001 --to UA --source paper --corrects T/9 --mistake claimant",
    "declare-custody --holder RU --of UA --count 80 --on 2025-01-01 --basis 'our count' --source paper",
    "change-custody --change died --holder RU --of UA --count 3 --on 2025-02-01 --basis 'our count'",
    "record e-86 --to UA 106 --to RU 106 --on 2025-03-01 --source paper",
    "settle e-86",
    "record e-87 --to UA 6 --agreement 'Istanbul 2 June' --source paper",
    "explain e-86",
    "explain e-78 --format json",
    "explain e-78 --known-at 2026-11-29T02:01:06Z --format json",
    "explain e-78 --known-at 2026-11-29T02:00:00Z --format json",
    "explain e-78 --known-at 2026-11-29T01:59:59Z",
    "explain e-7x",
    "show e-86",
    "show e-80",
    "show e-81 --format csv",
    "show e-78 --format json",
    "show e-78 --known-at 2026-11-29T02:01:06Z --format json",
    "show e-78 --known-at 2026-11-29T02:00:00Z --format json",
    "show e-78 --known-at 2026-11-29T01:59:59Z",
    "show e-86 --as-of 2025-02-28",
    "show e-7x",
    "withhold e-85 --details place --by-party UA",
    "disclose e-85 --details place --by-party UA --source paper",
    "disclose e-85 --details place --by-party RU --source paper",
];

/// A claim under an id that nobody would give it again.
const CLAIM: &str = r#"{"type":"state-total","data":{"statement":"00000000-0000-0000-0000-000000000007","attribution":{"source":{"address":"page 7"}},"measure":"returned","scope":{"to":"UA"},"quantity":"999"}}"#;

/// A register of so many exchanges and a claim, with its index.
fn register() -> Folder {
    register_with(&["init"])
}

/// The same, behind what other commands recorded.
fn register_with(before: &[&str]) -> Folder {
    let folder = Folder::new();
    for line in before {
        let output = folder
            .output(&[&["--now", "2026-11-29T01:59:00Z"], words(line).as_slice()].concat(), "");
        assert!(output.status.success(), "{line}: {output:?}");
    }
    let mut commands = String::new();
    for number in 0..4_000 {
        writeln!(
            commands,
            r#"{{"type":"open-exchange","data":{{"reference":"e-{number}","parties":["RU","UA"]}}}}"#
        )
        .unwrap();
    }
    commands.push_str(CLAIM);
    let appended = folder.output(&["--now", "2026-11-29T02:00:00Z", "append"], &commands);
    assert!(appended.status.success(), "{appended:?}");
    assert!(folder.path("register/index").exists(), "an index is kept of four thousand commits");
    folder
}

fn copy_of(register: &Folder) -> Folder {
    let copy = Folder::new();
    std::fs::create_dir(copy.path("register")).unwrap();
    for name in ["log.jsonl", "head"] {
        copy.write(&format!("register/{name}"), register.read(&format!("register/{name}")));
    }
    copy
}

fn at(folder: &Folder, second: usize, line: &str) -> Output {
    let now = format!("2026-11-29T02:01:{second:02}Z");
    folder.output(&[&["--now", now.as_str()], words(line).as_slice()].concat(), "")
}

#[test]
fn commands_on_an_index_answer_and_record_as_without_one() {
    let indexed = register();
    let whole = copy_of(&indexed);
    for (second, line) in COMMANDS.iter().enumerate() {
        assert_eq!(at(&indexed, second, line), at(&whole, second, line), "{line}");
        // Made by what read all.
        let _ = std::fs::remove_file(whole.path("register/index"));
    }
    assert!(indexed.read("register/log.jsonl") == whole.read("register/log.jsonl"));
    assert_eq!(verified(&indexed), (Some(0), Some(RIGHT.into())));
    assert_eq!(verified(&whole), (Some(0), None));
}

/// Exchanges of the real data: deals and their hand-overs, people who went to third states and came
/// home, runs, statements that speak of others, what is withheld, agreements.
const SHOWN: &[&str] = &[
    "2022-09-21",
    "2022-09-21b",
    "2022-10-17",
    "2022-11-11",
    "2023-06-08-hungary",
    "2023-06-23-from-hungary",
    "2023-07-08-from-turkey",
    "2024-01-24-cancelled",
    "2025-04-19",
    "2025-04-19a",
    "2025-06-14a",
    "2025-06-15-bodies",
    "2025-06-20",
    "2025-06-26",
];

#[test]
fn a_story_is_told_by_the_index_as_the_whole_register_tells_it() {
    let indexed = register_with(&["demo register"]);
    // Behind what is indexed.
    for (second, line) in [
        "relink 2025-06-26/2 --to 2025-06-20 --why 'of the week before'",
        "arrive 2025-06-26 --of UA --count 60 --milestone arrived-home",
        "record e-1 --to UA 9 --to RU 9 --on 2025-06-20 --source paper",
        "settle e-1",
        "withdraw 2023-07-08-from-turkey --why 'read wrongly'",
        "record 2022-09-21 --to UA 216 --source paper",
    ]
    .iter()
    .enumerate()
    {
        assert!(at(&indexed, second, line).status.success(), "{line}");
    }
    let whole = copy_of(&indexed);
    let same = |line: &str| assert_eq!(at(&indexed, 9, line), at(&whole, 9, line), "{line}");
    for shown in SHOWN {
        same(&format!("show {shown}"));
        same(&format!("show {shown} --format json"));
        same(&format!("show {shown} --format csv --as-of 2025-06-20"));
        same(&format!("show {shown} --format json --known-at 2026-11-29T02:00:59Z"));
    }
    for clocks in [
        "--as-of 2022-09-20",
        "--as-of 2023-07-07",
        "--known-at 2026-11-29T02:01:03Z",
        "--known-at 2025-12-31T23:59:59Z",
        "--as-of 2023-07-08 --known-at 2026-11-29T02:01:04Z",
    ] {
        same(&format!("show 2022-09-21b {clocks}"));
        same(&format!("show 2023-07-08-from-turkey --format json {clocks}"));
    }
}

#[test]
fn a_claim_that_was_recorded_under_another_id_is_known() {
    let folder = register();
    let said = |line: &str| String::from_utf8(at(&folder, 0, line).stderr).unwrap();
    let again = said("record-total returned 999 --to UA --source 'page 7'");
    assert_eq!(again, "known already, nothing new\n");
    let other = said("record-total returned 999 --to UA --source 'page 8'");
    assert!(other.starts_with("commit 4002: total-stated "), "{other}");
}

#[test]
fn damage_that_a_command_does_not_concern_is_left_to_verify() {
    let folder = register();
    let mut log = folder.read("register/log.jsonl");
    let line = log.windows(8).position(|bytes| bytes == br#""e-3000""#).unwrap();
    log[line + 3] = b'4';
    folder.write("register/log.jsonl", log);
    assert_eq!(at(&folder, 0, "open new-1 --between UA RU").status.code(), Some(0));
    let claim = "record-total returned 999 --to UA --source 'page 7'";
    assert_eq!(at(&folder, 1, claim).status.code(), Some(0));
    assert_eq!(at(&folder, 1, "explain e-2999").status.code(), Some(0));
    assert_eq!(at(&folder, 1, "explain e-3000").status.code(), Some(4));
    assert_eq!(at(&folder, 1, "show e-2999").status.code(), Some(0));
    assert_eq!(at(&folder, 1, "show e-3000").status.code(), Some(4));
    assert_eq!(at(&folder, 1, "show e-299x").status.code(), Some(4));
    assert_eq!(at(&folder, 1, "timeline").status.code(), Some(4));
    assert_eq!(at(&folder, 1, "cancel e-3000 --why 'it never was'").status.code(), Some(4));
    assert_eq!(folder.output(&["verify"], "").status.code(), Some(4));
    std::fs::remove_file(folder.path("register/index")).unwrap();
    assert_eq!(at(&folder, 2, "open new-2 --between UA RU").status.code(), Some(4));
}

const RIGHT: &str = "the index, of 4,001 commits, says what the log says";

/// How `verify` ends, and what it says of the index, if anything.
fn verified(folder: &Folder) -> (Option<i32>, Option<String>) {
    let output = folder.output(&["verify"], "");
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(printed.starts_with("the log is sound: "), "{printed}");
    let messages = String::from_utf8(output.stderr).unwrap();
    let said = messages.lines().find(|line| line.contains("index")).map(str::to_owned);
    (output.status.code(), said)
}

const BLOCK: usize = 4096;

/// The place where bytes stand in a file, once.
fn place_of(bytes: &[u8], file: &[u8]) -> usize {
    let places = file.windows(bytes.len()).enumerate().filter(|(_, window)| *window == bytes);
    let [(place, _)] = places.collect::<Vec<_>>().try_into().unwrap();
    place
}

/// Writes a byte into the index, with the crc of its block.
fn forge(folder: &Folder, place: usize, byte: u8) {
    let mut index = folder.read("register/index");
    assert_ne!(index[place], byte);
    index[place] = byte;
    let number = place / BLOCK;
    let block = &mut index[number * BLOCK..][..BLOCK];
    let crc = crc32c::crc32c(&[&(number as u64).to_be_bytes()[..], &block[..BLOCK - 4]].concat());
    block[BLOCK - 4..].copy_from_slice(&crc.to_be_bytes());
    folder.write("register/index", index);
}

#[test]
fn an_index_that_was_forged_is_named_by_verify_and_the_log_is_sound_without_it() {
    let folder = register_with(&[
        "init",
        "open s-1 --between UA RU",
        "record s-1 --to UA 106 --on 2025-03-01 --source paper",
        "settle s-1",
    ]);
    assert_eq!(verified(&folder).0, Some(0));
    let totals = || {
        let output = at(&folder, 0, "totals --format json");
        assert!(output.status.success(), "{output:?}");
        output.stdout
    };
    let (index, honest) = (folder.read("register/index"), totals());
    // As the page of the format says: keys of 12 bytes, places of 8, lines of 16.
    let number = |at: usize| {
        usize::try_from(u64::from_be_bytes(index[at..at + 8].try_into().unwrap())).unwrap()
    };
    let blocks = |bytes: usize| bytes.div_ceil(BLOCK - 4) * BLOCK;
    let keys = BLOCK;
    let lines = keys + blocks(number(72) * 12) + blocks((number(80) + 1) * 8);
    // One leg, the first way that comes up; exactly, and on the word of the press alone: 106.
    let count = place_of(b"\x01\0\x1c\x6a", &index) + 3;
    for (place, byte) in [(count, 107), (lines + 7, 1), (keys + 7, !index[keys + 7])] {
        forge(&folder, place, byte);
        let (code, said) = verified(&folder);
        let block = place / BLOCK * BLOCK;
        let expected = format!(
            "error[index-differs]: `register/index` is not what the log comes to, from byte {block} on: "
        );
        assert_eq!(code, Some(4));
        assert!(said.as_ref().unwrap().starts_with(&expected), "{said:?}");
        assert_eq!(totals() == honest, place != count, "totals believe the index");
        std::fs::remove_file(folder.path("register/index")).unwrap();
        assert_eq!(verified(&folder), (Some(0), None));
        assert!(totals() == honest);
        folder.write("register/index", &index);
    }
}

#[test]
fn an_index_of_another_version_is_none_to_verify() {
    let folder = register();
    assert_eq!(verified(&folder), (Some(0), Some(RIGHT.into())));
    forge(&folder, 15, b'1');
    assert_eq!(verified(&folder), (Some(0), None));
}
