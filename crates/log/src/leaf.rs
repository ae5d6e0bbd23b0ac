//! The leaf hash of a line, as RFC 6962 defines it: what the next line names as `prev`.
//! It refuses to know trees; a line is a leaf in whatever tree is built over the log.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest as _, Sha256};

/// SHA-256 of the byte 0x00 and the bytes of a line without its line feed (RFC 6962, section 2.1).
///
/// ```
/// use repatria_log::LeafHash;
/// let empty = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d";
/// assert_eq!(LeafHash::of(b"").to_string(), empty);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LeafHash([u8; 32]);

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
}

/// A text that is not 64 small hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a hash has 64 small hexadecimal digits")]
pub struct NoHash;

impl FromStr for LeafHash {
    type Err = NoHash;

    fn from_str(text: &str) -> Result<Self, NoHash> {
        let mut hash = [0; 32];
        if text.len() != 64 {
            return Err(NoHash);
        }
        for (byte, pair) in hash.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            let digits = pair.iter().try_fold(0, |sum, digit| Some(sum << 4 | small_hex(*digit)?));
            *byte = digits.ok_or(NoHash)?;
        }
        Ok(Self(hash))
    }
}

fn small_hex(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

impl fmt::Display for LeafHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

impl fmt::Debug for LeafHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "LeafHash({self})")
    }
}
