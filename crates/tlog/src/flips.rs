//! The rig of the published log: every bit of a tile, a bundle, a checkpoint and a proof turned over.
//! Verification refuses it. The one exception by rule: of the signatures in a proof only that of the
//! log is looked at, and a changed one of somebody else changes nothing that is believed.
//!
//! `REPATRIA_RIGS=full` turns every bit over and writes the row in `docs/RELIABILITY.md`.

#[path = "../../../tests/rigs/report.rs"]
mod report;

use std::time::Instant;

use report::Row;

use crate::checkpoint::SignedCheckpoint;
use crate::error::TlogError;
use crate::examples::{Published, grown, lines, log_key, published, witness_key};
use crate::inclusion::InclusionProof;
use crate::proof::TlogProof;
use crate::tile::verify_published;

const SIZE: u64 = 259;
const COSIGNED_AT: u64 = 1_764_000_000;

/// What a reader believes of some bytes: nothing, or something in words.
type Believed = Result<String, TlogError>;

#[test]
pub(crate) fn rig_every_flipped_bit_of_a_published_log_is_found() {
    let full = std::env::var("REPATRIA_RIGS").is_ok_and(|share| share == "full");
    let (began, step) = (Instant::now(), if full { 1 } else { 211 });
    let genuine = published(lines(SIZE));
    let never = |_: &String, _: &String| false;
    let mut cases = 0;
    for (path, bytes) in &genuine.tiles {
        let mut flipped = genuine.clone();
        let verified = |bytes: &[u8]| {
            flipped.tiles.insert(path.clone(), bytes.to_vec());
            log_of(&flipped)
        };
        cases += held(path, bytes, step, verified, never);
    }
    let cosigned = cosigned(&genuine);
    cases += held("checkpoint", cosigned.to_string().as_bytes(), step, checkpoint_of, never);
    for index in [0, 255, SIZE - 1] {
        let proof = proof(index, &cosigned).to_string();
        cases += held("proof", proof.as_bytes(), step, proof_of, PartialEq::eq);
    }
    if full {
        let (rig, unnoticed) = ("published_flips".to_owned(), Some(0));
        Row { rig, cases, unnoticed, took: began.elapsed(), ..Row::default() }.write();
    }
}

/// Turns bits over; says how many. What is believed all the same has to be harmless beside what was
/// signed.
fn held(
    what: &str,
    genuine: &[u8],
    step: usize,
    mut believed: impl FnMut(&[u8]) -> Believed,
    harmless: impl Fn(&String, &String) -> bool,
) -> u64 {
    let sound = believed(genuine).unwrap();
    let (mut bytes, mut cases) = (genuine.to_vec(), 0);
    for bit in (0..bytes.len() * 8).step_by(step) {
        bytes[bit / 8] ^= 1 << (bit % 8);
        let found = believed(&bytes);
        assert!(
            !found.as_ref().is_ok_and(|found| !harmless(found, &sound)),
            "{what}, bit {} of byte {}: {found:?} was believed",
            bit % 8,
            bit / 8
        );
        bytes[bit / 8] ^= 1 << (bit % 8);
        cases += 1;
    }
    cases
}

fn log_of(published: &Published) -> Believed {
    let mut shown = Vec::new();
    verify_published(published.checkpoint.checkpoint(), published.fetch(), |line| {
        shown.push(line.to_vec());
    })?;
    Ok(format!("{shown:?}"))
}

/// The checkpoint, and when it was cosigned. A cosignature that does not fit is none.
fn checkpoint_of(bytes: &[u8]) -> Believed {
    let signed = SignedCheckpoint::open(bytes, log_key().verifier())?;
    let at = signed.cosigned_at(witness_key().verifier())?;
    Ok(format!("{} {at}", signed.checkpoint()))
}

fn proof_of(bytes: &[u8]) -> Believed {
    let proof = TlogProof::parse(bytes)?;
    let line = proof.extra.clone().unwrap_or_default();
    let signed = proof.verify(&line, log_key().verifier())?;
    Ok(format!("{line:?} at {} in {}", proof.index, signed.checkpoint()))
}

fn cosigned(published: &Published) -> SignedCheckpoint {
    let signed = published.checkpoint.clone();
    let line = signed.cosign(&witness_key(), COSIGNED_AT).unwrap();
    signed.cosigned(line.to_string().as_bytes(), witness_key().verifier()).unwrap()
}

fn proof(index: u64, signed: &SignedCheckpoint) -> TlogProof {
    let grown = grown(SIZE);
    TlogProof {
        extra: Some(index.to_string().into_bytes()),
        index,
        inclusion: InclusionProof::make(index, SIZE, grown.hash_at()).unwrap(),
        checkpoint: signed.note().clone(),
    }
}
