//! Inclusion: every leaf of every tree is proved, and nothing else is.

use super::InclusionProof;
use crate::error::TlogError;
use crate::examples::{grown, leaf, path};
use crate::hash::NodeHash;

const MOST: u64 = 70;

#[test]
fn every_leaf_of_every_tree_is_proved_by_the_hashes_of_the_definition() {
    let grown = grown(MOST);
    let leaves: Vec<_> = (0..MOST).map(leaf).collect();
    for size in 1..=MOST {
        for index in 0..size {
            let proof = InclusionProof::make(index, size, grown.hash_at()).unwrap();
            let defined =
                path(usize::try_from(index).unwrap(), &leaves[..usize::try_from(size).unwrap()]);
            assert_eq!(proof.hashes(), defined, "{index} of {size}");
            proof.verify(leaf(index), index, size, grown.root(size)).unwrap();
        }
    }
}

#[test]
fn a_proof_holds_for_no_other_leaf_place_size_or_root() {
    let grown = grown(MOST);
    for size in 2..=40 {
        for index in 0..size {
            let proof = InclusionProof::make(index, size, grown.hash_at()).unwrap();
            let root = grown.root(size);
            let other = leaf(index + 1);
            assert_eq!(proof.verify(other, index, size, root), Err(TlogError::NotIncluded));
            for place in (0..size).filter(|place| *place != index) {
                assert!(proof.verify(leaf(index), place, size, root).is_err(), "at {place}");
            }
            for longer in (1..=MOST).filter(|longer| *longer != size) {
                let root = grown.root(longer);
                assert!(proof.verify(leaf(index), index, longer, root).is_err(), "of {longer}");
            }
        }
    }
}

#[test]
fn a_proof_with_any_bit_changed_proves_nothing() {
    let grown = grown(21);
    let proof = InclusionProof::make(7, 21, grown.hash_at()).unwrap();
    for place in 0..proof.hashes().len() {
        for bit in 0..256 {
            let mut hashes = proof.hashes().to_vec();
            let mut bytes = *hashes[place].bytes();
            bytes[bit / 8] ^= 1 << (bit % 8);
            hashes[place] = NodeHash::from_bytes(bytes);
            let changed = InclusionProof::from_hashes(hashes);
            let answer = changed.verify(leaf(7), 7, 21, grown.root(21));
            assert_eq!(answer, Err(TlogError::NotIncluded), "bit {bit} of hash {place}");
        }
    }
}

#[test]
fn a_proof_of_another_length_is_refused() {
    let grown = grown(8);
    let mut hashes = InclusionProof::make(3, 8, grown.hash_at()).unwrap().hashes().to_vec();
    hashes.push(hashes[0]);
    let long = InclusionProof::from_hashes(hashes.clone()).verify(leaf(3), 3, 8, grown.root(8));
    assert_eq!(long, Err(TlogError::ProofLength { expected: 3, found: 4 }));
    let short = InclusionProof::from_hashes(hashes[..2].to_vec());
    let short = short.verify(leaf(3), 3, 8, grown.root(8));
    assert_eq!(short, Err(TlogError::ProofLength { expected: 3, found: 2 }));
}

#[test]
fn what_is_not_in_the_tree_cannot_be_proved() {
    let made = InclusionProof::make(8, 8, grown(8).hash_at());
    assert_eq!(made, Err(TlogError::BeyondTree { index: 8, size: 8 }));
    let last = InclusionProof::from_hashes(Vec::new());
    assert!(last.verify(leaf(0), u64::MAX - 1, u64::MAX, grown(0).root(0)).is_err());
}
