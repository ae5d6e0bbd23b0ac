//! The proof that a leaf is in a tree: made from its nodes, and verified against its root
//! (RFC 6962, section 2.1.1). It refuses to know where nodes are kept.

use std::ops::Range;

use crate::error::TlogError;
use crate::hash::{LeafHash, NodeHash, Root};
use crate::node::{Node, hash_over, left_of, nodes_over};

/// The hashes beside the way from a leaf up to the root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InclusionProof {
    hashes: Vec<NodeHash>,
}

impl InclusionProof {
    /// The whole nodes whose hashes make the proof.
    ///
    /// # Errors
    /// [`TlogError::BeyondTree`].
    pub fn nodes(index: u64, size: u64) -> Result<Vec<Node>, TlogError> {
        Ok(beside(index, size)?.into_iter().flat_map(nodes_over).collect())
    }

    /// Proves that the leaf at `index`, from 0, is in the tree of `size` leaves. Asks for each of
    /// [`InclusionProof::nodes`], in that order.
    ///
    /// # Errors
    /// [`TlogError::BeyondTree`], or whatever `hash_at` answers.
    pub fn make<E: From<TlogError>>(
        index: u64,
        size: u64,
        mut hash_at: impl FnMut(Node) -> Result<NodeHash, E>,
    ) -> Result<Self, E> {
        let hashes = beside(index, size)?.into_iter().map(|range| hash_over(range, &mut hash_at));
        Ok(Self { hashes: hashes.filter_map(Result::transpose).collect::<Result<_, E>>()? })
    }

    /// A proof as it was stored or sent: the hashes from the leaf upwards.
    pub fn from_hashes(hashes: Vec<NodeHash>) -> Self {
        Self { hashes }
    }

    /// The hashes from the leaf upwards.
    pub fn hashes(&self) -> &[NodeHash] {
        &self.hashes
    }

    /// Whether the leaf stands at `index` of the tree with that size and root.
    ///
    /// # Errors
    /// [`TlogError::BeyondTree`], [`TlogError::ProofLength`] or [`TlogError::NotIncluded`].
    pub fn verify(
        &self,
        leaf: LeafHash,
        index: u64,
        size: u64,
        root: Root,
    ) -> Result<(), TlogError> {
        let ranges = beside(index, size)?;
        if ranges.len() != self.hashes.len() {
            let (expected, found) = (ranges.len(), self.hashes.len());
            return Err(TlogError::ProofLength { expected, found });
        }
        let climb = |hash, (beside, range): (&NodeHash, Range<u64>)| {
            if range.start > index {
                NodeHash::above(hash, *beside)
            } else {
                NodeHash::above(*beside, hash)
            }
        };
        let top = self.hashes.iter().zip(ranges).fold(NodeHash::from(leaf), climb);
        if Root::from(top) == root { Ok(()) } else { Err(TlogError::NotIncluded) }
    }
}

/// The ranges of leaves beside the way from a leaf up to the root, from below.
fn beside(index: u64, size: u64) -> Result<Vec<Range<u64>>, TlogError> {
    if index >= size {
        return Err(TlogError::BeyondTree { index, size });
    }
    let (mut here, mut ranges) = (0..size, Vec::new());
    while here.end - here.start > 1 {
        let middle = here.start + left_of(here.end - here.start);
        let (left, right) = (here.start..middle, middle..here.end);
        let beside;
        (here, beside) = if index < middle { (left, right) } else { (right, left) };
        ranges.push(beside);
    }
    ranges.reverse();
    Ok(ranges)
}

#[cfg(test)]
mod tests;
