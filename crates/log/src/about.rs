//! Some entities of a log: the commits that concern them, without the others. It refuses to know
//! what they come to.

use repatria_domain::{Commit, Entity, Timestamp};

use crate::file::{Disk, FileReader};
use crate::last::Last;
use crate::parts::Parts;

/// What a log says of some entities, and of all that is tied to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// The commits that concern them, in order.
    pub commits: Vec<Commit>,
    /// The last commit of the log, whatever it concerns.
    pub last: Option<Commit>,
}

impl About {
    /// What the log of a folder said of entities by a time, or says now; `None` where there is no
    /// index that tells which lines these are. Nothing is said of the lines between.
    pub fn of<D: Disk>(
        log: &FileReader<D>,
        entities: &[Entity],
        until: Option<Timestamp>,
    ) -> Option<Self> {
        // Whatever is wrong with a part or the index: the log itself is right, or says what is not.
        let (mut parts, mut last) = Parts::of(log, log.index()?).ok()?;
        let mut commits = Vec::new();
        parts
            .each_line_about(log, entities, |placed| {
                commits.push(placed.commit()?);
                Ok(())
            })
            .ok()?;
        if let Some(until) = until {
            last = Last::by(log, until).ok()?.map(|last| last.commit);
            commits.retain(|commit| commit.at <= until);
        }
        Some(Self { commits, last })
    }
}

#[cfg(test)]
mod tests;
