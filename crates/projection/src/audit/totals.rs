//! Claimed totals that the record contradicts, or that cannot be held against it.
//! It refuses to compare anything itself: the verdicts are those of the reconciliation.

use std::collections::HashMap;

use repatria_domain::Day;

use super::{AuditCode, AuditNumber, AuditQuestion};
use crate::reconciliation::{Comparison, Missing, Reconciled, Verdict, WhyNot, reconciliation};
use crate::record::Record;

pub(super) fn ask(record: &Record, as_of: Option<Day>) -> Vec<AuditQuestion> {
    let claims = reconciliation(record, as_of).claims;
    let places: HashMap<&str, usize> =
        claims.iter().zip(0..).map(|(claim, place)| (claim.called.as_str(), place)).collect();
    let mut questions = Vec::new();
    for (index, claim) in claims.iter().enumerate() {
        if claim.standing.is_set_aside() {
            continue;
        }
        let compared = claim.comparisons.iter();
        questions.extend(compared.filter_map(|comparison| verdict(claim, comparison)));
        questions.extend(without_date(claim));
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
        Verdict::CannotBeCompared { why: WhyNot::NotSaid { missing } } => {
            return not_said(claim, *missing);
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

fn not_said(claim: &Reconciled, missing: Missing) -> Option<AuditQuestion> {
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
    let claimed = AuditNumber::of(format!("claimed by {}", who(claim)), claim.band);
    let question = "When was it said?";
    claim
        .said_on
        .is_none()
        .then(|| about(claim, AuditCode::ClaimWithoutDate, question).with([claimed]))
}

/// Asked of the later of two, and only where the earlier one stands as well.
fn differs<'a>(
    claim: &Reconciled,
    earlier: impl Iterator<Item = &'a Reconciled>,
) -> Option<AuditQuestion> {
    let number = |of: &Reconciled| AuditNumber::of(format!("{}, {}", of.called, who(of)), of.band);
    let mine = number(claim);
    let standing = earlier.filter(|other| !other.standing.is_set_aside());
    let others: Vec<&Reconciled> = standing.filter(|other| number(other).excludes(&mine)).collect();
    others.first()?;
    let question = "Is one of them a misprint, or do they count differently?";
    Some(
        about(claim, AuditCode::ClaimsDiffer, question)
            .said_in(others.iter().map(|other| other.called.clone()))
            .with([mine])
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
