//! What somebody who waits at the desk is told: that he is to write, or what became of his command.
//! It refuses to know who tells him, and whether he is a thread or a task.

use std::io;
use std::sync::{Arc, Mutex};
use std::task::Waker;

use super::lock;
use crate::error::LogError;
use crate::sequencer::{Answer, NotRecorded};

/// Why somebody is woken.
#[derive(Debug)]
pub(super) enum Called {
    /// To write for all that wait.
    ToWrite,
    /// With what became of his command.
    Answered(Answer),
}

/// Whoever waits, as he sees it.
#[derive(Debug)]
pub(super) struct Waiter(Arc<Mutex<Told>>);

/// His place in the queue. Whoever lets go of it answers him, so that nobody waits for ever.
#[derive(Debug)]
pub(super) struct Place(Option<Arc<Mutex<Told>>>);

/// What somebody was told, until he asks.
#[derive(Debug, Default)]
struct Told {
    to_write: bool,
    answer: Option<Answer>,
    is_gone: bool,
    waker: Option<Waker>,
}

impl Waiter {
    pub(super) fn new() -> (Self, Place) {
        let told = Arc::new(Mutex::default());
        (Self(Arc::clone(&told)), Place(Some(told)))
    }

    /// What he was told, if anything; else he is woken when he is.
    pub(super) fn ask(&self, waker: &Waker) -> Option<Called> {
        let mut told = lock(&self.0);
        if let Some(called) = told.take() {
            return Some(called);
        }
        let before = told.waker.replace(waker.clone());
        drop(told);
        drop(before);
        None
    }

    /// He asks no more. Says whether he was called to write, and did not.
    pub(super) fn leave(&self) -> bool {
        let mut told = lock(&self.0);
        told.is_gone = true;
        told.to_write
    }
}

impl Told {
    fn take(&mut self) -> Option<Called> {
        if self.to_write {
            self.to_write = false;
            return Some(Called::ToWrite);
        }
        self.answer.take().map(Called::Answered)
    }
}

impl Place {
    pub(super) fn answer(mut self, answer: Answer) {
        self.tell(answer);
    }

    /// Calls him to write, if he is still there. He has to be woken.
    pub(super) fn call_to_write(&self) -> bool {
        let Some(told) = &self.0 else { return false };
        let mut told = lock(told);
        told.to_write = !told.is_gone;
        told.to_write
    }

    /// What wakes him, to be used when nothing is locked: it may be anybody's code.
    pub(super) fn waker(&self) -> Option<Waker> {
        self.0.as_ref().and_then(|told| lock(told).waker.take())
    }

    fn tell(&mut self, answer: Answer) {
        let Some(told) = self.0.take() else { return };
        let mut told = lock(&told);
        told.answer = Some(answer);
        let waker = told.waker.take();
        drop(told);
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if self.0.is_some() {
            self.tell(lost());
        }
    }
}

fn lost() -> Answer {
    let cause = io::Error::other("whoever wrote ended before he could answer");
    Err(NotRecorded::OutcomeUnknown(Arc::new(LogError::OutcomeUnknown { cause })))
}
