//! What was claimed of running totals in the days of an exchange. A claim is near it in time, and
//! that is all.

use maud::{Markup, html};
use repatria_domain::When;
use repatria_projection::{Reconciled, Story, reconciliation};

use super::super::claims::{row, table};
use super::super::setting::Setting;
use crate::web::address::Place;

/// So many days after an exchange what is claimed is shown beside it.
const DAYS: u64 = 2;

pub(super) fn section(setting: &Setting<'_>, story: &Story) -> Markup {
    let all = reconciliation(setting.record(), setting.as_of()).claims;
    let near: Vec<&Reconciled> =
        all.iter().filter(|claim| is_near(claim.said_on, story.exchange.on)).collect();
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

/// Whether something was said on the days of an exchange, or soon after.
fn is_near(said_on: Option<When>, on: Option<When>) -> bool {
    let ends = |when: When| Some((when.earliest()?, when.latest()?));
    let (Some((said_first, said_last)), Some((first, last))) =
        (said_on.and_then(ends), on.and_then(ends))
    else {
        return false;
    };
    let until = last.checked_add_days(chrono::Days::new(DAYS)).unwrap_or(last);
    // A claim of some day of a year is near everything, and says nothing.
    let is_of_some_days = said_last.signed_duration_since(said_first).num_days() <= 14;
    is_of_some_days && said_first <= until && said_last >= first
}
