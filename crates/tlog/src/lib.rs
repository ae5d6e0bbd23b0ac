//! The transparency log: the Merkle tree over the lines of a log, and what is signed, published
//! and proved of it. It refuses to know what a line says, where it is kept, and what time it is.
//!
//! The tree is that of RFC 6962, section 2.1.

mod consistency;
mod error;
mod hash;
mod inclusion;
mod node;
mod tree;

#[cfg(test)]
mod examples;

pub use consistency::ConsistencyProof;
pub use error::TlogError;
pub use hash::{LeafHash, NodeHash, Root};
pub use inclusion::InclusionProof;
pub use node::Node;
pub use tree::CompactTree;
