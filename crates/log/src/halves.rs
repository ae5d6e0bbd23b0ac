//! Work in two halves: while a second thread does the second half of one piece, the first half of the next
//! is done. It refuses to know what is worked on.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::planted::planted_as_here;

/// How many pieces may wait for the second half, beside the one that is under way.
const WAITING: usize = 1;

/// Where pieces are handed over for the second half, and taken back, in order.
pub(crate) struct Other<'a, T, U> {
    way: Way<'a, T, U>,
    under_way: usize,
}

enum Way<'a, T, U> {
    Thread { pieces: SyncSender<T>, done: Receiver<U> },
    // Where no thread is to be had.
    Here { second: Box<dyn FnMut(T) -> U + Send + 'a>, done: VecDeque<U> },
}

/// Does `first`, which hands pieces over, and `second` with each of them, in order.
pub(crate) fn in_two_halves<T: Send, U: Send, R>(
    second: impl FnMut(T) -> U + Send,
    first: impl FnOnce(&mut Other<'_, T, U>) -> R,
) -> R {
    let second = Mutex::new(second);
    let second = |piece| {
        let mut second = second.lock().unwrap_or_else(PoisonError::into_inner);
        (*second)(piece)
    };
    thread::scope(|scope| {
        let (pieces, to_do) = sync_channel(WAITING);
        let (give_back, done) = channel();
        let work = planted_as_here(move || {
            // Whoever hands pieces over takes them back, or has no use for them any more.
            to_do.into_iter().map(second).try_for_each(|piece| give_back.send(piece)).unwrap_or(());
        });
        let way = match thread::Builder::new().spawn_scoped(scope, work) {
            Ok(_) => Way::Thread { pieces, done },
            Err(_) => Way::Here { second: Box::new(second), done: VecDeque::new() },
        };
        first(&mut Other { way, under_way: 0 })
    })
}

impl<T, U> Other<'_, T, U> {
    /// Hands a piece over; waits where others wait already.
    pub(crate) fn hand(&mut self, piece: T) {
        match &mut self.way {
            // Where the thread is gone, so is what it had, and its panic is told at the end.
            Way::Thread { pieces, .. } => drop(pieces.send(piece)),
            Way::Here { second, done } => done.push_back(second(piece)),
        }
        self.under_way = self.under_way.saturating_add(1);
    }

    /// The next piece, if it is done by now.
    pub(crate) fn done(&mut self) -> Option<U> {
        let done = match &mut self.way {
            Way::Thread { done, .. } => done.try_recv().ok(),
            Way::Here { done, .. } => done.pop_front(),
        };
        self.taken(done)
    }

    /// The next piece, as soon as it is done; none where none is under way.
    pub(crate) fn wait(&mut self) -> Option<U> {
        if self.under_way == 0 {
            return None;
        }
        let done = match &mut self.way {
            Way::Thread { done, .. } => done.recv().ok(),
            Way::Here { done, .. } => done.pop_front(),
        };
        self.taken(done)
    }

    fn taken(&mut self, done: Option<U>) -> Option<U> {
        if done.is_some() {
            self.under_way = self.under_way.saturating_sub(1);
        }
        done
    }
}

#[cfg(test)]
mod tests;
