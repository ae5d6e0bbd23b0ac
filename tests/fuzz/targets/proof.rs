//! Any bytes are a proof or are refused; a proof is written back as one that says the same.

use repatria_tlog::TlogProof;

pub(crate) fn run(bytes: &[u8]) {
    let Ok(proof) = TlogProof::parse(bytes) else { return };
    assert_eq!(TlogProof::parse(proof.to_string().as_bytes()), Ok(proof));
}
