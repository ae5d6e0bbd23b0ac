//! Why something is not what it has to be: a text that cannot be read, a proof that proves nothing.

/// What is wrong with what was given. Nothing that gives one may be relied upon.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TlogError {
    /// A text that is no leaf hash.
    #[error("a hash has 64 small hexadecimal digits")]
    NoLeafHash,
    /// A text that is no hash of a node, and no root.
    #[error("a hash is 32 bytes in base64")]
    NoHash,
    /// An entry that the tree does not hold.
    #[error("a tree of {size} has no entry {index}, counted from 0")]
    BeyondTree {
        /// The entry that was asked for, from 0.
        index: u64,
        /// How many there are.
        size: u64,
    },
    /// A tree that would have lost leaves.
    #[error("a tree of {old} cannot have become one of {new}: a log only grows")]
    Shrunk {
        /// How many leaves there were.
        old: u64,
        /// How many there would be.
        new: u64,
    },
    /// A proof with too many hashes, or too few.
    #[error("the proof has {found} hashes, {expected} are needed")]
    ProofLength {
        /// How many are needed.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// The hashes do not lead from the leaf to the root.
    #[error("the proof does not lead to this root: the line is not in this tree")]
    NotIncluded,
    /// The newer tree does not begin with the older one.
    #[error("the newer tree does not begin with the older one: there are two histories")]
    NotConsistent,
}
