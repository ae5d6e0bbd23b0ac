//! Checkpoints: signed by their log, cosigned by witnesses, and changed by nobody.

use super::{Checkpoint, SignedCheckpoint};
use crate::error::TlogError;
use crate::examples::{ORIGIN, checkpoint, key, log_key, signed, witness_key};
use crate::hash::Root;
use crate::key::KeyKind;

#[test]
fn a_checkpoint_is_its_name_its_size_and_its_root() {
    let text = "register.example/swaps\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";
    assert_eq!(checkpoint(0, Root::EMPTY).to_string(), text);
    assert_eq!(Checkpoint::parse(text).unwrap(), checkpoint(0, Root::EMPTY));
}

#[test]
fn a_text_that_is_no_checkpoint_is_refused_by_its_line() {
    let root = Root::EMPTY;
    for (text, line, expected) in [
        (String::new(), 1, "the name of a log"),
        (format!("\n1\n{root}\n"), 1, "the name of a log"),
        (format!("a b\n1\n{root}\n"), 1, "the name of a log"),
        (format!("a\n01\n{root}\n"), 2, "a size: decimal, without leading zeros"),
        (format!("a\n+1\n{root}\n"), 2, "a size: decimal, without leading zeros"),
        (format!("a\n\n{root}\n"), 2, "a size: decimal, without leading zeros"),
        (format!("a\n18446744073709551616\n{root}\n"), 2, "a size: decimal, without leading zeros"),
        ("a\n1\nAAAA\n".into(), 3, "a root: 32 bytes in base64"),
        (format!("a\n1\n{root}"), 4, "the end: extension lines are not accepted"),
        (format!("a\n1\n{root}\nmore\n"), 4, "the end: extension lines are not accepted"),
        (format!("a\n1\n{root}\n\n"), 4, "the end: extension lines are not accepted"),
    ] {
        let malformed = TlogError::Malformed { document: "checkpoint", line, expected };
        assert_eq!(Checkpoint::parse(&text), Err(malformed), "{text:?}");
    }
}

#[test]
fn what_a_log_signed_is_opened_with_its_key_and_no_other() {
    let note = signed(5).to_string();
    assert_eq!(SignedCheckpoint::open(note.as_bytes(), log_key().verifier()).unwrap(), signed(5));
    let other = key("other.example", KeyKind::Log);
    let unknown = TlogError::UnknownLog { origin: ORIGIN.parse().unwrap() };
    assert_eq!(SignedCheckpoint::open(note.as_bytes(), other.verifier()), Err(unknown));
    let not_ours = checkpoint(5, Root::EMPTY).sign(&other).unwrap_err();
    assert_eq!(
        not_ours.to_string(),
        "the key is of the log `other.example`, the checkpoint of `register.example/swaps`"
    );
}

#[test]
fn a_checkpoint_with_any_bit_changed_is_refused() {
    let note = signed(5).to_string().into_bytes();
    for place in 0..note.len() {
        for bit in 0..8 {
            let mut changed = note.clone();
            changed[place] ^= 1 << bit;
            assert!(
                SignedCheckpoint::open(&changed, log_key().verifier()).is_err(),
                "bit {bit} of byte {place}"
            );
        }
    }
}

#[test]
fn a_witness_says_when_he_saw_it() {
    let witness = witness_key();
    let answer = signed(5).cosign(&witness, 1_767_225_600).unwrap().to_string();
    let cosigned = signed(5).cosigned(answer.as_bytes(), witness.verifier()).unwrap();
    assert_eq!(cosigned.cosigned_at(witness.verifier()), Ok(1_767_225_600));
    let read = SignedCheckpoint::open(cosigned.to_string().as_bytes(), log_key().verifier());
    assert_eq!(read.unwrap(), cosigned);
    let later = signed(5).cosign(&witness, 1_767_225_601).unwrap().to_string();
    let again = cosigned.cosigned(later.as_bytes(), witness.verifier()).unwrap();
    assert_eq!(again.cosigned_at(witness.verifier()), Ok(1_767_225_601));
    assert_eq!(again.note().signatures().len(), 2);
}

#[test]
fn a_cosignature_of_another_checkpoint_or_with_any_bit_changed_is_refused() {
    let witness = witness_key();
    let answer = signed(5).cosign(&witness, 1_767_225_600).unwrap().to_string();
    let bad = TlogError::BadSignature { name: witness.verifier().name().clone() };
    assert_eq!(signed(6).cosigned(answer.as_bytes(), witness.verifier()), Err(bad));
    let cosigned = signed(5).cosigned(answer.as_bytes(), witness.verifier()).unwrap().to_string();
    let from = cosigned.rfind('\u{2014}').unwrap();
    for place in from..cosigned.len() {
        for bit in 0..8 {
            let mut changed = cosigned.clone().into_bytes();
            changed[place] ^= 1 << bit;
            let verified = SignedCheckpoint::open(&changed, log_key().verifier())
                .and_then(|checkpoint| checkpoint.cosigned_at(witness.verifier()));
            assert!(verified.is_err(), "bit {bit} of byte {place}");
        }
    }
}

#[test]
fn a_time_that_no_cosignature_can_name_is_refused() {
    for time in [0, 1 << 63, u64::MAX] {
        assert_eq!(signed(1).cosign(&witness_key(), time), Err(TlogError::NoTime { time }));
    }
}
