//! Claimed totals that the record contradicts, or that cannot be held against it.
//! It refuses to compare anything itself: the verdicts are those of the reconciliation.

use std::collections::HashMap;

use repatria_domain::Day;

use super::{AuditCode, AuditNumber, AuditQuestion, Scrutiny};
use crate::reconciliation::{Comparison, Missing, Reconciled, Verdict, WhyNot, reconciliation};
use crate::record::Record;

pub(super) fn ask(record: &Record, as_of: Option<Day>, scrutiny: Scrutiny) -> Vec<AuditQuestion> {
    let claims = reconciliation(record, as_of).claims;
    let places: HashMap<&str, usize> =
        claims.iter().zip(0..).map(|(claim, place)| (claim.called.as_str(), place)).collect();
    let mut questions = Vec::new();
    for (index, claim) in claims.iter().enumerate() {
        if claim.standing.is_set_aside() {
            continue;
        }
        let compared = claim.comparisons.iter();
        questions.extend(compared.clone().filter_map(|comparison| verdict(claim, comparison)));
        if scrutiny == Scrutiny::Strict {
            questions.extend(compared.filter_map(|comparison| not_said(claim, comparison)));
            questions.extend(without_date(claim));
        }
        let beside = claim.beside.iter().filter_map(|beside| places.get(beside.called.as_str()));
        let earlier = beside.filter(|place| **place < index).filter_map(|place| claims.get(*place));
        questions.extend(differs(claim, earlier));
    }
    questions
}

fn verdict(claim: &Reconciled, comparison: &Comparison) -> Option<AuditQuestion> {
    let (code, question) = match &comparison.verdict {
        Verdict::Above => (
            AuditCode::ClaimAbove,
            "Which exchanges does the claim count that are not recorded, or that hold more?",
        ),
        Verdict::AboveImplausible { .. } => (
            AuditCode::ClaimImplausible,
            "Was a digit, a unit or a whole word lost on the way to this page?",
        ),
        Verdict::Below => {
            (AuditCode::ClaimBelow, "Which exchanges does the claim leave out, and does it say so?")
        }
        Verdict::Agrees | Verdict::WithinTheBand | Verdict::CannotBeCompared { .. } => return None,
    };
    let to = comparison.to.map(|to| format!(" to {to}")).unwrap_or_default();
    let recorded = comparison.record.as_ref().map(|record| AuditNumber {
        what: format!("recorded{to}"),
        low: record.sum.low,
        best: Some(record.sum.best),
        high: record.sum.high,
    });
    let claimed = AuditNumber::of(format!("claimed{to} by {}", who(claim)), claim.band);
    let because = sentence(&comparison.because);
    Some(about(claim, code, format!("{because} {question}")).with([claimed]).with(recorded))
}

fn not_said(claim: &Reconciled, comparison: &Comparison) -> Option<AuditQuestion> {
    let Verdict::CannotBeCompared { why: WhyNot::NotSaid { missing } } = &comparison.verdict else {
        return None;
    };
    let part = match missing {
        Missing::Direction => "whom it came to",
        Missing::Population => "what it counts",
        Missing::Since => "since when it counts",
        Missing::Holder => "who holds them",
        Missing::Of => "whose people they are",
        // Asked by its own code.
        Missing::Date => return None,
    };
    let question = format!("Does any page say {part}?");
    let claimed = AuditNumber::of(format!("claimed by {}", who(claim)), claim.band);
    Some(about(claim, AuditCode::ScopeNotSaid, question).with([claimed]))
}

fn without_date(claim: &Reconciled) -> Option<AuditQuestion> {
    if claim.said_on.is_some() {
        return None;
    }
    let claimed = AuditNumber::of(format!("claimed by {}", who(claim)), claim.band);
    Some(about(claim, AuditCode::ClaimWithoutDate, "When was it said?").with([claimed]))
}

/// Asked of the later of two, and only where the earlier one stands as well.
fn differs<'a>(
    claim: &Reconciled,
    earlier: impl Iterator<Item = &'a Reconciled>,
) -> Option<AuditQuestion> {
    let band = |of: &Reconciled| AuditNumber::of("", of.band);
    let number = |of: &Reconciled| band(of).named(format!("{}, {}", of.called, who(of)));
    let standing = earlier.filter(|other| !other.standing.is_set_aside());
    let excluded = standing.filter(|other| band(other).excludes(&band(claim)));
    let others: Vec<&Reconciled> = excluded.collect();
    others.first()?;
    let question = "Is one of them a misprint, or do they count differently?";
    Some(
        about(claim, AuditCode::ClaimsDiffer, question)
            .said_in(others.iter().map(|other| other.called.clone()))
            .with([number(claim)])
            .with(others.into_iter().map(number)),
    )
}

fn about(claim: &Reconciled, code: AuditCode, question: impl Into<String>) -> AuditQuestion {
    AuditQuestion::new(code, question, format!("repatria reconcile {}", claim.called))
        .said_in([claim.called.clone()])
}

fn who(claim: &Reconciled) -> String {
    match (&claim.claimant, &claim.relay) {
        (Some(claimant), Some(relay)) => format!("{claimant} through {relay}"),
        (Some(who), None) | (None, Some(who)) => who.to_string(),
        (None, None) => "somebody not named".to_owned(),
    }
}

/// A clause as a sentence of its own.
fn sentence(clause: &str) -> String {
    let mut letters = clause.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}
