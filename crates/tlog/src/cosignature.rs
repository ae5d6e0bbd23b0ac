//! Cosignatures: a witness says that, as of a time, this was the largest tree that he had seen of a
//! log, and that it had only grown (C2SP tlog-cosignature, version 1 with Ed25519).
//! It refuses to know what time it is.

use crate::error::TlogError;
use crate::key::{KeyKind, SigningKey, VerifierKey};
use crate::note::SignatureLine;

/// The latest time that a cosignature may name, in seconds since 1970.
const LATEST: u64 = i64::MAX.unsigned_abs();

/// Signs the text of a checkpoint as of a time.
pub(crate) fn sign(text: &str, key: &SigningKey, time: u64) -> Result<SignatureLine, TlogError> {
    let witness = key.verifier().of_kind(KeyKind::Witness)?;
    if time == 0 || time > LATEST {
        return Err(TlogError::NoTime { time });
    }
    let signature = key.sign(message(text, time).as_bytes());
    Ok(SignatureLine::by(witness, [&time.to_be_bytes()[..], &signature].concat()))
}

/// The time as of which a witness signed the text of a checkpoint, if he did.
pub(crate) fn verify(text: &str, signature: &[u8], key: &VerifierKey) -> Result<u64, TlogError> {
    let bad = || TlogError::BadSignature { name: key.name().clone() };
    let (time, signature) = signature.split_first_chunk().ok_or_else(bad)?;
    let time = u64::from_be_bytes(*time);
    let is_time = (1..=LATEST).contains(&time);
    if is_time && key.has_signed(message(text, time).as_bytes(), signature) {
        Ok(time)
    } else {
        Err(bad())
    }
}

/// What is signed: it cannot be taken for a checkpoint, nor a checkpoint for it.
fn message(text: &str, time: u64) -> String {
    format!("cosignature/v1\ntime {time}\n{text}")
}
