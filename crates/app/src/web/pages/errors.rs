//! The pages that say what went wrong, and what helps.

use maud::{Markup, html};
use repatria_domain::Day;
use repatria_projection::Record;

use super::Page;
use super::figures::told;
use super::frame::{Kind, Sheet, framed};
use super::setting::Setting;
use crate::web::address::{Address, Clocks, Language, Place, WrongClock};
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
    /// The register cannot be read: 500.
    Failed,
}

/// The page for it. It needs no register.
pub(crate) fn trouble(trouble: &Trouble) -> Page {
    let record = Record::default();
    let view = View { record: &record, today: Day::MIN, links: Links::Served };
    let address = Address { place: Place::Overview, clocks: Clocks::default() };
    let setting = &Setting::elsewhere(&view, &address);
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
            html! {
                ul.plain {
                    li { a href=(setting.link(&Place::Exchanges)) { "All exchanges" } ", each under its day, as 2025-06-26" }
                    li { a href=(setting.link(&Place::Claims)) { "All claims" } }
                    li { a href=(setting.link(&Place::Overview)) { "The overview" } }
                }
            },
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

/// As much of what was typed as can be told apart.
fn shortened(text: &str) -> String {
    let shown: String = text.chars().take(40).filter(|letter| !letter.is_control()).collect();
    if text.chars().count() > 40 { format!("{shown}…") } else { shown }
}
