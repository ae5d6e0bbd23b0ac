//! The exchange before, and the one after.

use maud::{Markup, html};
use repatria_projection::{Row, Story, timeline};

use super::super::figures::on;
use super::super::setting::Setting;
use crate::web::address::Place;

pub(super) fn links(setting: &Setting<'_>, story: &Story) -> Markup {
    let rows = timeline(setting.record(), setting.as_of()).rows;
    let here = rows.iter().position(|row| row.reference == story.exchange.reference);
    let Some(here) = here else { return html! {} };
    let before = here.checked_sub(1).and_then(|index| rows.get(index));
    let after = rows.get(here + 1);
    html! {
        nav.prevnext aria-label="Neighbouring exchanges" {
            @match before {
                Some(row) => a href=(link(setting, row)) rel="prev" {
                    "← " (on(row.on)) small { (row.reference) }
                },
                None => span {},
            }
            @if let Some(row) = after {
                a href=(link(setting, row)) rel="next" { (on(row.on)) " →" small { (row.reference) } }
            }
        }
    }
}

fn link(setting: &Setting<'_>, row: &Row) -> String {
    setting.link(&Place::Exchange(row.reference.clone()))
}
