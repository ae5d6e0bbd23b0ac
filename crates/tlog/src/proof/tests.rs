//! Proofs: what was proved verifies without the log, and nothing else does.

use proptest::prelude::*;

use super::TlogProof;
use crate::error::TlogError;
use crate::examples::{grown, log_key, signed};
use crate::inclusion::InclusionProof;

fn proof(index: u64, size: u64, extra: Option<&[u8]>) -> TlogProof {
    let inclusion = InclusionProof::make(index, size, grown(size).hash_at()).unwrap();
    let checkpoint = signed(size).note().clone();
    TlogProof { extra: extra.map(Into::into), index, inclusion, checkpoint }
}

#[test]
fn a_line_is_verified_by_its_proof_and_the_key_alone() {
    for (index, size) in [(0, 1), (0, 2), (1, 2), (12, 21), (20, 21)] {
        let line = index.to_string();
        let text = proof(index, size, Some(line.as_bytes())).to_string();
        let read = TlogProof::parse(text.as_bytes()).unwrap();
        assert_eq!(read.verify(line.as_bytes(), log_key().verifier()), Ok(signed(size)));
        let other = read.verify(b"another line", log_key().verifier());
        assert_eq!(other, Err(TlogError::NotIncluded), "{index} of {size}");
    }
}

#[test]
fn a_proof_with_any_bit_changed_proves_nothing() {
    let text = proof(2, 5, None).to_string().into_bytes();
    for place in 0..text.len() {
        for bit in 0..8 {
            let mut changed = text.clone();
            changed[place] ^= 1 << bit;
            let verified = TlogProof::parse(&changed)
                .and_then(|proof| proof.verify(b"2", log_key().verifier()));
            assert!(verified.is_err(), "bit {bit} of byte {place}");
        }
    }
}

#[test]
fn what_is_no_proof_is_refused_by_its_line() {
    let note = signed(2).to_string();
    for (above, says) in [
        ("c2sp.org/tlog-proof@v2\nindex 0", "line 1 of the proof is not `c2sp.org/tlog-proof@v1`"),
        (
            "c2sp.org/tlog-proof@v1",
            "line 2 of the proof is not `index` and a number without leading zeros",
        ),
        (
            "c2sp.org/tlog-proof@v1\nindex 00",
            "line 2 of the proof is not `index` and a number without leading zeros",
        ),
        (
            "c2sp.org/tlog-proof@v1\nextra !\nindex 0",
            "line 2 of the proof is not `extra` and base64",
        ),
        (
            "c2sp.org/tlog-proof@v1\nindex 0\nextra AAAA",
            "line 3 of the proof is not a hash: 32 bytes in base64",
        ),
        (
            "c2sp.org/tlog-proof@v1\nindex 0\nAAAA",
            "line 3 of the proof is not a hash: 32 bytes in base64",
        ),
        (
            "c2sp.org/tlog-proof@v1\r\nindex 0",
            "line 1 of the proof is not `c2sp.org/tlog-proof@v1`",
        ),
    ] {
        let refused = TlogProof::parse(format!("{above}\n\n{note}").as_bytes());
        assert_eq!(refused.unwrap_err().to_string(), says, "{above:?}");
    }
    let no_note = TlogProof::parse(b"c2sp.org/tlog-proof@v1\nindex 0\n").unwrap_err();
    assert_eq!(
        no_note.to_string(),
        "line 1 of the proof is not followed by an empty line and a note"
    );
    assert!(matches!(TlogProof::parse(&vec![b'x'; 262_145]), Err(TlogError::TooLong { .. })));
}

proptest! {
    #[test]
    fn whatever_is_read_prints_to_the_same_bytes(
        (place, byte) in (any::<prop::sample::Index>(), any::<u8>()),
        garbage in any::<Vec<u8>>(),
    ) {
        let mut text = proof(2, 5, Some(b"2")).to_string().into_bytes();
        let place = place.index(text.len());
        text[place] = byte;
        for text in [text, garbage] {
            if let Ok(read) = TlogProof::parse(&text) {
                prop_assert_eq!(read.to_string().into_bytes(), text);
            }
        }
    }
}
