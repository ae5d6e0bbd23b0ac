//! Where the threads meet that read one log: who turns to which page, and which pages were read and
//! wait for their turn. It refuses to know what is in them.

use std::num::NonZero;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use super::{Page, Stretch};
use crate::error::LogError;
use crate::port::{CommitReader, Position};

/// Where they meet.
pub(super) struct Board<'a, L, T> {
    log: &'a L,
    until: Option<Position>,
    // How many pages may be ahead of the one that is taken next.
    most: u64,
    // Held while a page is read from the log: where one ends, the next begins.
    behind: Mutex<Behind>,
    pages: Mutex<Pages<T>>,
    changed: Condvar,
}

struct Behind {
    place: Position,
    // How many pages there are before it.
    pages: u64,
    is_end: bool,
}

struct Pages<T> {
    read: Vec<Page<T>>,
    // What a page says is let go by whoever made it, when he reads the next: else the threads wait
    // for each other at the allocator.
    spare: Vec<Page<T>>,
    turned: u64,
    next: u64,
    // How many threads wait for a change.
    waiting: u32,
    // How many there are, once somebody has seen the end.
    all: Option<u64>,
    // Nobody takes any more, or somebody will not hand in what he took up.
    is_off: bool,
}

/// A thread that reads pages, and what is its own.
pub(super) struct Seat<'b, 'a, L: CommitReader, T> {
    board: &'b Board<'a, L, T>,
    reader: usize,
    // Turned to while nobody else was at it, so that there is one to read when somebody is.
    ahead: Option<Page<T>>,
    // Room for lines, filled again and again: it stays at hand of the core that reads them.
    rooms: Vec<Vec<u8>>,
}

/// What there is to be done by the thread that takes.
pub(super) enum Next<T> {
    /// The next page was read.
    Take(Page<T>),
    /// It was not, and there is time to read another.
    Read(Page<T>),
}

impl<'a, L: CommitReader, T> Board<'a, L, T> {
    /// Begins with a page that was turned to.
    pub(super) fn of(
        log: &'a L,
        stretch: Stretch,
        helpers: NonZero<usize>,
        first: &Page<T>,
    ) -> Self {
        let (next, place) = (first.number, first.ends());
        let turned = next.saturating_add(1);
        let behind = Behind { place, pages: turned, is_end: false };
        let (read, spare) = (Vec::new(), Vec::new());
        let pages = Pages { read, spare, turned, next, waiting: 0, all: None, is_off: false };
        Self {
            log,
            until: stretch.until,
            // For each thread one to read, one ahead of it, and one that is read.
            most: u64::try_from(helpers.get())
                .unwrap_or(u64::MAX)
                .saturating_add(1)
                .saturating_mul(3),
            behind: Mutex::new(behind),
            pages: Mutex::new(pages),
            changed: Condvar::new(),
        }
    }

    /// A place for a thread, which may have turned to a page before.
    pub(super) fn seat(&self, reader: usize, ahead: Option<Page<T>>) -> Seat<'_, 'a, L, T> {
        Seat { board: self, reader, ahead, rooms: Vec::new() }
    }

    /// Nobody needs to read on once this is let go.
    pub(super) fn taking(&self) -> impl Drop + '_ {
        Off { board: self, unless_done: false }
    }

    /// Takes back a page whose turn is over.
    pub(super) fn taken(&self, page: Page<T>) {
        self.change(|pages| {
            pages.next = pages.next.saturating_add(1);
            pages.spare.push(page);
        });
    }

    /// Whether the pages that were turned to end here, by what the last line of each says of itself.
    pub(super) fn ends_at(&self, place: Position) -> bool {
        self.behind().place == place
    }

    fn has_room(&self, pages: &Pages<T>) -> bool {
        pages.all.is_none() && pages.turned.saturating_sub(pages.next) < self.most
    }

    /// The page behind those that were turned to; `None` at the end.
    fn turn(&self, mut behind: MutexGuard<'_, Behind>, mut page: Page<T>) -> Option<Page<T>> {
        match behind.next(self.log, self.until, &mut page) {
            Ok(true) => Some(page),
            // It is told in its turn, behind all that was read before.
            Err(failed) => {
                page.failed = Some(failed);
                Some(page)
            }
            Ok(false) => {
                let all = behind.pages;
                drop(behind);
                self.change(|pages| pages.all = Some(all));
                None
            }
        }
    }

    fn change(&self, change: impl FnOnce(&mut Pages<T>)) {
        let mut pages = self.pages();
        change(&mut pages);
        let is_waited_for = pages.waiting > 0;
        drop(pages);
        // To wake nobody costs as much as to wake somebody.
        if is_waited_for {
            self.changed.notify_all();
        }
    }

    // Nothing panics while it is held.
    fn pages(&self) -> MutexGuard<'_, Pages<T>> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn behind(&self) -> MutexGuard<'_, Behind> {
        self.behind.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'p>(&self, mut pages: MutexGuard<'p, Pages<T>>) -> MutexGuard<'p, Pages<T>> {
        pages.waiting = pages.waiting.saturating_add(1);
        let mut pages = self.changed.wait(pages).unwrap_or_else(PoisonError::into_inner);
        pages.waiting = pages.waiting.saturating_sub(1);
        pages
    }
}

