//! The last hand-overs, and all of them by month.

use maud::{Markup, html};
use repatria_domain::{LegKind, Place as Where};
use repatria_projection::Row;

use super::super::figures::{home, key, on, picture, said, told, unsaid, withheld};
use super::super::setting::Setting;
use super::super::tables::{Table, numbers, short, words};
use crate::chart;
use crate::print::name;
use crate::print::phrases::{best, counted, texts, way};
use crate::web::address::Place;

/// How many of the last hand-overs are shown.
const LAST: usize = 10;

pub(super) fn columns(setting: &Setting<'_>) -> Markup {
    let drawn = chart::months(setting.models());
    let Some(figure) = drawn.on_page() else { return html! {} };
    html! {
        section aria-labelledby="h-months" {
            h2 #h-months { "Every hand-over, one square each" }
            p { (drawn.words()) }
            (picture(&figure))
            (key(&drawn.key()))
            p.note {
                "Hand-overs are counted here, not people: one may bring home five people or three "
                "hundred. " a href=(setting.link(&Place::Series)) { "Runs, gaps, and how often" } "."
            }
        }
    }
}

pub(super) fn section(setting: &Setting<'_>) -> Markup {
    let rows = &setting.models().timeline().rows;
    let living: Vec<&Row> = rows.iter().filter(|row| is_of_people(row)).collect();
    if living.is_empty() {
        return html! {};
    }
    let count = living.len().min(LAST);
    let mut table = table(setting, "The last hand-overs of living people, newest first");
    for row in living.iter().rev().take(LAST) {
        table.row(cells(setting, row));
    }
    let all = counted(rows.len() as u64, "exchange", "exchanges");
    html! {
        section aria-labelledby="h-last" {
            h2 #h-last { "The last " (count) " " span.nb { "hand-overs" } " of living people" }
            (table.markup())
            p.note {
                (withheld("withheld")) ": somebody refuses to say. " (unsaid("no figure"))
                ": somebody speaks of these people and gives no number. " (unsaid("not stated"))
                ": nobody speaks of them. None of these means zero. "
                a href=(setting.link(&Place::Exchanges)) { "All " (all) } "."
            }
        }
    }
}

fn is_of_people(row: &Row) -> bool {
    row.parts.is_empty() && row.ways.iter().any(|way| way.kind == LegKind::Living)
}

pub(in crate::web::pages) fn table(setting: &Setting<'_>, caption: &str) -> Table {
    let sides = setting.sides.iter().map(|side| numbers(format!("Home to {}", name(*side))));
    let heads = [words("Day")].into_iter().chain(sides);
    let heads = heads.chain([short("Agreement, mediator"), short("Place")]);
    Table::new(heads).hidden_caption(caption)
}

pub(in crate::web::pages) fn cells(setting: &Setting<'_>, row: &Row) -> Vec<Markup> {
    let place = Place::Exchange(row.reference.clone());
    let elsewhere = row.ways.iter().filter(|way| !way.home || !setting.sides.contains(&way.to));
    let mut cells = vec![html! {
        a href=(setting.link(&place)) { (on(row.on)) }
        @if is_named_otherwise(row) { small { (row.reference) } }
        @for held in elsewhere { small { (best(held.count)) " " (way(&held.key())) } }
    }];
    cells.extend(setting.sides.iter().map(|side| home(setting, row, *side)));
    cells.push(under(setting, row));
    cells.push(place_of(row));
    cells
}

/// Whether the reference says more than the day.
fn is_named_otherwise(row: &Row) -> bool {
    row.on.is_none_or(|on| on.to_string() != row.reference.as_str())
}

/// Under which agreement, by whose mediation.
fn under(setting: &Setting<'_>, row: &Row) -> Markup {
    html! {
        @if row.agreements.is_empty() && row.mediators.is_empty() { (unsaid("not stated")) }
        @for agreement in &row.agreements {
            a href=(setting.link(&Place::Agreements)) { (said(agreement)) } " "
        }
        @if !row.mediators.is_empty() { small { "mediated by " (told(&texts(&row.mediators))) } }
    }
}

/// Where it was, or who does not say so.
fn place_of(row: &Row) -> Markup {
    html! {
        @match &row.place {
            Where::Known(place) => (said(place)),
            Where::Withheld => (withheld("withheld")),
            Where::NotStated => (unsaid("not stated")),
        }
        @if !row.transit.is_empty() { small { "by way of " (told(&texts(&row.transit))) } }
    }
}
