//! `checkpoint`: signs how the log stands, and publishes it for any web server to hand out.

mod publish;
mod witnesses;

use std::path::PathBuf;

use clap::{Args, ValueHint};
use repatria_log::{FileLog, FileReader};
use repatria_tlog::{self as tlog, KeyKind, KeyName, SignedCheckpoint, SigningKey};
use serde_json::json;

use crate::cli::{Call, Format};
use crate::clock;
use crate::failure::Failure;
use crate::output::Output;
use crate::print::number;
use crate::signing::{self, Making, SigningSession};

use publish::Publication;
pub(crate) use publish::{fetch, fetch_checkpoint};
use witnesses::WitnessNamed;

const EXAMPLE: &str = "Examples:
  repatria checkpoint
  repatria checkpoint --to /srv/www/log
  repatria checkpoint --witness http://127.0.0.1:8090 witness/vkey

The folder holds the checkpoint, the lines and the hashes of the log as a C2SP tlog-tiles log: any
web server that hands out its files publishes the log. A witness is asked before anything is
published; one that saw another history of this log ends the run with exit code 4.
docs/TRANSPARENCY.md tells what that is worth.";

/// Where the folder is that is published, in the folder of the register.
pub(crate) const PUBLISHED: &str = "published-log";

/// What to sign, as it is typed.
#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLE)]
pub(crate) struct SignCheckpoint {
    /// Folder to publish [default: `published-log` in the folder of the register]
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    to: Option<PathBuf>,
    /// Asks a witness at this address, with this verifier key, to cosign
    #[arg(long, num_args = 2, value_names = ["URL", "VKEY"], action = clap::ArgAction::Append)]
    witness: Vec<String>,
    /// Makes the signing key first, for a register that has none
    #[arg(long)]
    make_key: bool,
    /// Name of the log, best an address without https:// [default: made up, ends in a number]
    #[arg(long, value_name = "NAME", requires = "make_key")]
    origin: Option<KeyName>,
}

impl SignCheckpoint {
    pub(crate) fn run(self, call: &Call, output: &mut Output) -> Result<(), Failure> {
        let folder = call.register();
        let log = FileLog::open_for_reading(folder)?;
        let witnesses: Vec<WitnessNamed> = WitnessNamed::all(&self.witness)?;
        if self.make_key {
            let making = Making { kind: KeyKind::Log, name: self.origin };
            let key = signing::make_key(folder, making)?;
            output.message(&format!("verifier key {}", key.verifier()))?;
        }
        let session = SigningSession::begin(folder)?;
        let signed = sign(call, &log, &session.key)?;
        let to = self.to.unwrap_or_else(|| folder.join(PUBLISHED));
        let publication = Publication::open(to, session.key.verifier())?;
        publication.lines(&log, &signed)?;
        let (signed, missing) = witnesses::ask(&witnesses, signed, &publication)?;
        signing::keep(folder, &signed)?;
        publication.checkpoint(&signed)?;
        print(&signed, &witnesses, &publication, output)?;
        missing.map_or(Ok(()), Err)
    }
}

/// Signs how the log stands, if it begins with what was signed before, and keeps that before
/// anybody is shown it. What is signed is durable.
fn sign(call: &Call, log: &FileReader, key: &SigningKey) -> Result<SignedCheckpoint, Failure> {
    let folder = call.register();
    let last = signing::last_signed(folder, key.verifier())?;
    let size = log.end()?.n;
    log.make_durable()?;
    let before = last.as_ref().map(SignedCheckpoint::checkpoint);
    let tree = signing::begins_with(log, size, before)?;
    let origin = key.verifier().name().clone();
    let now = tlog::Checkpoint { origin, size: tree.size(), root: tree.root() };
    if let Some(last) = last.filter(|last| *last.checkpoint() == now) {
        return Ok(last);
    }
    let signed = now.sign(key)?;
    signing::keep(folder, &signed)?;
    Ok(signed)
}

fn print(
    signed: &SignedCheckpoint,
    witnesses: &[WitnessNamed],
    publication: &Publication,
    output: &mut Output,
) -> Result<(), Failure> {
    let tlog::Checkpoint { origin, size, root } = signed.checkpoint();
    let folder = publication.folder().display().to_string();
    let cosigned: Vec<(String, String)> = witnesses
        .iter()
        .filter_map(|witness| {
            let at = signed.cosigned_at(&witness.key).ok()?;
            Some((witness.key.name().to_string(), clock::written(at)))
        })
        .collect();
    match output.format() {
        Format::Json => {
            let cosigned: Vec<_> =
                cosigned.iter().map(|(name, at)| json!({ "witness": name, "at": at })).collect();
            output.json(&json!({
                "origin": origin.as_str(), "size": size, "root": root.to_string(),
                "published": folder, "cosigned": cosigned,
            }))
        }
        Format::Csv => {
            output.csv_row(["origin", "size", "root", "published"])?;
            output.csv_row([origin.as_str(), &size.to_string(), &root.to_string(), &folder])
        }
        Format::Table => {
            output
                .text(&format!("signed: {} commits of {origin}\nroot {root}\n", number(*size)))?;
            for (witness, at) in cosigned {
                output.text(&format!("cosigned by {witness} at {at}\n"))?;
            }
            output.message(&format!("published in {folder}"))
        }
    }
}
