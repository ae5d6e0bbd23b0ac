//! Up to which commit a read model knows the register.

use repatria_domain::{Commit, Timestamp};
use serde::Serialize;

/// The last commit that a read model was drawn from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Head {
    /// Its number; 0 for an empty register.
    pub n: u64,
    /// When it was recorded.
    pub at: Option<Timestamp>,
}

impl From<&Commit> for Head {
    fn from(commit: &Commit) -> Self {
        Self { n: commit.n, at: Some(commit.at) }
    }
}
