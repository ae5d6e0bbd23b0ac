//! The first page of a register that holds nothing yet.

use maud::html;

use super::Page;
use super::frame::{Kind, Sheet, framed};
use super::setting::Setting;
use crate::web::address::{Language, Place};

pub(super) fn page(setting: &Setting<'_>) -> Page {
    let is_now = setting.address.clocks.is_now();
    framed(
        setting,
        &Sheet {
            title: "An empty register".to_owned(),
            description: "Nothing is recorded yet.".to_owned(),
            language: Language::English,
            kind: Kind::Register,
            opening: html! {
                p.kick { "A register of prisoner exchanges" }
                h1 { @if is_now { "Nothing is recorded yet." } @else { "Nothing was recorded then." } }
                p.lead {
                    "When somebody says that prisoners were exchanged, it is kept here: who said "
                    "it, when, in which source, and how many came home to each side. What nobody "
                    "says is shown as missing, and never filled in."
                }
            },
            body: html! {
                section aria-labelledby="h-begin" {
                    h2 #h-begin { "How it begins" }
                    p { "Whoever keeps this register can:" }
                    ul.plain {
                        li { "look around in real data, made in one command: " code { "repatria demo" } }
                        li { "take in statements from a table: " code { "repatria import statements.csv" } }
                        li { "record one statement by hand: " code { "repatria record --help" } }
                    }
                    p {
                        a href=(setting.link(&Place::Method)) { "How a figure is chosen" } " says what "
                        "the pages will show, and what is never published."
                    }
                }
            },
            data: vec!["overview.json".to_owned()],
        },
    )
}
