//! A whole log for those who fold it: every commit, or the gist of every event. The crc and the number of
//! every line are checked, as [`Commits`](crate::Commits) does. It refuses to know what is folded.

use std::ops::ControlFlow;

use repatria_domain::{Commit, Gist};

use crate::codec::Said;
use crate::error::LogError;
use crate::lines::Placed;
use crate::pages::{Stretch, Threads, each_page};
use crate::port::{CommitReader, Position};

/// Shows every commit of a log with the place behind its line, in order, until `take` has enough. Lines are
/// read on several threads, with so much of what claimants said of exchanges as `said` asks for.
///
/// # Errors
/// As [`Commits`](crate::Commits) gives them; what stands before was shown. Words that are skipped
/// unread may be unsound: `verify` says.
pub fn each_commit(
    log: &impl CommitReader,
    said: Said,
    threads: Threads,
    mut take: impl FnMut(&Commit, Position) -> ControlFlow<()>,
) -> Result<(), LogError> {
    let read = |placed: Placed<'_>, commits: &mut Vec<(Commit, Position)>| {
        commits.push((placed.commit_with(said)?, placed.behind()));
        Ok(())
    };
    let take = |commits: &[(Commit, Position)]| {
        commits.iter().try_for_each(|(commit, behind)| take(commit, *behind))
    };
    each_page(log, Stretch::WHOLE, threads, read, take).map(drop)
}

/// Shows the gist of every event of a log, in order: what a fold of figures asks for, for a
/// fraction of what it takes to read whole commits.
///
/// # Errors
/// As [`each_commit`]. Words are skipped unread: whether they are sound, `verify` says.
pub fn each_gist(
    log: &impl CommitReader,
    threads: Threads,
    mut take: impl FnMut(&Gist),
) -> Result<(), LogError> {
    let read = |placed: Placed<'_>, gists: &mut Vec<Gist>| placed.gists(gists);
    let take = |gists: &[Gist]| {
        gists.iter().for_each(&mut take);
        ControlFlow::Continue(())
    };
    each_page(log, Stretch::WHOLE, threads, read, take).map(drop)
}
