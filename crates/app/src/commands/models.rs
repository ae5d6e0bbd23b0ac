//! `series`, `custody`, `agreements`, `disclosures`, `claimants`, `changes`: read models that need
//! nothing but the two clocks.

use clap::Subcommand;
use repatria_projection as projection;
use serde::Serialize;

use super::read::Clocks;
use crate::cli::{Call, Format, Later};
use crate::clock;
use crate::failure::Failure;
use crate::flow;
use crate::output::{Output, width};
use crate::print;

/// A read model, as of a day and as known at a time.
#[derive(Clone, Copy, Debug, Subcommand)]
pub(crate) enum Model {
    /// Lines hand-overs up: runs, gaps, and how often there was one
    #[command(after_help = "Example:\n  repatria series --as-of 2025-06-26")]
    Series(Later<Clocks>),
    /// Shows who holds how many of whom, and what claimants say
    #[command(after_help = "Example:\n  repatria custody")]
    Custody(Later<Clocks>),
    /// Shows what each side owes, what was delivered, what is left
    #[command(after_help = "Example:\n  repatria agreements --as-of 2025-06-30")]
    Agreements(Later<Clocks>),
    /// Lists what is withheld, by whom, until when, what is due
    #[command(after_help = "Example:\n  repatria disclosures --as-of 2025-07-01")]
    Disclosures(Later<Clocks>),
    /// Counts what each claimant said, and who contradicts him
    #[command(after_help = "Example:\n  repatria claimants --format csv")]
    Claimants(Later<Clocks>),
    /// Tells what was corrected, reviewed, withdrawn or disclosed
    #[command(after_help = "Example:\n  repatria changes --format json")]
    Changes(Later<Clocks>),
}

impl Model {
    pub(crate) fn run(self, call: &Call, output: &mut Output) -> Result<(), Failure> {
        match self {
            Self::Series(Later(clocks)) => {
                let series = clocks.outlines(call)?.series(clocks.as_of());
                print(&series, print::series_text, print::series_csv, output)
            }
            Self::Custody(Later(clocks)) => {
                let custody = clocks.brief(call)?.custody(clocks.as_of());
                print(&custody, print::custody_text, print::custody_csv, output)
            }
            Self::Agreements(Later(clocks)) => {
                let agreements = clocks.brief(call)?.agreements(clocks.as_of());
                print(&agreements, print::agreements_text, print::agreements_csv, output)
            }
            Self::Disclosures(Later(clocks)) => disclosures(call, &clocks, output),
            Self::Claimants(Later(clocks)) => {
                let claimants = flow::left(clocks.present(call)?.claimants(clocks.as_of()));
                print(claimants, print::claimants_text, print::claimants_csv, output)
            }
            Self::Changes(Later(clocks)) => {
                let changes = projection::changes(clocks.record(call)?, clocks.as_of());
                print(&changes, print::changes_text, print::changes_csv, output)
            }
        }
    }
}

/// What is due is due today, unless another day or time is asked for.
fn disclosures(call: &Call, clocks: &Clocks, output: &mut Output) -> Result<(), Failure> {
    let today = || clocks.is_now().then(|| clock::now(call.now).day());
    let as_of = clocks.as_of().or_else(today);
    let disclosures = clocks.present(call)?.disclosures(as_of);
    print(&disclosures, print::disclosures_text, print::disclosures_csv, output)
}

fn print<Drawn: Serialize>(
    model: &Drawn,
    text: fn(&Drawn, usize) -> String,
    csv: fn(&Drawn) -> String,
    output: &mut Output,
) -> Result<(), Failure> {
    match output.format() {
        Format::Table => output.text(&text(model, width())),
        Format::Json => output.json(model),
        Format::Csv => output.text(&csv(model)),
    }
}
