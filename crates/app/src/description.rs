//! Descriptions that follow from what was said: drawn anew when that changes.
//! It refuses to draw over what a person wrote.

use repatria_domain::{
    Command, Drawn, ExchangeDescribed, ExchangeId, Finding, State, StatementId, describe,
};

/// The description of an exchange that its statements make now, if it has another one. It keeps its
/// frame where no other is given.
pub(crate) fn drawn_anew(
    state: &State,
    exchange: ExchangeId,
    frame: Option<ExchangeId>,
) -> Option<Command> {
    let held = state.exchange(exchange)?;
    let latest = held.description.as_deref();
    if latest.is_some_and(|latest| latest.drawn == Drawn::ByHand) {
        return None;
    }
    let mut description = describe(state, held)?;
    description.frame = frame.or(latest.and_then(|latest| latest.frame));
    let revision = held.description_revision.checked_add(1)?;
    if latest == Some(&description) {
        return None;
    }
    let description = description.into();
    Some(Command::DescribeExchange(ExchangeDescribed { exchange, revision, description }))
}

/// The exchanges of which a command changes what is said, as of the state before it.
pub(crate) fn touched(state: &State, command: &Command) -> Vec<ExchangeId> {
    let now = |statement: StatementId| state.exchange_of(statement).map(|exchange| exchange.id);
    match command {
        Command::StateCount(said) => vec![said.exchange],
        Command::ReviewStatement(review) => match review.finding {
            Finding::Rank(_) => now(review.statement).into_iter().collect(),
            Finding::SpeaksOf(other) => now(review.statement).into_iter().chain([other]).collect(),
        },
        Command::ReachAgreement(_)
        | Command::OpenExchange(_)
        | Command::DescribeExchange(_)
        | Command::CancelExchange(_)
        | Command::ReinstateExchange(_)
        | Command::StateTotal(_)
        | Command::SettleExchange(_)
        | Command::WithdrawSettlement(_)
        | Command::RecordMovement(_)
        | Command::WithholdDetails(_)
        | Command::DiscloseDetail(_)
        | Command::DeclareCustody(_)
        | Command::ChangeCustody(_)
        | Command::AcceptLoss(_) => Vec::new(),
    }
}
