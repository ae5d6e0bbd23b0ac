//! Every claimed total, held against the record, and each of them by itself.

use maud::{Markup, html};
use repatria_domain::Text;
use repatria_projection::{Comparison, Reconciled};

use super::figures::{low_best_high, on, said};
use super::setting::Setting;
use super::tables::{Table, short, words};
use crate::print::phrases::counted;
use crate::print::reconciliation::{claim, sign};
use crate::web::address::Place;

pub(super) fn table(caption: &str) -> Table {
    Table::new([
        words("Claim"),
        short("Who"),
        short("Said on"),
        words("Scope"),
        short("Record: low · best · high"),
        short("Verdict"),
    ])
    .hidden_caption(caption)
    .tall()
}

/// The row of a comparison.
pub(super) fn row(
    setting: &Setting<'_>,
    claim: &Reconciled,
    comparison: &Comparison,
) -> [Markup; 6] {
    [
        html! {
            @match number(claim) {
                Some(number) => a.fig href=(setting.link(&Place::Claim(number))) {
                    (claim::claimed(claim, comparison))
                },
                None => (claim::claimed(claim, comparison)),
            }
        },
        who(claim.claimant.as_ref(), claim.role.as_ref(), claim.relay.as_ref()),
        on(claim.said_on),
        scope(claim, comparison),
        record(comparison),
        verdict(claim, comparison),
    ]
}

/// The number of a claim, from `T/12`.
pub(super) fn number(claim: &Reconciled) -> Option<usize> {
    claim.called.strip_prefix("T/")?.parse().ok()
}

/// Who said it, what he is, and who passed it on.
pub(super) fn who(claimant: Option<&Text>, role: Option<&Text>, relay: Option<&Text>) -> Markup {
    html! {
        @match (claimant, relay) {
            (Some(claimant), _) => (said(claimant)),
            (None, Some(relay)) => { (said(relay)) ", naming nobody" },
            (None, None) => "nobody named",
        }
        @if let Some(role) = role { small { (said(role)) } }
        @if let (Some(_), Some(relay)) = (claimant, relay) { small { "in " (said(relay)) } }
    }
}

fn scope(claim: &Reconciled, comparison: &Comparison) -> Markup {
    let scope = claim::scope(claim);
    html! {
        @if !scope.is_empty() { bdi { (scope) } }
        @if let Some(words) = claim::words(claim, comparison) { small { bdi { (words) } } }
    }
}

fn record(comparison: &Comparison) -> Markup {
    html! {
        @match (&comparison.record, comparison.own_count) {
            (Some(record), _) => span.nb { (low_best_high(&record.sum)) },
            (None, Some(own)) => {
                (counted(own.hand_overs, "hand-over", "hand-overs")) small { "our own count" }
            },
            (None, None) => span.s { "not compared" },
        }
    }
}

/// The verdict with its mark, and always with the reason.
pub(super) fn verdict(claim: &Reconciled, comparison: &Comparison) -> Markup {
    let (_, mark, words) = sign(&comparison.verdict);
    html! {
        @if let Some(standing) = claim::standing(claim).filter(|_| claim.standing.is_set_aside()) {
            span.verdict { i aria-hidden="true" { "×" } "set aside" }
            small { (standing) }
        } @else {
            span.verdict { i aria-hidden="true" { (mark) } (words) }
            small { (claim::because(comparison)) }
        }
    }
}
