//! The hashes of a tree, as RFC 6962 defines them: of a leaf, of a node, of the whole. Each is a
//! type of its own, so that none is taken for another. It refuses to know how they are put together.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use crate::error::TlogError;

/// SHA-256 of the byte 0x00 and the bytes of a line without its line feed (RFC 6962, section 2.1):
/// what the next line names as `prev`, in small hexadecimal digits.
///
/// ```
/// use repatria_tlog::LeafHash;
/// let empty = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d";
/// assert_eq!(LeafHash::of(b"").to_string(), empty);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LeafHash([u8; 32]);

/// The digits of the hash of a line, as the next line names it: looked at, and not read. Most who read a
/// line never ask what they come to.
///
/// ```
/// use repatria_tlog::{LeafDigits, LeafHash};
/// let empty = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d";
/// assert_eq!(empty.parse::<LeafDigits>()?.hash(), LeafHash::of(b""));
/// # Ok::<(), repatria_tlog::TlogError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeafDigits([u8; 64]);

/// The hash of any node of a tree: of a leaf, or SHA-256 of the byte 0x01 and the hashes of the
/// two nodes below.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeHash([u8; 32]);

/// The hash of a whole tree: who knows it, and how many lines it stands for, knows every byte of
/// them. It is written in base64, as in a checkpoint.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Root([u8; 32]);

impl LeafHash {
    /// What stands before the first line: zeros.
    pub const NONE: Self = Self([0; 32]);

    /// The hash of a line, given without its line feed.
    pub fn of(line: &[u8]) -> Self {
        Self(Sha256::new().chain_update([0]).chain_update(line).finalize().into())
    }

    /// Its bytes.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Its 64 small hexadecimal digits, as the next line names it.
    pub fn digits(&self) -> [u8; 64] {
        let mut digits = [0; 64];
        for (pair, byte) in digits.as_chunks_mut().0.iter_mut().zip(self.0) {
            *pair = [hex_digit(byte >> 4), hex_digit(byte & 15)];
        }
        digits
    }
}

impl NodeHash {
    /// The hash of the node above two others.
    pub fn above(left: Self, right: Self) -> Self {
        Self(
            Sha256::new()
                .chain_update([1])
                .chain_update(left.0)
                .chain_update(right.0)
                .finalize()
                .into(),
        )
    }

    /// A hash as it was stored or sent.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl Root {
    /// The root of a tree without leaves: SHA-256 of nothing.
    pub const EMPTY: Self = Self([
        0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14, 0x9a, 0xfb, 0xf4, 0xc8, 0x99, 0x6f, 0xb9,
        0x24, 0x27, 0xae, 0x41, 0xe4, 0x64, 0x9b, 0x93, 0x4c, 0xa4, 0x95, 0x99, 0x1b, 0x78, 0x52,
        0xb8, 0x55,
    ]);

    /// A root as it was stored or sent.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl From<LeafHash> for NodeHash {
    fn from(leaf: LeafHash) -> Self {
        Self(leaf.0)
    }
}

/// The topmost node of a tree is its root.
impl From<NodeHash> for Root {
    fn from(top: NodeHash) -> Self {
        Self(top.0)
    }
}

impl FromStr for LeafHash {
    type Err = TlogError;

    fn from_str(text: &str) -> Result<Self, TlogError> {
        text.parse().map(|digits: LeafDigits| digits.hash())
    }
}

impl FromStr for LeafDigits {
    type Err = TlogError;

    fn from_str(text: &str) -> Result<Self, TlogError> {
        let digits: &[u8; 64] = text.as_bytes().try_into().map_err(|_| TlogError::NoLeafHash)?;
        // Looked at to the end, without a way out in between, many digits are read at once.
        let are_digits = digits.iter().fold(true, |all, digit| all & is_small_hex(*digit));
        are_digits.then_some(Self(*digits)).ok_or(TlogError::NoLeafHash)
    }
}

impl LeafDigits {
    /// The hash that they write down.
    pub fn hash(&self) -> LeafHash {
        let mut hash = [0; 32];
        for (byte, [high, low]) in hash.iter_mut().zip(self.0.as_chunks().0) {
            *byte = hex_number(*high) << 4 | hex_number(*low);
        }
        LeafHash(hash)
    }
}

/// The small digit of a number below 16.
fn hex_digit(number: u8) -> u8 {
    if number < 10 { b'0' + number } else { b'a' - 10 + number }
}

/// The number of a hexadecimal digit; of any other character, some number below 16.
fn hex_number(digit: u8) -> u8 {
    ((digit & 15) + 9 * (digit >> 6)) & 15
}

fn is_small_hex(digit: u8) -> bool {
    digit.is_ascii_digit() | (b'a'..=b'f').contains(&digit)
}

impl FromStr for NodeHash {
    type Err = TlogError;

    fn from_str(text: &str) -> Result<Self, TlogError> {
        in_base64(text).map(Self)
    }
}

impl FromStr for Root {
    type Err = TlogError;

    fn from_str(text: &str) -> Result<Self, TlogError> {
        in_base64(text).map(Self)
    }
}

fn in_base64(text: &str) -> Result<[u8; 32], TlogError> {
    let bytes = STANDARD.decode(text).map_err(|_| TlogError::NoHash)?;
    bytes.try_into().map_err(|_| TlogError::NoHash)
}

impl fmt::Display for LeafHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(str::from_utf8(&self.digits()).map_err(|_| fmt::Error)?)
    }
}

impl fmt::Display for NodeHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&STANDARD.encode(self.0))
    }
}

impl fmt::Display for Root {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&STANDARD.encode(self.0))
    }
}

impl fmt::Debug for LeafHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "LeafHash({self})")
    }
}

impl fmt::Debug for NodeHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "NodeHash({self})")
    }
}

impl fmt::Debug for Root {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Root({self})")
    }
}

#[cfg(test)]
mod tests;
