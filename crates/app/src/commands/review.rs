//! `review` and `relink`: how far a statement counts, and of which exchange it speaks.

use clap::Args;
use repatria_domain::{Command, Finding, Rank, Reference, State, StatementReviewed, Text};

use crate::cli::words::{Named, StatementName};
use crate::failure::Failure;
use crate::lookup;

const REVIEW_EXAMPLE: &str = "Examples:
  repatria review 2025-06-14a/2 --rank deprecated \\
    --why \"printed with the wrong year\"
  repatria review T/97 --rank deprecated --why \"a slip by a factor of 1,000\"";

const RELINK_EXAMPLE: &str = "Example:
  repatria relink 2025-06-26/3 --to 2025-06-20 \\
    --why \"speaks of the hand-over before\"";

/// How far a statement counts, as it is typed.
#[derive(Args, Clone, Debug)]
#[command(after_help = REVIEW_EXAMPLE)]
pub(crate) struct Review {
    /// The statement: REF/k, or T/k about a total
    statement: StatementName,
    /// preferred, normal or deprecated
    #[arg(long, value_parser = Named::<Rank>::default())]
    rank: Rank,
    /// Why
    #[arg(long)]
    why: Text,
}

/// The exchange that a statement speaks of instead, as it is typed.
#[derive(Args, Clone, Debug)]
#[command(after_help = RELINK_EXAMPLE)]
pub(crate) struct Relink {
    /// The statement: REF/k
    statement: StatementName,
    /// The exchange that it speaks of
    #[arg(long, value_name = "REF")]
    to: Reference,
    /// Why
    #[arg(long)]
    why: Text,
}

impl Review {
    /// The statement, as it is typed.
    pub(crate) fn statement(&mut self) -> &mut StatementName {
        &mut self.statement
    }

    pub(crate) fn command(self, state: &State) -> Result<Command, Failure> {
        reviewed(state, &self.statement, Finding::Rank(self.rank), self.why)
    }
}

impl Relink {
    /// The statement, as it is typed.
    pub(crate) fn statement(&mut self) -> &mut StatementName {
        &mut self.statement
    }

    pub(crate) fn command(self, state: &State) -> Result<Command, Failure> {
        let exchange = lookup::exchange(state, &self.to)?.id;
        reviewed(state, &self.statement, Finding::SpeaksOf(exchange), self.why)
    }
}

fn reviewed(
    state: &State,
    statement: &StatementName,
    finding: Finding,
    why: Text,
) -> Result<Command, Failure> {
    let statement = lookup::statement(state, statement)?;
    Ok(Command::ReviewStatement(StatementReviewed { statement, finding, why }))
}
