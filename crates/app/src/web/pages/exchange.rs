//! One exchange: what is held to be true, what was said side by side, and how the one came of the
//! other.

mod claimed;
mod facts;
mod finding;
mod how;
mod neighbours;
mod said;
mod since;

pub(super) use self::said::source;

use maud::{Markup, html};
use repatria_domain::Reference;
use repatria_projection::Story;

use super::figures::{key, picture, told};
use super::frame::{Kind, Sheet, framed};
use super::setting::Setting;
use super::{NoSuchPage, Page};
use crate::chart;
use crate::print::story::finding as finding_words;
use crate::web::address::{Language, Place};

pub(super) fn page(setting: &Setting<'_>, reference: &Reference) -> Result<Page, NoSuchPage> {
    setting.record().state().exchange_called(reference).ok_or(NoSuchPage)?;
    Ok(match &setting.models().stories().of_exchange(reference) {
        Some(story) => framed(setting, &sheet(setting, story)),
        None => framed(setting, &not_yet(setting, reference)),
    })
}

fn sheet(setting: &Setting<'_>, story: &Story) -> Sheet {
    let title = finding::title(story);
    let reference = &story.exchange.reference;
    Sheet {
        description: format!("{title} {}", finding_words(story)),
        title,
        language: Language::English,
        kind: Kind::Register,
        opening: html! {
            (way_here(setting, reference))
            h1 { (finding::heading(setting, story)) }
            p.lead { (told(&finding_words(story))) }
        },
        body: body(setting, story),
        data: ["show.json", "show.csv", "explain.json", "explain.csv"]
            .map(|name| format!("exchanges/{reference}/{name}"))
            .to_vec(),
    }
}

fn way_here(setting: &Setting<'_>, reference: &Reference) -> Markup {
    html! {
        nav aria-label="Where this page is" {
            p.kick {
                a href=(setting.link(&Place::Overview)) { "Overview" } " / "
                a href=(setting.link(&Place::Exchanges)) { "Exchanges" } " / " (reference)
            }
        }
    }
}

fn body(setting: &Setting<'_>, story: &Story) -> Markup {
    html! {
        section aria-labelledby="h-where" {
            h2 #h-where { "Who went where" }
            (people(setting, story))
            (facts::legs(setting, story))
            (facts::facts(setting, story))
        }
        (said::section(setting, story))
        (how::section(setting, story))
        (run(setting, story))
        (claimed::section(setting, story))
        (since::section(setting, story))
        (neighbours::links(setting, story))
    }
}

/// A dot for each person; of a deal those of its hand-overs.
fn people(setting: &Setting<'_>, story: &Story) -> Markup {
    let parts = story.parts.iter().flat_map(|part| &part.ways).cloned();
    let own = story.exchange.ways.clone();
    let ways: Vec<_> = if own.is_empty() { parts.collect() } else { own };
    let Some(people) = chart::people(&ways, &setting.sides) else { return html! {} };
    let title = format!("The people of {}, a dot for each", story.exchange.reference);
    html! {
        (picture(&people.on_page(&title)))
        (key(&people.key()))
    }
}

/// The hand-overs close to this one in time.
fn run(setting: &Setting<'_>, story: &Story) -> Markup {
    let reference = &story.exchange.reference;
    let Some(run) = chart::run(setting.models(), Some(reference)) else {
        return html! {};
    };
    html! {
        section #run aria-labelledby="h-run" {
            h2 #h-run { (finding::place_in_run(story)) }
            p { (run.words()) }
            (picture(&run.on_page()))
            (key(&run.key()))
            p.note {
                "A run is two and more hand-overs, each within seven days of the one before. It "
                "says that they are close in time, not that they belong together. "
                a href=(setting.link(&Place::Series)) { "All runs" } "."
            }
        }
    }
}

/// An exchange that had not happened by the day that is asked for.
fn not_yet(setting: &Setting<'_>, reference: &Reference) -> Sheet {
    Sheet {
        title: format!("{reference} had not happened by then"),
        description: "It had not happened by the day that was asked for.".to_owned(),
        language: Language::English,
        kind: Kind::Register,
        opening: html! {
            (way_here(setting, reference))
            h1 { (reference) " had not happened by then." }
            p.lead {
                "The register knows it, and dates it after the day that is asked for. Choose a "
                "later day, or none, to see it."
            }
        },
        body: html! {},
        data: Vec::new(),
    }
}
