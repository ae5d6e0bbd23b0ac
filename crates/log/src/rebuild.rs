//! A whole log for those who fold it: lines are read on several threads, and what they say is taken
//! in order, on the thread that asks. The crc and the number of every line are checked, as
//! [`Commits`](crate::Commits) does. It refuses to know what is folded.

use std::num::NonZero;
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, Scope};

use repatria_domain::{Commit, Gist};

use crate::codec::{Unreadable, decode, decode_gists};
use crate::error::{Fault, LogError};
use crate::port::{CommitReader, Position};

/// Takes in every commit of a log, in order, until `take` has enough.
///
/// # Errors
/// As [`Commits`](crate::Commits) gives them; what stands before was taken in.
pub fn each_commit(
    log: &impl CommitReader,
    threads: NonZero<usize>,
    mut take: impl FnMut(Commit) -> ControlFlow<()>,
) -> Result<(), LogError> {
    let read = |line: &[u8], page: &mut Vec<Commit>| {
        let commit = decode(line)?.commit;
        let n = commit.n;
        page.push(commit);
        Ok(n)
    };
    each_page(log, threads, read, |commits| commits.drain(..).try_for_each(&mut take))
}

/// Takes in the gist of every event of a log, in order: what a fold of figures asks for, for a
/// fraction of what it takes to read whole commits.
///
/// # Errors
/// As [`each_commit`]. Words are skipped unread: whether they are sound, `verify` says.
pub fn each_gist(
    log: &impl CommitReader,
    threads: NonZero<usize>,
    mut take: impl FnMut(Gist),
) -> Result<(), LogError> {
    let read = |line: &[u8], page: &mut Vec<Gist>| decode_gists(line, page);
    each_page(log, threads, read, |gists| {
        gists.drain(..).for_each(&mut take);
        ControlFlow::Continue(())
    })
}

/// Whole lines of a log, and what they say, as far as they can be read.
struct Page<T> {
    lines: Vec<u8>,
    // Where the lines begin, and then where those end that were read.
    place: Position,
    said: Vec<T>,
    failed: Option<LogError>,
}

fn each_page<T: Send>(
    log: &impl CommitReader,
    threads: NonZero<usize>,
    read: impl Fn(&[u8], &mut Vec<T>) -> Result<u64, Unreadable> + Sync,
    take: impl FnMut(&mut Vec<T>) -> ControlFlow<()>,
) -> Result<(), LogError> {
    if threads.get() == 1 { alone(log, read, take) } else { together(log, threads, &read, take) }
}

fn alone<T>(
    log: &impl CommitReader,
    read: impl Fn(&[u8], &mut Vec<T>) -> Result<u64, Unreadable>,
    mut take: impl FnMut(&mut Vec<T>) -> ControlFlow<()>,
) -> Result<(), LogError> {
    let mut page = Page::blank();
    while page.turn(log, page.place)? {
        // Line by line, so that what a line says is taken while it is at hand.
        let flow = page.read(&read, &mut take);
        if page.ending(flow)?.is_break() {
            break;
        }
    }
    Ok(())
}

/// Pages go round the threads, and come back in the same order.
fn together<T: Send>(
    log: &impl CommitReader,
    threads: NonZero<usize>,
    read: &(impl Fn(&[u8], &mut Vec<T>) -> Result<u64, Unreadable> + Sync),
    mut take: impl FnMut(&mut Vec<T>) -> ControlFlow<()>,
) -> Result<(), LogError> {
    thread::scope(|scope| {
        let helpers: Vec<_> = (0..threads.get()).map(|_| Helper::start(scope, read)).collect();
        let (mut giving, mut taking) = (helpers.iter().cycle(), helpers.iter().cycle());
        let (mut behind, mut under_way, mut has_ended) = (Position::START, 0, false);
        let mut spare: Vec<Page<T>> = Vec::new();
        loop {
            while !has_ended && under_way <= helpers.len() {
                let mut page = spare.pop().unwrap_or_else(Page::blank);
                has_ended = !page.turn(log, behind)?;
                if !has_ended {
                    behind = page.ends();
                    giving.next().map(|helper| helper.pages.send(page));
                    under_way += 1;
                }
            }
            let next = if under_way == 0 { None } else { taking.next() };
            // A helper that is gone has panicked, and the scope says so.
            let Some(Ok(mut page)) = next.map(|helper| helper.read.recv()) else { return Ok(()) };
            under_way -= 1;
            if page.hand_over(&mut take)?.is_break() {
                return Ok(());
            }
            spare.push(page);
        }
    })
}

