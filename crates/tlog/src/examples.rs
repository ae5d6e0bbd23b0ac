//! Trees for tests: the leaves `0`, `1`, `2`, …, every node of the tree over them, and the
//! definitions of RFC 6962 written down once more as they stand there.

use std::collections::BTreeMap;

use crate::error::TlogError;
use crate::hash::{LeafHash, NodeHash, Root};
use crate::node::Node;
use crate::tree::CompactTree;

pub(crate) fn leaf(index: u64) -> LeafHash {
    LeafHash::of(index.to_string().as_bytes())
}

/// Every node of a tree, and the root at each size.
pub(crate) struct Grown {
    pub(crate) nodes: BTreeMap<Node, NodeHash>,
    pub(crate) roots: Vec<Root>,
}

pub(crate) fn grown(size: u64) -> Grown {
    let (mut tree, mut nodes, mut roots) =
        (CompactTree::default(), BTreeMap::new(), vec![Root::EMPTY]);
    for index in 0..size {
        tree.push_seeing(leaf(index), |node, hash| {
            assert_eq!(nodes.insert(node, hash), None, "{node:?} was shown twice");
        });
        roots.push(tree.root());
    }
    Grown { nodes, roots }
}

impl Grown {
    pub(crate) fn root(&self, size: u64) -> Root {
        self.roots[usize::try_from(size).unwrap()]
    }

    pub(crate) fn hash_at(&self) -> impl FnMut(Node) -> Result<NodeHash, TlogError> {
        |node| Ok(self.nodes[&node])
    }
}

/// MTH of section 2.1, by its own words.
pub(crate) fn tree_hash(leaves: &[LeafHash]) -> NodeHash {
    match leaves {
        [] => NodeHash::from_bytes(*Root::EMPTY.bytes()),
        [leaf] => (*leaf).into(),
        _ => {
            let (left, right) = leaves.split_at(split(leaves.len()));
            NodeHash::above(tree_hash(left), tree_hash(right))
        }
    }
}

/// PATH of section 2.1.1, by its own words.
pub(crate) fn path(index: usize, leaves: &[LeafHash]) -> Vec<NodeHash> {
    if leaves.len() == 1 {
        return Vec::new();
    }
    let (left, right) = leaves.split_at(split(leaves.len()));
    let (mut below, beside) = if index < left.len() {
        (path(index, left), right)
    } else {
        (path(index - left.len(), right), left)
    };
    below.push(tree_hash(beside));
    below
}

/// SUBPROOF of section 2.1.2, by its own words.
pub(crate) fn subproof(old: usize, leaves: &[LeafHash], known: bool) -> Vec<NodeHash> {
    if old == leaves.len() {
        return if known { Vec::new() } else { vec![tree_hash(leaves)] };
    }
    let (left, right) = leaves.split_at(split(leaves.len()));
    let (mut below, beside) = if old <= left.len() {
        (subproof(old, left, known), right)
    } else {
        (subproof(old - left.len(), right, false), left)
    };
    below.push(tree_hash(beside));
    below
}

fn split(leaves: usize) -> usize {
    let mut half = 1;
    while half * 2 < leaves {
        half *= 2;
    }
    half
}
