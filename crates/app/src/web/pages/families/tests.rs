//! Whether the three pages say the same.

use repatria_projection::Record;

use super::super::tests::markup::{self, Element};
use super::{SITES, Words, english, page, russian, ukrainian};
use crate::models::Models;
use crate::web::address::{Language, Place};
use crate::web::pages::setting::Setting;
use crate::web::view::{Links, View};

/// How many of each there are, and where the bodies are found.
fn shape(words: &Words) -> ([usize; 4], Vec<&str>) {
    let counts = [words.names.len(), words.ready.len(), words.fraud.len(), words.after.len()];
    (counts, words.bodies.iter().map(|body| body.site).collect())
}

#[test]
fn the_three_languages_have_the_same_parts_and_name_the_same_bodies() {
    let expected = shape(&english::WORDS);
    assert_eq!(expected.1, SITES);
    assert_eq!(shape(&ukrainian::WORDS), expected);
    assert_eq!(shape(&russian::WORDS), expected);
}

/// The parts of a page, and the links that lead out of it.
fn drawn(language: Language) -> (Vec<String>, Vec<String>) {
    let record = Record::default();
    let today = "2026-11-25".parse().unwrap();
    let models = &Models::of(&record, None, Some(today));
    let view = View { models, known_at: None, links: Links::Served };
    let setting = &Setting::new(&view, &Place::Families(language));
    let elements = markup::read(&page(setting, language).html).unwrap();
    let all = |attribute: &str, of: fn(&str) -> bool| -> Vec<String> {
        let values = elements.iter().filter_map(|element: &Element| element.value(attribute));
        values.filter(|value| of(value)).map(str::to_owned).collect()
    };
    (all("id", |_| true), all("href", |link| link.starts_with("https://")))
}

#[test]
fn the_three_pages_have_the_same_sections_and_links_in_the_same_order() {
    let english = drawn(Language::English);
    assert_eq!((english.0.len(), english.1.len()), (6, SITES.len()), "{english:?}");
    assert_eq!(drawn(Language::Ukrainian), english);
    assert_eq!(drawn(Language::Russian), english);
}
