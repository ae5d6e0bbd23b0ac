//! A line says what its commit says, and a commit is written in one way only.

use proptest::collection::vec;
use proptest::prelude::*;
use repatria_domain::generate;
use serde_json::Value;

use super::*;
use crate::examples::{GOLDEN, history};

fn line_of(commit: &Commit) -> Vec<u8> {
    let mut line = Vec::new();
    encode(commit, LeafHash::of(b"the line above"), &mut line).unwrap();
    line
}

/// The third line of the golden log, and the same with other bytes before a crc that fits them.
fn third() -> String {
    str::from_utf8(GOLDEN).unwrap().lines().nth(2).unwrap().into()
}

fn third_with(from: &str, to: &str) -> Vec<u8> {
    let line = third();
    assert!(line.contains(from), "{line}");
    with_crc(&line.replacen(from, to, 1))
}

fn with_crc(line: &str) -> Vec<u8> {
    let body = &line[..line.len() - 18];
    let crc = crc32c::crc32c(body.as_bytes());
    format!(r#"{body},"crc":"{crc:08x}"}}"#).into_bytes()
}

fn why(line: &[u8]) -> String {
    match decode(line).unwrap_err() {
        Unreadable::Damaged(fault) => fault.to_string(),
        Unreadable::Newer { event, v } => format!("newer: {event} {v}"),
    }
}

proptest! {
    #[test]
    fn property_every_event_survives_its_round_trip(
        events in vec(generate::event(), 1..4),
        by in generate::handle(),
        at in generate::timestamp(),
        n in 1_u64..,
    ) {
        let commit = Commit { n, id: CommandId::of(b"an id"), at, by, events };
        let line = line_of(&commit);
        let decoded = decode(&line).unwrap();
        prop_assert_eq!(&decoded.commit, &commit);
        prop_assert_eq!(decoded.prev.hash(), LeafHash::of(b"the line above"));
        prop_assert!(!line.contains(&b'\n'));
    }

    #[test]
    fn property_every_line_of_a_history_has_the_fixed_layout(history in history()) {
        for commit in history {
            let line = line_of(&commit);
            let frame = Frame::of(&line).unwrap();
            let mut events = Vec::new();
            lay_out_events(&commit.events, &mut events).unwrap();
            prop_assert_eq!(frame, Frame { n: commit.n, events: &events, prev: LeafHash::of(b"the line above") });
        }
    }

    #[test]
    fn property_any_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..200)) {
        prop_assert!(decode(&bytes).is_err());
        prop_assert_eq!(Frame::of(&bytes), None);
    }

    #[test]
    fn property_any_text_with_a_fitting_crc_is_read_or_refused(text in r#"[{}\[\]":,a-z0-9 ]{0,80}"#) {
        let line = with_crc(&format!("{text}{}", " ".repeat(18)));
        prop_assert!(decode(&line).is_err());
    }

    #[test]
    fn property_every_command_survives_its_round_trip(command in generate::command()) {
        let text = serde_json::to_string(&command).unwrap();
        prop_assert_eq!(serde_json::from_str::<repatria_domain::Command>(&text).unwrap(), command);
    }
}

