//! For families: where to turn, what to have ready, and how to know a fraud. There are no names here
//! and no search; only public bodies are named, each with its own site.

mod english;
mod russian;
mod ukrainian;

use maud::{Markup, html};

use super::Page;
use super::frame::{Kind, Sheet, framed};
use super::setting::Setting;
use crate::web::address::{Language, Place};

/// A page for families in one language.
struct Words {
    title: &'static str,
    heading: &'static str,
    lead: &'static str,
    /// Where to turn.
    bodies_heading: &'static str,
    bodies_lead: &'static str,
    bodies: [Body; 7],
    /// Why nobody can be looked up here.
    names_heading: &'static str,
    names: &'static [&'static str],
    /// What to have ready.
    ready_heading: &'static str,
    ready_lead: &'static str,
    ready: &'static [&'static str],
    /// How to know a fraud.
    fraud_heading: &'static str,
    fraud_lead: &'static str,
    fraud: &'static [&'static str],
    /// What can be expected after an exchange.
    after_heading: &'static str,
    after: &'static [&'static str],
}

/// A public body, and what it does.
struct Body {
    name: &'static str,
    site: &'static str,
    does: &'static str,
}

/// The official sites, in the order of the bodies.
const SITES: [&str; 7] = [
    "https://familylinks.icrc.org",
    "https://koordshtab.gov.ua",
    "https://nib.gov.ua",
    "https://mvs.gov.ua",
    "https://ombudsmanrf.org",
    "https://redcross.org.ua",
    "https://www.redcross.ru",
];

pub(super) fn page(setting: &Setting<'_>, language: Language) -> Page {
    let words = match language {
        Language::English => &english::WORDS,
        Language::Ukrainian => &ukrainian::WORDS,
        Language::Russian => &russian::WORDS,
    };
    framed(
        setting,
        &Sheet {
            title: words.title.to_owned(),
            description: words.lead.to_owned(),
            language,
            kind: Kind::Text,
            opening: html! {
                (other_languages(setting, language))
                h1 { (words.heading) }
                p.lead { (words.lead) }
            },
            body: body(words),
            data: Vec::new(),
        },
    )
}

fn other_languages(setting: &Setting<'_>, language: Language) -> Markup {
    html! {
        nav aria-label="Languages" lang="en" {
            p.kick {
                @for (index, other) in Language::ALL.into_iter().enumerate() {
                    @if index > 0 { " · " }
                    @if other == language {
                        span lang=(other.code()) { (own_name(other)) }
                    } @else {
                        a href=(setting.link(&Place::Families(other))) lang=(other.code())
                            hreflang=(other.code()) { (own_name(other)) }
                    }
                }
            }
        }
    }
}

fn own_name(language: Language) -> &'static str {
    match language {
        Language::English => "English",
        Language::Ukrainian => "Українська",
        Language::Russian => "Русский",
    }
}

fn body(words: &Words) -> Markup {
    html! {
        section aria-labelledby="h-where" {
            h2 #h-where { (words.bodies_heading) }
            p { (words.bodies_lead) }
            dl.bodies { @for body in &words.bodies { (public_body(body)) } }
        }
        section aria-labelledby="h-names" {
            h2 #h-names { (words.names_heading) }
            @for paragraph in words.names { p { (paragraph) } }
        }
        section aria-labelledby="h-ready" {
            h2 #h-ready { (words.ready_heading) }
            p { (words.ready_lead) }
            (list(words.ready))
        }
        section.box aria-labelledby="h-fraud" {
            h2 #h-fraud { (words.fraud_heading) }
            p { (words.fraud_lead) }
            (list(words.fraud))
        }
        section aria-labelledby="h-after" {
            h2 #h-after { (words.after_heading) }
            @for paragraph in words.after { p { (paragraph) } }
        }
    }
}

#[cfg(test)]
mod tests;

fn public_body(body: &Body) -> Markup {
    let host = body.site.trim_start_matches("https://").trim_start_matches("www.");
    html! {
        div {
            dt { (body.name) }
            dd {
                p { (body.does) }
                p { a href=(body.site) rel="noreferrer external" { (host) } }
            }
        }
    }
}

fn list(items: &[&str]) -> Markup {
    html! { ul.plain { @for item in items { li { (item) } } } }
}
