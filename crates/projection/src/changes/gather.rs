//! Finds every change in what was recorded, with what stood before it.
//! It refuses to put them in order.

use std::collections::BTreeMap;

use repatria_domain::{
    Day, Exchange, ExchangeId, Finding, LossAccepted, Rank, RecordedStatement, Reference, State,
    StatementId, TotalClaim,
};

use super::{Change, Changed, difference};
use crate::happened::{date, happened};
use crate::listed::in_order;
use crate::record::{Dossier, Record, Stamp};
use crate::story::called;
use crate::way::Way;

/// Every change, exchange by exchange, then those of claims about running totals, then those of
/// the log itself.
pub(super) fn changes(record: &Record, as_of: Option<Day>) -> Vec<Change> {
    let mut changes = Vec::new();
    let exchanges = in_order(record);
    for exchange in exchanges.filter(|exchange| happened(date(exchange), as_of).is_some()) {
        for held in exchange.statements.iter().filter(|held| held.moved_to.is_none()) {
            changes.extend(corrected(record, exchange, held));
            reviewed(record, exchange, held, &mut changes);
        }
        if let Some(dossier) = record.dossier(exchange.id) {
            let of_dossier = of_dossier(record.state(), dossier);
            changes.extend(
                of_dossier
                    .map(|change| Change { reference: Some(exchange.reference.clone()), ..change }),
            );
        }
    }
    let numbers: Numbers =
        record.total_claims().map(|(number, claim)| (claim.said.statement, number)).collect();
    for (_, claim) in record.total_claims() {
        if happened(claim.said.attribution.said_on, as_of).is_some() {
            changes.extend(total_corrected(record, claim, &numbers));
            total_reviewed(record, claim, &numbers, &mut changes);
        }
    }
    changes.extend(record.losses().iter().map(lost));
    changes
}

fn lost((recorded, loss): &(Stamp, LossAccepted)) -> Change {
    let LossAccepted { kept, acknowledged, lines, bytes, sha256, why } = loss;
    let what = Changed::LossAccepted {
        kept: *kept,
        acknowledged: *acknowledged,
        lines: *lines,
        bytes: *bytes,
        sha256: *sha256,
    };
    change(recorded, what, Some(why))
}

/// A change of which the exchange is still to be said.
fn change(recorded: &Stamp, what: Changed, why: Option<&repatria_domain::Text>) -> Change {
    Change { recorded: recorded.clone(), reference: None, what, why: why.cloned() }
}

fn corrected(record: &Record, exchange: &Exchange, held: &RecordedStatement) -> Option<Change> {
    let correction = held.said.corrects?;
    let (_, before) =
        record.state().exchange_of(correction.statement)?.statement(correction.statement)?;
    let what = Changed::Corrected {
        claimant: held.said.attribution.claimant.clone(),
        statement: name(record.state(), correction.statement)?,
        by: name(record.state(), held.said.statement)?,
        mistake: correction.mistake,
        figures: difference::figures(&before.said.figures, &held.said.figures),
        differences: difference::statements(&before.said, &held.said),
    };
    let recorded = record.recorded(held.said.statement)?;
    let reference = Some(exchange.reference.clone());
    Some(Change { reference, ..change(recorded, what, held.said.note.as_ref()) })
}

/// What a statement is called where it counts now.
fn name(state: &State, statement: StatementId) -> Option<String> {
    name_in(state.exchange_of(statement)?, statement)
}

fn name_in(exchange: &Exchange, statement: StatementId) -> Option<String> {
    exchange.statement(statement).map(|(number, _)| called(exchange, number))
}

/// Each review with what it found before: the rank, and the exchange that the statement stood under.
fn reviewed(
    record: &Record,
    exchange: &Exchange,
    held: &RecordedStatement,
    changes: &mut Vec<Change>,
) {
    let (state, said) = (record.state(), &held.said);
    let claimant = || said.attribution.claimant.clone();
    let mut rank = Rank::default();
    let mut stood_under = first_exchange(state, held);
    for (recorded, review) in record.reviews(said.statement) {
        let (what, reference) = match review.finding {
            Finding::Rank(after) => {
                let Some(statement) = name_in(exchange, said.statement) else { continue };
                let before = std::mem::replace(&mut rank, after);
                let what = Changed::Ranked { claimant: claimant(), statement, before, after };
                (what, exchange.reference.clone())
            }
            Finding::SpeaksOf(other) => {
                let left = state.exchange(std::mem::replace(&mut stood_under, other));
                let to = state.exchange(other).map(|other| other.reference.clone());
                let Some((left, to)) = left.zip(to) else { continue };
                let Some(statement) = name_in(left, said.statement) else { continue };
                let what = Changed::Relinked { claimant: claimant(), statement, to };
                (what, left.reference.clone())
            }
        };
        let reference: Option<Reference> = Some(reference);
        changes.push(Change { reference, ..change(recorded, what, Some(&review.why)) });
    }
}

