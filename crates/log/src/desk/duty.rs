//! The duty to write for all that wait at a desk. There is one of it where anybody waits, and it is
//! never lost: whoever lets go of it passes it on. It refuses to know who has it.

use std::fmt;
use std::mem;
use std::thread;

use repatria_domain::Commit;

use super::called::Place;
use super::{Desk, Group};
use crate::port::CommitLog;

/// The duty to write for all that wait at a desk. Where it is let go of, the first who waits is called
/// to write.
#[must_use = "whoever lets go of it makes another one write"]
pub struct Duty<L, S> {
    desk: Desk<L, S>,
}

impl<L, S> Duty<L, S> {
    /// Of whoever has made sure that nobody else has it.
    pub(super) fn at(desk: Desk<L, S>) -> Self {
        Self { desk }
    }
}

impl<L: CommitLog, S: FnMut(&Commit)> Duty<L, S> {
    /// Records what all that wait handed in, and answers them. The duty is given back where others
    /// wait by then.
    pub fn write(self) -> Option<Self> {
        self.let_come_back();
        let group = mem::take(&mut self.desk.queue().waiting);
        let together = group.places.len();
        self.record(group);
        let mut queue = self.desk.queue();
        let waiting = queue.waiting.places.len();
        queue.about = together.saturating_add(waiting);
        drop(queue);
        (waiting > 0).then_some(self)
    }

    /// Writes until nobody waits any more.
    pub fn write_all(self) {
        let mut duty = Some(self);
        while let Some(again) = duty {
            duty = again.write();
        }
    }

    /// Whoever was just answered comes back soon: lets others go first, as long as more of them
    /// come and not all wait who were about. Who is alone waits for nobody.
    fn let_come_back(&self) {
        let mut waited = 0;
        loop {
            let queue = self.desk.queue();
            let (waiting, about) = (queue.waiting.places.len(), queue.about);
            drop(queue);
            if waiting <= waited || waiting >= about {
                return;
            }
            waited = waiting;
            thread::yield_now();
        }
    }

    fn record(&self, group: Group) {
        let Group { submissions, places, now } = group;
        let Some(now) = now else { return };
        let answers = self.desk.with(|sequencer, show| sequencer.submit(&submissions, now, show));
        for (place, answer) in places.into_iter().zip(answers) {
            place.answer(answer);
        }
    }
}

impl<L, S> Drop for Duty<L, S> {
    fn drop(&mut self) {
        let mut queue = self.desk.queue();
        let next = queue.waiting.places.iter().position(Place::call_to_write);
        let waker = next.and_then(|next| queue.waiting.places.get(next)?.waker());
        queue.someone_writes = next.is_some();
        // Where all that waited are gone, nobody asks what became of what they handed in.
        let left = if next.is_none() { mem::take(&mut queue.waiting) } else { Group::default() };
        drop(queue);
        drop(left);
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

impl<L, S> fmt::Debug for Duty<L, S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Duty").finish_non_exhaustive()
    }
}
