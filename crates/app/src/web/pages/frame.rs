//! What stands around every page: its head, the masthead, the two clocks, and the foot with where
//! the data is and how to cite it.

mod clocks;
mod foot;
mod masthead;

use maud::{DOCTYPE, Markup, html};

use super::Page;
use super::figures::plain;
use super::setting::Setting;
use crate::web::address::Language;
use crate::web::feed::{Format, Subject};

/// What a page says.
#[derive(Debug)]
pub(super) struct Sheet {
    /// What it is called, in a tab and in a citation.
    pub(super) title: String,
    /// What stands on it, in a sentence.
    pub(super) description: String,
    pub(super) language: Language,
    pub(super) kind: Kind,
    /// What stands above the heading, the heading, and the sentence below it.
    pub(super) opening: Markup,
    pub(super) body: Markup,
    /// The names of the documents and tables that hold the same, without their endings.
    pub(super) data: Vec<String>,
}

/// What a page is drawn from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The register on its two clocks.
    Register,
    /// Nothing that changes.
    Text,
}

/// A page with everything around it.
pub(super) fn framed(setting: &Setting<'_>, sheet: &Sheet) -> Page {
    let is_of_register = sheet.kind == Kind::Register;
    let markup = html! {
        (DOCTYPE)
        html lang=(sheet.language.code()) {
            (head(setting, sheet))
            body {
                a.skip href="#main" lang="en" { "Skip to the content" }
                (masthead::masthead(setting, sheet.language))
                main #main.wrap tabindex="-1" {
                    (sheet.opening)
                    @if is_of_register { (clocks::clocks(setting)) }
                    (sheet.body)
                }
                (foot::foot(setting, sheet))
            }
        }
    };
    Page { html: markup.into_string() + "\n" }
}

fn head(setting: &Setting<'_>, sheet: &Sheet) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            title { (plain(&sheet.title)) " · Repatria" }
            meta name="description" content=(plain(&sheet.description));
            meta name="color-scheme" content="light dark";
            meta name="referrer" content="no-referrer";
            link rel="icon" type="image/svg+xml" href=(setting.asset("icon.svg"));
            link rel="stylesheet" href=(setting.asset("style.css"));
            @if setting.has_feeds() { (feeds(setting)) }
        }
    }
}

/// For whoever wants to be told: a reader of feeds finds them by the head of any page.
fn feeds(setting: &Setting<'_>) -> Markup {
    html! {
        @for subject in Subject::ALL {
            @for format in Format::ALL {
                link rel="alternate" type=(format.link_type()) title=(subject.title())
                    href=(setting.asset(&subject.file(format)));
            }
        }
    }
}
