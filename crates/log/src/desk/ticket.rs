//! What somebody waits with at a desk: a future that is ready when his command is durable, or is
//! surely not. It refuses to know what runs it.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::called::{Called, Waiter};
use super::{Desk, Duty};
use crate::sequencer::{NotRecorded, Recorded};

/// A command that was handed in; ready with what became of it. Who lets go of it before does not
/// know whether it is recorded.
#[must_use = "the command may not be recorded yet"]
pub struct Ticket<L, S, W> {
    desk: Desk<L, S>,
    waiter: Waiter,
    write: W,
}

impl<L, S, W: FnMut(Duty<L, S>)> Ticket<L, S, W> {
    pub(super) fn new(desk: Desk<L, S>, waiter: Waiter, write: W) -> Self {
        Self { desk, waiter, write }
    }

    /// He has the duty to write.
    pub(super) fn write(&mut self) {
        (self.write)(Duty::at(self.desk.clone()));
    }
}

impl<L, S, W: FnMut(Duty<L, S>) + Unpin> Future for Ticket<L, S, W> {
    type Output = Result<Recorded, NotRecorded>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let ticket = self.get_mut();
        match ticket.waiter.ask(context.waker()) {
            Some(Called::Answered(answer)) => Poll::Ready(answer),
            Some(Called::ToWrite) => {
                ticket.write();
                // He is answered by now, or asks again: where the duty came back to him, later.
                context.waker().wake_by_ref();
                Poll::Pending
            }
            None => Poll::Pending,
        }
    }
}

impl<L, S, W> Drop for Ticket<L, S, W> {
    fn drop(&mut self) {
        if self.waiter.leave() {
            drop(Duty::at(self.desk.clone()));
        }
    }
}

impl<L, S, W> fmt::Debug for Ticket<L, S, W> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Ticket").field("waiter", &self.waiter).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
