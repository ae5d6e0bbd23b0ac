//! Whether a command asks for what stands already, so that saying a thing twice records it once.
//! It refuses to judge whether a command may be recorded.

use repatria_domain::{
    Command, CountStatement, Event, Finding, RecordedStatement, State, StatementReviewed,
    TotalStatement, WithholdDetails,
};

/// Whether the register holds just this already.
///
/// What adds up (arrivals, changes of custody) never stands; there the same content has the same
/// command id, and the log tells.
pub(crate) fn holds(state: &State, command: &Command) -> bool {
    match command {
        Command::ReachAgreement(reached) => state.agreement(reached.agreement) == Some(reached),
        Command::OpenExchange(open) => state.exchange_called(&open.reference).is_some_and(|held| {
            held.parties == open.parties
                && (open.description.is_none()
                    || open.description.as_ref() == held.description.as_deref())
        }),
        Command::DescribeExchange(described) => state
            .exchange(described.exchange)
            .is_some_and(|held| held.description.as_ref() == Some(&described.description)),
        Command::CancelExchange(cancelled) => state
            .exchange(cancelled.exchange)
            .is_some_and(|held| held.cancelled.as_ref() == Some(&cancelled.why)),
        Command::StateCount(said) => is_said(state, said),
        Command::StateTotal(said) => state.total_claims().any(|held| {
            *held.said == TotalStatement { statement: held.said.statement, ..said.as_ref().clone() }
        }),
        Command::ReviewStatement(review) => is_found(state, review),
        Command::SettleExchange(settled) => state.exchange(settled.exchange).is_some_and(|held| {
            held.settlement.as_ref() == Some(&settled.settlement) && !held.stale
        }),
        Command::WithholdDetails(withhold) => is_withheld(state, withhold),
        Command::ReinstateExchange(_)
        | Command::WithdrawSettlement(_)
        | Command::RecordMovement(_)
        | Command::DiscloseDetail(_)
        | Command::DeclareCustody(_)
        | Command::ChangeCustody(_)
        | Command::AcceptLoss(_) => false,
    }
}

/// Whether a command can be undone by another and then be meant anew: its id needs to say of which
/// time it is.
pub(crate) fn recurs(command: &Command) -> bool {
    match command {
        Command::CancelExchange(_)
        | Command::ReinstateExchange(_)
        | Command::ReviewStatement(_)
        | Command::WithholdDetails(_)
        | Command::DiscloseDetail(_) => true,
        Command::ReachAgreement(_)
        | Command::OpenExchange(_)
        | Command::DescribeExchange(_)
        | Command::StateCount(_)
        | Command::StateTotal(_)
        | Command::SettleExchange(_)
        | Command::WithdrawSettlement(_)
        | Command::RecordMovement(_)
        | Command::DeclareCustody(_)
        | Command::ChangeCustody(_)
        | Command::AcceptLoss(_) => false,
    }
}

/// Whether the same was recorded of the exchange, under whatever id.
fn is_said(state: &State, said: &CountStatement) -> bool {
    let is_same = |held: &RecordedStatement| {
        *held.said == CountStatement { statement: held.said.statement, ..said.clone() }
    };
    state.exchange(said.exchange).is_some_and(|exchange| exchange.statements.iter().any(is_same))
}

fn is_found(state: &State, review: &StatementReviewed) -> bool {
    match review.finding {
        Finding::Rank(rank) => {
            let total = state.total_claim(review.statement).map(|claim| claim.rank);
            let count = state
                .exchange_of(review.statement)
                .and_then(|exchange| exchange.statement(review.statement))
                .map(|(_, held)| held.rank);
            total.or(count) == Some(rank)
        }
        Finding::SpeaksOf(exchange) => {
            state.exchange_of(review.statement).is_some_and(|held| held.id == exchange)
        }
    }
}

fn is_withheld(state: &State, withhold: &WithholdDetails) -> bool {
    let Some(exchange) = state.exchange(withhold.exchange) else { return false };
    let asked = Command::WithholdDetails(withhold.clone()).events();
    let held = |event: &Event| {
        exchange.withheld.values().any(|held| *event == Event::DetailWithheld(held.clone()))
    };
    !asked.is_empty() && asked.iter().all(held)
}

#[cfg(test)]
mod tests;
