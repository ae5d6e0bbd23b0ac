//! Lines appended one piece after the other. Where there are several pieces, one is written and synced by a
//! thread while another chains the next, and the lines of the one behind it are made. It refuses to know
//! how they are made.

use std::iter;

use repatria_domain::Commit;

use crate::batch::{Batch, Draft};
use crate::error::LogError;
use crate::halves::in_two_halves;
use crate::port::{CommitLog, Head};

/// Lines to be appended together, and what goes with them.
pub(crate) struct Piece<T> {
    pub(crate) draft: Draft,
    pub(crate) with: T,
    /// Whether none follows.
    pub(crate) is_last: bool,
}

/// The append that failed: everything before it is in the log, nothing behind it was tried.
pub(crate) struct Failed<T> {
    pub(crate) with: T,
    pub(crate) cause: LogError,
}

/// What became of a piece.
enum Done<T> {
    /// It is in the log, which ends with it; its lines took that room.
    Durable {
        with: T,
        head: Head,
        room: Vec<u8>,
    },
    Failed(Failed<T>),
    /// It follows one that failed.
    Left,
}

/// Appends pieces that follow a head, as they come, up to the last one, and tells of each once it is
/// durable. Their lines take the room of those before, and leave it.
///
/// # Errors
/// The first append that fails.
pub(crate) fn in_order<L: CommitLog, T: Send>(
    log: &mut L,
    head: Head,
    rooms: &mut Vec<Vec<u8>>,
    mut next: impl FnMut(Vec<u8>) -> Option<Piece<T>>,
    mut durable: impl FnMut(T, Head),
) -> Result<(), Failed<T>> {
    let (mut chain, mut appending) = (Chain { head }, Appending { log, failed: false });
    let mut outcome = Ok(());
    // Says whether there is any use in going on.
    let mut take = |done, rooms: &mut Vec<_>| match done {
        Done::Durable { with, head, room } => {
            rooms.push(room);
            durable(with, head);
            true
        }
        Done::Failed(failed) => {
            outcome = Err(failed);
            false
        }
        Done::Left => false,
    };
    let Some(first) = next(rooms.pop().unwrap_or_default()) else { return Ok(()) };
    if first.is_last {
        take(appending.append(chain.end(first)), rooms);
        return outcome;
    }
    let append = |chained| appending.append(chained);
    let mut take_all = |done: Vec<_>, rooms: &mut _| done.into_iter().all(|done| take(done, rooms));
    in_two_halves(append, |disk| {
        let to_disk = |piece| {
            disk.hand(chain.end(piece));
            iter::from_fn(|| disk.done()).collect()
        };
        in_two_halves(to_disk, |chained| {
            let (mut made, mut goes_on) = (Some(first), true);
            while let Some(piece) = made.take() {
                chained.hand(piece);
                while let Some(done) = chained.done() {
                    goes_on &= take_all(done, rooms);
                }
                made = goes_on.then(|| next(rooms.pop().unwrap_or_default())).flatten();
            }
            while let Some(done) = chained.wait() {
                take_all(done, rooms);
            }
        });
        take_all(iter::from_fn(|| disk.wait()).collect(), rooms);
    });
    outcome
}

/// Appends groups of commits that follow what the log ends with, each group together: it is durable
/// before the next is written. While one is chained, written and synced, the lines of the next are made.
///
/// # Errors
/// Of the first group that fails, as [`crate::Batch::push`] and [`CommitLog::append`] say; all groups
/// before it are in the log, and none behind it is.
pub fn append_groups<'a, L: CommitLog>(
    log: &mut L,
    groups: impl IntoIterator<Item = &'a [Commit]>,
) -> Result<(), LogError> {
    let (head, mut groups) = (log.head()?, groups.into_iter().peekable());
    let (mut last, mut refused) = (head.n, Ok(()));
    let next = |room| {
        let mut draft = Draft::after(last, room);
        let made = groups.next()?.iter().try_for_each(|commit| draft.push(commit).map(drop));
        last = draft.last();
        let is_last = groups.peek().is_none();
        refused = made;
        refused.is_ok().then_some(Piece { draft, with: (), is_last })
    };
    in_order(log, head, &mut Vec::new(), next, |(), _| ()).map_err(|failed| failed.cause)?;
    refused
}

/// Gives lines their ends.
struct Chain {
    /// What the next lines follow.
    head: Head,
}

/// Lines with their ends, and what goes with them.
struct Chained<T> {
    batch: Result<Batch, LogError>,
    with: T,
}

impl Chain {
    fn end<T>(&mut self, piece: Piece<T>) -> Chained<T> {
        let Piece { draft, with, .. } = piece;
        let batch = draft.chain(self.head).inspect(|batch| self.head = batch.head());
        Chained { batch, with }
    }
}

/// Appends lines until that fails.
struct Appending<'a, L> {
    log: &'a mut L,
    failed: bool,
}

impl<L: CommitLog> Appending<'_, L> {
    fn append<T>(&mut self, chained: Chained<T>) -> Done<T> {
        if self.failed {
            return Done::Left;
        }
        let Chained { batch, with } = chained;
        let appended = batch.and_then(|batch| {
            if !batch.is_empty() {
                self.log.append(&batch)?;
            }
            Ok(batch)
        });
        match appended {
            Ok(batch) => Done::Durable { with, head: batch.head(), room: batch.into_bytes() },
            Err(cause) => {
                self.failed = true;
                Done::Failed(Failed { with, cause })
            }
        }
    }
}

#[cfg(test)]
mod tests;
