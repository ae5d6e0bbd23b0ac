//! The reconciliation as rows: one a claim, of a claim about each side one a side.

use repatria_domain::Party;
use repatria_projection::{ClaimStanding, Comparison, Reconciled, Reconciliation};

use super::super::sheet::{Sheet, code, opt};

/// The reconciliation: a row for each claim and side.
pub(crate) fn reconciliation_csv(reconciliation: &Reconciliation) -> String {
    let mut sheet = Sheet::new(&HEADS);
    for claim in &reconciliation.claims {
        for comparison in &claim.comparisons {
            sheet.row(claim_cells(claim).into_iter().chain(comparison_cells(comparison)));
        }
    }
    sheet.into_text()
}

const HEADS: [&str; 42] = [
    "claim",
    "statement",
    "standing",
    "corrected_by",
    "corrects",
    "claimant",
    "role",
    "sides",
    "relay",
    "said_on",
    "source",
    "measure",
    "of",
    "holder",
    "population",
    "since",
    "until",
    "agreement",
    "mediator",
    "channel",
    "words",
    "quantity",
    "claimed_low",
    "claimed_best",
    "claimed_high",
    "to",
    "verdict",
    "because",
    "recorded_from",
    "recorded_until",
    "recorded_surely_until",
    "low",
    "best",
    "high",
    "closed",
    "exchanges",
    "without_number",
    "silent",
    "possible",
    "not_told_apart",
    "own_hand_overs",
    "own_deals",
];

fn claim_cells(claim: &Reconciled) -> Vec<String> {
    let scope = &claim.scope;
    let (standing, corrected_by) = match &claim.standing {
        ClaimStanding::Stands => ("stands", None),
        ClaimStanding::Deprecated => ("deprecated", None),
        ClaimStanding::Corrected { by, .. } => ("corrected", Some(by)),
    };
    vec![
        claim.called.clone(),
        claim.statement.to_string(),
        standing.to_owned(),
        opt(corrected_by),
        opt(claim.corrects.as_ref()),
        opt(claim.claimant.as_ref()),
        opt(claim.role.as_ref()),
        claim.sides.iter().map(Party::to_string).collect::<Vec<_>>().join(" "),
        opt(claim.relay.as_ref()),
        opt(claim.said_on),
        claim.source.address.to_string(),
        code(&claim.measure),
        opt(scope.of),
        opt(scope.holder),
        scope.population.map(|counted| code(&counted)).unwrap_or_default(),
        scope.since.map(|since| code(&since)).unwrap_or_default(),
        opt(scope.until),
        opt(scope.agreement.as_ref()),
        opt(scope.mediator.as_ref()),
        code(&scope.channel),
        opt(claim.words.as_ref()),
        claim.quantity.to_string(),
        claim.band.low().to_string(),
        opt(claim.band.best()),
        opt(claim.band.high()),
    ]
}

fn comparison_cells(comparison: &Comparison) -> Vec<String> {
    let record = comparison.record.as_ref();
    let sum = record.map(|record| record.sum);
    vec![
        opt(comparison.to),
        verdict(comparison),
        comparison.because.clone(),
        opt(record.and_then(|record| record.from)),
        opt(record.map(|record| record.until)),
        opt(record.and_then(|record| record.surely_until)),
        opt(sum.map(|sum| sum.low)),
        opt(sum.map(|sum| sum.best)),
        opt(sum.and_then(|sum| sum.high)),
        opt(record.map(|record| record.closed)),
        opt(sum.map(|sum| sum.exchanges)),
        opt(sum.map(|sum| sum.without_number)),
        opt(sum.map(|sum| sum.silent)),
        opt(sum.map(|sum| sum.possible)),
        opt(record.map(|record| record.not_told_apart)),
        opt(comparison.own_count.map(|own| own.hand_overs)),
        opt(comparison.own_count.map(|own| own.deals)),
    ]
}

/// The name of a verdict, as JSON has it.
fn verdict(comparison: &Comparison) -> String {
    let verdict = serde_json::to_value(&comparison.verdict).ok();
    let name = verdict.as_ref().and_then(|verdict| verdict.get("verdict")?.as_str());
    name.unwrap_or_default().to_owned()
}
