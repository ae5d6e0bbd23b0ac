//! The gists that move a total, up to any time, folded without reading the log where an index keeps
//! them. It refuses to know what they are folded into.

use std::io;
use std::ops::ControlFlow;

use repatria_domain::{Commit, Gist, Numbered, Timestamp};

use crate::commits::Commits;
use crate::error::{Fault, LogError};
use crate::file::{Disk, FileReader};
use crate::index::{Index, moves_a_total};
use crate::last::Last;
use crate::lines::Placed;
use crate::numbers::Numbers;
use crate::pages::{Stretch, Threads, each_page};
use crate::port::Position;

/// Folds, in order, with the number of its commit, every gist that moves a total, of the commits
/// recorded by a time or of all; answers with the last of these commits, whatever it says. Those
/// that move none are not shown: what claimants said, reviews, and what is of no exchange.
///
/// In them exchanges, sets of parties and ways go by numbers. What comes up for the first time is
/// shown before the gist, with the number of that commit or of one before.
///
/// They are read from the index where there is one, and only what stands behind it from the log.
/// Where the index turns out to be damaged, the fold begins anew with the first line of the log.
/// `take` ends it early by [`ControlFlow::Break`], with what there is.
///
/// # Errors
/// As [`Commits`] gives them up to the last of these commits, where the log is read; words are
/// skipped unread, as by [`each_gist`](crate::each_gist).
///
/// ```
/// use std::ops::ControlFlow;
/// use repatria_domain::Numbered;
/// use repatria_log::{FileLog, fold_gists};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let folder = tempfile::tempdir()?;
/// # let folder = folder.path().join("register");
/// # drop(FileLog::create(&folder)?);
/// let log = FileLog::open_for_reading(&folder)?;
/// let (opened, last) = fold_gists(&log, None, |opened: &mut u64, _, gist| {
///     *opened += u64::from(matches!(gist, Numbered::Opened { .. }));
///     ControlFlow::Continue(())
/// })?;
/// assert_eq!((opened, last), (0, None));
/// # Ok(())
/// # }
/// ```
pub fn fold_gists<D: Disk, T: Default>(
    log: &FileReader<D>,
    until: Option<Timestamp>,
    mut take: impl FnMut(&mut T, u64, Numbered<'_>) -> ControlFlow<()>,
) -> Result<(T, Option<Commit>), LogError> {
    // Where the last commit cannot be found, the log says in order what is wrong with it.
    let Ok(last) = Last::of(log, until) else { return by_commits(log, until, take) };
    let Some(Last { commit, behind }) = last else { return Ok((T::default(), None)) };
    if let Some(index) = log.index()
        && let Ok(folded) = by_index(log, index, behind, &mut take)
    {
        return Ok((folded, Some(commit)));
    }
    let (mut folded, mut numbers) = (T::default(), Numbers::default());
    by_lines(log, Position::START, behind, &mut numbers, |n, gist| take(&mut folded, n, gist))?;
    Ok((folded, Some(commit)))
}

/// Folds what an index keeps, and the lines behind it.
fn by_index<D: Disk, T: Default>(
    log: &FileReader<D>,
    index: Index,
    until: Position,
    mut take: impl FnMut(&mut T, u64, Numbered<'_>) -> ControlFlow<()>,
) -> Result<T, LogError> {
    let (mut folded, behind) = (T::default(), index.anchor().behind);
    // Only lines speak of things by name.
    let mut numbers = (behind.n < until.n).then(Numbers::default);
    let mut gists = index.gists();
    let mut show = |n, gist: Numbered<'_>| {
        if numbers.as_mut().is_some_and(|numbers| !numbers.remember(&gist)) {
            return Err(io::ErrorKind::InvalidData);
        }
        if n > until.n { Ok(ControlFlow::Break(())) } else { Ok(take(&mut folded, n, gist)) }
    };
    while let Some(flow) = gists.next(&mut show).map_err(unread)? {
        if flow.map_err(|kind| unread(kind.into()))?.is_break() {
            return Ok(folded);
        }
    }
    let mut numbers = numbers.unwrap_or_default();
    by_lines(log, behind, until, &mut numbers, |n, gist| take(&mut folded, n, gist))?;
    Ok(folded)
}

fn unread(cause: io::Error) -> LogError {
    LogError::Io { doing: "read the index of the log", cause }
}

/// Shows the gists of the lines between two places.
fn by_lines<D: Disk>(
    log: &FileReader<D>,
    from: Position,
    until: Position,
    numbers: &mut Numbers,
    mut take: impl FnMut(u64, Numbered<'_>) -> ControlFlow<()>,
) -> Result<(), LogError> {
    let read = |placed: Placed<'_>, gists: &mut Vec<(u64, Gist)>| {
        let mut of_line = Vec::new();
        placed.gists(&mut of_line)?;
        gists.extend(of_line.into_iter().filter(moves_a_total).map(|gist| (placed.line, gist)));
        Ok(())
    };
    let mut flow = ControlFlow::Continue(());
    let stretch = Stretch { from, until: Some(until) };
    let read = each_page(log, stretch, Threads::of_use(), read, |gists| {
        flow =
            gists.iter().try_for_each(|(n, gist)| numbers.each_of(gist, |shown| take(*n, shown)));
        flow
    })?;
    let Position { n, byte } = read.behind;
    match until.byte.checked_sub(byte) {
        Some(missing @ 1..) if flow.is_continue() => {
            Err(LogError::damaged(n.saturating_add(1), byte, Fault::EndsEarly { missing }))
        }
        Some(_) | None => Ok(()),
    }
}

/// Folds a log of which only reading in order tells where it ends, or what is wrong with it.
fn by_commits<D: Disk, T: Default>(
    log: &FileReader<D>,
    until: Option<Timestamp>,
    mut take: impl FnMut(&mut T, u64, Numbered<'_>) -> ControlFlow<()>,
) -> Result<(T, Option<Commit>), LogError> {
    let (mut folded, mut last, mut flow) = (T::default(), None, ControlFlow::Continue(()));
    let mut numbers = Numbers::default();
    for commit in Commits::of(log) {
        let commit = commit?;
        if until.is_some_and(|until| commit.at > until) {
            break;
        }
        let mut gists = commit.events.iter().map(Gist::of).filter(moves_a_total);
        if flow.is_continue() {
            flow = gists.try_for_each(|gist| {
                numbers.each_of(&gist, |shown| take(&mut folded, commit.n, shown))
            });
        }
        last = Some(commit);
    }
    Ok((folded, last))
}

#[cfg(test)]
mod tests;
