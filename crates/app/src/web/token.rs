//! Tokens of those who may do more than read: shown once when they are made, kept as hashes.
//! It refuses to know what a role may do.

mod file;

use repatria_domain::{Handle, Text, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

use super::role::Role;
use crate::failure::{Failure, Input};
use crate::hex::hex;

pub(crate) use file::{read, write};

/// What a token begins with, so that one that was left somewhere can be searched for.
const PREFIX: &str = "repatria_";
/// How many digits of its hash a token is called by.
const NAME_DIGITS: usize = 8;

/// Every token of a register.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tokens {
    tokens: Vec<Token>,
}

/// A token, without what it is recognised by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Token {
    /// What it may be used for.
    pub(crate) role: Role,
    /// Who records with it.
    pub(crate) by: Handle,
    /// What it is for, in words.
    pub(crate) label: Text,
    /// When it was made.
    pub(crate) made: Timestamp,
    /// The SHA-256 of its text. A token of 256 random bits needs no salt and no slow hash.
    sha256: String,
}

impl Tokens {
    /// Adds a token of these random bytes; answers with its text, which is nowhere else.
    pub(crate) fn add(&mut self, token: Token, random: [u8; 32]) -> String {
        let secret = format!("{PREFIX}{}", hex(&random));
        self.tokens.push(Token { sha256: digest(&secret), ..token });
        secret
    }

    /// The token with this text. Looks at all of them, and at each digit.
    pub(crate) fn find(&self, secret: &str) -> Option<&Token> {
        let digest = digest(secret);
        let mut found = None;
        for token in &self.tokens {
            if bool::from(token.sha256.as_bytes().ct_eq(digest.as_bytes())) {
                found = Some(token);
            }
        }
        found
    }

    /// Takes away the token that is called so.
    pub(crate) fn revoke(&mut self, name: &str) -> Result<Token, Failure> {
        let place = self.tokens.iter().position(|token| token.name() == name);
        let place = place.ok_or_else(|| Input::NoToken { name: name.to_owned() })?;
        Ok(self.tokens.remove(place))
    }

    /// In the order in which they were made.
    pub(crate) fn list(&self) -> &[Token] {
        &self.tokens
    }
}

impl Token {
    /// A token that is not made yet.
    pub(crate) fn new(role: Role, by: Handle, label: Text, made: Timestamp) -> Self {
        Self { role, by, label, made, sha256: String::new() }
    }

    /// What it is called: the first digits of its hash.
    pub(crate) fn name(&self) -> &str {
        self.sha256.get(..NAME_DIGITS).unwrap_or_default()
    }
}

fn digest(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}

#[cfg(test)]
mod tests;
