//! A whole log, or a stretch of it, read on several threads: each reads whole pages, line by line, and what
//! they say is taken in order on the thread that asks. It refuses to know what is read of a line.

mod board;

use std::num::NonZero;
use std::ops::ControlFlow;
use std::sync::LazyLock;
use std::thread;

use repatria_domain::Commit;
use repatria_tlog::LeafHash;

use crate::codec::{Frame, Reader, decode};
use crate::error::LogError;
use crate::lines::Placed;
use crate::memory_log::PAGE_BYTES;
use crate::port::{CommitReader, Head, Position};
use board::{Board, Next};

/// How much is read at once, in bytes, once it is known that there is much: to open the log for a page
/// takes as long as to read a fifth of it.
const WINDOW_BYTES: usize = 4 * PAGE_BYTES;
/// How many of the first pages are small, and read by the thread that asks: a small log is read before
/// another thread has begun.
const SMALL_PAGES: u64 = 16;
/// How many threads are of use: to take what a line says is a quarter of the work.
const MOST_THREADS: usize = 4;
/// To ask how many cores there are takes a part of the time in which a small log is read; so it is asked
/// where there is more.
static CORES: LazyLock<usize> =
    LazyLock::new(|| thread::available_parallelism().map_or(1, NonZero::get));

/// How many threads read a log.
#[derive(Clone, Copy, Debug)]
pub struct Threads {
    // None: as many as are of use.
    number: Option<NonZero<usize>>,
    // From which page on there is more than one.
    from_page: u64,
}

impl Threads {
    /// The one that asks.
    pub const ONE: Self = Self { number: Some(NonZero::<usize>::MIN), from_page: 0 };

    /// As many as there are cores, and no more than are of use; one for a small log.
    pub fn of_use() -> Self {
        Self { number: None, from_page: SMALL_PAGES }
    }

    /// So many from the first line on.
    pub fn exactly(number: NonZero<usize>) -> Self {
        Self { number: Some(number), from_page: 0 }
    }

    /// Those that read from this page on, beside the one that asks.
    fn helpers(self, page: u64) -> Option<NonZero<usize>> {
        if page < self.from_page {
            return None;
        }
        let number = self.number.map_or_else(|| MOST_THREADS.min(*CORES), NonZero::get);
        NonZero::new(number.saturating_sub(1))
    }
}

/// A stretch of a log.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stretch {
    pub(crate) from: Position,
    /// To here, or to the end.
    pub(crate) until: Option<Position>,
}

impl Stretch {
    pub(crate) const WHOLE: Self = Self { from: Position::START, until: None };
}

/// How far a log was read, and the last line of it where it was read to the end.
#[derive(Debug)]
pub(crate) struct Read {
    pub(crate) behind: Position,
    last: Vec<u8>,
}

impl Read {
    /// The number and the hash of the last line; of none, where there was none.
    pub(crate) fn head(&self) -> Head {
        if self.last.is_empty() {
            return Head { n: self.behind.n, leaf: LeafHash::NONE };
        }
        Head { n: self.behind.n, leaf: LeafHash::of(&self.last) }
    }

    /// What the last line says; nothing where there was none.
    pub(crate) fn last_commit(&self) -> Result<Option<Commit>, LogError> {
        if self.last.is_empty() {
            return Ok(None);
        }
        let Position { n, byte } = self.behind;
        let before = byte.saturating_sub(self.last.len() as u64).saturating_sub(1);
        let decoded = decode(&self.last).map_err(|unreadable| unreadable.at(n, before))?;
        Ok(Some(decoded.commit))
    }
}

