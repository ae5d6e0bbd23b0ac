//! Follows the log, whoever appends to it, and makes the next edition of what is new.
//!
//! There are two records, and a commit is taken in by both: while one is read, the other one takes
//! in what is new, and then they change places. So nothing is copied for a commit, and a reader
//! waits for the exchange of two pointers at most.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use repatria_domain::Commit;
use repatria_log::{CommitReader as _, Commits, FileLog, FileReader, LeafHash, Position};

use super::{Edition, Editions, Mark};
use crate::failure::Failure;
use crate::flow::fold;

/// How many commits are taken in before they are shown.
const BATCH_MAX: usize = 10_000;

/// Where it is in the log, and the edition that is not being read.
#[derive(Debug)]
pub(super) struct Follower {
    folder: PathBuf,
    place: Mutex<Place>,
    trouble: Mutex<Option<String>>,
}

#[derive(Debug, Default)]
struct Place {
    /// Absent after a failure: taken up anew behind what is shown.
    commits: Option<Commits<FileReader>>,
    /// The edition before the newest, once nobody reads it any more.
    spare: Option<Arc<Edition>>,
    /// What the spare one has not taken in.
    lag: Vec<Commit>,
}

/// Commits that are new, their marks, and where the last line begins.
#[derive(Default)]
struct News {
    commits: Vec<Commit>,
    marks: Vec<Mark>,
    last: Position,
}

impl Follower {
    pub(super) fn of(folder: PathBuf) -> Self {
        Self { folder, place: Mutex::default(), trouble: Mutex::default() }
    }

    pub(super) fn trouble(&self) -> Option<String> {
        lock(&self.trouble).clone()
    }
}

/// Takes in the whole log, and shows how far it is.
pub(super) fn take_up(editions: &Editions, mut show: impl FnMut(u64)) -> Result<(), Failure> {
    let (edition, marks) = folded(&editions.reader, u64::MAX, &mut show)?;
    editions.mark(&marks);
    editions.publish(edition);
    Ok(())
}

/// The register after commit `n`, or after the last, and the marks until then; shows how far it is.
pub(super) fn folded(
    log: &FileReader,
    n: u64,
    mut show: impl FnMut(u64),
) -> Result<(Edition, Vec<Mark>), Failure> {
    let (mut marks, mut last) = (Vec::new(), Position::START);
    let record = fold(log, |commit, behind| {
        if commit.n > n {
            return ControlFlow::Break(());
        }
        last = behind_last(&marks);
        marks.push(Mark { at: commit.at, end: behind.byte });
        show(commit.n);
        ControlFlow::Continue(())
    })?;
    let leaf = if marks.is_empty() { LeafHash::NONE } else { leaf(log, last)? };
    Ok((Edition { record, leaf }, marks))
}

/// The place behind the last of these lines.
fn behind_last(marks: &[Mark]) -> Position {
    let byte = marks.last().map_or(0, |mark| mark.end);
    Position { n: marks.len() as u64, byte }
}

/// Takes in whatever the log holds by now.
pub(super) fn take_in(editions: &Editions) -> Result<(), Failure> {
    let mut place = lock(&editions.follower.place);
    let taken = place.take_in(editions);
    if taken.is_err() {
        place.commits = None;
    }
    *lock(&editions.follower.trouble) = taken.as_ref().err().map(ToString::to_string);
    taken
}

impl Place {
    fn take_in(&mut self, editions: &Editions) -> Result<(), Failure> {
        loop {
            let news = self.news(editions)?;
            if news.commits.is_empty() {
                return Ok(());
            }
            let leaf = leaf(&editions.reader, news.last)?;
            let next = self.next_edition(editions, &news.commits, leaf)?;
            editions.mark(&news.marks);
            self.spare = Some(editions.publish(next));
            self.lag = news.commits;
        }
    }

    /// The next few commits.
    fn news(&mut self, editions: &Editions) -> Result<News, Failure> {
        let commits = if let Some(commits) = &mut self.commits {
            commits
        } else {
            let shown = editions.newest().record.head().n;
            let Some(behind) = editions.position(shown) else { return Ok(News::default()) };
            let log = FileLog::open_for_reading(&editions.follower.folder)?;
            self.commits.insert(Commits::behind(log, behind))
        };
        let mut news = News::default();
        while news.commits.len() < BATCH_MAX {
            let before = Commits::position(commits);
            let Some(commit) = commits.next() else { break };
            let commit = commit?;
            news.marks.push(Mark { at: commit.at, end: Commits::position(commits).byte });
            news.commits.push(commit);
            news.last = before;
        }
        Ok(news)
    }

    /// The newest edition after these commits: made of the spare one where nobody reads that any
    /// more, else of a copy.
    fn next_edition(
        &mut self,
        editions: &Editions,
        news: &[Commit],
        leaf: LeafHash,
    ) -> Result<Edition, Failure> {
        let lag = std::mem::take(&mut self.lag);
        let mut edition = match self.spare.take().map(Arc::try_unwrap) {
            Some(Ok(mut spare)) => {
                apply(&mut spare, &lag)?;
                spare
            }
            Some(Err(_)) | None => Edition::clone(&editions.newest()),
        };
        apply(&mut edition, news)?;
        edition.leaf = leaf;
        Ok(edition)
    }
}

fn apply(edition: &mut Edition, commits: &[Commit]) -> Result<(), Failure> {
    for commit in commits {
        let broken = |refusal| Failure::RuleBroken { n: commit.n, refusal };
        edition.record.apply(commit).map_err(broken)?;
    }
    Ok(())
}

/// The hash of the line that begins here.
fn leaf(log: &FileReader, place: Position) -> Result<LeafHash, Failure> {
    let mut page = Vec::new();
    log.read(place, &mut page)?;
    Ok(LeafHash::of(page.split(|byte| *byte == b'\n').next().unwrap_or_default()))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
