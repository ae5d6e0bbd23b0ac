//! A tree of the lines `0`, `1`, `2`, … with all its hashes, and its root at each size.

use std::collections::BTreeMap;

use repatria_tlog::{
    CompactTree, ConsistencyProof, InclusionProof, LeafHash, Node, NodeHash, Root, TlogError,
};

pub(crate) struct Grown {
    nodes: BTreeMap<Node, NodeHash>,
    roots: Vec<Root>,
}

pub(crate) fn line(index: u64) -> Vec<u8> {
    index.to_string().into_bytes()
}

impl Grown {
    pub(crate) fn to(size: u64) -> Self {
        let mut tree = CompactTree::default();
        let (mut nodes, mut roots) = (BTreeMap::new(), vec![tree.root()]);
        for index in 0..size {
            tree.push_seeing(LeafHash::of(&line(index)), |node, hash| {
                nodes.insert(node, hash);
            });
            roots.push(tree.root());
        }
        Self { nodes, roots }
    }

    pub(crate) fn root(&self, size: u64) -> Root {
        self.roots[usize::try_from(size).unwrap()]
    }

    pub(crate) fn consistency(&self, old: u64, new: u64) -> ConsistencyProof {
        let hash_at = |node| Ok::<_, TlogError>(self.nodes[&node]);
        ConsistencyProof::make(old, new, hash_at).unwrap()
    }

    pub(crate) fn inclusion(&self, index: u64, size: u64) -> InclusionProof {
        InclusionProof::make(index, size, |node| Ok::<_, TlogError>(self.nodes[&node])).unwrap()
    }
}
