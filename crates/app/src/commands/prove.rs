//! `prove`: the receipt for a family or a party, which proves without the register that a commit is
//! in the log.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::{Args, ValueHint};
use repatria_log::FileLog;
use repatria_tlog::{
    CompactTree, InclusionProof, Node, NodeHash, SignedCheckpoint, TlogError, TlogProof,
};
use serde_json::json;

use crate::cli::{Call, Format};
use crate::durable::{self, Readers};
use crate::failure::{Distrust, Failure};
use crate::output::Output;
use crate::signing;

const EXAMPLE: &str = "Examples:
  repatria prove 42 --to 42.tlog-proof
  repatria prove 42 > 42.tlog-proof

Whoever has the receipt and the verifier key (the file `vkey` of the register) checks it without
the register: `repatria verify --proof 42.tlog-proof --key vkey`, or docs/verify.py. The receipt
carries the line itself. `repatria log` and `repatria changes` tell the numbers of commits.";

/// What to prove, as it is typed.
#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Prove {
    /// Number of the commit
    n: u64,
    /// Writes the receipt to this file instead of standard output
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    to: Option<PathBuf>,
}

impl Prove {
    pub(crate) fn run(self, call: &Call, output: &mut Output) -> Result<(), Failure> {
        let proof = self.proof(call)?;
        let text = proof.to_string();
        if let Some(path) = &self.to {
            durable::write(path, text.as_bytes(), Readers::Everybody)?;
        }
        match (output.format(), &self.to) {
            (Format::Json, _) => output.json(&json!({ "n": self.n, "proof": text }))?,
            (Format::Table | Format::Csv, None) => output.text(&text)?,
            (Format::Table | Format::Csv, Some(_)) => {}
        }
        output.message(&self.what_to_do_with_it())
    }

    fn proof(&self, call: &Call) -> Result<TlogProof, Failure> {
        let folder = call.register();
        let log = FileLog::open_for_reading(folder)?;
        let key = signing::verifier(folder)?;
        let signed = signing::last_signed(folder, &key)?.ok_or(Distrust::NeverSigned)?;
        let size = signed.checkpoint().size;
        let index = self.n.checked_sub(1).ok_or(Distrust::NoCommit)?;
        if index >= size {
            return Err(Distrust::NotSignedYet { n: self.n, signed: size }.into());
        }
        let (line, hashes) = found(&log, index, &signed)?;
        let inclusion = InclusionProof::make::<TlogError>(index, size, |node| {
            hashes.get(&node).copied().ok_or(TlogError::BeyondTree { index, size })
        })?;
        let checkpoint = signed.note().clone();
        let proof = TlogProof { extra: Some(line.clone()), index, inclusion, checkpoint };
        proof.verify(&line, &key)?;
        Ok(proof)
    }

    fn what_to_do_with_it(&self) -> String {
        let Self { n, to } = self;
        let file =
            to.as_ref().map_or_else(|| format!("{n}.tlog-proof"), |to| to.display().to_string());
        format!(
            "keep it with the verifier key: `repatria verify --proof {file} --key VKEY` shows \
             without the register that commit {n} is in the log and what it says"
        )
    }
}

/// A line, and the hashes that prove it, out of the log as it was signed.
fn found(
    log: &repatria_log::FileReader,
    index: u64,
    signed: &SignedCheckpoint,
) -> Result<(Vec<u8>, BTreeMap<Node, NodeHash>), Failure> {
    let checkpoint = signed.checkpoint();
    let wanted = InclusionProof::nodes(index, checkpoint.size)?;
    let (mut tree, mut line, mut hashes) = (CompactTree::default(), Vec::new(), BTreeMap::new());
    signing::walk(log, checkpoint.size, "hashing", |leaf| {
        if tree.size() == index {
            line = leaf.line.to_vec();
        }
        tree.push_seeing(leaf.hash, |node, hash| {
            if wanted.contains(&node) {
                hashes.insert(node, hash);
            }
        });
        Ok(())
    })?;
    if tree.size() < checkpoint.size {
        return Err(Distrust::SetBack { held: tree.size(), signed: checkpoint.size }.into());
    }
    if tree.root() != checkpoint.root {
        return Err(Distrust::Rewritten { signed: checkpoint.size }.into());
    }
    Ok((line, hashes))
}
