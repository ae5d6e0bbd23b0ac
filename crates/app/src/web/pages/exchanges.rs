//! Every exchange in order, newest first, year by year.

use chrono::Datelike as _;
use maud::{Markup, html};
use repatria_projection::{Row, RowState};

use super::Page;
use super::figures::{unsaid, withheld};
use super::frame::{Kind, Sheet, framed};
use super::overview::last;
use super::setting::Setting;
use crate::print::phrases::{counted, number};
use crate::web::address::{Language, Place};

pub(super) fn page(setting: &Setting<'_>) -> Page {
    let rows = &setting.models().timeline().rows;
    framed(
        setting,
        &Sheet {
            title: "All exchanges".to_owned(),
            description: "Every exchange that is recorded, with how many came home to each side \
                          and what is not published."
                .to_owned(),
            language: Language::English,
            kind: Kind::Register,
            opening: html! {
                p.kick { "Exchanges" }
                h1 { (heading(rows)) }
                p.lead { (without_figure(rows)) }
            },
            body: body(setting, rows),
            data: ["timeline.json", "timeline.csv", "stories.json", "statements.csv"]
                .map(str::to_owned)
                .to_vec(),
        },
    )
}

fn heading(rows: &[Row]) -> String {
    match rows.len() as u64 {
        0 => "No exchange is recorded.".to_owned(),
        1 => "1 exchange is recorded.".to_owned(),
        count => format!("{} exchanges are recorded.", number(count)),
    }
}

/// How many of them have a leg without a figure.
fn without_figure(rows: &[Row]) -> String {
    let is_without = |row: &&Row| {
        !row.silent.is_empty() || row.ways.iter().any(|way| way.count.best().is_none())
    };
    match rows.iter().filter(is_without).count() as u64 {
        0 if rows.is_empty() => String::new(),
        0 => "Each has a figure for every leg.".to_owned(),
        some => format!(
            "In {} of them at least one side has no figure: it is withheld, or nobody gives it.",
            number(some)
        ),
    }
}

fn body(setting: &Setting<'_>, rows: &[Row]) -> Markup {
    let mut newest_first: Vec<&Row> = rows.iter().collect();
    newest_first.reverse();
    html! {
        @if !rows.is_empty() {
            p.note.after {
                (withheld("withheld")) ": somebody refuses to say. " (unsaid("no figure"))
                ": somebody speaks of these people and gives no number. " (unsaid("not stated"))
                ": nobody speaks of them. None of these means zero. "
                a href=(setting.link(&Place::Series)) { "Runs, gaps, and how often" } "."
            }
        }
        @for group in newest_first.chunk_by(|one, next| year(one) == year(next)) {
            (of_year(setting, group))
        }
    }
}

fn year(row: &Row) -> Option<i32> {
    row.on.and_then(|on| on.earliest()).map(|day| day.year())
}

fn of_year(setting: &Setting<'_>, rows: &[&Row]) -> Markup {
    let name = rows.first().and_then(|row| year(row));
    let name = name.map_or_else(|| "Without a date".to_owned(), |year| year.to_string());
    let mut table = last::table(setting, &format!("Exchanges of {name}, newest first"));
    for row in rows {
        let mut cells = last::cells(setting, row);
        if let Some(first) = cells.first_mut() {
            *first = html! { (first) (beside(row)) };
        }
        table.row(cells);
    }
    html! {
        section aria-label=(name) {
            h2 { (name) }
            p.note { (counted(rows.len() as u64, "exchange", "exchanges")) }
            (table.markup())
        }
    }
}

/// What is to be known of a row that has no column.
fn beside(row: &Row) -> Markup {
    html! {
        @match &row.state {
            RowState::Cancelled { .. } => small { "called off" },
            RowState::NotSettled => small { "not settled" },
            RowState::Settled { .. } => @if row.stale { small { "more was said since" } },
        }
        @if !row.parts.is_empty() {
            small { "a deal in " (counted(row.parts.len() as u64, "part", "parts")) }
        }
        @if let Some(frame) = &row.frame { small { "part of " (frame) } }
    }
}
