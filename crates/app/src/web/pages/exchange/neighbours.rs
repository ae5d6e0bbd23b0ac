//! The exchange before, and the one after.

use maud::{Markup, html};
use repatria_projection::{Row, Story};

use super::super::figures::on;
use super::super::setting::Setting;
use crate::web::address::Place;

pub(super) fn links(setting: &Setting<'_>, story: &Story) -> Markup {
    let neighbours = setting.models().neighbours(&story.exchange.reference);
    let Some([before, after]) = neighbours else { return html! {} };
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
