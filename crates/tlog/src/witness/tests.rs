//! The witness: he signs what follows from what he signed, answers everything else by the
//! specification, and keeps before he gives.

use std::cell::RefCell;

use proptest::prelude::*;

use super::{Witness, WitnessRefusal, WitnessRequest};
use crate::checkpoint::{Checkpoint, SignedCheckpoint};
use crate::consistency::ConsistencyProof;
use crate::error::TlogError;
use crate::examples::{checkpoint, grown, key, leaf, log_key, signed, witness_key};
use crate::hash::{NodeHash, Root};
use crate::key::KeyKind;

const NOW: u64 = 1_767_225_600;

fn witness() -> Witness {
    Witness::new(witness_key(), vec![log_key().verifier().clone()]).unwrap()
}

fn request(old: u64, checkpoint: &SignedCheckpoint) -> WitnessRequest {
    let new = checkpoint.checkpoint().size;
    let consistency = ConsistencyProof::make(old.min(new), new, grown(new).hash_at()).unwrap();
    WitnessRequest { old, consistency, checkpoint: checkpoint.note().clone() }
}

/// Asks a witness who signed this last; answers with what he says and what he kept.
fn asked(
    request: &[u8],
    latest: Option<&Checkpoint>,
) -> (Result<String, WitnessRefusal>, Option<SignedCheckpoint>) {
    let kept = RefCell::new(None);
    let latest = |_: &_| Ok::<_, ()>(latest.cloned());
    let keep = |checkpoint: &SignedCheckpoint| {
        kept.replace(Some(checkpoint.clone()));
        Ok(())
    };
    let answer = witness().answer(request, NOW, latest, keep).unwrap();
    (answer.map(|line| line.to_string()), kept.into_inner())
}

fn refused(request: &[u8], latest: Option<&Checkpoint>) -> WitnessRefusal {
    let (answer, kept) = asked(request, latest);
    assert_eq!(kept, None, "something was kept of what was refused");
    answer.unwrap_err()
}

#[test]
fn a_log_that_grows_is_signed_at_every_step() {
    let mut latest: Option<Checkpoint> = None;
    for size in [0, 0, 1, 2, 2, 7, 8, 9, 64, 65, 300] {
        let old = latest.as_ref().map_or(0, |latest| latest.size);
        let request = request(old, &signed(size)).to_string();
        let (answer, kept) = asked(request.as_bytes(), latest.as_ref());
        let cosigned = signed(size).cosigned(answer.unwrap().as_bytes(), witness_key().verifier());
        let (cosigned, kept) = (cosigned.unwrap(), kept.unwrap());
        assert_eq!(cosigned.cosigned_at(witness_key().verifier()), Ok(NOW));
        assert_eq!(kept, cosigned, "what is kept is what was given");
        latest = Some(kept.checkpoint().clone());
    }
}

#[test]
fn a_witness_has_the_key_of_one_and_watches_logs() {
    let log = log_key().verifier().clone();
    assert!(Witness::new(log_key(), vec![log]).is_err());
    assert!(Witness::new(witness_key(), vec![witness_key().verifier().clone()]).is_err());
}

#[test]
fn what_cannot_be_kept_is_not_given() {
    let request = request(0, &signed(3)).to_string();
    let answer = witness().answer(request.as_bytes(), NOW, |_| Ok(None), |_| Err("disk full"));
    assert_eq!(answer, Err("disk full"));
}

#[test]
fn a_log_that_is_not_watched_is_404() {
    let other = key("other.example", KeyKind::Log);
    let theirs = Checkpoint { origin: other.verifier().name().clone(), size: 0, root: Root::EMPTY };
    let theirs = theirs.sign(&other).unwrap();
    let refusal = refused(request(0, &theirs).to_string().as_bytes(), None);
    assert_eq!(refusal.status(), 404, "{refusal}");
}

#[test]
fn a_missing_wrong_or_double_signature_is_403() {
    let good = request(0, &signed(3)).to_string();
    let line = good.lines().last().unwrap();
    let forged = line.replace(&line[line.len() - 8..], "AAAAAAA=");
    let unknown = line.replace("register.example", "nobody.example");
    for (under, why) in
        [(forged, "forged"), (unknown, "unknown"), (format!("{line}\n{line}"), "double")]
    {
        let refusal = refused(good.replace(line, &under).as_bytes(), None);
        assert_eq!(refusal.status(), 403, "{why}: {refusal}");
    }
}

