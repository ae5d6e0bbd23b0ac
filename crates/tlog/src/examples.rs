//! Logs for tests: the lines `0`, `1`, `2`, …, every node of the tree over them, what is signed and
//! published of them, and the definitions of RFC 6962 written down once more as they stand there.

use std::collections::BTreeMap;

use crate::checkpoint::{Checkpoint, SignedCheckpoint};
use crate::error::TlogError;
use crate::hash::{LeafHash, NodeHash, Root};
use crate::key::{KeyKind, SigningKey};
use crate::node::Node;
use crate::tile::{Tile, Tiling};
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

/// A key that is made of its name.
pub(crate) fn key(name: &str, kind: KeyKind) -> SigningKey {
    let mut seed = [kind.byte(); 32];
    seed.iter_mut().zip(name.bytes()).for_each(|(to, from)| *to ^= from);
    SigningKey::from_seed(name.parse().unwrap(), kind, &seed)
}

pub(crate) const ORIGIN: &str = "register.example/swaps";

pub(crate) fn log_key() -> SigningKey {
    key(ORIGIN, KeyKind::Log)
}

pub(crate) fn witness_key() -> SigningKey {
    key("witness.example/north", KeyKind::Witness)
}

pub(crate) fn checkpoint(size: u64, root: Root) -> Checkpoint {
    Checkpoint { origin: ORIGIN.parse().unwrap(), size, root }
}

/// What the log signs at a size, of the leaves `0`, `1`, `2`, …
pub(crate) fn signed(size: u64) -> SignedCheckpoint {
    checkpoint(size, grown(size).root(size)).sign(&log_key()).unwrap()
}

/// The files of a published log of these lines.
#[derive(Clone)]
pub(crate) struct Published {
    pub(crate) tiles: BTreeMap<String, Vec<u8>>,
    pub(crate) checkpoint: SignedCheckpoint,
}

pub(crate) fn published(lines: impl IntoIterator<Item = Vec<u8>>) -> Published {
    let (mut tiling, mut tiles) = (Tiling::default(), BTreeMap::new());
    let mut keep = |tile: Tile, bytes: &[u8]| {
        assert_eq!(tiles.insert(tile.to_string(), bytes.to_vec()), None, "{tile} given out twice");
        Ok::<(), TlogError>(())
    };
    for line in lines {
        tiling.push(&line, &mut keep).unwrap();
    }
    tiling.finish(&mut keep).unwrap();
    let checkpoint = checkpoint(tiling.size(), tiling.root()).sign(&log_key()).unwrap();
    Published { tiles, checkpoint }
}

/// The lines `0`, `1`, `2`, …
pub(crate) fn lines(size: u64) -> impl Iterator<Item = Vec<u8>> {
    (0..size).map(|index| index.to_string().into_bytes())
}

impl Published {
    pub(crate) fn fetch(&self) -> impl FnMut(Tile) -> Result<Vec<u8>, TlogError> {
        |tile| self.tiles.get(&tile.to_string()).cloned().ok_or(TlogError::NoTile)
    }
}
