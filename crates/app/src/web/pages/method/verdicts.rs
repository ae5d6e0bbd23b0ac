//! What a verdict over a claimed total means, with the marks and words that the claims have.

use maud::{Markup, html};

use super::super::setting::Setting;
use super::super::tables::{Table, short, words};
use crate::print::reconciliation::{SET_ASIDE, SIGNS};
use crate::web::address::Place;

/// When each verdict is given, in the order of their signs.
const WHEN: [&str; 6] = [
    "All of the record lies within the claim, or its best figure does.",
    "The claim meets what the figures of the record allow, and not the best of them.",
    "The claim is more than the record allows at most, and nothing in the record is open.",
    "The record is open, but even so the claim is more than its known part and the hand-overs \
     without a figure could hold: their number times the largest group known in the register.",
    "The claim is less than the record has at least.",
    "The claim leaves open what it counts, or the record leaves open what would decide; the reason \
     is given.",
];

pub(super) fn section(setting: &Setting<'_>) -> Markup {
    let mut table = Table::new([short("Verdict"), words("When")]).hidden_caption("Every verdict");
    for ((mark, verdict), when) in SIGNS.into_iter().zip(WHEN) {
        table.row([signed(mark, verdict), html! { (when) }]);
    }
    table.row([
        signed(SET_ASIDE, "set aside"),
        html! { "Its claimant or we corrected it, or a reviewer deprecated it. The comparison is still shown." },
    ]);
    html! {
        section aria-labelledby="h-claims" {
            h2 #h-claims { "Claims about totals" }
            p {
                "When somebody says how many came home altogether, the claim is held against what is "
                "recorded in the same scope, as of the day of the claim: whom it counts, which way, "
                "since when, under which agreement. What it leaves blank is not guessed. A verdict "
                "says above or below what is recorded, never true or false. "
                a href=(setting.link(&Place::Claims)) { "All claims" } "."
            }
            (table.markup())
        }
    }
}

fn signed(mark: &str, verdict: &str) -> Markup {
    html! { span.verdict { i aria-hidden="true" { (mark) } (verdict) } }
}
