//! `verify` against something that was signed: a receipt, an older checkpoint, a published log.
//! None of them is believed further than its signatures and hashes go.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use clap::{ArgGroup, Args, ValueHint};
use repatria_log::FileLog;
use repatria_tlog::{Checkpoint, SignedCheckpoint, TlogProof, VerifierKey, verify_published};
use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::checkpoint::{fetch, fetch_checkpoint};
use crate::cli::{Call, Format};
use crate::clock;
use crate::failure::{Distrust, Failure, Input};
use crate::output::Output;
use crate::print::number;
use crate::signing::{self, KeyTyped};

/// What to hold the log against, or what to verify without one, as it is typed.
#[derive(Args, Clone, Debug)]
#[command(group = ArgGroup::new("signed").args(["proof", "consistent", "published"]))]
pub(crate) struct Against {
    /// Verifies a receipt (see `prove`), without a register
    #[arg(long, value_name = "FILE", requires = "key", value_hint = ValueHint::FilePath)]
    proof: Option<PathBuf>,
    /// Line that the receipt is about [default: the one that it carries]
    #[arg(long, value_name = "FILE", requires = "proof", value_hint = ValueHint::FilePath)]
    line: Option<PathBuf>,
    /// Holds the log against a checkpoint that was signed earlier
    #[arg(long, value_name = "FILE", requires = "key", conflicts_with = "proof", value_hint = ValueHint::FilePath)]
    consistent: Option<PathBuf>,
    /// Verifies a published log, line by line, without a register
    #[arg(long, value_name = "DIR", requires = "key", conflicts_with_all = ["proof", "consistent"], value_hint = ValueHint::DirPath)]
    published: Option<PathBuf>,
    /// Verifier key of the log, or a file that holds it
    #[arg(long, value_name = "VKEY", requires = "signed")]
    key: Option<KeyTyped>,
    /// Verifier key of a witness that has to have cosigned; can be given again
    #[arg(long, value_name = "VKEY", requires = "key")]
    witness: Vec<KeyTyped>,
}

/// What was found.
struct Verified {
    signed: SignedCheckpoint,
    what: String,
    line: Option<Vec<u8>>,
}

impl Against {
    /// Verifies what was asked for; nothing where nothing was.
    pub(crate) fn run(&self, call: &Call, output: &mut Output) -> Option<Result<(), Failure>> {
        let key = self.key.as_ref()?;
        let verified = match (&self.proof, &self.consistent, &self.published) {
            (Some(proof), _, _) => self.proved(proof, key),
            (_, Some(old), _) => consistent(call, old, key),
            (_, _, Some(folder)) => published(folder, key),
            (None, None, None) => return None,
        };
        Some(verified.and_then(|verified| self.print(&verified, output)))
    }

    fn proved(&self, proof: &Path, key: &KeyTyped) -> Result<Verified, Failure> {
        let proof = TlogProof::parse(&read(proof)?)?;
        let given = self.line.as_deref().map(read).transpose()?;
        let given = given.map(|line| line.strip_suffix(b"\n").unwrap_or(&line).to_vec());
        let line = match (&given, &proof.extra) {
            (Some(given), Some(carried)) if given != carried => {
                return Err(Distrust::OtherLine.into());
            }
            (Some(line), _) | (None, Some(line)) => line.clone(),
            (None, None) => return Err(Distrust::NoLine.into()),
        };
        let signed = proof.verify(&line, &key.read()?)?;
        let n = number(proof.index.saturating_add(1));
        let what = format!("commit {n} is in the log as it was signed");
        Ok(Verified { signed, what, line: Some(line) })
    }

    fn print(&self, verified: &Verified, output: &mut Output) -> Result<(), Failure> {
        let Verified { signed, what, line } = verified;
        let Checkpoint { origin, size, root } = signed.checkpoint();
        let witnesses =
            self.witness.iter().map(KeyTyped::read).collect::<Result<Vec<VerifierKey>, _>>()?;
        let mut cosigned = Vec::new();
        for witness in &witnesses {
            cosigned.push((witness.name().as_str(), clock::written(signed.cosigned_at(witness)?)));
        }
        match output.format() {
            Format::Json => {
                let line: Option<&RawValue> =
                    line.as_deref().and_then(|line| serde_json::from_slice(line).ok());
                let cosigned: Vec<Value> = cosigned
                    .iter()
                    .map(|(name, at)| json!({ "witness": name, "at": at }))
                    .collect();
                output.json(&json!({
                    "verified": what, "origin": origin.as_str(), "size": size,
                    "root": root.to_string(), "cosigned": cosigned, "line": line,
                }))
            }
            Format::Csv => {
                output.csv_row(["verified", "origin", "size", "root"])?;
                output.csv_row([
                    what.as_str(),
                    origin.as_str(),
                    &size.to_string(),
                    &root.to_string(),
                ])
            }
            Format::Table => {
                output
                    .text(&format!("{what}\n{origin}, {} commits, root {root}\n", number(*size)))?;
                for (witness, at) in cosigned {
                    output.text(&format!("cosigned by {witness} at {at}\n"))?;
                }
                let line = line.as_deref().unwrap_or_default();
                output.bytes(line)?;
                output.text(if line.is_empty() { "" } else { "\n" })
            }
        }
    }
}

/// Holds the log of the register against an older checkpoint.
fn consistent(call: &Call, old: &Path, key: &KeyTyped) -> Result<Verified, Failure> {
    let signed = SignedCheckpoint::open(&read(old)?, &key.read()?)?;
    let log = FileLog::open_for_reading(call.register())?;
    let size = log.end()?.n;
    signing::begins_with(&log, size, Some(signed.checkpoint()))?;
    let what =
        format!("the log has {} commits, and begins with those that were signed", number(size));
    Ok(Verified { signed, what, line: None })
}

/// Verifies a published log by its lines.
fn published(folder: &Path, key: &KeyTyped) -> Result<Verified, Failure> {
    let signed = SignedCheckpoint::open(&fetch_checkpoint(folder)?, &key.read()?)?;
    verify_published::<Failure>(signed.checkpoint(), |tile| fetch(folder, tile), |_| ())?;
    let what = "every published line and hash is what was signed".to_owned();
    Ok(Verified { signed, what, line: None })
}

/// What a file holds, or standard input for `-`.
fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = if path.as_os_str() == "-" {
        io::stdin().read_to_end(&mut bytes)
    } else {
        File::open(path).and_then(|mut file| file.read_to_end(&mut bytes))
    };
    read.map_err(|why| Input::File { path: path.into(), why })?;
    Ok(bytes)
}
