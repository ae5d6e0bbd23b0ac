//! A tree that grows leaf by leaf and keeps no more than it needs for its root: one hash for each
//! binary digit of its size. It refuses to know where the other hashes are kept.

use crate::hash::{LeafHash, NodeHash, Root};
use crate::node::{Node, joined};

/// The Merkle tree of RFC 6962 over the leaves that were pushed, in a few hundred bytes.
///
/// ```
/// use repatria_tlog::{CompactTree, LeafHash, Root};
/// let mut tree = CompactTree::default();
/// assert_eq!((tree.size(), tree.root()), (0, Root::EMPTY));
/// tree.push(LeafHash::of(b"a line, without its line feed"));
/// assert_eq!(tree.size(), 1);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CompactTree {
    size: u64,
    // The largest whole nodes, from left to right.
    peaks: Vec<NodeHash>,
}

impl CompactTree {
    /// Adds a leaf.
    pub fn push(&mut self, leaf: LeafHash) {
        self.push_seeing(leaf, |_, _| ());
    }

    /// Adds a leaf, and shows every node that became whole by it, from the leaf upwards. Over all
    /// leaves each node of the tree is shown once.
    pub fn push_seeing(&mut self, leaf: LeafHash, mut seen: impl FnMut(Node, NodeHash)) {
        let (mut node, mut hash) = (Node::leaf(self.size), NodeHash::from(leaf));
        seen(node, hash);
        for _ in 0..self.size.trailing_ones() {
            let Some(left) = self.peaks.pop() else { break };
            (node, hash) = (node.above(), NodeHash::above(left, hash));
            seen(node, hash);
        }
        self.peaks.push(hash);
        self.size = self.size.saturating_add(1);
    }

    /// How many leaves it has.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Its root.
    pub fn root(&self) -> Root {
        joined(&self.peaks).map_or(Root::EMPTY, Root::from)
    }
}

impl Extend<LeafHash> for CompactTree {
    fn extend<T: IntoIterator<Item = LeafHash>>(&mut self, leaves: T) {
        leaves.into_iter().for_each(|leaf| self.push(leaf));
    }
}

#[cfg(test)]
mod tests;
