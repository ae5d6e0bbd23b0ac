//! The foot of a page: the same as data, how to cite it, and every other page.

use maud::{Markup, html};

use super::super::figures::plain;
use super::super::setting::Setting;
use super::clocks::time;
use super::{Kind, Sheet};
use crate::print::{day, number};
use crate::web::address::Place;
use crate::web::feed::{Format, Subject};

const PAGES: [(&str, Place); 6] = [
    ("Hand-overs in series", Place::Series),
    ("Claimants", Place::Claimants),
    ("What is withheld", Place::Disclosures),
    ("Open questions", Place::Audit),
    ("How “best” is chosen", Place::Method),
    ("All data", Place::Data),
];

const FEEDS: [(&str, Subject); 2] =
    [("Feed of exchanges", Subject::Exchanges), ("Feed of changes", Subject::Changes)];

pub(super) fn foot(setting: &Setting<'_>, sheet: &Sheet) -> Markup {
    html! {
        footer.foot lang="en" {
            div.wrap {
                @if sheet.kind == Kind::Register { (cite(setting, sheet)) }
                nav aria-label="More" {
                    ul {
                        @for (name, place) in &PAGES {
                            li { a href=(setting.link(place)) { (name) } }
                        }
                        li { a href=(setting.data("datapackage.json")) { "Data package" } }
                        @if setting.has_feeds() {
                            @for (name, subject) in FEEDS {
                                li { a href=(setting.asset(&subject.file(Format::Atom))) { (name) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn cite(setting: &Setting<'_>, sheet: &Sheet) -> Markup {
    html! {
        section #cite aria-labelledby="h-cite" {
            h2 #h-cite { "Cite this page" }
            (citation(setting, sheet))
            (as_data(setting, sheet))
        }
    }
}

fn citation(setting: &Setting<'_>, sheet: &Sheet) -> Markup {
    let Some((pinned, at)) = setting.pinned().zip(setting.record().head().at) else {
        return html! { p { "There is nothing to cite yet." } };
    };
    let as_of = pinned.clocks.as_of.map(day).unwrap_or_default();
    let n = number(setting.record().head().n);
    html! {
        p {
            "Repatria, “" (plain(&sheet.title)) "”, as of " (as_of) ", as known on " (time(at))
            " (commit " (n) ")."
        }
        @if setting.is_published() {
            p.note { "This copy stands still: it shows what was known then, and always will." }
        } @else {
            p.addr { a href=(pinned) { (pinned) } }
            p.note { "This address shows the page again as it is today, whatever is recorded later." }
        }
    }
}

fn as_data(setting: &Setting<'_>, sheet: &Sheet) -> Markup {
    html! {
        @if !sheet.data.is_empty() {
            p.note {
                "The same as data: "
                @for (index, name) in sheet.data.iter().enumerate() {
                    @if index > 0 { ", " }
                    a href=(setting.data(name)) { (name) }
                }
                "."
            }
        }
    }
}
