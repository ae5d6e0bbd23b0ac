//! Where the register can be had as data, how it is read, and how it is cited.

mod elsewhere;

use maud::{Markup, html};

use super::Page;
use super::frame::{Kind, Sheet, framed};
use super::setting::Setting;
use super::tables::{Table, short, words};
use crate::web::address::{Language, Place};

/// What is offered: its name, whether as a document and as a table, and what it holds.
const OFFERED: [(&str, bool, bool, &str); 14] = [
    ("overview", true, true, "What is recorded for each side, and what is not"),
    ("timeline", true, true, "Every exchange: when, how many each way, where, on what terms"),
    ("totals", true, true, "Who came home, by side, holder, population and month"),
    ("reconcile", true, true, "Every claimed total, held against the record"),
    ("series", true, true, "Runs of hand-overs, and the time between them"),
    ("custody", true, true, "Who holds how many of whom"),
    ("agreements", true, true, "What each side owes, what was delivered, what is left"),
    ("disclosures", true, true, "What is withheld, by whom, until when"),
    ("claimants", true, true, "Who said what, and what became of it"),
    ("changes", true, true, "What was changed after it was recorded"),
    ("audit", true, true, "What a careful editor would ask"),
    ("stories", true, false, "Every exchange with all its statements"),
    ("statements", false, true, "Every statement about an exchange, a row a figure"),
    ("claims", false, true, "Every statement about a running total"),
];

pub(super) fn page(setting: &Setting<'_>) -> Page {
    framed(
        setting,
        &Sheet {
            title: "Data".to_owned(),
            description: "Every table, every document and the whole log.".to_owned(),
            language: Language::English,
            kind: Kind::Register,
            opening: html! {
                p.kick { "Data" }
                h1 { "Everything here can be taken away, and rebuilt." }
                p.lead {
                    "Each page is drawn from a read model, and each read model from the log. All of "
                    "them are here for programs and spreadsheets, on the same two clocks."
                }
            },
            body: html! {
                (tables(setting))
                (elsewhere::package(setting))
                (elsewhere::told(setting))
                (elsewhere::log(setting))
                (reading())
                (reuse(setting))
            },
            data: Vec::new(),
        },
    )
}

fn tables(setting: &Setting<'_>) -> Markup {
    let mut table = Table::new([words("Name"), short("Document"), short("Table"), words("Holds")])
        .hidden_caption("Documents and tables");
    for (name, is_document, is_table, holds) in OFFERED {
        table.row([
            html! { (name) },
            html! { @if is_document { (file(setting, name, "json")) } },
            html! { @if is_table { (file(setting, name, "csv")) } },
            html! { (holds) },
        ]);
    }
    html! {
        section aria-labelledby="h-tables" {
            h2 #h-tables { "Documents and tables" }
            (table.markup())
            (of_one(setting))
        }
    }
}

/// What a table of all exchanges has no room for, by the example of the last one.
fn of_one(setting: &Setting<'_>) -> Markup {
    let rows = &setting.models().timeline().rows;
    let Some(last) = rows.last() else { return html! {} };
    let named = |document: &str| format!("exchanges/{}/{document}", last.reference);
    html! {
        p.after {
            "Every exchange has documents and tables of its own, named at the foot of its page: "
            (file(setting, &named("show"), "json")) " holds the story of the last one, "
            (file(setting, &named("explain"), "csv")) " what its figures rest on."
            @if !setting.is_published() {
                " What a total rests on: "
                code { "/totals/explain.json?which=home&party=UA" } "."
            }
        }
    }
}

fn file(setting: &Setting<'_>, name: &str, ending: &str) -> Markup {
    let file = format!("{name}.{ending}");
    html! { a href=(setting.data(&file)) { (file) } }
}

fn reading() -> Markup {
    html! {
        section aria-labelledby="h-reading" {
            h2 #h-reading { "How the tables are read" }
            ul.plain {
                li { "An empty best or high is no figure, or an open end; it is never zero." }
                li { "Low, best and high belong together: a best figure without its range says too much." }
                li { "Dates are in the Extended Date/Time Format: " code { "2025-06" } " is some day of June 2025, " code { "2025-05-23/2025-05-25" } " is a span." }
                li { "Parties are ISO 3166-1 codes, or " code { "x-" } " and a name for what has none." }
                li { "A cell that a spreadsheet would take for a formula begins with an apostrophe." }
            }
        }
    }
}

fn reuse(setting: &Setting<'_>) -> Markup {
    html! {
        section aria-labelledby="h-reuse" {
            h2 #h-reuse { "How it is cited and reused" }
            p {
                "Name both clocks: what had happened by which day, and what was known at which time. "
                "A figure without them changes under the hands of whoever looks it up. "
                a href="#cite" { "“Cite this page”" }
                " stands at the foot of every page of the register and gives both, with the number of the last commit."
            }
            p {
                "The licence of the data stands in "
                a href=(setting.data("datapackage.json")) { "datapackage.json" }
                ", under " code { "licenses" } "; whoever runs the register chooses it. What sources said "
                "remains theirs. The program is free software, under the MIT or the Apache-2.0 "
                "licence. How figures come about: "
                a href=(setting.link(&Place::Method)) { "method" } "."
            }
        }
    }
}
