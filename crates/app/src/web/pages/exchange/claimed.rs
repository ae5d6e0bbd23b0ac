//! What was claimed of running totals in the days of an exchange. A claim is near it in time, and
//! that is all.

use maud::{Markup, html};
use repatria_domain::{Day, When};
use repatria_projection::{Reconciled, Story};

use super::super::claims::{row, table};
use super::super::setting::Setting;
use crate::web::address::Place;

/// So many days after an exchange what is claimed is shown beside it.
const DAYS: u64 = 2;
/// A claim of some day of a year is near everything, and says nothing: so many days apart lie the
/// first and the last day on which it can have been said.
const SAID_WITHIN: u64 = 14;

pub(super) fn section(setting: &Setting<'_>, story: &Story) -> Markup {
    let near = near(setting, story.exchange.on);
    if near.is_empty() {
        return html! {};
    }
    let mut shown = table("Claims about totals made in these days");
    for claim in near {
        for comparison in &claim.comparisons {
            shown.row(row(setting, claim, comparison));
        }
    }
    html! {
        section aria-labelledby="h-claimed" {
            h2 #h-claimed { "What was claimed of totals in these days" }
            p {
                "Who says how many came home altogether speaks of more than this exchange. A claim "
                "moves no figure; it is held against the record in its own scope. "
                a href=(setting.link(&Place::Claims)) { "All claims" } "."
            }
            (shown.markup())
        }
    }
}

/// What was said on the days of an exchange, or soon after.
fn near<'a>(setting: &'a Setting<'_>, on: Option<When>) -> Vec<&'a Reconciled> {
    let Some((first, last)) = on.and_then(ends) else { return Vec::new() };
    let from = first.checked_sub_days(chrono::Days::new(SAID_WITHIN)).unwrap_or(Day::MIN);
    let until = last.checked_add_days(chrono::Days::new(DAYS)).unwrap_or(last);
    let is_near = |claim: &&Reconciled| {
        claim.said_on.and_then(ends).is_some_and(|(said_first, said_last)| {
            let within = said_last.signed_duration_since(said_first).num_days();
            within <= SAID_WITHIN.cast_signed() && said_last >= first
        })
    };
    setting.models().said_first(from, until).filter(is_near).collect()
}

fn ends(when: When) -> Option<(Day, Day)> {
    Some((when.earliest()?, when.latest()?))
}
