//! What an index keeps of commits that were appended one after the other, gathered while they are written,
//! so that the index is drawn without reading them. It refuses to know where their lines stand.

use repatria_domain::Commit;

use super::{Disk, FileLog, index_of};
use crate::error::LogError;
use crate::index::{Drawing, OfCommit};
use crate::sequencer::most_behind_an_index;

/// What an index keeps of the commits that follow another one.
#[derive(Debug)]
pub struct Appended {
    // How many commits stand before.
    after: u64,
    of_commits: Vec<OfCommit>,
}

/// So many lines are read in no time, and an index is made without what is gathered of fewer.
const MANY: usize = 4_000;

impl Appended {
    /// Nothing yet of so many commits that are to be appended behind others; none where it is not worth
    /// gathering.
    pub fn of_many(commits: usize, after: u64) -> Option<Self> {
        (commits >= MANY).then(|| Self { after, of_commits: Vec::with_capacity(commits) })
    }

    /// Gathers what is kept of the next commit. One that does not follow is left out, and its line is read.
    pub fn take(&mut self, commit: &Commit) {
        if commit.n == self.behind().saturating_add(1) {
            self.of_commits.push(OfCommit::of(commit));
        }
    }

    fn behind(&self) -> u64 {
        self.after.saturating_add(self.of_commits.len() as u64)
    }

    /// What is known of the commit with a number.
    fn of(&self, n: u64) -> Option<&OfCommit> {
        let place = n.checked_sub(self.after)?.checked_sub(1)?;
        self.of_commits.get(usize::try_from(place).ok()?)
    }
}

impl<D: Disk> FileLog<D> {
    /// Draws the index of the lines anew with what was gathered of those that were appended; of these no
    /// more than the crc is read. Nothing is done where that would not be worth it, or where many lines
    /// before them have no index either: [`Sequencer::keep_index`](crate::Sequencer::keep_index) knows
    /// whether they were read already.
    ///
    /// # Errors
    /// What the disk says; nothing is lost then but time.
    pub fn keep_index_with(&self, appended: &Appended) -> Result<(), LogError> {
        let index = index_of(&self.folder.unlocked);
        let indexed = index.as_ref().map_or(0, |index| index.anchor().behind.n);
        let is_read_already = appended.after.saturating_sub(indexed) > MANY as u64;
        let behind = self.head.n.saturating_sub(indexed);
        let is_worth_it =
            appended.of_commits.len() >= MANY && behind > most_behind_an_index(self.head.n);
        if is_read_already || !is_worth_it {
            return Ok(());
        }
        let drawing = index.map(Drawing::after).unwrap_or_default();
        let drawn = drawing.finish_with(self, |n| appended.of(n))?;
        drawn.map_or(Ok(()), |drawn| self.put_index(drawn))
    }
}

#[cfg(test)]
mod tests;
