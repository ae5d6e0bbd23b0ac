//! What is withheld and what is due, and what was changed last.

use maud::{Markup, html};
use repatria_projection::{Withholding, WithholdingState};

use super::super::changes::entry;
use super::super::figures::{exchanges, told, withheld};
use super::super::setting::Setting;
use crate::print::disclosures::{finding, grouped, until};
use crate::print::name;
use crate::print::phrases::{capital, counted, detail};
use crate::web::address::Place;

/// How many changes are shown.
const CHANGES: usize = 5;

pub(super) fn section(setting: &Setting<'_>) -> Markup {
    html! {
        div.cols {
            (kept_back(setting))
            (changed(setting))
        }
    }
}

fn kept_back(setting: &Setting<'_>) -> Markup {
    let disclosures = setting.models().disclosures();
    let held: Vec<&Withholding> = disclosures
        .withheld
        .iter()
        .filter(|held| held.state != WithholdingState::Disclosed)
        .collect();
    html! {
        section aria-labelledby="h-withheld" {
            h2 #h-withheld { "What is withheld, and when it is due" }
            p { (finding(disclosures)) }
            ul.log {
                @for (first, references) in grouped(&held) {
                    li {
                        (withheld(&capital(detail(first.detail)))) " of "
                        (counted(references.len() as u64, "hand-over", "hand-overs")) ", by "
                        (name(first.by)) (told(&until(first))) "."
                        small { (exchanges(setting, references)) }
                    }
                }
            }
            p.note { a href=(setting.link(&Place::Disclosures)) { "Everything that is withheld" } }
        }
    }
}

fn changed(setting: &Setting<'_>) -> Markup {
    let changes = setting.models().changes();
    html! {
        section aria-labelledby="h-changed" {
            h2 #h-changed { "What was changed last" }
            @if changes.changes.is_empty() {
                p { "Nothing was changed after it was recorded." }
            } @else {
                ul.log {
                    @for change in changes.changes.iter().rev().take(CHANGES) {
                        li { (entry(setting, change)) }
                    }
                }
                p.note { a href=(setting.link(&Place::Changes)) { "All changes" } }
            }
        }
    }
}
