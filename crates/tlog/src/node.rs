//! The places of a tree: which nodes are whole, and which make the hash of a range of leaves.
//! It refuses to know hashes of anything in particular.

use std::ops::Range;

use crate::hash::NodeHash;

/// The place of a node over leaves that are all there: `2^level` of them, from `index * 2^level` on.
/// Its hash never changes again, however the tree grows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Node {
    /// How far above the leaves; 0 is a leaf.
    pub level: u32,
    /// Which one of its level, from 0.
    pub index: u64,
}

impl Node {
    /// The place of a leaf, counted from 0.
    pub fn leaf(index: u64) -> Self {
        Self { level: 0, index }
    }

    /// The node above.
    #[must_use]
    pub fn above(self) -> Self {
        Self { level: self.level.saturating_add(1), index: self.index >> 1 }
    }
}

/// How many of so many leaves, at least two, stand under the left one of the two nodes below their
/// common one: the largest power of two that leaves something to the right (RFC 6962, section 2.1).
pub(crate) fn left_of(leaves: u64) -> u64 {
    1 << leaves.saturating_sub(1).max(1).ilog2()
}

/// The whole nodes that stand over a range of leaves, from left to right. The range begins where a
/// node of its size may begin, as every range in a proof does.
pub(crate) fn nodes_over(range: Range<u64>) -> impl Iterator<Item = Node> {
    let mut from = range.start;
    std::iter::from_fn(move || {
        let level = range.end.checked_sub(from)?.checked_ilog2()?;
        let node = Node { level, index: from >> level };
        from = from.saturating_add(1 << level);
        Some(node)
    })
}

/// The hash over a range of leaves, out of those of the whole nodes; nothing for no leaves.
pub(crate) fn hash_over<E>(
    range: Range<u64>,
    hash_at: &mut impl FnMut(Node) -> Result<NodeHash, E>,
) -> Result<Option<NodeHash>, E> {
    let hashes = nodes_over(range).map(hash_at).collect::<Result<Vec<_>, E>>()?;
    Ok(joined(&hashes))
}

/// The hash above whole nodes that stand side by side, each smaller than the one to its left.
pub(crate) fn joined(nodes: &[NodeHash]) -> Option<NodeHash> {
    nodes.iter().rev().copied().reduce(|right, left| NodeHash::above(left, right))
}
