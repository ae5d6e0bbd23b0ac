//! What is withheld, by whom, until when; what is due; and what came out.

use maud::{Markup, html};
use repatria_projection::{Disclosures, SaidWithheld, Withholding, WithholdingState};

use super::Page;
use super::claims::who;
use super::exchange::source;
use super::figures::{exchange, exchanges, on, told, withheld};
use super::frame::{Kind, Sheet, framed};
use super::setting::Setting;
use super::tables::{Table, short, words};
use crate::print::disclosures::{came_out, finding, grouped, is_kept, said_so, until, what};
use crate::print::name;
use crate::print::phrases::{capital, counted, detail};
use crate::web::address::Language;

pub(super) fn page(setting: &Setting<'_>) -> Page {
    let all = setting.models().disclosures();
    framed(
        setting,
        &Sheet {
            title: "What is withheld".to_owned(),
            description: "What is withheld of exchanges, by whom, until when, and what is due."
                .to_owned(),
            language: Language::English,
            kind: Kind::Register,
            opening: html! {
                p.kick { "What is withheld" }
                h1 { (finding(all)) }
                p.lead {
                    "The withheld value itself is nowhere in the register. When a day has come, or "
                    "the event that was named, it can be asked for."
                }
            },
            body: body(setting, all),
            data: vec!["disclosures.json".to_owned(), "disclosures.csv".to_owned()],
        },
    )
}

fn body(setting: &Setting<'_>, all: &Disclosures) -> Markup {
    html! {
        (part(setting, all, "Due", |state| state == WithholdingState::Due))
        (part(setting, all, "Possibly due", |state| state == WithholdingState::PossiblyDue))
        (part(setting, all, "Withheld", is_kept))
        (part(setting, all, "Came out", |state| state == WithholdingState::Disclosed))
        (said(setting, &all.said))
    }
}

fn part(
    setting: &Setting<'_>,
    all: &Disclosures,
    heading: &str,
    is_asked_for: fn(WithholdingState) -> bool,
) -> Markup {
    let asked: Vec<&Withholding> =
        all.withheld.iter().filter(|held| is_asked_for(held.state)).collect();
    if asked.is_empty() {
        return html! {};
    }
    html! {
        section {
            h2 { (heading) }
            ul.log {
                @for (first, references) in grouped(&asked) {
                    li {
                        (withheld(&capital(detail(first.detail)))) " of "
                        (counted(references.len() as u64, "hand-over", "hand-overs")) ", by "
                        (name(first.by)) (told(&until(first))) "."
                        small { (exchanges(setting, references)) }
                        @for line in [said_so(first), came_out(first)].into_iter().flatten() {
                            small { (told(&capital(&line))) }
                        }
                        @if let Some(read) = &first.source { small { (source(read)) } }
                    }
                }
            }
        }
    }
}

/// What statements say is withheld, and is recorded as nobody's refusal.
fn said(setting: &Setting<'_>, said: &[SaidWithheld]) -> Markup {
    let mut table =
        Table::new([words("Exchange"), short("What"), short("Who says so"), short("Said on")])
            .hidden_caption("What statements say is withheld");
    for one in said {
        table.row([
            exchange(setting, &one.reference),
            html! { (what(one.what)) },
            who(one.claimant.as_ref(), None, one.relay.as_ref()),
            on(one.said_on),
        ]);
    }
    html! {
        @if !table.is_empty() {
            section {
                h2 { "Said to be withheld, and recorded as nobody’s refusal" }
                (table.markup())
            }
        }
    }
}
