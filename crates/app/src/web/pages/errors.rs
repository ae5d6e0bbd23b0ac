//! The pages that say what went wrong, and what helps.

use maud::{Markup, html};
use repatria_projection::Record;

use super::Page;
use super::figures::told;
use super::frame::{Kind, Sheet, framed};
use super::setting::Setting;
use crate::models::Models;
use crate::web::address::{Clocks, Language, Place, WrongClock};
use crate::web::view::{Links, View};

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// There is no such page: 404.
    NoSuchPage,
    /// A clock cannot be read: 400.
    WrongClock(WrongClock),
    /// The request cannot be read, for a reason in words: 400 and its neighbours.
    Unreadable(String),
    /// Not now, for a reason in words: 503.
    NotNow(String),
    /// The register cannot be read: 500.
    Failed,
}

/// The page for it, which leads on at the same clocks. It needs no register.
pub(crate) fn trouble(trouble: &Trouble, clocks: Clocks) -> Page {
    let record = Record::default();
    let models = &Models::of(&record, clocks.as_of, clocks.as_of);
    let view = View { models, known_at: clocks.known_at, links: Links::Served };
    let setting = &Setting::elsewhere(&view, &Place::Overview);
    let (heading, lead, help) = words(setting, trouble);
    framed(
        setting,
        &Sheet {
            title: heading.to_owned(),
            description: lead.clone(),
            language: Language::English,
            kind: Kind::Text,
            opening: html! { h1 { (heading) } p.lead { (told(&lead)) } },
            body: help,
            data: Vec::new(),
        },
    )
}

fn words(setting: &Setting<'_>, trouble: &Trouble) -> (&'static str, String, Markup) {
    match trouble {
        Trouble::NoSuchPage => (
            "There is no such page.",
            "The register holds nothing of that name, or did not yet hold it at the time that was \
             asked for."
                .to_owned(),
            no_such_page(setting),
        ),
        Trouble::WrongClock(WrongClock { which, text }) => (
            "That is no day.",
            format!("“{}” cannot be read.", shortened(text)),
            html! {
                p { "Write " code { (which) } " as year, month and day: " code { (which) "=2025-06-26" } "." }
                @if *which == "known_at" {
                    p { "A time can be given too: " code { "known_at=2025-06-26T12:00:00Z" } "." }
                }
                p { a href=(setting.link(&Place::Overview)) { "The overview, as it is now" } }
            },
        ),
        Trouble::Unreadable(why) => (
            "That cannot be answered.",
            why.clone(),
            html! { p { a href=(setting.link(&Place::Overview)) { "The overview" } } },
        ),
        Trouble::NotNow(why) => (
            "That cannot be answered just now.",
            format!("{why}."),
            html! {
                p { "Try again in a moment. Nothing is lost: what was recorded stays in the log." }
                p { a href=(setting.link(&Place::Overview)) { "The overview" } }
            },
        ),
        Trouble::Failed => (
            "The register cannot be read just now.",
            "The fault is ours, not yours, and nothing is lost: what was recorded stays in the log."
                .to_owned(),
            html! {
                p { "Try again in a moment. Whoever runs this register finds the cause in its messages; "
                code { "repatria verify" } " checks the log." }
            },
        ),
    }
}

/// The forms that addresses have, and ways that surely lead on.
fn no_such_page(setting: &Setting<'_>) -> Markup {
    let is_then = !setting.address.clocks.is_now();
    html! {
        p { "An address has one of these forms:" }
        ul.plain {
            li { code { "/exchanges/2025-06-26" } ", an exchange by its name: its day, and a letter or a word where there were several" }
            li { code { "/claims/74" } ", a claim by its number" }
            li {
                code { "/explain/home/UA" } ", what the total of those who came home to a side rests on; also "
                code { "/explain/home/UA/military/from-RU" } " or " code { "/explain/home/UA/in-2025-06" }
            }
            li {
                "behind each, if wanted, " code { "?as_of=2025-06-30" } ", what had happened by a day, and "
                code { "known_at=2026-01-01" } ", what was known then"
            }
        }
        p { "These lead on" @if is_then { ", at the day and time that were asked for" } ":" }
        ul.plain {
            li { a href=(setting.link(&Place::Exchanges)) { "All exchanges" } }
            li { a href=(setting.link(&Place::Claims)) { "All claims" } }
            li { a href=(setting.link(&Place::Overview)) { "The overview" } }
            @if is_then { li { a href=(Place::Overview) { "The overview, as it is now" } } }
        }
    }
}

/// As much of what was typed as can be told apart.
fn shortened(text: &str) -> String {
    let shown: String = text.chars().take(40).filter(|letter| !letter.is_control()).collect();
    if text.chars().count() > 40 { format!("{shown}…") } else { shown }
}
