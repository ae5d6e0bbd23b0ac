//! The everyday commands: one decision each, by the names that people use.

use repatria_domain::{Command, State};

use crate::cli::{Call, Decision};
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
        Decision::Review(review) => Some(review.statement()),
        Decision::Relink(relink) => Some(relink.statement()),
        Decision::RecordTotal(record) => record.corrected(),
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
        Decision::Open(open) => open.command(state),
        Decision::Describe(describe) => describe.command(state),
        Decision::Agree(agree) => agree.command(),
        Decision::Record(record) => record.command(state),
        Decision::RecordTotal(record) => record.command(state),
        Decision::Review(review) => review.command(state),
        Decision::Relink(relink) => relink.command(state),
        Decision::Withdraw(why) => why.withdraw(state),
        Decision::Cancel(why) => why.cancel(state),
        Decision::Reinstate(why) => why.reinstate(state),
        Decision::Arrive(arrive) => arrive.command(state),
        Decision::Withhold(withhold) => withhold.command(state),
        Decision::Disclose(disclose) => return disclose.commands(state),
        Decision::DeclareCustody(declare) => declare.command(),
        Decision::ChangeCustody(change) => change.command(),
    };
    command.map(|command| vec![command])
}

#[cfg(test)]
mod tests;
