//! Many tasks on one thread, in turns. It refuses to know what they do.

use std::future::Future;
use std::mem;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

/// Runs tasks until all of them are done, and gives what they came to. When none of them can go on,
/// it does what is to be done `besides`, if there is anything, or waits.
pub(crate) fn run<F: Future>(
    tasks: impl IntoIterator<Item = F>,
    mut besides: impl FnMut() -> bool,
) -> Vec<F::Output> {
    let woken = Arc::new(Woken { places: Mutex::default(), thread: thread::current() });
    let mut tasks: Vec<_> = tasks.into_iter().map(Box::pin).map(Some).collect();
    let wakers: Vec<Waker> = (0..tasks.len()).map(|place| woken.waker(place)).collect();
    wakers.iter().for_each(Waker::wake_by_ref);
    let (mut done, mut turn) = (Vec::with_capacity(tasks.len()), Vec::new());
    while done.len() < tasks.len() {
        mem::swap(&mut turn, &mut woken.places());
        if turn.is_empty() && !besides() {
            thread::park();
        }
        for place in turn.drain(..) {
            if let (Some(task), Some(waker)) = (tasks.get_mut(place), wakers.get(place)) {
                done.extend(go_on(task, waker));
            }
        }
    }
    done
}

/// Goes on with a task that is not done; says what it came to when it is.
fn go_on<F: Future>(task: &mut Option<Pin<Box<F>>>, waker: &Waker) -> Option<F::Output> {
    match task.as_mut()?.as_mut().poll(&mut Context::from_waker(waker)) {
        Poll::Ready(output) => {
            *task = None;
            Some(output)
        }
        Poll::Pending => None,
    }
}

/// Which tasks can go on, and the thread that they run on.
struct Woken {
    places: Mutex<Vec<usize>>,
    thread: Thread,
}

impl Woken {
    fn waker(self: &Arc<Self>, place: usize) -> Waker {
        Waker::from(Arc::new(OfTask { place, woken: Arc::clone(self) }))
    }

    fn places(&self) -> MutexGuard<'_, Vec<usize>> {
        self.places.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Wakes one task.
struct OfTask {
    place: usize,
    woken: Arc<Woken>,
}

impl Wake for OfTask {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        let mut places = self.woken.places();
        places.push(self.place);
        let is_first = places.len() == 1;
        drop(places);
        if is_first {
            self.woken.thread.unpark();
        }
    }
}

#[cfg(test)]
mod tests;
