//! From the names that people use to the ids of the log; and a hint where a name is not known.

use repatria_domain::{AgreementId, Exchange, Reference, State, StatementId, Text};

use crate::cli::Call;
use crate::cli::words::StatementName;
use crate::failure::{Failure, Input};
use crate::flow;

/// How many letters a mistyped name may differ in and still be guessed.
const TYPING_ERRORS_MAX: usize = 2;
/// How many guesses are made.
const GUESSES_MAX: usize = 3;

/// The exchange that people call `reference`.
pub(crate) fn exchange<'a>(
    state: &'a State,
    reference: &Reference,
) -> Result<&'a Exchange, Failure> {
    let found = state.exchange_called(reference);
    found.ok_or_else(|| {
        let nearest = nearest(state, reference);
        Input::NotOpened { reference: reference.clone(), nearest }.into()
    })
}

/// The id of a statement that people call so.
pub(crate) fn statement(state: &State, name: &StatementName) -> Result<StatementId, Failure> {
    match name {
        StatementName::Id(id) => Ok(*id),
        StatementName::Claim(number) => Err(Input::NoClaim { number: *number, held: 0 }.into()),
        StatementName::Numbered(reference, number) => {
            let exchange = exchange(state, reference)?;
            let held = exchange.statement_numbered(*number).ok_or_else(|| Input::NoStatement {
                reference: reference.clone(),
                number: *number,
                held: exchange.statements.len(),
            })?;
            Ok(held.said.statement)
        }
    }
}

/// Puts the id of a claim in the place of its number. Numbers follow the order of the log, which
/// the state does not keep.
pub(crate) fn name_claim(call: &Call, name: &mut StatementName) -> Result<(), Failure> {
    let StatementName::Claim(number) = *name else { return Ok(()) };
    let record = flow::read(call, None)?;
    let claim = record.total_claims().find(|(found, _)| *found == number);
    let held = record.total_claims().count();
    let (_, claim) = claim.ok_or(Input::NoClaim { number, held })?;
    *name = StatementName::Id(claim.said.statement);
    Ok(())
}

/// The id of the agreement with this title.
pub(crate) fn agreement(state: &State, title: &Text) -> Result<AgreementId, Failure> {
    let id = AgreementId::of(title);
    if state.agreement(id).is_some() {
        return Ok(id);
    }
    let mut titles: Vec<Text> = state.agreements().map(|held| held.title.clone()).collect();
    titles.sort();
    Err(Input::NoAgreement { title: title.clone(), titles }.into())
}

/// The open references that `reference` was most likely meant to be.
fn nearest(state: &State, reference: &Reference) -> Vec<Reference> {
    let distance =
        |held: &Reference| strsim::damerau_levenshtein(held.as_str(), reference.as_str());
    let mut near: Vec<(usize, &Reference)> = state
        .exchanges()
        .map(|held| (distance(&held.reference), &held.reference))
        .filter(|(distance, _)| *distance <= TYPING_ERRORS_MAX)
        .collect();
    near.sort();
    let least = near.first().map_or(0, |(least, _)| *least);
    let as_near = near.into_iter().take_while(|(distance, _)| *distance == least);
    as_near.take(GUESSES_MAX).map(|(_, reference)| reference.clone()).collect()
}
