//! Every claimed total, held against the record, and each of them by itself.

use maud::{Markup, html};
use repatria_domain::Text;
use repatria_projection::{ClaimBeside, Comparison, Reconciled, Recorded};

use super::exchange::source;
use super::figures::{band, exchange, low_best_high, on, said, told, unsaid};
use super::frame::{Kind, Sheet, framed};
use super::setting::Setting;
use super::tables::{Table, numbers, short, sums, words};
use super::{NoSuchPage, Page};
use crate::print::phrases::{capital, counted, number as number_words, quantity};
use crate::print::reconciliation::{claim, sign, summary};
use crate::web::address::{Language, Place};

pub(super) fn table(caption: &str) -> Table {
    Table::new([
        words("Claim"),
        short("Who"),
        short("Said on"),
        words("Scope"),
        sums("Record: low · best · high"),
        words("Verdict"),
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
        @if !scope.is_empty() { (told(&scope)) }
        @if let Some(words) = claim::words(claim, comparison) { small { (told(&words)) } }
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

/// Every claim, year by year, newest first.
pub(super) fn page(setting: &Setting<'_>) -> Page {
    let all = setting.models().reconciliation();
    let heading = match all.claims.len() as u64 {
        0 => "Nobody is recorded as having claimed a total.".to_owned(),
        1 => "1 claim about a total, held against the record.".to_owned(),
        count => format!("{} claims about totals, held against the record.", number_words(count)),
    };
    let mut shown = table("Claims, newest first");
    let mut claims: Vec<&Reconciled> = all.claims.iter().collect();
    claims.sort_by_key(|claim| std::cmp::Reverse(claim.said_on.map(|on| on.sort_key())));
    for claim in claims {
        for comparison in &claim.comparisons {
            shown.row(row(setting, claim, comparison));
        }
    }
    framed(
        setting,
        &Sheet {
            title: "Claims".to_owned(),
            description: "Every claim about a running total, held against the record.".to_owned(),
            language: Language::English,
            kind: Kind::Register,
            opening: html! {
                p.kick { "Claims" }
                h1 { (heading) }
                p.lead {
                    "A claim never moves the record, and the record is what is recorded, never the "
                    "whole truth. Each claim is held against what is recorded of its scope by the "
                    "day it was said. What it leaves blank is not guessed."
                }
            },
            body: html! {
                @if !shown.is_empty() {
                    section aria-labelledby="h-all" {
                        h2 #h-all { "Every claim and its verdict" }
                        p { (summary(all)) " " a href=(setting.link(&Place::Claimants)) { "Who said them" } "." }
                        (shown.markup())
                    }
                }
            },
            data: ["reconcile.json", "reconcile.csv", "claims.csv"].map(str::to_owned).to_vec(),
        },
    )
}

/// One claim, with what the record beside it is made of.
pub(super) fn one(setting: &Setting<'_>, number: usize) -> Result<Page, NoSuchPage> {
    let found = setting.models().reconciliations().of_claims(&[number]);
    let claim = found.claims.first().ok_or(NoSuchPage)?;
    let first = claim.comparisons.first().ok_or(NoSuchPage)?;
    let title = format!("Claim {}: {}", claim.called, claim::claimed(claim, first));
    Ok(framed(
        setting,
        &Sheet {
            description: title.clone(),
            title,
            language: Language::English,
            kind: Kind::Register,
            opening: html! {
                nav aria-label="Where this page is" {
                    p.kick { a href=(setting.link(&Place::Claims)) { "Claims" } " / " (claim.called) }
                }
                h1 { (told(&capital(&claim::claimed(claim, first)))) }
                p.lead { (who_words(claim)) ", " (on(claim.said_on)) "." }
            },
            body: html! {
                (facts(claim, first))
                @for comparison in &claim.comparisons { (compared(setting, claim, comparison)) }
            },
            data: ["reconcile.json", "reconcile.csv"].map(str::to_owned).to_vec(),
        },
    ))
}

fn who_words(claim: &Reconciled) -> Markup {
    html! {
        @match (&claim.claimant, &claim.relay) {
            (Some(claimant), Some(relay)) => { (said(claimant)) ", as " (said(relay)) " has it" },
            (Some(claimant), None) => (said(claimant)),
            (None, Some(relay)) => { (said(relay)) ", naming nobody" },
            (None, None) => "Nobody named",
        }
    }
}

fn facts(claim: &Reconciled, first: &Comparison) -> Markup {
    let scope = claim::scope(claim);
    html! {
        dl.facts {
            div { dt { "Who" } dd { (who(claim.claimant.as_ref(), claim.role.as_ref(), claim.relay.as_ref())) } }
            div { dt { "Said on" } dd { (on(claim.said_on)) } }
            div {
                dt { "Scope" }
                dd {
                    @if scope.is_empty() { (unsaid("not stated")) } @else { (told(&scope)) }
                    @if let Some(words) = claim::words(claim, first) { small { (told(&words)) } }
                }
            }
            div { dt { "Source" } dd { (source(&claim.source)) } }
            @if let Some(note) = &claim.note { div { dt { "Our remark" } dd { (said(note)) } } }
            @if let Some(standing) = claim::standing(claim) {
                div { dt { "Standing" } dd { (capital(&standing)) } }
            }
            @if !claim.beside.is_empty() {
                div {
                    dt { "Of the same scope, that day" }
                    dd { @for other in &claim.beside { div { (beside(other)) } } }
                }
            }
        }
    }
}

fn beside(other: &ClaimBeside) -> Markup {
    let who = other.relay.as_ref().or(other.claimant.as_ref());
    html! {
        (quantity(other.quantity)) ", "
        @match who { Some(who) => (said(who)), None => "nobody named" }
        " (" (other.called) ")"
    }
}

fn compared(setting: &Setting<'_>, claim: &Reconciled, comparison: &Comparison) -> Markup {
    html! {
        section {
            h2 { "The record in the same scope" }
            p { (verdict(claim, comparison)) }
            p { "Record, low · best · high: " (record(comparison)) }
            @if let Some(gaps) = claim::gaps(comparison) { p { (capital(&gaps)) "." } }
            @if let Some(held) = &comparison.record { (counted_in(setting, held)) }
        }
    }
}

fn counted_in(setting: &Setting<'_>, record: &Recorded) -> Markup {
    let mut table = Table::new([words("Exchange"), short("Day"), numbers("Adds")])
        .hidden_caption("What the record beside the claim is made of");
    for held in &record.counted {
        table.row([
            exchange(setting, &held.reference),
            on(held.on),
            match held.count {
                Some(count) => band(count),
                None => unsaid("not stated"),
            },
        ]);
    }
    html! { @if !table.is_empty() { details { summary { "What the record is made of" } (table.markup()) } } }
}
