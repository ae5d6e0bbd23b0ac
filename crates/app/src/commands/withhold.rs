//! `withhold` and `disclose`: what is kept back, by whom and until when, and that it came out.

use clap::Args;
use repatria_domain::{
    Command, Detail, DetailDisclosed, Party, Reference, Source, State, Text, Until, When,
    WithholdDetails,
};

use crate::cli::words::Named;
use crate::failure::Failure;
use crate::lookup;

const WITHHOLD_EXAMPLE: &str = "Example:
  repatria withhold 2025-06-26 --details count,place --by-party UA \\
    --why \"for security\" --until-event \"the whole exchange has ended\"

Never write the withheld value itself anywhere.";

const DISCLOSE_EXAMPLE: &str = "Example:
  repatria disclose 2025-06-26 --details count --by-party UA --on 2025-08-01";

/// Details kept back, as it is typed.
#[derive(Args, Clone, Debug)]
#[command(after_help = WITHHOLD_EXAMPLE)]
pub(crate) struct Withhold {
    /// Which exchange
    #[arg(value_name = "REF")]
    reference: Reference,
    /// place, date, count; several separated by commas
    #[arg(long, required = true, value_delimiter = ',', value_parser = Named::<Detail>::default())]
    details: Vec<Detail>,
    /// Which party keeps them back
    #[arg(long, value_name = "PARTY")]
    by_party: Party,
    /// Who said so for it
    #[arg(long, value_name = "WHO")]
    by_claimant: Option<Text>,
    /// When it was said (EDTF)
    #[arg(long, value_name = "DATE")]
    said_on: Option<When>,
    /// Why
    #[arg(long)]
    why: Option<Text>,
    /// Until which day (EDTF)
    #[arg(long, value_name = "DATE", conflicts_with = "until_event")]
    until_day: Option<When>,
    /// Until what has happened, in the words of the source
    #[arg(long, value_name = "WORDS")]
    until_event: Option<Text>,
    #[command(flatten)]
    source: SourceArguments,
}

/// Details that came out, as it is typed.
#[derive(Args, Clone, Debug)]
#[command(after_help = DISCLOSE_EXAMPLE)]
pub(crate) struct Disclose {
    /// Which exchange
    #[arg(value_name = "REF")]
    reference: Reference,
    /// place, date, count; several separated by commas
    #[arg(long, required = true, value_delimiter = ',', value_parser = Named::<Detail>::default())]
    details: Vec<Detail>,
    /// Which party had kept them back
    #[arg(long, value_name = "PARTY")]
    by_party: Party,
    /// When they came out (EDTF)
    #[arg(long, value_name = "DATE")]
    on: Option<When>,
    #[command(flatten)]
    source: SourceArguments,
    /// A remark
    #[arg(long)]
    note: Option<Text>,
}

#[derive(Args, Clone, Debug)]
struct SourceArguments {
    /// Where it was read
    #[arg(long, value_name = "URL")]
    source: Option<Text>,
    /// Title of the page
    #[arg(long, value_name = "TITLE", requires = "source")]
    title: Option<Text>,
}

impl Withhold {
    pub(crate) fn command(self, state: &State) -> Result<Command, Failure> {
        let event = self.until_event.map(Until::Event);
        Ok(Command::WithholdDetails(WithholdDetails {
            exchange: lookup::exchange(state, &self.reference)?.id,
            details: self.details,
            by: self.by_party,
            claimant: self.by_claimant,
            said_on: self.said_on,
            why: self.why,
            until: self.until_day.map(Until::Day).or(event),
            source: self.source.source(),
        }))
    }
}

impl Disclose {
    /// One command a detail: each comes out on its own.
    pub(crate) fn commands(self, state: &State) -> Result<Vec<Command>, Failure> {
        let exchange = lookup::exchange(state, &self.reference)?.id;
        let source = self.source.source();
        let disclosed = |detail: &Detail| {
            Command::DiscloseDetail(DetailDisclosed {
                exchange,
                detail: *detail,
                by: self.by_party,
                on: self.on,
                source: source.clone(),
                note: self.note.clone(),
            })
        };
        Ok(self.details.iter().map(disclosed).collect())
    }
}

impl SourceArguments {
    fn source(self) -> Option<Source> {
        self.source.map(|address| Source { address, title: self.title })
    }
}
