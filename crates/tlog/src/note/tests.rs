//! Notes: what is no note is refused, and what is one is read to the byte.

use proptest::prelude::*;

use super::Note;
use crate::error::TlogError;
use crate::examples::signed;
use crate::key::VerifierKey;

/// The note of the specification, and its key.
const SPECIFIED: &str = "This is an example message.\n\n\u{2014} example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
const KEY: &str = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

fn refused(note: &str) -> String {
    Note::parse(note.as_bytes()).unwrap_err().to_string()
}

#[test]
fn the_note_of_the_specification_verifies() {
    let note = Note::parse(SPECIFIED.as_bytes()).unwrap();
    let key: VerifierKey = KEY.parse().unwrap();
    let signature = note.signature_of(&key).unwrap().unwrap();
    assert!(key.has_signed(note.text().as_bytes(), signature));
    assert!(!key.has_signed(b"This is another message.\n", signature));
    assert_eq!(note.to_string(), SPECIFIED);
}

#[test]
fn the_text_ends_at_the_last_empty_line() {
    let note = SPECIFIED.replace("message.\n", "message.\n\nIt goes on.\n");
    assert_eq!(
        Note::parse(note.as_bytes()).unwrap().text(),
        "This is an example message.\n\nIt goes on.\n"
    );
}

#[test]
fn control_characters_are_refused() {
    let says =
        "line 1 of the signed note is not free of control characters: carriage returns, tabs, …";
    for character in ["\r", "\t", "\0", "\u{1b}", "\u{1f}"] {
        assert_eq!(refused(&SPECIFIED.replacen(" is", character, 1)), says);
    }
    assert_eq!(refused(&SPECIFIED.replace('\n', "\r\n")), says);
    let under = SPECIFIED.replace("=\n", "=\r\n");
    assert!(refused(&under).starts_with("line 3 of the signed note is not free of"), "{under:?}");
}

#[test]
fn what_is_no_note_is_refused_by_its_line() {
    for (note, says) in [
        ("", "line 1 of the signed note is not followed by an empty line and signatures"),
        ("text\n", "line 1 of the signed note is not followed by an empty line and signatures"),
        ("text\n\n", "line 3 of the signed note is not a signature that ends in a line feed"),
        (
            "text\n\n\u{2014} a AAAAAAA=",
            "line 3 of the signed note is not a signature that ends in a line feed",
        ),
        (
            "text\n\n\u{2014} a AAAAAAA=\nx\n",
            "line 4 of the signed note is not a signature: a dash, a name, base64",
        ),
        (
            "text\n\n- a AAAAAAA=\n",
            "line 3 of the signed note is not a signature: a dash, a name, base64",
        ),
        (
            "text\n\n\u{2014} a b AAAAAAA=\n",
            "line 3 of the signed note is not a signature: a dash, a name, base64",
        ),
        (
            "text\n\n\u{2014} a+b AAAAAAA=\n",
            "line 3 of the signed note is not a signature: a dash, a name, base64",
        ),
        (
            "text\n\n\u{2014} a AAAAAAB=\n",
            "line 3 of the signed note is not a signature: a dash, a name, base64",
        ),
        (
            "text\n\n\u{2014} a AAAAAAA\n",
            "line 3 of the signed note is not a signature: a dash, a name, base64",
        ),
        (
            "text\n\n\u{2014} a AAAAAA==\n",
            "line 3 of the signed note is not a signature: a dash, a name, base64",
        ),
        (
            "text\n\n\u{2014}  AAAAAAA=\n",
            "line 3 of the signed note is not a signature: a dash, a name, base64",
        ),
    ] {
        assert_eq!(refused(note), says, "{note:?}");
    }
    assert_eq!(
        Note::parse(b"\xff\n\nx").unwrap_err().to_string(),
        "line 1 of the signed note is not UTF-8"
    );
}

#[test]
fn sixty_four_signatures_are_read_and_not_one_more() {
    let note = |many: usize| format!("text\n\n{}", "\u{2014} a AAAAAAA=\n".repeat(many));
    assert_eq!(Note::parse(note(64).as_bytes()).unwrap().signatures().len(), 64);
    assert!(refused(&note(65)).ends_with("at most 64 signatures"));
    let long = format!("{}\n\n\u{2014} a AAAAAAA=\n", "x".repeat(131_072));
    let too_long = TlogError::TooLong { document: "signed note", bytes: 131_089, limit: 131_072 };
    assert_eq!(Note::parse(long.as_bytes()).unwrap_err(), too_long);
}

proptest! {
    #[test]
    fn whatever_is_read_prints_to_the_same_bytes(
        note in prop_oneof![
            any::<Vec<u8>>(),
            "[a\n—= +A]{0,60}".prop_map(String::into_bytes),
            (any::<prop::sample::Index>(), any::<u8>()).prop_map(|(place, byte)| {
                let mut note = signed(3).to_string().into_bytes();
                let place = place.index(note.len());
                note[place] = byte;
                note
            }),
        ]
    ) {
        if let Ok(read) = Note::parse(&note) {
            prop_assert_eq!(read.to_string().into_bytes(), note);
        }
    }
}
