//! The secret half of a key, and the text in which it is kept. It never appears in a message.

use std::fmt;
use std::str::FromStr;

use ed25519_dalek::Signer as _;

use super::{KeyKind, KeyName, VerifierKey, parts, text_of};
use crate::error::TlogError;

/// What stands before the text of a secret key, as other programs for signed notes have it.
const SECRET: &str = "PRIVATE+KEY+";

/// A secret key with its name. Whoever has it signs in the name of the log, or of the witness.
pub struct SigningKey {
    verifier: VerifierKey,
    secret: ed25519_dalek::SigningKey,
}

impl SigningKey {
    /// The key that 32 random bytes make.
    pub fn from_seed(name: KeyName, kind: KeyKind, seed: &[u8; 32]) -> Self {
        let secret = ed25519_dalek::SigningKey::from_bytes(seed);
        Self { verifier: VerifierKey { name, kind, key: secret.verifying_key() }, secret }
    }

    /// The public half.
    pub fn verifier(&self) -> &VerifierKey {
        &self.verifier
    }

    /// The text to keep it in, in a file that nobody else may read.
    pub fn to_secret_text(&self) -> String {
        let VerifierKey { name, kind, .. } = &self.verifier;
        let text = text_of(name, self.verifier.id(), *kind, self.secret.as_bytes());
        format!("{SECRET}{text}")
    }

    pub(crate) fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.secret.sign(message).to_bytes()
    }
}

impl FromStr for SigningKey {
    type Err = TlogError;

    fn from_str(text: &str) -> Result<Self, TlogError> {
        let text = text.strip_prefix(SECRET).ok_or(TlogError::NoSigningKey)?;
        let (name, id, kind, seed) = parts(text).ok_or(TlogError::NoSigningKey)?;
        let key = Self::from_seed(name.parse()?, kind, &seed);
        if key.verifier.id().to_string() == id { Ok(key) } else { Err(TlogError::NoSigningKey) }
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "SigningKey(of {})", self.verifier)
    }
}
