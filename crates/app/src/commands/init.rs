//! `init`: an empty register, and the key that signs its log.

use clap::Args;
use repatria_log::FileLog;
use repatria_tlog::{KeyKind, KeyName};
use serde_json::json;

use crate::cli::{Call, Format};
use crate::failure::Failure;
use crate::output::Output;
use crate::signing::{self, Making};

const EXAMPLE: &str = "Examples:
  repatria --register exchanges init
  repatria --register exchanges init --origin register.example/exchanges

The verifier key is for everybody: who has it checks what the register signs. The file
`signing-key` is for nobody else; keep a copy of it apart from the register.";

/// What register to make, as it is typed.
#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Init {
    /// Name of the log, best an address without https:// [default: made up, ends in a number]
    #[arg(long, value_name = "NAME")]
    origin: Option<KeyName>,
}

impl Init {
    pub(crate) fn run(self, call: &Call, output: &mut Output) -> Result<(), Failure> {
        // Held until the key is there, so that nobody finds the register without it.
        let log = FileLog::create(call.register())?;
        let making = Making { kind: KeyKind::Log, name: self.origin };
        let key = signing::make_key(call.register(), making)?;
        drop(log);
        let folder = call.register().display().to_string();
        let verifier = key.verifier().to_string();
        match output.format() {
            Format::Json => output.json(&json!({ "register": folder, "vkey": verifier })),
            Format::Table | Format::Csv => {
                output.message(&format!("made an empty register in {folder}"))?;
                output.message(&format!("verifier key {verifier}"))
            }
        }
    }
}