/// A thread that reads pages.
struct Helper<T> {
    pages: Sender<Page<T>>,
    read: Receiver<Page<T>>,
}

impl<T: Send> Helper<T> {
    fn start<'scope, 'env: 'scope>(
        scope: &'scope Scope<'scope, 'env>,
        read: &'env (impl Fn(&[u8], &mut Vec<T>) -> Result<u64, Unreadable> + Sync),
    ) -> Self
    where
        T: 'scope,
    {
        let (pages, given) = channel::<Page<T>>();
        let (back, done) = channel();
        scope.spawn(move || {
            for mut page in given {
                let _whole = page.read(read, |_| ControlFlow::Continue(()));
                if back.send(page).is_err() {
                    break;
                }
            }
        });
        Self { pages, read: done }
    }
}

impl<T> Page<T> {
    fn blank() -> Self {
        Self { lines: Vec::new(), place: Position::START, said: Vec::new(), failed: None }
    }

    /// Takes up the lines after a position; false where there are none.
    fn turn(&mut self, log: &impl CommitReader, after: Position) -> Result<bool, LogError> {
        self.place = after;
        log.read(after, &mut self.lines)?;
        Ok(!self.lines.is_empty())
    }

    fn ends(&self) -> Position {
        let Position { n, byte } = self.place;
        let lines = memchr::memchr_iter(b'\n', &self.lines).count();
        let [lines, bytes] =
            [lines, self.lines.len()].map(|number| u64::try_from(number).unwrap_or(u64::MAX));
        Position { n: n.saturating_add(lines), byte: byte.saturating_add(bytes) }
    }

    /// Reads line by line, and shows after each what there is to be taken.
    fn read(
        &mut self,
        read: impl Fn(&[u8], &mut Vec<T>) -> Result<u64, Unreadable>,
        mut take: impl FnMut(&mut Vec<T>) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        for line in lines(&self.lines) {
            let expected = self.place.n.saturating_add(1);
            let before = self.said.len();
            let read = read(line, &mut self.said).and_then(|found| in_order(found, expected));
            if let Err(unreadable) = read {
                self.said.truncate(before);
                self.failed = Some(unreadable.at(expected, self.place.byte));
                return ControlFlow::Continue(());
            }
            self.place = self.place.behind(line.len());
            take(&mut self.said)?;
        }
        ControlFlow::Continue(())
    }

    fn hand_over(
        &mut self,
        mut take: impl FnMut(&mut Vec<T>) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>, LogError> {
        let flow = take(&mut self.said);
        self.ending(flow)
    }

    /// Whoever has enough is not told of damage behind it.
    fn ending(&mut self, flow: ControlFlow<()>) -> Result<ControlFlow<()>, LogError> {
        self.said.clear();
        match self.failed.take() {
            Some(failed) if flow.is_continue() => Err(failed),
            Some(_) | None => Ok(flow),
        }
    }
}

/// The lines of a page, without their line feeds.
fn lines(page: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = page;
    std::iter::from_fn(move || {
        let (line, behind) = rest.split_at_checked(memchr::memchr(b'\n', rest)?)?;
        rest = behind.get(1..)?;
        Some(line)
    })
}

fn in_order(found: u64, expected: u64) -> Result<(), Unreadable> {
    if found == expected {
        return Ok(());
    }
    Err(Unreadable::Damaged(Fault::Number { expected, found }))
}

#[cfg(test)]
mod tests;
