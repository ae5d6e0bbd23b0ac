//! The transparency log: the Merkle tree over the lines of a log, and what is signed, published
//! and proved of it. It refuses to know what a line says, where it is kept, and what time it is.
//!
//! The tree is that of RFC 6962, section 2.1; notes, checkpoints, cosignatures, tiles, proofs and
//! witnesses are those that C2SP specifies under these names.
//! Every text that comes from outside is read by a `parse` or a `FromStr` that never panics.

mod checkpoint;
mod consistency;
mod cosignature;
mod decimal;
mod error;
mod hash;
mod inclusion;
mod key;
mod node;
mod note;
mod planted;
mod proof;
mod tile;
mod tree;
mod witness;

#[cfg(test)]
mod examples;
#[cfg(test)]
mod flips;
#[cfg(test)]
mod forgery;

pub use checkpoint::{Checkpoint, SignedCheckpoint};
pub use consistency::ConsistencyProof;
pub use error::TlogError;
pub use hash::{LeafDigits, LeafHash, NodeHash, Root};
pub use inclusion::InclusionProof;
pub use key::{KeyKind, KeyName, SigningKey, VerifierKey};
pub use node::Node;
pub use note::{Note, SignatureLine};
pub use proof::TlogProof;
pub use tile::{Tile, TileKind, Tiling, entries, hash_in_tiles, verify_published};
pub use tree::CompactTree;
pub use witness::{Witness, WitnessRefusal, WitnessRequest};
