//! Names and words: parties, texts, references, handles, categories, places.
//! It refuses to make up a word that could be a real person's name.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Debug;
use core::str::FromStr;

use proptest::prelude::*;
use proptest::sample::select;

use crate::party::Party;
use crate::place::Place;
use crate::text::{Category, Handle, Reference, Text};

/// Two belligerents first, then third states, and a group without a code.
const PARTIES: [&str; 8] = ["UA", "RU", "BY", "TR", "SA", "HU", "US", "x-wagner"];

/// Words that a careless writer of lines trips over: quotes, backslashes, other scripts, brackets.
const WORDS: [&str; 12] = [
    "as published",
    "second stage",
    "said in the morning, repeated in the evening",
    "\u{43e}\u{431}\u{43c}\u{456}\u{43d} \u{43f}\u{43e}\u{43b}\u{43e}\u{43d}\u{435}\u{43d}\u{438}\u{43c}\u{438}",
    "\"all for all\"",
    "back\\slash and /slash/",
    "{\"n\":1,\"crc\":\"00000000\"}",
    "caf\u{e9}, cafe\u{301}",
    "\u{1f54a} dove",
    "a, b; c",
    "<b>bold</b> & co",
    "line\u{2028}separator",
];

const HANDLES: [&str; 4] = ["olena", "editor-2", "import.v1", "desk_b"];

const CATEGORIES: [&str; 5] =
    ["seriously-wounded-or-ill", "under-25", "civilians", "officers", "bodies"];

/// Makes a party: mostly one of a few, so that what is generated meets; at times any slug.
pub fn party() -> impl Strategy<Value = Party> + Clone {
    prop_oneof![
        20 => few(&PARTIES),
        1 => "x-[a-z0-9-]{1,22}".prop_filter_map("a party", |slug| slug.parse().ok()),
    ]
    .boxed()
}

/// Makes two different parties; two thirds of the time the belligerents, else one and another.
///
/// Never one party twice: who draws and throws away comes to the limit of that in a long run.
pub(super) fn two_parties() -> impl Strategy<Value = (Party, Party)> + Clone {
    let belligerents = [("UA", "RU"), ("RU", "UA")];
    let pairs = belligerents.iter().filter_map(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
    let pairs: Vec<(Party, Party)> = pairs.collect();
    (0..6_u8, select(pairs), few(&PARTIES[2..]))
        .prop_map(|(form, (one, other), third)| match form {
            0..=3 => (one, other),
            4 => (one, third),
            _ => (third, one),
        })
        .boxed()
}

/// Makes a text of any script, up to its limit of 1,000 bytes.
pub fn text() -> impl Strategy<Value = Text> + Clone {
    prop_oneof![
        8 => words(),
        4 => "\\PC{1,40}".prop_filter_map("a text", |text: String| text.parse().ok()),
        1 => "[a-z\"\\\\]{990,1000}".prop_filter_map("a text", |text: String| text.parse().ok()),
    ]
    .boxed()
}

/// Makes a short text out of a few: histories hold many, and need them fast.
pub(super) fn words() -> impl Strategy<Value = Text> + Clone {
    few(&WORDS).boxed()
}

/// Makes the reference of an exchange.
pub fn reference() -> impl Strategy<Value = Reference> + Clone {
    prop_oneof![
        8 => (2022..2027_u16, 1..13_u8, 1..29_u8)
            .prop_map(|(year, month, day)| alloc::format!("{year}-{month:02}-{day:02}")),
        1 => "[a-z0-9.-]{1,64}",
    ]
    .prop_filter_map("a reference", |text| text.parse().ok())
    .boxed()
}

/// Makes the handle of somebody who records.
pub fn handle() -> impl Strategy<Value = Handle> + Clone {
    few(&HANDLES).boxed()
}

/// Makes what an agreement or a hand-over was limited to.
pub fn category() -> impl Strategy<Value = Category> + Clone {
    few(&CATEGORIES).boxed()
}

/// Makes one of a few values, read once and not each time.
pub(super) fn few<T>(texts: &[&str]) -> impl Strategy<Value = T> + Clone + use<T>
where
    T: FromStr + Clone + Debug + 'static,
{
    select(texts.iter().filter_map(|text| text.parse().ok()).collect::<Vec<T>>())
}

/// Makes a place: known, not stated or withheld.
pub fn place() -> impl Strategy<Value = Place> + Clone {
    (0..6_u8, words())
        .prop_map(|(form, words)| match form {
            0..=2 => Place::NotStated,
            3 => Place::Withheld,
            _ => Place::Known(words),
        })
        .boxed()
}
