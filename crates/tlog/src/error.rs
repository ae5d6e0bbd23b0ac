//! Why something is not what it has to be: a text that cannot be read, a proof that proves nothing.

use crate::key::{KeyKind, KeyName};
use crate::tile::Tile;

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
    /// A name that no key may have.
    #[error(
        "`{found}` is no name of a key: it has no white space, no `+` and no control characters, and is not empty"
    )]
    NoKeyName {
        /// As it was given.
        found: String,
    },
    /// A text that is no public key of a known kind.
    #[error("this is no verifier key: NAME+ID+KEY, as the log or the witness published it")]
    NoVerifierKey,
    /// A text that is no secret key.
    #[error("this is no signing key: PRIVATE+KEY+NAME+ID+KEY")]
    NoSigningKey,
    /// A key of a log where that of a witness is needed, or the other way round.
    #[error("`{name}` is the key of a {found}, the key of a {expected} is needed")]
    WrongKind {
        /// Its name.
        name: KeyName,
        /// What is needed.
        expected: KeyKind,
        /// What it is.
        found: KeyKind,
    },
    /// A text that does not follow its format.
    #[error("line {line} of the {document} is not {expected}")]
    Malformed {
        /// What it should be.
        document: &'static str,
        /// Which line, from 1.
        line: usize,
        /// What this line should be.
        expected: &'static str,
    },
    /// More bytes than are read.
    #[error("the {document} has {bytes} bytes, {limit} are allowed")]
    TooLong {
        /// What it should be.
        document: &'static str,
        /// How many there are.
        bytes: usize,
        /// How many are allowed.
        limit: usize,
    },
    /// A checkpoint of a log whose key is not known.
    #[error("the checkpoint is of the log `{origin}`, whose key was not given")]
    UnknownLog {
        /// Its name.
        origin: KeyName,
    },
    /// A checkpoint of one log and a key of another.
    #[error("the key is of the log `{expected}`, the checkpoint of `{found}`")]
    OtherOrigin {
        /// The name of the key.
        expected: KeyName,
        /// The name in the checkpoint.
        found: KeyName,
    },
    /// A signature that is missing.
    #[error("`{name}` has not signed this with the key that was given")]
    NotSigned {
        /// Whose.
        name: KeyName,
    },
    /// A signature that is wrong: the text was changed, or somebody else signed it.
    #[error("the signature of `{name}` is wrong: the text was changed, or somebody else signed it")]
    BadSignature {
        /// Whose it says it is.
        name: KeyName,
    },
    /// Two signatures of one key.
    #[error("`{name}` has signed twice with one key")]
    SignedTwice {
        /// Whose they say they are.
        name: KeyName,
    },
    /// A time that no cosignature can name.
    #[error("{time} is no time of a cosignature: seconds since 1970, more than 0")]
    NoTime {
        /// As it was given.
        time: u64,
    },
    /// A path that is none of a tile.
    #[error("this is no path of a tile: tile/LEVEL/INDEX or tile/entries/INDEX")]
    NoTile,
    /// A bundle that is not made of whole lines, or not of as many as it should be.
    #[error("the bundle is not made of whole lines, or not of as many as it should be")]
    NoBundle,
    /// A tile that is too short or too long.
    #[error("{tile} has {bytes} bytes, which are not {} hashes", tile.width)]
    TileLength {
        /// Which one.
        tile: Tile,
        /// How long it is.
        bytes: usize,
    },
    /// A tile that does not hold what follows from the lines.
    #[error("{tile} is not what the lines make: a line or a hash was changed")]
    TileDiffers {
        /// Which one.
        tile: Tile,
    },
    /// Lines that do not make the root that was signed.
    #[error("the lines do not make the root that was signed: a line was changed, or is missing")]
    OtherRoot,
}
