//! A SHA-256 as it is written: 64 small hexadecimal digits. It refuses to know what was hashed.

use alloc::string::String;
use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize, Serializer};

/// A SHA-256.
///
/// ```
/// use repatria_domain::Digest;
/// let written = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
/// assert_eq!(written.parse::<Digest>()?.to_string(), written);
/// # Ok::<(), repatria_domain::DigestError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct Digest([u8; 32]);

/// A text that is no SHA-256. Write 64 small hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a SHA-256 is written as 64 small hexadecimal digits")]
pub struct DigestError;

impl From<[u8; 32]> for Digest {
    fn from(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl FromStr for Digest {
    type Err = DigestError;

    fn from_str(text: &str) -> Result<Self, DigestError> {
        let mut digest = [0; 32];
        if text.len() != 64 {
            return Err(DigestError);
        }
        for (byte, pair) in digest.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            let digits = pair.iter().try_fold(0_u8, |sum, digit| Some(sum << 4 | small(*digit)?));
            *byte = digits.ok_or(DigestError)?;
        }
        Ok(Self(digest))
    }
}

fn small(digit: u8) -> Option<u8> {
    let value = char::from(digit).to_digit(16)?;
    (!digit.is_ascii_uppercase()).then(|| u8::try_from(value).ok()).flatten()
}

impl fmt::Display for Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

impl TryFrom<String> for Digest {
    type Error = DigestError;
    fn try_from(text: String) -> Result<Self, DigestError> {
        text.parse()
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
