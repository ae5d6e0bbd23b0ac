//! The running totals: each side with its sum, what is missing from it, and its picture.

use maud::{Markup, html};
use repatria_domain::{LegKind, Party, Total};
use repatria_projection::{HomeTotal, MonthSum, Overview, Sum, TotalAsked};

use super::super::figures::{
    explained, key, low_best_high, picture, population_of, unsaid, without,
};
use super::super::setting::Setting;
use super::super::tables::{Table, numbers, sums, words};
use crate::chart;
use crate::print::name;
use crate::print::phrases::{capital, counted, high, kind_noun, total};
use crate::print::totals::{apart_words, sum_words};
use crate::web::address::Place;

pub(super) fn section(setting: &Setting<'_>, overview: &Overview) -> Markup {
    let drawn = chart::running(setting.models());
    html! {
        section aria-labelledby="h-running" {
            h2 #h-running { "Recorded, claimed, and not published" }
            p {
                "The line is the register’s best figure, month by month. The band runs from the "
                "lowest to the highest figure given. Where a hand-over has no figure the upper end "
                "is open, and stays open."
            }
            div.pair.charts {
                @for (index, party) in setting.sides.iter().enumerate() {
                    (side(setting, overview, *party, drawn.on_page(index).as_ref()))
                }
            }
            (key(&drawn.key()))
            (numbers_behind(setting))
            (remains(setting, overview))
            (apart(overview))
            p.note {
                "Soldiers and civilians together. Claims stand as they were said, most count by "
                "rules of their own: " a href="#claims" { "who says what" } "."
            }
        }
    }
}

fn side(
    setting: &Setting<'_>,
    overview: &Overview,
    party: Party,
    drawn: Option<&chart::Figure>,
) -> Markup {
    let sum = overview.sides.iter().find(|side| side.party == party);
    let sum = sum.map_or(Sum::EMPTY, |side| side.living);
    let asked = TotalAsked::home(party);
    let of = counted(sum.exchanges, "hand-over", "hand-overs");
    html! {
        div.side.(setting.class(party)) {
            h3 { "Home to " (name(party)) }
            dl {
                div { dt { "low" } dd { (total(sum.low)) } }
                div {
                    dt { "best" }
                    dd { (explained(setting, asked, &html! { (total(sum.best)) })) }
                }
                div { dt { "high" } dd { (high(sum.high)) } }
                div {
                    dt { "without a figure" }
                    dd {
                        (explained(setting, asked, &html! {
                            (total(Total::new(sum.without_figure()))) " of " (of)
                        }))
                    }
                }
            }
            @if let Some(figure) = drawn { (picture(figure)) }
        }
    }
}

/// The same numbers at the end of each year.
fn numbers_behind(setting: &Setting<'_>) -> Markup {
    let home = |party: &Party| setting.models().home_to(*party, LegKind::Living);
    let sides: Vec<&HomeTotal> = setting.sides.iter().filter_map(home).collect();
    let mut heads = vec![words("By the end of")];
    for side in &sides {
        heads.push(sums(format!("Home to {}: low · best · high", name(side.to))));
        heads.push(numbers("Without a figure"));
    }
    let mut table = Table::new(heads).caption(html! {
        "Running totals at the end of each year; every month is in the "
        a href=(setting.link(&Place::Data)) { "data" }
    });
    for year in years(&sides) {
        let cells = sides.iter().flat_map(|side| {
            let running = at_end_of(&side.months, year).unwrap_or(Sum::EMPTY);
            [low_best_high(&running), html! { (without(&running)) }]
        });
        table.row([html! { (year) }].into_iter().chain(cells));
    }
    html! {
        @if !table.is_empty() {
            details {
                summary { "The numbers behind the lines" }
                (table.markup())
            }
        }
    }
}

fn years(sides: &[&HomeTotal]) -> Vec<i32> {
    let months = sides.iter().flat_map(|side| &side.months).filter_map(|sum| sum.month);
    let years = || months.clone().map(|month| chrono::Datelike::year(&month.first()));
    match (years().min(), years().max()) {
        (Some(first), Some(last)) => (first..=last).collect(),
        _ => Vec::new(),
    }
}

/// The running sum of the last month of a year or before.
fn at_end_of(months: &[MonthSum], year: i32) -> Option<Sum> {
    let is_by_then = |sum: &&MonthSum| {
        sum.month.is_some_and(|month| chrono::Datelike::year(&month.first()) <= year)
    };
    months.iter().filter(is_by_then).filter_map(|sum| sum.running).next_back()
}

/// Bodies and bags, which are in no total of people.
fn remains(setting: &Setting<'_>, overview: &Overview) -> Markup {
    let mut table = Table::new([
        words("The dead, counted apart"),
        sums("low · best · high"),
        numbers("Without a figure"),
    ])
    .hidden_caption("Mortal remains that were handed over");
    for kind in [LegKind::Bodies, LegKind::Bags] {
        for side in overview.sides.iter().filter(|side| !side.sum(kind).is_empty()) {
            let sum = side.sum(kind);
            let asked =
                TotalAsked { population: population_of(kind), ..TotalAsked::home(side.party) };
            table.row([
                html! { (capital(kind_noun(kind))) " to " (name(side.party)) },
                explained(setting, asked, &low_best_high(&sum)),
                html! { (without(&sum)) },
            ]);
        }
    }
    html! { @if !table.is_empty() { (table.markup()) } }
}

/// Who is in none of these totals.
fn apart(overview: &Overview) -> Markup {
    let all: Vec<_> = overview.abroad.iter().chain(&overview.whose_not_stated).collect();
    html! {
        @if !all.is_empty() {
            h3.after { "In no total above" }
            ul.plain {
                @for apart in all {
                    li {
                        @if apart.sum.high.is_none() && apart.sum.low == Total::ZERO {
                            (unsaid("no figure"))
                        } @else {
                            b { (sum_words(&apart.sum)) }
                        }
                        " " (apart_words(apart))
                    }
                }
            }
        }
    }
}
