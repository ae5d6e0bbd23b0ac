//! Keys of logs and of witnesses: their names, and the texts that stand for them (C2SP signed-note).
//! It refuses to know randomness and files: whoever makes a key brings its seed.

mod signing;

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, VerifyingKey};
use sha2::{Digest as _, Sha256};

use crate::error::TlogError;

pub use signing::SigningKey;

/// The name of a key, which for a log is also its origin: best an address without `https://`.
/// It has no white space, no `+` and no control characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyName(String);

/// What a key signs. A key of one kind verifies nothing of the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// Checkpoints of its own log (type 0x01).
    Log,
    /// Cosignatures with a time, under checkpoints of others (type 0x04).
    Witness,
}

/// The first four bytes of a hash of name, kind and key: tells keys apart, and proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct KeyId(pub(crate) [u8; 4]);

/// A public key with its name: what others need to verify. As text it is a *vkey*.
///
/// ```
/// use repatria_tlog::{TlogError, VerifierKey};
/// # fn main() -> Result<(), TlogError> {
/// let text = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
/// let key: VerifierKey = text.parse()?;
/// assert_eq!((key.name().as_str(), key.to_string().as_str()), ("example.com/foo", text));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifierKey {
    name: KeyName,
    kind: KeyKind,
    key: VerifyingKey,
}

impl KeyName {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for KeyName {
    type Err = TlogError;

    fn from_str(text: &str) -> Result<Self, TlogError> {
        let wrong = |c: char| c.is_whitespace() || c.is_control() || c == '+';
        if text.is_empty() || text.contains(wrong) {
            return Err(TlogError::NoKeyName { found: text.into() });
        }
        Ok(Self(text.into()))
    }
}

impl fmt::Display for KeyName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl KeyKind {
    /// The byte that stands for it in texts and ids.
    pub(crate) fn byte(self) -> u8 {
        match self {
            Self::Log => 0x01,
            Self::Witness => 0x04,
        }
    }

    pub(crate) fn of(byte: u8) -> Option<Self> {
        [Self::Log, Self::Witness].into_iter().find(|kind| kind.byte() == byte)
    }
}

impl fmt::Display for KeyKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Log => "log",
            Self::Witness => "witness",
        })
    }
}

impl KeyId {
    fn of(name: &KeyName, kind: KeyKind, key: &VerifyingKey) -> Self {
        let hash = Sha256::new()
            .chain_update(name.as_str())
            .chain_update([b'\n', kind.byte()])
            .chain_update(key.as_bytes())
            .finalize();
        let mut id = [0; 4];
        id.iter_mut().zip(hash).for_each(|(to, from)| *to = from);
        Self(id)
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:08x}", u32::from_be_bytes(self.0))
    }
}

impl VerifierKey {
    /// Its name; of a log, its origin.
    pub fn name(&self) -> &KeyName {
        &self.name
    }

    /// What it signs.
    pub fn kind(&self) -> KeyKind {
        self.kind
    }

    pub(crate) fn id(&self) -> KeyId {
        KeyId::of(&self.name, self.kind, &self.key)
    }

    /// The key itself, if it is of this kind.
    pub(crate) fn of_kind(&self, kind: KeyKind) -> Result<&Self, TlogError> {
        if self.kind == kind {
            Ok(self)
        } else {
            Err(TlogError::WrongKind { name: self.name.clone(), expected: kind, found: self.kind })
        }
    }

    /// Whether these bytes are the signature of this key over this message. Stricter than RFC 8032
    /// asks: keys and signatures that could be bent to fit several messages are refused.
    pub(crate) fn has_signed(&self, message: &[u8], signature: &[u8]) -> bool {
        Signature::from_slice(signature)
            .and_then(|signature| self.key.verify_strict(message, &signature))
            .is_ok()
    }
}

impl FromStr for VerifierKey {
    type Err = TlogError;

    fn from_str(text: &str) -> Result<Self, TlogError> {
        let (name, id, kind, bytes) = parts(text).ok_or(TlogError::NoVerifierKey)?;
        let key = VerifyingKey::from_bytes(&bytes).map_err(|_| TlogError::NoVerifierKey)?;
        let key = Self { name: name.parse()?, kind, key };
        if key.id().to_string() == id { Ok(key) } else { Err(TlogError::NoVerifierKey) }
    }
}

/// Name, id, kind and key, as they stand in the text of a key.
fn parts(text: &str) -> Option<(&str, &str, KeyKind, [u8; 32])> {
    let mut parts = text.splitn(3, '+');
    let (name, id, key) = (parts.next()?, parts.next()?, parts.next()?);
    let key = STANDARD.decode(key).ok()?;
    let (kind, key) = key.split_first()?;
    Some((name, id, KeyKind::of(*kind)?, key.try_into().ok()?))
}

/// The text of a key out of its parts.
fn text_of(name: &KeyName, id: KeyId, kind: KeyKind, key: &[u8; 32]) -> String {
    let bytes: Vec<u8> = [kind.byte()].into_iter().chain(*key).collect();
    format!("{name}+{id}+{}", STANDARD.encode(bytes))
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&text_of(&self.name, self.id(), self.kind, self.key.as_bytes()))
    }
}

#[cfg(test)]
mod tests;
