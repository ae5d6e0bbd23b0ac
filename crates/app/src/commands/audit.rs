//! `audit`: what a careful editor would ask of the register.

use clap::Args;
use repatria_projection::Scrutiny;

use super::read::Clocks;
use crate::cli::{Call, Format};
use crate::clock;
use crate::failure::Failure;
use crate::flow;
use crate::output::{Output, width};
use crate::print;

const EXAMPLE: &str = "Examples:
  repatria audit
  repatria audit --strict --format csv

Ends with 1 where it asks something, so that a script can stop. The codes stay: see docs/DATA.md.";

/// How closely to look, as it is typed.
#[derive(Args, Clone, Copy, Debug)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Audit {
    /// Asks about what is merely unusual, too
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    clocks: Clocks,
}

impl Audit {
    pub(crate) fn run(self, call: &Call, output: &mut Output) -> Result<(), Failure> {
        let scrutiny = if self.strict { Scrutiny::Strict } else { Scrutiny::Usual };
        // What is due is due today, unless another day or time is asked for.
        let today = || self.clocks.is_now().then(|| clock::now(call.now).day());
        let as_of = self.clocks.as_of().or_else(today);
        let audit = flow::left(self.clocks.present(call)?.audit(as_of, scrutiny));
        match output.format() {
            Format::Table => output.text(&print::audit_text(audit, width())),
            Format::Json => output.json(audit),
            Format::Csv => output.text(&print::audit_csv(audit)),
        }?;
        output.flush()?;
        if audit.questions.is_empty() { Ok(()) } else { Err(Failure::Questions) }
    }
}
