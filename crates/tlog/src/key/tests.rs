//! Keys: their texts are read in one way only, and those of other programs are the same.

use super::{KeyKind, KeyName, SigningKey, VerifierKey};
use crate::error::TlogError;
use crate::examples::{key, log_key, witness_key};

/// The verifier key and the note of the specification.
const SPECIFIED: &str = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

#[test]
fn a_key_is_read_back_from_its_text() {
    for key in [log_key(), witness_key()] {
        let text = key.verifier().to_string();
        assert_eq!(text.parse::<VerifierKey>().unwrap(), *key.verifier());
        let secret = key.to_secret_text();
        let back: SigningKey = secret.parse().unwrap();
        assert_eq!((back.verifier(), back.to_secret_text()), (key.verifier(), secret));
    }
}

#[test]
fn the_text_of_a_key_with_any_bit_changed_or_any_byte_missing_is_no_key() {
    for key in [SPECIFIED.to_owned(), witness_key().verifier().to_string()] {
        for place in 0..key.len() {
            for bit in 0..8 {
                let mut bytes = key.clone().into_bytes();
                bytes[place] ^= 1 << bit;
                let changed = String::from_utf8_lossy(&bytes);
                assert!(changed.parse::<VerifierKey>().is_err(), "{changed}");
            }
            assert!(key[..place].parse::<VerifierKey>().is_err(), "the first {place} bytes");
            assert!(key[place + 1..].parse::<VerifierKey>().is_err(), "from {place} on");
        }
    }
}

#[test]
fn one_secret_makes_different_keys_for_a_log_and_for_a_witness() {
    let seed = [7; 32];
    let name: KeyName = "example.org/one".parse().unwrap();
    let log = SigningKey::from_seed(name.clone(), KeyKind::Log, &seed);
    let witness = SigningKey::from_seed(name, KeyKind::Witness, &seed);
    assert_ne!(log.verifier().id(), witness.verifier().id());
    let wrong = log.verifier().of_kind(KeyKind::Witness).unwrap_err();
    let said = "`example.org/one` is the key of a log, the key of a witness is needed";
    assert_eq!(wrong.to_string(), said);
}

#[test]
fn a_name_has_no_space_no_plus_and_no_control_character() {
    for name in ["", " ", "a b", "a+b", "a\u{a0}b", "a\u{2003}b", "a\nb", "a\tb", "a\u{7f}"] {
        let found = name.to_owned();
        assert_eq!(name.parse::<KeyName>(), Err(TlogError::NoKeyName { found }), "{name:?}");
    }
    for name in ["register.example/swaps", "Київ", "a"] {
        assert_eq!(name.parse::<KeyName>().unwrap().as_str(), name);
    }
}

#[test]
fn a_secret_never_appears_in_a_message() {
    let key = key("register.example", KeyKind::Log);
    let secret = key.to_secret_text();
    let secret = secret.rsplit('+').next().unwrap();
    assert!(!format!("{key:?}").contains(secret));
}
