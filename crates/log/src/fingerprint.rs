//! What a command came to, in eight bytes: enough to tell a command that is sent again from another
//! one under the same id, without keeping its events in memory.

use std::hash::{BuildHasher as _, RandomState};

use repatria_domain::{Commit, Event};

use crate::codec::{Frame, lay_out_events};
use crate::error::LogError;
use crate::lines::Placed;

/// Tells lists of events apart, as they stand in a line: two that differ have the same one once in
/// 2<sup>64</sup>.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fingerprint(u64);

/// Takes fingerprints by a key that nobody knows, so that nobody can make two that are alike: with the
/// hash by which the standard library guards its own maps. They are compared with those of the same
/// key only, and go with it when the memory does.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fingerprints(RandomState);

impl Fingerprints {
    pub(crate) fn of(&self, events: &[Event]) -> Result<Fingerprint, LogError> {
        let mut bytes = Vec::new();
        lay_out_events(events, &mut bytes).map_err(LogError::io("write events as a line"))?;
        Ok(self.of_bytes(&bytes))
    }

    /// Reads a line, with the fingerprint of its events; checks crc and number.
    pub(crate) fn of_placed(&self, placed: Placed<'_>) -> Result<(Commit, Fingerprint), LogError> {
        let commit = placed.commit()?;
        let content = self.of_line(placed.bytes, &commit.events)?;
        Ok((commit, content))
    }

    /// Of the events of a line that was read; they are written anew only where the layout is not ours.
    pub(crate) fn of_line(&self, line: &[u8], events: &[Event]) -> Result<Fingerprint, LogError> {
        match Frame::of(line) {
            Some(frame) => Ok(self.of_bytes(frame.events)),
            None => self.of(events),
        }
    }

    /// Of events as they stand in a line.
    pub(crate) fn of_bytes(&self, events: &[u8]) -> Fingerprint {
        Fingerprint(self.0.hash_one(events))
    }
}
