//! What lines are found by, in eight bytes. Two things may share a key, which ties lines together
//! that have no need of it, and does no harm.

use std::fmt::{Display, Write as _};

use repatria_domain::{CommandId, Commit, Entity};
use sha2::{Digest as _, Sha256};

/// The first eight bytes of the SHA-256 of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Key(pub(super) u64);

impl Key {
    pub(crate) fn of_command(id: CommandId) -> Self {
        Self::of("command", id, "")
    }

    pub(crate) fn of_entity(entity: &Entity) -> Self {
        match *entity {
            Entity::Exchange(id) => Self::of("exchange", id, ""),
            Entity::Agreement(id) => Self::of("agreement", id, ""),
            Entity::Statement(id) => Self::of("statement", id, ""),
            Entity::Custody(holder, of) => Self::of("custody", holder, of.as_str()),
        }
    }

    /// What a commit can be found by: its command, and the entities that it names.
    pub(crate) fn all_of(commit: &Commit) -> Vec<Self> {
        let mut keys = vec![Self::of_command(commit.id)];
        for event in &commit.events {
            keys.extend(event.entities().iter().map(Self::of_entity));
        }
        keys
    }

    fn of(kind: &str, name: impl Display, other: &str) -> Self {
        let mut text = String::with_capacity(64);
        // Writing to memory does not fail.
        let _ = write!(text, "{kind} {name} {other}");
        let digest: [u8; 32] = Sha256::digest(text).into();
        Self(digest.first_chunk().copied().map_or(0, u64::from_be_bytes))
    }
}
