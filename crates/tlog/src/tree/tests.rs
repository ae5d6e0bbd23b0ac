//! The tree: its root at every size is the one that RFC 6962 defines.

use super::CompactTree;
use crate::examples::{grown, leaf, tree_hash};
use crate::hash::{LeafHash, Root};

#[test]
fn the_root_at_every_size_is_that_of_the_definition() {
    let leaves: Vec<_> = (0..300).map(leaf).collect();
    let grown = grown(300);
    for size in 0..=300 {
        assert_eq!(grown.roots[size], Root::from(tree_hash(&leaves[..size])), "of {size}");
    }
}

#[test]
fn a_tree_of_known_leaves_has_the_root_that_others_compute() {
    // The leaves and roots of the reference tests of Certificate Transparency.
    let leaves: [&[u8]; 8] = [
        b"",
        b"\x00",
        b"\x10",
        b"\x20\x21",
        b"\x30\x31",
        b"\x40\x41\x42\x43",
        b"\x50\x51\x52\x53\x54\x55\x56\x57",
        b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
    ];
    let mut tree = CompactTree::default();
    tree.extend(leaves.map(LeafHash::of));
    assert_eq!(tree.root().to_string(), "XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=");
}

#[test]
fn the_empty_root_is_the_hash_of_nothing() {
    use sha2::Digest as _;
    assert_eq!(Root::EMPTY.bytes(), &<[u8; 32]>::from(sha2::Sha256::digest(b"")));
}
