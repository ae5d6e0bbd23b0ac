//! Who said what, what became of it, and how often others contradict it; never who is right.

use maud::{Markup, html};
use repatria_projection::{ClaimantShown, Word};

use super::Page;
use super::figures::{exchanges, said, told};
use super::frame::{Kind, Sheet, framed};
use super::setting::Setting;
use super::tables::{Table, numbers, words};
use crate::print::claimants::rate;
use crate::print::phrases::{counted, list, names, number};
use crate::web::address::{Language, Place};

pub(super) fn page(setting: &Setting<'_>) -> Page {
    let all = &setting.models().claimants().claimants;
    let heading = match all.len() as u64 {
        0 => "Nobody has said anything that is recorded.".to_owned(),
        1 => "1 claimant, and what became of what was said.".to_owned(),
        count => format!("{} claimants, and what became of what they said.", number(count)),
    };
    framed(
        setting,
        &Sheet {
            title: "Claimants".to_owned(),
            description: "Who said what about exchanges, and how often others contradict it."
                .to_owned(),
            language: Language::English,
            kind: Kind::Register,
            opening: html! {
                nav aria-label="Where this page is" {
                    p.kick { a href=(setting.link(&Place::Claims)) { "Claims" } " / Claimants" }
                }
                h1 { (heading) }
                p.lead {
                    "Contradicted means: the figure of another excludes this one, of those "
                    "directions in which another gives one. A count of contradictions does not say "
                    "who is right."
                }
            },
            body: html! { (table(setting, all)) },
            data: vec!["claimants.json".to_owned(), "claimants.csv".to_owned()],
        },
    )
}

fn table(setting: &Setting<'_>, all: &[ClaimantShown]) -> Markup {
    let mut table = Table::new([
        words("Who"),
        numbers("About exchanges"),
        numbers("About totals"),
        numbers("Used"),
        numbers("Heard"),
        numbers("Contradicted"),
    ])
    .caption(html! {
        "Used, heard: for how many legs the published figure is theirs, or competed with it."
    });
    for shown in all {
        table.row(row(setting, shown));
    }
    html! {
        @if !table.is_empty() {
            section aria-label="Claimants" { (table.markup()) }
        }
    }
}

fn row(setting: &Setting<'_>, shown: &ClaimantShown) -> [Markup; 6] {
    let [about_exchanges, about_totals, used, heard] = counts(&shown.word);
    [
        claimant(setting, shown),
        html! { (about_exchanges) },
        html! { (about_totals) },
        html! { (used) },
        html! { (heard) },
        html! { (rate(&shown.word)) },
    ]
}

fn counts(word: &Word) -> [String; 4] {
    [word.statements, word.totals, word.used.best, word.used.heard].map(number)
}

/// For whom somebody speaks, as what, and where it was read.
fn about(shown: &ClaimantShown) -> String {
    let relays = shown.by_relay.iter().filter_map(|passed| passed.relay.as_ref());
    let relays: Vec<String> = relays.map(ToString::to_string).collect();
    let read = match relays.len() {
        0 => None,
        1..=3 => Some(format!("read in {}", list(&relays))),
        more => Some(format!("read in {}", counted(more as u64, "outlet", "outlets"))),
    };
    let sides = match shown.sides.as_slice() {
        [] => "no official".to_owned(),
        sides => format!("for {}", names(sides.iter().copied())),
    };
    let role = shown.roles.first().map(ToString::to_string);
    [Some(sides), role, read].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn claimant(setting: &Setting<'_>, shown: &ClaimantShown) -> Markup {
    html! {
        @match &shown.claimant {
            Some(claimant) => (said(claimant)),
            None => "Nobody named",
        }
        small { (told(&about(shown))) }
        @if !shown.word.contradicted_in.is_empty() {
            small { "contradicted in " (exchanges(setting, &shown.word.contradicted_in)) }
        }
        @if shown.word.own_contradictions > 0 {
            small {
                "own figures differ in "
                (counted(shown.word.own_contradictions, "direction", "directions"))
            }
        }
    }
}
