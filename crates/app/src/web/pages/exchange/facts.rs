//! The legs of an exchange in numbers, and the facts beside them; what is kept back stands among
//! them, with who keeps it.

use maud::{Markup, html};
use repatria_domain::{Place as Where, Swap};
use repatria_projection::{Relative, Row, RowState, Story, Way};

use super::super::figures::{band, exchange, exchanges, on, party, said, told, unsaid, withheld};
use super::super::setting::Setting;
use super::super::tables::{Table, numbers, short, words};
use crate::print::phrases::{
    basis, best, capital, detail, equal, kind_noun, list, milestone, number, terms, way,
};
use crate::print::story::ways::{beyond_swaps, came_home, told_apart};
use crate::print::story::{state, until, when};
use crate::print::{date, name};
use crate::web::address::Place;

pub(super) fn legs(setting: &Setting<'_>, story: &Story) -> Markup {
    html! {
        @for part in &story.parts { (of_part(setting, story, part)) }
        @if !story.parts.is_empty() && !story.exchange.ways.is_empty() {
            h3 { "The deal as a whole, never added to its hand-overs" }
        }
        (table(setting, story, &story.exchange.ways, &story.swaps))
        @for silent in &story.exchange.silent {
            p { (unsaid("not stated")) " Home to " (party(setting, *silent)) ": nobody speaks of it." }
        }
    }
}

fn of_part(setting: &Setting<'_>, story: &Story, part: &Relative) -> Markup {
    html! {
        h3 { (exchange(setting, &part.reference)) ", " (on(part.on)) }
        (table(setting, story, &part.ways, &part.swaps))
    }
}

fn table(setting: &Setting<'_>, story: &Story, ways: &[Way], swaps: &[Swap]) -> Markup {
    let mut table = Table::new([
        words("Leg"),
        numbers("How many"),
        short("Who they are"),
        short("In swaps"),
        short("On whose word"),
    ])
    .hidden_caption("The legs of this exchange");
    for held in ways {
        table.row(row(setting, story, held));
    }
    html! {
        @if !table.is_empty() { (table.markup()) }
        @for swap in swaps {
            p.note { "One swap of " (equal(swap.equal)) ": it pairs two legs, and holds one number for both." }
        }
    }
}

fn row(setting: &Setting<'_>, story: &Story, held: &Way) -> [Markup; 5] {
    let (noun, split) = told_apart(held);
    let kind = capital(kind_noun(held.kind));
    [
        html! {
            span.(if held.home { setting.class(held.to) } else { "c" }) {
                (kind) " " (way(&held.key()))
            }
            @for later in story.later.iter().filter(|later| later.abroad == held.key()) {
                small { (came_home(later)) }
            }
        },
        band(held.count),
        html! { (noun) @if !split.is_empty() { small { (split.trim()) } } },
        html! {
            @if held.swapped > 0 { (number(held.swapped)) } @else { "none" }
            @if let Some(beyond) = beyond_swaps(held) { small { (beyond) } }
        },
        html! { (basis(held.basis)) },
    ]
}

pub(super) fn facts(setting: &Setting<'_>, story: &Story) -> Markup {
    let row = &story.exchange;
    html! {
        dl.facts {
            (fact("When", &html! { (when(story)) }))
            @if let Some(frame) = &story.frame {
                (fact("Part of a deal", &exchange(setting, &frame.reference)))
            }
            @if !row.parts.is_empty() {
                (fact("A deal in several hand-overs", &exchanges(setting, &row.parts)))
            }
            (fact("Agreement", &agreements(setting, row)))
            (fact("Terms", &html! {
                @if row.terms.is_not_stated() { (unsaid("not stated")) } @else { (terms(row.terms)) }
            }))
            @if !row.categories.is_empty() { (fact("Limited to", &limited(row))) }
            (fact("Place", &place(row)))
            @if !row.transit.is_empty() {
                (fact("Way home", &html! {
                    "by way of "
                    @for (index, place) in row.transit.iter().enumerate() {
                        @if index > 0 { ", " } (said(place))
                    }
                }))
            }
            (fact("Mediator", &mediators(row)))
            (kept_back(row))
            (moved(story))
            (fact("State", &html! {
                @match &row.state {
                    RowState::Cancelled { why } => { "called off" small { (said(why)) } },
                    RowState::Settled { .. } | RowState::NotSettled => { (capital(&state(story))) },
                }
                @if let Some(note) = &story.note { small { (said(note)) } }
            }))
        }
    }
}

fn fact(label: &str, words: &Markup) -> Markup {
    html! { div { dt { (label) } dd { (words) } } }
}

fn agreements(setting: &Setting<'_>, row: &Row) -> Markup {
    html! {
        @if row.agreements.is_empty() { (unsaid("not stated")) }
        @for (index, title) in row.agreements.iter().enumerate() {
            @if index > 0 { ", " }
            a href=(setting.link(&Place::Agreements)) { (said(title)) }
        }
    }
}

fn limited(row: &Row) -> Markup {
    let categories: Vec<String> =
        row.categories.iter().map(|category| category.as_str().replace('-', " ")).collect();
    html! { (list(&categories)) }
}

fn place(row: &Row) -> Markup {
    html! {
        @match &row.place {
            Where::Known(place) => (said(place)),
            Where::Withheld => {
                (withheld("withheld"))
                small { "as a source says; by whom, it may not say" }
            },
            Where::NotStated => (unsaid("not stated")),
        }
    }
}

fn mediators(row: &Row) -> Markup {
    html! {
        @if row.mediators.is_empty() { (unsaid("not stated")) }
        @for (index, mediator) in row.mediators.iter().enumerate() {
            @if index > 0 { ", " } (said(mediator))
        }
    }
}

/// What is kept back, by whom, until when.
fn kept_back(row: &Row) -> Markup {
    html! {
        @for held in &row.withheld {
            (fact(&capital(detail(held.detail)), &html! {
                (withheld(&format!("withheld by {}", name(held.by))))
                small { (told(until(held).trim_start_matches([',', ' ']))) }
            }))
        }
    }
}

/// Where people were before, and how far they came.
fn moved(story: &Story) -> Markup {
    html! {
        @for earlier in &story.earlier {
            (fact("Before that", &html! {
                (best(earlier.count)) " " (way(&earlier.abroad)) " (" (earlier.reference) ")"
            }))
        }
        @for arrival in &story.arrivals {
            (fact("Arrived", &html! {
                (number(arrival.count.number().into())) " " (milestone(arrival.milestone))
                @if let Some(on) = arrival.on { " on " (date(on)) }
                small { (way(&arrival.leg)) }
            }))
        }
    }
}
