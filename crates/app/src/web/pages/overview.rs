//! The first page: what is recorded to date for each side, and in the same breath what is not.

mod claims;
pub(super) mod last;
mod running;
mod unsettled;

use maud::{Markup, html};
use repatria_domain::LegKind;
use repatria_projection::{Overview, SideSummary};

use super::figures::explained;
use super::frame::{Kind, Sheet, framed};
use super::setting::Setting;
use super::{Page, empty};
use crate::print::overview::gaps;
use crate::print::phrases::{counted, total};
use crate::print::{day, list, name};
use crate::web::address::{Language, Place};
use repatria_projection::TotalAsked;

pub(super) fn page(setting: &Setting<'_>) -> Page {
    let overview = setting.models().overview();
    if overview.exchanges == 0 && overview.claims == 0 {
        return empty::page(setting);
    }
    framed(
        setting,
        &Sheet {
            title: "Prisoner exchanges".to_owned() + &between(overview),
            description: "What is recorded of exchanges of prisoners, who said it, and what is \
                          not published."
                .to_owned(),
            language: Language::English,
            kind: Kind::Register,
            opening: opening(setting, overview),
            body: body(setting, overview),
            data: ["overview.json", "overview.csv", "totals.json", "totals.csv"]
                .map(str::to_owned)
                .to_vec(),
        },
    )
}

fn between(overview: &Overview) -> String {
    let sides: Vec<String> = overview.sides.iter().map(|side| name(side.party)).collect();
    if sides.is_empty() { String::new() } else { format!(": {}", list(&sides)) }
}

fn opening(setting: &Setting<'_>, overview: &Overview) -> Markup {
    let home = living(overview);
    let parties: Vec<String> = overview.sides.iter().map(|side| name(side.party)).collect();
    let period = overview.period.map(|(first, last)| format!(", {} to {}", day(first), day(last)));
    html! {
        p.kick { (list(&parties)) (period.unwrap_or_default()) }
        h1 {
            @if home.is_empty() {
                "Nobody is recorded as having come home."
            } @else {
                @for (index, side) in home.iter().enumerate() {
                    @if index > 0 { @if index + 1 == home.len() { " and " } @else { ", " } }
                    (finding(setting, side, index == 0))
                }
                "."
            }
        }
        p.lead { (gaps(&home)) }
    }
}

/// `6,602 people are recorded as having come home to Ukraine`, the number leading to what it
/// rests on.
fn finding(setting: &Setting<'_>, side: &SideSummary, is_first: bool) -> Markup {
    let best = total(side.living.best);
    let asked = TotalAsked::home(side.party);
    let (people, verb) = if side.living.best.number() == 1 {
        (" person", " is recorded as having come home to ")
    } else {
        (" people", " are recorded as having come home to ")
    };
    let figure = html! {
        span.nb.(setting.class(side.party)) { (best) @if is_first { (people) } }
    };
    html! {
        (explained(setting, asked, &figure))
        @if is_first { (verb) } @else { " to " }
        (name(side.party))
    }
}

/// The sides to which people came home, or may have.
fn living(overview: &Overview) -> Vec<&SideSummary> {
    overview.sides.iter().filter(|side| side.sum(LegKind::Living).exchanges > 0).collect()
}

fn body(setting: &Setting<'_>, overview: &Overview) -> Markup {
    html! {
        (running::section(setting, overview))
        (last::columns(setting))
        (last::section(setting))
        (claims::section(setting))
        (unsettled::section(setting))
        (kept(setting, overview))
    }
}

/// How much the register keeps, and the way for families.
fn kept(setting: &Setting<'_>, overview: &Overview) -> Markup {
    let families = Place::Families(Language::English);
    html! {
        section.box aria-labelledby="h-families" {
            h2 #h-families { "If you look for somebody" }
            p {
                "There are no names in this register, and it cannot be searched for a person. "
                a href=(setting.link(&families)) { "Where to turn, what to have ready, and how to "
                "know a fraud" } "."
            }
        }
        p.note {
            "The register keeps " (counted(overview.statements, "statement", "statements"))
            " about " (counted(overview.exchanges, "exchange", "exchanges")) " and "
            (counted(overview.claims, "claim", "claims")) " about running totals. "
            a href=(setting.link(&Place::Method)) { "How “best” is chosen" } "."
        }
    }
}
