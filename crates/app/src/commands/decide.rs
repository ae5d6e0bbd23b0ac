//! The everyday commands: one decision each, by the names that people use.

use repatria_domain::{Command, State};

use crate::cli::{Call, Decision, Later};
use crate::failure::Failure;
use crate::flow;
use crate::lookup;
use crate::output::Output;

/// Records what was decided.
pub(crate) fn run(call: &Call, decision: Decision, output: &mut Output) -> Result<(), Failure> {
    let decision = with_claims_named(call, decision)?;
    let receipt = flow::record(call, output, |state| commands(decision.clone(), state))?;
    receipt.print(output)
}

fn with_claims_named(call: &Call, mut decision: Decision) -> Result<Decision, Failure> {
    let name = match &mut decision {
        Decision::Review(Later(review)) => Some(review.statement()),
        Decision::Relink(Later(relink)) => Some(relink.statement()),
        Decision::RecordTotal(Later(record)) => record.corrected(),
        Decision::Open(_)
        | Decision::Describe(_)
        | Decision::Agree(_)
        | Decision::Record(_)
        | Decision::Withdraw(_)
        | Decision::Cancel(_)
        | Decision::Reinstate(_)
        | Decision::Arrive(_)
        | Decision::Withhold(_)
        | Decision::Disclose(_)
        | Decision::DeclareCustody(_)
        | Decision::ChangeCustody(_) => None,
    };
    if let Some(name) = name {
        lookup::name_claim(call, name)?;
    }
    Ok(decision)
}

/// The commands that a decision comes to, with the ids that the names stand for.
pub(crate) fn commands(decision: Decision, state: &State) -> Result<Vec<Command>, Failure> {
    let command = match decision {
        Decision::Open(Later(open)) => open.command(state),
        Decision::Describe(Later(describe)) => describe.command(state),
        Decision::Agree(Later(agree)) => agree.command(),
        Decision::Record(Later(record)) => record.command(state),
        Decision::RecordTotal(Later(record)) => record.command(state),
        Decision::Review(Later(review)) => review.command(state),
        Decision::Relink(Later(relink)) => relink.command(state),
        Decision::Withdraw(Later(why)) => why.withdraw(state),
        Decision::Cancel(Later(why)) => why.cancel(state),
        Decision::Reinstate(Later(why)) => why.reinstate(state),
        Decision::Arrive(Later(arrive)) => arrive.command(state),
        Decision::Withhold(Later(withhold)) => withhold.command(state),
        Decision::Disclose(Later(disclose)) => return disclose.commands(state),
        Decision::DeclareCustody(Later(declare)) => declare.command(),
        Decision::ChangeCustody(Later(change)) => change.command(),
    };
    command.map(|command| vec![command])
}

#[cfg(test)]
mod tests;
