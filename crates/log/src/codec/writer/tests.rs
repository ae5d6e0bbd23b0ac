//! What is written is what `serde_json` writes of the same value, whatever characters it holds.

use std::collections::BTreeMap;
use std::fmt;

use proptest::collection::vec;
use proptest::prelude::*;
use repatria_domain::generate;
use serde::Serialize;

use super::*;
use crate::codec::Events;

/// Every form that a member may have, some that none of an event has yet.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
enum Form<'a> {
    Plain,
    HoldsOne(&'a str),
    HoldsSome { low: u32, high: Option<u32>, texts: Vec<&'a str> },
}

#[derive(Serialize)]
struct Nothing;

#[derive(Serialize)]
struct WithATuple {
    is_there: bool,
    small: (u8, u16, u32, u64),
}

/// A value that is written as it is shown.
struct Shown<'a>(&'a str);

impl Display for Shown<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}{}", self.0, self.0)
    }
}

impl Serialize for Shown<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

fn is_written_alike(value: &impl Serialize) {
    let mut line = b"before".to_vec();
    write(value, &mut line).unwrap();
    let written = str::from_utf8(&line).unwrap().strip_prefix("before").unwrap();
    assert_eq!(written, serde_json::to_string(value).unwrap());
}

fn refused(value: &impl Serialize) -> String {
    write(value, &mut Vec::new()).unwrap_err().to_string()
}

proptest! {
    #[test]
    fn property_events_are_written_alike(events in vec(generate::event(), 0..4)) {
        is_written_alike(&Events(&events));
    }

    #[test]
    fn property_texts_are_written_alike(text in ".*", other in any::<String>()) {
        is_written_alike(&vec![&text, &other]);
        is_written_alike(&vec![Shown(&text), Shown(&other)]);
        is_written_alike(&BTreeMap::from([(&text, 1), (&other, 2)]));
    }
}

#[test]
fn each_character_is_written_alike() {
    for character in (0..=0x17f).chain([0x2028, 0xfeff, 0x1_f54a]).filter_map(char::from_u32) {
        is_written_alike(&format!("{character}"));
        is_written_alike(&format!("a text of more bytes than are looked at at once: {character}!"));
        is_written_alike(&character);
    }
}

#[test]
fn each_form_is_written_alike() {
    let texts = vec!["", "\"", "line\nfeed"];
    let forms = vec![
        Form::Plain,
        Form::HoldsOne("\\"),
        Form::HoldsSome { low: 0, high: None, texts: Vec::new() },
        Form::HoldsSome { low: 1, high: Some(u32::MAX), texts },
    ];
    is_written_alike(&forms);
    is_written_alike(&Vec::<u8>::new());
    is_written_alike(&BTreeMap::<&str, u8>::new());
    is_written_alike(&vec![Some(true), Some(false), None]);
    is_written_alike(&());
    is_written_alike(&Nothing);
    is_written_alike(&vec![0, 9, 10, u64::MAX]);
    is_written_alike(&vec![i64::MIN, -1, 0, i64::MAX]);
    is_written_alike(&vec![u8::MAX]);
    is_written_alike(&vec![u16::MAX]);
    is_written_alike(&vec![i8::MIN]);
    is_written_alike(&vec![i16::MIN]);
    is_written_alike(&vec![i32::MIN]);
}

#[test]
fn what_no_event_holds_is_refused_and_not_written_otherwise() {
    assert_eq!(refused(&0.5_f32), "no event holds a number with a point");
    assert_eq!(refused(&vec![0.5_f64]), "no event holds a number with a point");
    assert_eq!(
        refused(&WithATuple { is_there: true, small: (1, 2, 3, 4) }),
        "no event holds a tuple"
    );
    assert_eq!(refused(&BTreeMap::from([(1, 2)])), "no event holds a key that is no text");
}
