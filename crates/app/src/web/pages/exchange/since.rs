//! What stood before: every revision of what is held to be true, and how the people came home
//! later.

use maud::{Markup, html};
use repatria_projection::Story;

use super::super::figures::said;
use super::super::setting::Setting;
use super::super::tables::{Table, numbers, short, words};
use crate::print::day;
use crate::print::phrases::{best_and_range, kind_noun, rule, way};

pub(super) fn section(_: &Setting<'_>, story: &Story) -> Markup {
    if story.settlements.is_empty() {
        return html! {};
    }
    let mut table = Table::new([
        words("Revision"),
        numbers("Commit"),
        short("Recorded"),
        words("Held to be true"),
    ])
    .hidden_caption("Every settlement of this exchange, in order");
    for held in &story.settlements {
        table.row([
            html! { "revision " (held.revision) small { (rule(held.rule)) } },
            html! { (held.recorded.n) },
            html! {
                time datetime=(held.recorded.at) { (day(held.recorded.at.day())) }
                small { "by " (held.recorded.by.as_str()) }
            },
            html! {
                @for leg in &held.ways {
                    div {
                        (best_and_range(leg.count)) " " (kind_noun(leg.kind)) " " (way(&leg.key()))
                    }
                }
                @if let Some(why) = &held.withdrawn { small { "no longer held: " (said(why)) } }
            },
        ]);
    }
    html! {
        section aria-labelledby="h-since" {
            h2 #h-since { "What was held, and since when" }
            (table.markup())
        }
    }
}
