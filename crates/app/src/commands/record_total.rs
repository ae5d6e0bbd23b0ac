//! `record-total`: one statement about a running total, by hand.

use clap::Args;
use repatria_domain::{
    Channel, Command, Measure, Party, Population, Quantity, Scope, Since, State, StatementId, Text,
    TotalStatement, Toward, When, Whose,
};

use super::attribution::AttributionArguments;
use super::correction::CorrectionArguments;
use crate::cli::words::Named;
use crate::cli::words::StatementName;
use crate::failure::Failure;
use crate::identity;

const EXAMPLE: &str = "Example:
  repatria record-total returned \">1000\" --to RU --by-claimant \"A deputy\" \\
    --side RU --source https://example.org/thousand --said-on 2025-06-26

Leave out of the scope whatever was not said: a blank is an answer, a guess is not. \
    What is recorded already is not recorded twice.";

/// A statement about a running total, as it is typed.
#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLE)]
pub(crate) struct RecordTotal {
    /// returned, held, captured, died, exchanges or offered
    #[arg(value_parser = Named::<Measure>::default())]
    measure: Measure,
    /// 106, >100, >=100, <=100, 95..100, ~250, "not stated" or withheld
    quantity: Quantity,
    #[command(flatten)]
    attribution: AttributionArguments,
    #[command(flatten)]
    scope: ScopeArguments,
    #[command(flatten)]
    correction: CorrectionArguments,
    /// The scope in the words of the source
    #[arg(long)]
    words: Option<Text>,
    /// A remark
    #[arg(long)]
    note: Option<Text>,
}

#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Scope, as far as it was said")]
struct ScopeArguments {
    /// Where people went: a party, `both` added up, or `each`
    #[arg(long, value_name = "PARTY")]
    to: Option<Toward>,
    /// Whose people they are
    #[arg(long, value_name = "PARTY")]
    of: Option<Whose>,
    /// Who holds them
    #[arg(long, value_name = "PARTY")]
    holder: Option<Party>,
    /// military, civilian, child, persons (not split), bodies or bags
    #[arg(long, value_parser = Named::<Population>::default())]
    population: Option<Population>,
    /// From when on: a date, or `start` for since the war began
    #[arg(long, value_name = "DATE")]
    since: Option<Since>,
    /// Until when (EDTF)
    #[arg(long, value_name = "DATE")]
    until: Option<When>,
    /// Under which agreement, as the source calls it
    #[arg(long, value_name = "TITLE")]
    agreement: Option<Text>,
    /// By whose mediation
    #[arg(long, value_name = "WHO")]
    mediator: Option<Text>,
    /// exchange or outside, as the claimant counts
    #[arg(long, value_parser = Named::<Channel>::default(), default_value = "not-stated")]
    channel: Channel,
}

impl RecordTotal {
    /// The earlier statement that it takes the place of, as it is typed.
    pub(crate) fn corrected(&mut self) -> Option<&mut StatementName> {
        self.correction.corrected()
    }

    pub(crate) fn command(self, state: &State) -> Result<Command, Failure> {
        let said = TotalStatement {
            statement: StatementId::of(&[]),
            attribution: self.attribution.attribution(),
            measure: self.measure,
            scope: self.scope.scope(),
            quantity: self.quantity,
            words: self.words,
            note: self.note,
            corrects: self.correction.correction(state)?,
        };
        Ok(Command::StateTotal(identity::identified_total(said)?.into()))
    }
}

impl ScopeArguments {
    fn scope(self) -> Scope {
        Scope {
            to: self.to,
            of: self.of,
            holder: self.holder,
            population: self.population,
            since: self.since,
            until: self.until,
            agreement: self.agreement,
            mediator: self.mediator,
            channel: self.channel,
        }
    }
}
