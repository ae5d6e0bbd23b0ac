//! The proof that a tree begins with an older one, so that nothing was taken out or changed between
//! the two (RFC 6962, section 2.1.2). It refuses to know where nodes are kept.

use std::ops::Range;

use crate::error::TlogError;
use crate::hash::{NodeHash, Root};
use crate::node::{Node, hash_over, left_of, nodes_over};

/// The hashes that lead to the roots of both trees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsistencyProof {
    hashes: Vec<NodeHash>,
}

impl ConsistencyProof {
    /// The whole nodes whose hashes make the proof.
    ///
    /// # Errors
    /// [`TlogError::Shrunk`].
    pub fn nodes(old: u64, new: u64) -> Result<Vec<Node>, TlogError> {
        Ok(Way::of(old, new)?.ranges.into_iter().flat_map(nodes_over).collect())
    }

    /// Proves that the tree of `new` leaves begins with the tree of `old` ones. Asks for each of
    /// [`ConsistencyProof::nodes`], in that order.
    ///
    /// # Errors
    /// [`TlogError::Shrunk`], or whatever `hash_at` answers.
    pub fn make<E: From<TlogError>>(
        old: u64,
        new: u64,
        mut hash_at: impl FnMut(Node) -> Result<NodeHash, E>,
    ) -> Result<Self, E> {
        let ranges = Way::of(old, new)?.ranges.into_iter();
        let hashes = ranges.map(|range| hash_over(range, &mut hash_at));
        Ok(Self { hashes: hashes.filter_map(Result::transpose).collect::<Result<_, E>>()? })
    }

    /// A proof as it was stored or sent: the hashes from below.
    pub fn from_hashes(hashes: Vec<NodeHash>) -> Self {
        Self { hashes }
    }

    /// The hashes from below.
    pub fn hashes(&self) -> &[NodeHash] {
        &self.hashes
    }

    /// Whether the tree of `new` leaves begins with the tree of `old` ones.
    ///
    /// # Errors
    /// [`TlogError::Shrunk`], [`TlogError::ProofLength`] or [`TlogError::NotConsistent`].
    pub fn verify(
        &self,
        (old, old_root): (u64, Root),
        (new, new_root): (u64, Root),
    ) -> Result<(), TlogError> {
        let Way { ranges, begins_with_old } = Way::of(old, new)?;
        if ranges.len() != self.hashes.len() {
            let (expected, found) = (ranges.len(), self.hashes.len());
            return Err(TlogError::ProofLength { expected, found });
        }
        let mut beside = self.hashes.iter().copied().zip(ranges);
        let begins = if begins_with_old {
            Some(NodeHash::from_bytes(*old_root.bytes()))
        } else {
            beside.next().map(|(hash, _)| hash)
        };
        let roots = match begins {
            Some(both) => climb(both, beside, old),
            // Every tree begins with the empty one, which says nothing of the newer root.
            None if new > 0 => (Root::EMPTY, new_root),
            None => (Root::EMPTY, Root::EMPTY),
        };
        if roots == (old_root, new_root) { Ok(()) } else { Err(TlogError::NotConsistent) }
    }
}

/// The roots of the older and of the newer tree, from a node that both have.
fn climb(
    both: NodeHash,
    beside: impl Iterator<Item = (NodeHash, Range<u64>)>,
    old: u64,
) -> (Root, Root) {
    let (before, after) = beside.fold((both, both), |(before, after), (hash, range)| {
        if range.start >= old {
            // Only the newer tree has what stands to the right.
            (before, NodeHash::above(after, hash))
        } else {
            (NodeHash::above(hash, before), NodeHash::above(hash, after))
        }
    });
    (before.into(), after.into())
}

/// The ranges of leaves whose hashes lead to both roots, from below.
struct Way {
    ranges: Vec<Range<u64>>,
    /// Whether the way begins at the root of the older tree, which is not in the proof then.
    begins_with_old: bool,
}

impl Way {
    fn of(old: u64, new: u64) -> Result<Self, TlogError> {
        if old > new {
            return Err(TlogError::Shrunk { old, new });
        }
        if old == 0 {
            return Ok(Self { ranges: Vec::new(), begins_with_old: false });
        }
        let (mut here, mut ranges) = (0..new, Vec::new());
        while here.end > old {
            let middle = here.start + left_of(here.end - here.start);
            let (left, right) = (here.start..middle, middle..here.end);
            let beside;
            (here, beside) = if old <= middle { (left, right) } else { (right, left) };
            ranges.push(beside);
        }
        let begins_with_old = here.start == 0;
        if !begins_with_old {
            ranges.push(here);
        }
        ranges.reverse();
        Ok(Self { ranges, begins_with_old })
    }
}

#[cfg(test)]
mod tests;