/// Reads every line of a stretch, and takes what they say in order, until `take` has enough.
///
/// # Errors
/// What `read` says of a line, once all before it was taken; or that the log cannot be read.
pub(crate) fn each_page<T: Send>(
    log: &impl CommitReader,
    stretch: Stretch,
    mut threads: Threads,
    read: impl Fn(Placed<'_>, &mut Vec<T>) -> Result<(), LogError> + Sync,
    mut take: impl FnMut(&[T]) -> ControlFlow<()>,
) -> Result<Read, LogError> {
    let mut so_far = Read { behind: stretch.from, last: Vec::new() };
    let (mut page, reader) = (Page::blank(0), Reader::default());
    while page.turn(log, so_far.behind, stretch.until)? {
        if let Some(helpers) = threads.helpers(page.number) {
            let board = Board::of(log, stretch, helpers, &page);
            if together(&board, helpers, page, &read, &mut take, &mut so_far)?.is_break() {
                break;
            }
            // Lines are counted from here on, by the thread that asks.
            (threads, page) = (Threads::ONE, Page::blank(0));
            continue;
        }
        // Line by line, so that what a line says is taken while it is at hand.
        let flow = page.read(&reader, &read, |said| {
            let flow = take(said);
            said.clear();
            flow
        });
        if page.ending(flow, &mut so_far)?.is_break() {
            break;
        }
        page.number = page.number.saturating_add(1);
    }
    Ok(so_far)
}

/// Each thread reads pages; the one that asks takes what they say, and reads one itself while the next
/// is not there. Breaks at the end, or where `take` has enough; goes on behind a line that was taken with
/// another number than that of its place, because the next page was turned to by that number.
fn together<L: CommitReader, T: Send>(
    board: &Board<'_, L, T>,
    helpers: NonZero<usize>,
    first: Page<T>,
    read: &(impl Fn(Placed<'_>, &mut Vec<T>) -> Result<(), LogError> + Sync),
    mut take: impl FnMut(&[T]) -> ControlFlow<()>,
    so_far: &mut Read,
) -> Result<ControlFlow<()>, LogError> {
    thread::scope(|scope| {
        for helper in 1..=helpers.get() {
            let begun = thread::Builder::new().spawn_scoped(scope, move || {
                let reader = Reader::default();
                board.seat(helper, None).help(|page| page.read_whole(&reader, read));
            });
            // Where no more threads are to be had, those that there are read all.
            if begun.is_err() {
                break;
            }
        }
        let _taking = board.taking();
        let (mut seat, reader) = (board.seat(0, Some(first)), Reader::default());
        while let Some(next) = seat.next() {
            match next {
                Next::Take(page) if page.begins != so_far.behind => break,
                Next::Take(mut page) => {
                    let flow = take(&page.said);
                    if page.ending(flow, so_far)?.is_break() {
                        return Ok(ControlFlow::Break(()));
                    }
                    board.taken(page);
                }
                Next::Read(mut page) => {
                    page.read_whole(&reader, read);
                    seat.hand_in(page);
                }
            }
        }
        let is_end = board.ends_at(so_far.behind);
        Ok(if is_end { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    })
}

/// Whole lines of a log, and what they say, as far as they can be read.
struct Page<T> {
    lines: Vec<u8>,
    // Where the lines begin.
    begins: Position,
    // Where those end that were read.
    place: Position,
    said: Vec<T>,
    failed: Option<LogError>,
    // The how-manieth it is; 0 is the first.
    number: u64,
    // Which thread reads it.
    reader: usize,
}

impl<T> Page<T> {
    fn blank(reader: usize) -> Self {
        Self {
            lines: Vec::new(),
            begins: Position::START,
            place: Position::START,
            said: Vec::new(),
            failed: None,
            number: 0,
            reader,
        }
    }

    /// Takes up the lines between two places; false where there are none.
    fn turn(
        &mut self,
        log: &impl CommitReader,
        after: Position,
        until: Option<Position>,
    ) -> Result<bool, LogError> {
        (self.begins, self.place) = (after, after);
        if self.number >= SMALL_PAGES {
            self.lines.reserve_exact(WINDOW_BYTES.saturating_sub(self.lines.len()));
        }
        let left = until.map(|until| until.byte.saturating_sub(after.byte));
        if left == Some(0) {
            self.lines.clear();
            return Ok(false);
        }
        log.read(after, &mut self.lines).inspect_err(|_| self.lines.clear())?;
        let left = left.and_then(|left| usize::try_from(left).ok());
        self.lines.truncate(left.unwrap_or(usize::MAX));
        Ok(!self.lines.is_empty())
    }

    /// Where the lines end, by the number that the last one says it has: to count them takes a twentieth
    /// of the time in which they are read. Whether it says so rightly is seen when they are taken.
    fn ends(&self) -> Position {
        let Position { n, byte } = self.begins;
        let last = self.last_line();
        let bytes = u64::try_from(self.lines.len()).unwrap_or(u64::MAX);
        let framed = Frame::of(last.strip_suffix(b"\n").unwrap_or(last));
        let n = framed.map_or_else(|| n.saturating_add(self.line_feeds()), |line| line.n);
        Position { n, byte: byte.saturating_add(bytes) }
    }

    fn line_feeds(&self) -> u64 {
        let lines = memchr::memchr_iter(b'\n', &self.lines).count();
        u64::try_from(lines).unwrap_or(u64::MAX)
    }

    /// The last line, with its line feed; empty where there is none.
    fn last_line(&self) -> &[u8] {
        let Some(lines) = self.lines.strip_suffix(b"\n") else { return &[] };
        let begins = memchr::memrchr(b'\n', lines).map_or(0, |end| end.saturating_add(1));
        self.lines.get(begins..).unwrap_or_default()
    }

    /// Reads line by line, and shows after each what there is to be taken.
    fn read(
        &mut self,
        reader: &Reader,
        read: impl Fn(Placed<'_>, &mut Vec<T>) -> Result<(), LogError>,
        mut take: impl FnMut(&mut Vec<T>) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        for bytes in lines(&self.lines) {
            let Position { n, byte } = self.place;
            let before = self.said.len();
            let placed = Placed { bytes, line: n.saturating_add(1), byte, reader };
            if let Err(failed) = read(placed, &mut self.said) {
                self.said.truncate(before);
                self.failed = Some(failed);
                return ControlFlow::Continue(());
            }
            self.place = self.place.behind(bytes.len());
            take(&mut self.said)?;
        }
        ControlFlow::Continue(())
    }

    fn read_whole(
        &mut self,
        reader: &Reader,
        read: impl Fn(Placed<'_>, &mut Vec<T>) -> Result<(), LogError>,
    ) {
        self.said.clear();
        let _whole = self.read(reader, read, |_| ControlFlow::Continue(()));
    }

    /// Whoever has enough is not told of damage behind it.
    fn ending(
        &mut self,
        flow: ControlFlow<()>,
        so_far: &mut Read,
    ) -> Result<ControlFlow<()>, LogError> {
        so_far.behind = self.place;
        if let Some(last) = self.last_line().strip_suffix(b"\n") {
            so_far.last.clear();
            so_far.last.extend_from_slice(last);
        }
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

#[cfg(test)]
mod tests;
