//! What a command came to, in sixteen bytes: enough to tell a command that is sent again from
//! another one under the same id, without keeping its events in memory.

use repatria_domain::Event;
use sha2::{Digest as _, Sha256};

use crate::codec::lay_out_events;
use crate::error::LogError;

/// The first half of the SHA-256 of a list of events, as a line holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fingerprint([u8; 16]);

impl Fingerprint {
    pub(crate) fn of(events: &[Event]) -> Result<Self, LogError> {
        let mut bytes = Vec::new();
        lay_out_events(events, &mut bytes).map_err(LogError::io("write events as a line"))?;
        Ok(Self::of_bytes(&bytes))
    }

    /// Of a list of events that is written already.
    pub(crate) fn of_bytes(events: &[u8]) -> Self {
        let digest: [u8; 32] = Sha256::digest(events).into();
        let mut half = [0; 16];
        half.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
        Self(half)
    }
}
