//! `reconcile`: each claimed total against the record in the same scope.

use clap::Args;
use repatria_projection::{Brief, Reconciliation};

use super::read::Clocks;
use crate::cli::words::ClaimNumber;
use crate::cli::{Call, Format};
use crate::failure::{Failure, Input};
use crate::flow;
use crate::output::{Output, width};
use crate::print;

const EXAMPLE: &str = "Examples:
  repatria reconcile
  repatria reconcile T/74
  repatria reconcile --as-of 2025-06-30 --format csv

Marks: = agrees, ≈ within the band, ▲ above and ▼ below what is recorded, ? cannot be compared,
× set aside. Always with the reason.";

/// Which claims to hold against the record, as they are typed.
#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Reconcile {
    /// Claims as they are called, T/k; each with what the record is made of [default: all]
    #[arg(value_name = "T/k")]
    claims: Vec<ClaimNumber>,
    #[command(flatten)]
    clocks: Clocks,
}

impl Reconcile {
    pub(crate) fn run(self, call: &Call, output: &mut Output) -> Result<(), Failure> {
        let found = flow::left(self.find(self.clocks.brief(call)?)?);
        match output.format() {
            Format::Table if self.claims.is_empty() => {
                output.text(&print::reconciliation_text(found, width()))
            }
            Format::Table => output.text(&print::claims_text(found, width())),
            Format::Json => output.json(found),
            Format::Csv => output.text(&print::reconciliation_csv(found)),
        }
    }

    fn find(&self, brief: &Brief) -> Result<Reconciliation, Failure> {
        let held = brief.total_claims();
        let numbers: Vec<usize> = self.claims.iter().map(|claim| claim.0).collect();
        if let Some(number) = numbers.iter().copied().find(|number| !(1..=held).contains(number)) {
            return Err(Input::NoClaim { number, held }.into());
        }
        Ok(match numbers.as_slice() {
            [] => brief.reconciliation(self.clocks.as_of()),
            numbers => brief.reconciliation_of(numbers, self.clocks.as_of()),
        })
    }
}
