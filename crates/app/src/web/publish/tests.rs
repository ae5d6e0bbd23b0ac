//! What a copy holds, and how often it draws what it holds.

use std::collections::BTreeMap;

use super::*;
use crate::models::tests::counted;
use crate::web::pages::tests::register::summer;

fn copy(as_of: Option<&str>) -> Copy {
    Copy {
        record: summer(),
        lines: String::new(),
        head: Head::EMPTY,
        clocks: Clocks { as_of: as_of.map(|day| day.parse().unwrap()), known_at: None },
        today: "2026-11-25".parse().unwrap(),
        licence: Licence::CcBy,
        site: Some("https://newsroom.example/exchanges".parse().unwrap()),
        signed: None,
    }
}

fn models(copy: &Copy) -> Models<'_> {
    Models::of(&copy.record, copy.clocks.as_of, copy.clocks.due_by(copy.today))
}

/// The pages of a copy by their paths, each drawn as if it were the only one.
fn drawn_alone(copy: &Copy) -> BTreeMap<String, String> {
    let links = Links::Published(Beside { feeds: true, checkpoint: false });
    let page = |place| {
        let models = &models(copy);
        let view = View { models, known_at: copy.clocks.known_at, links };
        let drawn = pages::page(&view, &place).ok()?;
        Some((pages::file(&place), drawn.html))
    };
    places(&models(copy)).into_iter().filter_map(page).collect()
}

#[test]
fn each_page_of_a_copy_is_as_if_it_were_drawn_alone() {
    for as_of in [None, Some("2025-06-09"), Some("2025-05-24")] {
        let alone = drawn_alone(&copy(as_of));
        assert!(alone.len() > 25, "{}", alone.len());
        let files = files(copy(as_of)).unwrap();
        let pages = files.into_iter().filter(|file| alone.contains_key(&file.path));
        let pages: BTreeMap<String, String> =
            pages.map(|file| (file.path, String::from_utf8(file.bytes).unwrap())).collect();
        assert_eq!(pages, alone);
    }
}

#[test]
fn a_copy_draws_each_model_of_the_whole_register_once() {
    counted();
    files(copy(Some("2025-06-09"))).unwrap();
    let mut drawn = counted();
    // As of the day, and of all days: the two sides stay what they are.
    assert_eq!(drawn.remove("Totals"), Some(2));
    assert!(drawn.len() > 15, "{drawn:?}");
    assert!(drawn.values().all(|times| *times == 1), "{drawn:?}");
}
