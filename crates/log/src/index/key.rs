//! What lines are found by, in eight bytes. Two things may share a key, which ties lines together
//! that have no need of it, and does no harm.

use repatria_domain::{CommandId, Commit, Entity, Party};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// A number that a name comes to; spread out, so that nearly all of it tells where it stands among
/// others in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Key(pub(super) u64);

/// 2<sup>64</sup> by the golden ratio, odd: multiplied by it, neighbours stand far apart (Knuth, The
/// Art of Computer Programming, volume 3, section 6.4).
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

impl Key {
    pub(crate) fn of_command(id: CommandId) -> Self {
        Self::of(0, id)
    }

    pub(crate) fn of_entity(entity: &Entity) -> Self {
        match *entity {
            Entity::Exchange(id) => Self::of(1, id),
            Entity::Agreement(id) => Self::of(2, id),
            Entity::Statement(id) => Self::of(3, id),
            Entity::Page(id) => Self::of(4, id),
            Entity::Custody(holder, of) => Self::of_account(holder, of),
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

    fn of(kind: u64, id: impl Into<Uuid>) -> Self {
        let (high, low) = id.into().as_u64_pair();
        Self((high ^ low.rotate_left(32) ^ kind).wrapping_mul(SPREAD))
    }

    fn of_account(holder: Party, of: Party) -> Self {
        let digest: [u8; 32] = Sha256::digest(format!("{holder} {of}")).into();
        Self(digest.first_chunk().copied().map_or(0, u64::from_be_bytes))
    }
}