/// The exchange that a statement stood under when it was recorded: a correction follows what it
/// corrects, and what is corrected is moved no more.
fn first_exchange(state: &State, held: &RecordedStatement) -> ExchangeId {
    let corrects = held.said.corrects.map(|correction| correction.statement);
    let followed = corrects.and_then(|statement| state.exchange_of(statement));
    followed.map_or(held.said.exchange, |exchange| exchange.id)
}

fn of_dossier<'a>(
    state: &'a State,
    dossier: &'a Dossier,
) -> impl Iterator<Item = Change> + use<'a> {
    let calls = dossier.calls.iter().map(|(recorded, is_on, why)| {
        let what = if *is_on { Changed::Reinstated } else { Changed::Cancelled };
        change(recorded, what, Some(why))
    });
    let disclosed = dossier.disclosed.iter().map(|(recorded, disclosed)| {
        let what = Changed::Disclosed { detail: disclosed.detail, by: disclosed.by };
        change(recorded, what, disclosed.note.as_ref())
    });
    redescribed(state, dossier)
        .chain(resettled(dossier))
        .chain(withdrawn(dossier))
        .chain(calls)
        .chain(disclosed)
}

fn redescribed<'a>(state: &'a State, dossier: &'a Dossier) -> impl Iterator<Item = Change> + 'a {
    let all = &dossier.descriptions;
    all.iter().zip(all.iter().skip(1)).map(move |(before, after)| {
        let what = Changed::Redescribed {
            revision: after.revision,
            differences: difference::descriptions(state, &before.description, &after.description),
        };
        change(&after.recorded, what, None)
    })
}

/// What was withdrawn before it was settled anew stands for nothing.
fn resettled(dossier: &Dossier) -> impl Iterator<Item = Change> {
    let all = &dossier.settlements;
    all.iter().zip(all.iter().skip(1)).map(|(before, after)| {
        let held = before.withdrawn.is_none().then_some(&*before.settlement);
        let what = Changed::Resettled {
            revision: after.revision,
            ways: difference::ways(held, &after.settlement),
            differences: difference::settlements(held, &after.settlement),
        };
        change(&after.recorded, what, after.settlement.note.as_ref())
    })
}

fn withdrawn(dossier: &Dossier) -> impl Iterator<Item = Change> {
    dossier.settlements.iter().filter_map(|held| {
        let (recorded, why) = held.withdrawn.as_ref()?;
        let ways = Way::all(&held.settlement);
        Some(change(recorded, Changed::Withdrawn { revision: held.revision, ways }, Some(why)))
    })
}

/// The number of each claim about a running total.
type Numbers = BTreeMap<StatementId, usize>;

/// What a claim about a running total is called.
fn total_name(numbers: &Numbers, statement: StatementId) -> Option<String> {
    numbers.get(&statement).map(|number| format!("T/{number}"))
}

fn total_corrected(record: &Record, claim: &TotalClaim, numbers: &Numbers) -> Option<Change> {
    let correction = claim.said.corrects?;
    let before = &record.state().total_claim(correction.statement)?.said;
    let what = Changed::TotalCorrected {
        claimant: claim.said.attribution.claimant.clone(),
        statement: total_name(numbers, correction.statement)?,
        by: total_name(numbers, claim.said.statement)?,
        mistake: correction.mistake,
        before: before.quantity,
        after: claim.said.quantity,
        differences: difference::totals(before, &claim.said),
    };
    Some(change(record.recorded(claim.said.statement)?, what, claim.said.note.as_ref()))
}

fn total_reviewed(
    record: &Record,
    claim: &TotalClaim,
    numbers: &Numbers,
    changes: &mut Vec<Change>,
) {
    let Some(statement) = total_name(numbers, claim.said.statement) else { return };
    let mut rank = Rank::default();
    for (recorded, review) in record.reviews(claim.said.statement) {
        let Finding::Rank(after) = review.finding else { continue };
        let before = std::mem::replace(&mut rank, after);
        let claimant = claim.said.attribution.claimant.clone();
        let statement = statement.clone();
        let what = Changed::Ranked { claimant, statement, before, after };
        changes.push(change(recorded, what, Some(&review.why)));
    }
}
