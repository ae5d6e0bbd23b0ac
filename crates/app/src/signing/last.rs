//! The last checkpoint that a register signed, and whether its log still begins with what was
//! signed. It refuses to sign.

use std::path::Path;

use repatria_log::{FileReader, Leaf, Leaves};
use repatria_tlog::{Checkpoint, CompactTree, Root, SignedCheckpoint, VerifierKey};

use super::keys::verifier;

use crate::durable::{self, Readers};
use crate::failure::{Distrust, Failure};
use crate::output::Progress;

/// The file in the folder of a register: what it must never contradict.
pub(super) const LAST: &str = "checkpoint";

/// What the register signed last; nothing where it never signed.
pub(crate) fn last_signed(
    folder: &Path,
    key: &VerifierKey,
) -> Result<Option<SignedCheckpoint>, Failure> {
    let path = folder.join(LAST);
    let Some(bytes) = durable::read(&path)? else { return Ok(None) };
    match SignedCheckpoint::open(&bytes, key) {
        Ok(checkpoint) => Ok(Some(checkpoint)),
        Err(why) => Err(Distrust::LastSpoiled { path, why }.into()),
    }
}

/// What the register in a folder signed last, by its own key; nothing where it never signed.
pub(crate) fn signed_here(folder: &Path) -> Result<Option<Checkpoint>, Failure> {
    if durable::read(&folder.join(LAST))?.is_none() {
        return Ok(None);
    }
    let signed = last_signed(folder, &verifier(folder)?)?;
    Ok(signed.map(|signed| signed.checkpoint().clone()))
}

/// Whether a log of so many commits, with this root where as many were signed, is what was signed.
pub(crate) fn agrees(signed: &Checkpoint, held: u64, root: Option<Root>) -> Result<(), Failure> {
    match root {
        Some(root) if root == signed.root => Ok(()),
        Some(_) => Err(Distrust::Rewritten { signed: signed.size }.into()),
        None => Err(Distrust::SetBack { held, signed: signed.size }.into()),
    }
}

/// Keeps what was signed, durably: before anybody is shown it.
pub(crate) fn keep(folder: &Path, checkpoint: &SignedCheckpoint) -> Result<(), Failure> {
    durable::write(&folder.join(LAST), checkpoint.to_string().as_bytes(), Readers::Everybody)
}

/// Shows the first lines of a log one after the other, each checked.
pub(crate) fn walk(
    log: &FileReader,
    until: u64,
    doing: &'static str,
    mut each: impl FnMut(Leaf<'_>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let (mut leaves, mut progress) = (Leaves::of(log), Progress::over(until, doing));
    for _ in 0..until {
        let Some(leaf) = leaves.next_leaf()? else { break };
        progress.at(leaf.n);
        each(leaf)?;
    }
    Ok(())
}

/// The tree of the first `size` lines of a log, which begins with what was signed before.
pub(crate) fn begins_with(
    log: &FileReader,
    size: u64,
    signed: Option<&Checkpoint>,
) -> Result<CompactTree, Failure> {
    let mut tree = CompactTree::default();
    if let Some(signed) = signed {
        if signed.size > size {
            return Err(Distrust::SetBack { held: size, signed: signed.size }.into());
        }
        compare(&tree, signed)?;
    }
    walk(log, size, "hashing", |leaf| {
        tree.push(leaf.hash);
        signed.map_or(Ok(()), |signed| compare(&tree, signed))
    })?;
    Ok(tree)
}

fn compare(tree: &CompactTree, signed: &Checkpoint) -> Result<(), Failure> {
    if tree.size() == signed.size && tree.root() != signed.root {
        return Err(Distrust::Rewritten { signed: signed.size }.into());
    }
    Ok(())
}