impl<L: CommitReader, T> Seat<'_, '_, L, T> {
    /// Reads pages beside others, until there are no more.
    pub(super) fn help(mut self, mut read: impl FnMut(&mut Page<T>)) {
        let _lost = Off { board: self.board, unless_done: true };
        while let Some(mut page) = self.page() {
            read(&mut page);
            self.hand_in(page);
        }
    }

    /// What is to be done next by the thread that takes; waits until it is known. `None` when every page
    /// was taken, or one is lost.
    pub(super) fn next(&mut self) -> Option<Next<T>> {
        let mut pages = self.board.pages();
        loop {
            let next = pages.next;
            if let Some(place) = pages.read.iter().position(|page| page.number == next) {
                return Some(Next::Take(pages.read.swap_remove(place)));
            }
            if pages.is_off || pages.all == Some(next) {
                return None;
            }
            if self.has_one(&pages) {
                match self.turn(pages) {
                    Some(page) => return Some(Next::Read(page)),
                    None => pages = self.board.pages(),
                }
            } else {
                pages = self.board.wait(pages);
            }
        }
    }

    /// Hands in a page that was read. Of its lines it keeps the last.
    pub(super) fn hand_in(&mut self, mut page: Page<T>) {
        let last = page.last_line().to_vec();
        self.rooms.push(std::mem::replace(&mut page.lines, last));
        self.board.change(|pages| pages.read.push(page));
    }

    /// A page that is to be read; waits until there is time for it. `None` when there are no more.
    fn page(&mut self) -> Option<Page<T>> {
        let mut pages = self.board.pages();
        loop {
            if pages.is_off {
                return None;
            }
            if self.has_one(&pages) {
                return self.turn(pages);
            }
            if pages.all.is_some() {
                return None;
            }
            pages = self.board.wait(pages);
        }
    }

    /// Whether there is a page to be read, or may be.
    fn has_one(&self, pages: &Pages<T>) -> bool {
        self.ahead.is_some() || self.board.has_room(pages)
    }

    /// The next page for this thread; `None` at the end.
    fn turn(&mut self, pages: MutexGuard<'_, Pages<T>>) -> Option<Page<T>> {
        let page = if let Some(page) = self.ahead.take() {
            drop(pages);
            page
        } else {
            let blank = self.blank(pages);
            self.board.turn(self.board.behind(), blank)?
        };
        self.turn_ahead();
        Some(page)
    }

    /// Turns to one more page, unless another thread is at it.
    fn turn_ahead(&mut self) {
        let Ok(behind) = self.board.behind.try_lock() else { return };
        let pages = self.board.pages();
        if !pages.is_off && self.board.has_room(&pages) {
            let blank = self.blank(pages);
            self.ahead = self.board.turn(behind, blank);
        }
    }

    /// A page to turn to: of those that were this thread's own the one whose turn was last.
    fn blank(&mut self, mut pages: MutexGuard<'_, Pages<T>>) -> Page<T> {
        pages.turned = pages.turned.saturating_add(1);
        let own = pages.spare.iter().rposition(|page| page.reader == self.reader);
        let spare = own.map(|own| pages.spare.remove(own));
        drop(pages);
        let lines = self.rooms.pop().unwrap_or_default();
        Page { lines, ..spare.unwrap_or_else(|| Page::blank(self.reader)) }
    }
}

impl Behind {
    /// Turns to the next page; false at the end.
    fn next<T>(
        &mut self,
        log: &impl CommitReader,
        until: Option<Position>,
        page: &mut Page<T>,
    ) -> Result<bool, LogError> {
        if self.is_end {
            return Ok(false);
        }
        page.number = self.pages;
        let turned = page.turn(log, self.place, until);
        self.is_end = !matches!(turned, Ok(true));
        self.place = page.ends();
        if !matches!(turned, Ok(false)) {
            self.pages = self.pages.saturating_add(1);
        }
        turned
    }
}

/// Calls everything off when it is let go: by the thread that takes, or by a panic.
struct Off<'b, 'a, L: CommitReader, T> {
    board: &'b Board<'a, L, T>,
    unless_done: bool,
}

impl<L: CommitReader, T> Drop for Off<'_, '_, L, T> {
    fn drop(&mut self) {
        if thread::panicking() || !self.unless_done {
            self.board.change(|pages| pages.is_off = true);
        }
    }
}