#[test]
fn a_line_of_another_layout_is_read_if_its_crc_fits() {
    let expected = decode(third().as_bytes()).unwrap();
    let spaced = third_with(r#"{"n":3,"id""#, r#"{ "n" : 3, "id""#);
    assert_eq!(decode(&spaced).unwrap(), expected);
    assert_eq!(Frame::of(&spaced), None);
}

#[test]
fn members_of_a_line_and_of_an_event_may_stand_in_any_order() {
    let expected = decode(third().as_bytes()).unwrap();
    let Value::Object(members) = serde_json::from_str(&third()).unwrap() else { unreachable!() };
    // serde_json keeps members in order of their names: at, by, crc, …; data, type, v.
    let members: Vec<String> = members
        .iter()
        .filter(|(name, _)| *name != "crc")
        .map(|(name, value)| format!(r#""{name}":{value}"#))
        .collect();
    let shuffled = with_crc(&format!("{{{}{}", members.join(","), " ".repeat(18)));
    assert!(shuffled.starts_with(br#"{"at":"#));
    assert_eq!(decode(&shuffled).unwrap(), expected);
}

#[test]
fn escaped_letters_are_the_letters_they_stand_for() {
    let escaped = third_with("Belarus", r"\u0042elarus");
    assert_eq!(decode(&escaped).unwrap(), decode(third().as_bytes()).unwrap());
}

#[test]
fn an_event_of_a_newer_version_is_named_and_never_skipped() {
    let newer = third_with(r#""exchange-described","v":1"#, r#""exchange-described","v":2"#);
    assert_eq!(why(&newer), "newer: exchange-described 2");
    let unheard = third_with(r#""exchange-described","v":1"#, r#""family-told","v":1"#);
    assert_eq!(why(&unheard), "newer: family-told 1");
}

#[test]
fn a_member_that_is_unknown_missing_or_there_twice_makes_a_line_unreadable() {
    let refused = |from: &str, to: &str| why(&third_with(from, to));
    let n = r#"{"n":3,"#;
    assert!(refused(n, r#"{"n":3,"who":1,"#).contains("unknown field `who`"));
    assert!(refused(n, "{").contains("missing field `n`"));
    assert!(refused(n, r#"{"n":3,"n":3,"#).contains("duplicate field `n`"));
    let v = r#""exchange-opened","v":1,"#;
    assert!(refused(v, r#""exchange-opened","#).contains("missing field `v`"));
    assert!(refused(v, r#""exchange-opened","v":1,"v":1,"#).contains("duplicate field `v`"));
    assert!(refused(v, r#""exchange-opened","v":1,"w":1,"#).contains("unknown field `w`"));
    let reference = r#""reference":"2025-06-26","#;
    assert!(refused(reference, r#""reference":"2025-06-26","guess":1,"#).contains("`guess`"));
    assert!(refused(reference, r#""reference":"26 June","#).contains("26 June"));
}

#[test]
fn a_changed_byte_is_said_to_be_one_that_was_not_written() {
    let changed = third().replacen("withheld", "withheid", 1);
    assert_eq!(
        why(changed.as_bytes()),
        "the bytes of this line are not the bytes that were written (crc fb5464b7, its bytes give \
         7e5d4711)"
    );
}

#[test]
fn a_line_without_a_crc_at_its_end_is_no_line() {
    let line = third();
    let no_crc = "this is no whole line of a log: it does not end in a crc";
    assert_eq!(why(b""), no_crc);
    assert_eq!(why(&line.as_bytes()[..line.len() - 1]), no_crc);
    assert_eq!(why(line.replace("fb5464b7", "FB5464B7").as_bytes()), no_crc);
    assert_eq!(why(line.replace("fb5464b7", "+b5464b7").as_bytes()), no_crc);
}

#[test]
fn a_command_that_makes_too_long_a_line_is_not_written() {
    let mut commit = decode(third().as_bytes()).unwrap().commit;
    let event = commit.events[0].clone();
    commit.events = std::iter::repeat_n(event, 1000).collect();
    let mut line = Vec::new();
    let error = encode(&commit, LeafHash::NONE, &mut line).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the line has 139201 bytes, 65535 are allowed: split the command"
    );
    assert!(line.is_empty());
}

#[test]
fn a_line_may_be_as_long_as_an_entry_of_a_tiled_log_and_no_longer() {
    let padded = |bytes: usize| {
        let padding = " ".repeat(bytes - third().len());
        third_with(r#"{"n":3"#, &format!(r#"{{{padding}"n":3"#))
    };
    assert!(decode(&padded(65_535)).is_ok());
    assert_eq!(why(&padded(65_536)), "the line has 65536 bytes, 65535 are allowed");
}

#[test]
fn the_crc_is_the_castagnoli_one() {
    // RFC 3720, appendix B.4, and the check value of the catalogue of parametrised crcs.
    assert_eq!(crc32c::crc32c(b"123456789"), 0xe306_9283);
    assert_eq!(crc32c::crc32c(&[0; 32]), 0x8a91_36aa);
}
