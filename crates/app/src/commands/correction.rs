//! Which earlier statement is corrected, and whose mistake it was.

use clap::Args;
use repatria_domain::{Correction, Mistake, State};

use crate::cli::words::{Named, StatementName};
use crate::failure::Failure;
use crate::lookup;

/// A correction, as it is typed.
#[derive(Args, Clone, Debug)]
pub(crate) struct CorrectionArguments {
    /// The earlier statement that it takes the place of (REF/k, T/k or an id)
    #[arg(long, requires = "mistake", value_name = "STATEMENT")]
    corrects: Option<StatementName>,
    /// Whose mistake it mends: claimant (he corrected himself) or register (we mistyped)
    #[arg(long, requires = "corrects", value_parser = Named::<Mistake>::default(), value_name = "WHOSE")]
    mistake: Option<Mistake>,
}

impl CorrectionArguments {
    /// The earlier statement, as it is typed.
    pub(crate) fn corrected(&mut self) -> Option<&mut StatementName> {
        self.corrects.as_mut()
    }

    pub(crate) fn correction(&self, state: &State) -> Result<Option<Correction>, Failure> {
        let Some((name, mistake)) = self.corrects.as_ref().zip(self.mistake) else {
            return Ok(None);
        };
        Ok(Some(Correction { statement: lookup::statement(state, name)?, mistake }))
    }
}
