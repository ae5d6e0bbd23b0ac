//! Who says what of running totals, and whether the record bears it out.

use std::cmp::Reverse;

use maud::{Markup, html};
use repatria_domain::Measure;
use repatria_projection::{Reconciled, Reconciliation};

use super::super::claims::{row, table};
use super::super::setting::Setting;
use crate::print::reconciliation::{sign, summary};
use crate::web::address::Place;

/// How many claims are shown.
const SHOWN: usize = 10;

pub(super) fn section(setting: &Setting<'_>) -> Markup {
    let all = setting.models().reconciliation();
    if all.claims.is_empty() {
        return html! {};
    }
    let mut shown = table("Claims held against the record, the latest first");
    for claim in chosen(all) {
        for comparison in &claim.comparisons {
            shown.row(row(setting, claim, comparison));
        }
    }
    html! {
        section #claims aria-labelledby="h-claims" {
            h2 #h-claims { "Who says what, and does the record bear it out?" }
            p {
                "A claim never moves the record. It is compared only where its scope is stated: "
                "whom it counts, which way, since when, under what."
            }
            (shown.markup())
            p.note {
                (summary(all)) " Here the latest of each verdict, then the latest of all. "
                a href=(setting.link(&Place::Claims)) { "All claims" } ", "
                a href=(setting.link(&Place::Claimants)) { "who said them" } "."
            }
        }
    }
}

/// The latest of each verdict, then the latest of all; shown latest first.
fn chosen(all: &Reconciliation) -> Vec<&Reconciled> {
    let latest = |claim: &&Reconciled| {
        (Reverse(claim.said_on.and_then(|on| on.latest())), claim.called.clone())
    };
    let mut claims: Vec<&Reconciled> = all
        .claims
        .iter()
        .filter(|claim| !claim.standing.is_set_aside() && claim.said_on.is_some())
        .filter(|claim| claim.measure == Measure::Returned)
        .collect();
    claims.sort_by_cached_key(latest);
    let mut chosen: Vec<&Reconciled> = Vec::new();
    for verdict in 0..6 {
        let is_of_it = |claim: &&&Reconciled| {
            claim.comparisons.iter().any(|held| sign(&held.verdict).0 == verdict)
        };
        chosen.extend(claims.iter().find(is_of_it));
    }
    for claim in claims {
        if chosen.len() < SHOWN && chosen.iter().all(|other| other.called != claim.called) {
            chosen.push(claim);
        }
    }
    chosen.sort_by_cached_key(latest);
    chosen.dedup_by(|one, next| one.called == next.called);
    chosen
}
