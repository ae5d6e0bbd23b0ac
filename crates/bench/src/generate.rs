//! Registers of any size that a domain accepts: many conflicts, a few of them under way at a time,
//! each event decided as a command of a person would be. The same seed makes the same bytes.
//! It refuses to know where the commits go, and any real name.

mod conflict;
mod plan;
mod statements;
mod words;

use chrono::{DateTime, Duration, Utc};
use fastrand::Rng;
use repatria_domain::{CommandId, Commit, Handle, Timestamp};

use crate::Failed;
use conflict::Conflict;

/// How many conflicts are under way at a time.
const UNDER_WAY: usize = 12;

/// A register that grows, commit by commit, without end.
pub(crate) struct Growing {
    rng: Rng,
    conflicts: Vec<Conflict>,
    begun: u32,
    n: u64,
    at: DateTime<Utc>,
    hands: [Handle; 3],
}

impl Growing {
    pub(crate) fn from_seed(seed: u64) -> Result<Self, Failed> {
        Ok(Self {
            rng: Rng::with_seed(seed),
            conflicts: Vec::new(),
            begun: 0,
            n: 0,
            at: DateTime::from_timestamp(1_704_067_200, 0).ok_or("no such time")?,
            hands: ["olena".parse()?, "desk-2".parse()?, "import".parse()?],
        })
    }

    /// The next commit.
    pub(crate) fn next_commit(&mut self) -> Result<Commit, Failed> {
        loop {
            while self.conflicts.len() < UNDER_WAY {
                self.begun += 1;
                self.conflicts.push(Conflict::begin(self.begun, &mut self.rng)?);
            }
            let index = self.rng.usize(..self.conflicts.len());
            let Some(conflict) = self.conflicts.get_mut(index) else { continue };
            if conflict.has_ended() {
                self.conflicts.swap_remove(index);
                continue;
            }
            // What the domain refuses is not recorded, here as anywhere.
            let Some(events) = conflict.next_events(&mut self.rng)? else { continue };
            self.n += 1;
            self.at += Duration::microseconds(self.rng.i64(1_000..74_000_000));
            let id = CommandId::of(&self.n.to_be_bytes());
            let by = self.rng.choice(&self.hands).ok_or("nobody records")?.clone();
            return Ok(Commit { n: self.n, id, at: Timestamp::new(self.at), by, events });
        }
    }
}