#[test]
fn what_cannot_be_read_is_400() {
    let good = request(2, &signed(3)).to_string();
    let latest = signed(2);
    let wrong = [
        String::new(),
        good.replace("old 2", "old 02"),
        good.replace("old 2", "old"),
        good.replace("old 2", "new 2"),
        good.replace("old 2", "old 2\n"),
        good.replace("old 2", "old 2\nAAAA"),
        good.replace('\n', "\r\n"),
        good.replacen("\n3\n", "\n03\n", 1),
        good.trim_end().to_owned(),
    ];
    for request in wrong {
        let refusal = refused(request.as_bytes(), Some(latest.checkpoint()));
        assert_eq!(refusal.status(), 400, "{request:?}: {refusal}");
    }
    let long = vec![b'x'; WitnessRequest::LIMIT + 1];
    assert_eq!(refused(&long, None).status(), 400);
}

#[test]
fn an_old_size_beyond_the_new_one_is_400() {
    let latest = signed(5);
    let refusal = refused(request(5, &signed(3)).to_string().as_bytes(), Some(latest.checkpoint()));
    assert_eq!(
        (refusal.status(), refusal),
        (400, WitnessRefusal::OldBeyondNew { old: 5, size: 3 })
    );
}

#[test]
fn another_size_than_the_last_one_signed_is_409_and_says_which() {
    let latest = signed(5);
    for old in [0, 4, 6] {
        let refusal =
            refused(request(old, &signed(9)).to_string().as_bytes(), Some(latest.checkpoint()));
        assert_eq!((refusal.status(), refusal), (409, WitnessRefusal::OtherSize { size: 5 }));
    }
}

#[test]
fn another_history_is_422() {
    let latest = signed(5);
    let not_consistent = WitnessRefusal::Inconsistent(TlogError::NotConsistent);
    let other = Root::from(NodeHash::from(leaf(99)));
    let longer = checkpoint(9, other).sign(&log_key()).unwrap();
    assert_eq!(
        refused(request(5, &longer).to_string().as_bytes(), Some(latest.checkpoint())),
        not_consistent
    );
    let same_size = checkpoint(5, other).sign(&log_key()).unwrap();
    assert_eq!(
        refused(request(5, &same_size).to_string().as_bytes(), Some(latest.checkpoint())),
        not_consistent
    );
    let empty = checkpoint(0, other).sign(&log_key()).unwrap();
    let refusal = refused(request(0, &empty).to_string().as_bytes(), None);
    assert_eq!((refusal.status(), refusal), (422, not_consistent));
}

#[test]
fn a_proof_that_is_not_needed_or_is_missing_is_422() {
    let latest = signed(5);
    let mut more = request(0, &signed(9));
    more.consistency = ConsistencyProof::from_hashes(vec![leaf(0).into()]);
    assert_eq!(refused(more.to_string().as_bytes(), None).status(), 422);
    let mut less = request(5, &signed(9));
    less.consistency = ConsistencyProof::from_hashes(Vec::new());
    assert_eq!(refused(less.to_string().as_bytes(), Some(latest.checkpoint())).status(), 422);
}

#[test]
fn sixty_four_hashes_are_too_many() {
    let mut request = request(5, &signed(9));
    for (many, status) in [(63, 422), (64, 400)] {
        request.consistency = ConsistencyProof::from_hashes(vec![leaf(0).into(); many]);
        let refusal = refused(request.to_string().as_bytes(), Some(signed(5).checkpoint()));
        assert_eq!(refusal.status(), status, "{many} hashes: {refusal}");
    }
}

proptest! {
    #[test]
    fn any_request_is_answered_and_whatever_is_read_prints_the_same(
        (place, byte) in (any::<prop::sample::Index>(), any::<u8>()),
        garbage in any::<Vec<u8>>(),
    ) {
        let mut text = request(5, &signed(9)).to_string().into_bytes();
        let place = place.index(text.len());
        text[place] = byte;
        for text in [text, garbage] {
            if let Ok(read) = WitnessRequest::parse(&text) {
                prop_assert_eq!(read.to_string().into_bytes(), text.clone());
            }
            asked(&text, Some(signed(5).checkpoint())).0.ok();
        }
    }
}
