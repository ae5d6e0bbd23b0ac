//! The crate `ct-merkle`: another implementation of the same tree.

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use repatria_tlog::{ConsistencyProof, InclusionProof, LeafHash, NodeHash};
use sha2::Sha256;

use crate::grown::{Grown, line};
use crate::{EVERY, SIZES};

type Theirs = MemoryBackedTree<Sha256, Vec<u8>>;

fn hashes(bytes: &[u8]) -> Vec<NodeHash> {
    bytes.as_chunks::<32>().0.iter().copied().map(NodeHash::from_bytes).collect()
}

#[test]
fn roots_and_inclusion_proofs_are_those_of_ct_merkle() {
    let (mut theirs, grown) = (Theirs::new(), Grown::to(70_000));
    for size in SIZES {
        for index in theirs.len()..size {
            theirs.push(line(index));
        }
        let root = theirs.root();
        assert_eq!(root.as_bytes()[..], grown.root(size).bytes()[..], "of {size}");
        for index in [0, size / 3, size / 2, size.saturating_sub(1)] {
            if index >= size {
                continue;
            }
            let proof = theirs.prove_inclusion(usize::try_from(index).unwrap());
            let mine = grown.inclusion(index, size);
            assert_eq!(mine.hashes(), hashes(proof.as_bytes()), "{index} of {size}");
            root.verify_inclusion(&line(index), index, &proof).unwrap();
            let read = InclusionProof::from_hashes(hashes(proof.as_bytes()));
            read.verify(LeafHash::of(&line(index)), index, size, grown.root(size)).unwrap();
        }
    }
}

#[test]
fn every_consistency_proof_is_that_of_ct_merkle() {
    let (mut theirs, grown) = (Theirs::new(), Grown::to(EVERY));
    let mut roots = vec![theirs.root()];
    for new in 1..=EVERY {
        theirs.push(line(new - 1));
        roots.push(theirs.root());
        for old in 1..=new {
            let additions = usize::try_from(new - old).unwrap();
            let proof = theirs.prove_consistency(additions);
            let mine = grown.consistency(old, new);
            assert_eq!(mine.hashes(), hashes(proof.as_bytes()), "{old} in {new}");
            let (before, after) =
                (&roots[usize::try_from(old).unwrap()], &roots[usize::try_from(new).unwrap()]);
            after.verify_consistency(before, &proof).unwrap();
            let read = ConsistencyProof::from_hashes(hashes(proof.as_bytes()));
            read.verify((old, grown.root(old)), (new, grown.root(new))).unwrap();
        }
    }
}
