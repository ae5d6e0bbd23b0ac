//! Consistency: every tree begins with every smaller one of its own, and with no other.

use super::ConsistencyProof;
use crate::error::TlogError;
use crate::examples::{grown, leaf, subproof};
use crate::hash::{LeafHash, NodeHash, Root};
use crate::tree::CompactTree;

const MOST: u64 = 300;

#[test]
fn every_tree_begins_with_every_older_one() {
    let grown = grown(MOST);
    for new in 0..=MOST {
        for old in 0..=new {
            let proof = ConsistencyProof::make(old, new, grown.hash_at()).unwrap();
            proof.verify((old, grown.root(old)), (new, grown.root(new))).unwrap();
        }
    }
}

#[test]
fn the_hashes_are_those_of_the_definition() {
    let grown = grown(80);
    let leaves: Vec<_> = (0..80).map(leaf).collect();
    for new in 1..=80 {
        for old in 1..=new {
            let proof = ConsistencyProof::make(old, new, grown.hash_at()).unwrap();
            let (old, new) = (usize::try_from(old).unwrap(), usize::try_from(new).unwrap());
            assert_eq!(proof.hashes(), subproof(old, &leaves[..new], true), "{old} in {new}");
        }
    }
}

#[test]
fn a_tree_with_another_leaf_does_not_begin_with_the_old_one() {
    let grown = grown(40);
    for forged in 0..20 {
        let mut tree = CompactTree::default();
        tree.extend((0..40).map(|n| if n == forged { LeafHash::of(b"forged") } else { leaf(n) }));
        for old in forged + 1..40 {
            let proof = ConsistencyProof::make(old, 40, grown.hash_at()).unwrap();
            let answer = proof.verify((old, grown.root(old)), (40, tree.root()));
            assert_eq!(answer, Err(TlogError::NotConsistent), "{forged} of {old}");
        }
    }
}

#[test]
fn two_roots_of_one_size_are_two_histories() {
    let nothing = ConsistencyProof::from_hashes(Vec::new());
    let other = Root::from(NodeHash::from(leaf(1)));
    let root = grown(1).root(1);
    assert_eq!(nothing.verify((1, root), (1, root)), Ok(()));
    assert_eq!(nothing.verify((1, root), (1, other)), Err(TlogError::NotConsistent));
    assert_eq!(nothing.verify((0, Root::EMPTY), (0, other)), Err(TlogError::NotConsistent));
    assert_eq!(nothing.verify((0, other), (1, root)), Err(TlogError::NotConsistent));
}

#[test]
fn a_proof_with_any_hash_changed_left_out_or_added_is_refused() {
    let grown = grown(23);
    let (old, new) = ((13, grown.root(13)), (23, grown.root(23)));
    let proof = ConsistencyProof::make(13, 23, grown.hash_at()).unwrap();
    for place in 0..proof.hashes().len() {
        let mut hashes = proof.hashes().to_vec();
        hashes[place] = leaf(99).into();
        let changed = ConsistencyProof::from_hashes(hashes.clone());
        assert_eq!(changed.verify(old, new), Err(TlogError::NotConsistent), "hash {place}");
        hashes.remove(place);
        assert!(ConsistencyProof::from_hashes(hashes).verify(old, new).is_err());
    }
    let more = [proof.hashes(), &[leaf(99).into()]].concat();
    let length = TlogError::ProofLength { expected: 6, found: 7 };
    assert_eq!(ConsistencyProof::from_hashes(more).verify(old, new), Err(length));
}

#[test]
fn a_log_does_not_shrink() {
    let nothing = ConsistencyProof::from_hashes(Vec::new());
    let answer = nothing.verify((2, Root::EMPTY), (1, Root::EMPTY));
    assert_eq!(answer, Err(TlogError::Shrunk { old: 2, new: 1 }));
    let answer = nothing.verify((u64::MAX - 1, Root::EMPTY), (u64::MAX, Root::EMPTY));
    assert!(answer.is_err());
}
