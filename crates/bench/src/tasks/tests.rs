//! Tasks wait for each other, and all of them are done in the end.

use std::cell::Cell;
use std::future::poll_fn;

use super::*;

#[test]
fn every_task_is_done_once_and_what_is_besides_comes_when_none_can_go_on() {
    let (open, waiting) = (Cell::new(false), Mutex::new(Vec::new()));
    let task = |number: u32| {
        let (open, waiting) = (&open, &waiting);
        poll_fn(move |context| {
            if open.get() {
                return Poll::Ready(number);
            }
            waiting.lock().unwrap().push(context.waker().clone());
            Poll::Pending
        })
    };
    let mut done = run((0..10).map(task), || {
        assert_eq!(waiting.lock().unwrap().len(), 10);
        open.set(true);
        waiting.lock().unwrap().drain(..).for_each(Waker::wake);
        true
    });
    done.sort_unstable();
    assert_eq!(done, (0..10).collect::<Vec<u32>>());
}

#[test]
fn a_task_is_woken_from_another_thread() {
    let (give, take) = std::sync::mpsc::channel::<Waker>();
    let other = thread::spawn(move || take.recv().unwrap().wake());
    let mut give = Some(give);
    let task = poll_fn(|context| match give.take() {
        Some(give) => {
            give.send(context.waker().clone()).unwrap();
            Poll::Pending
        }
        None => Poll::Ready(()),
    });
    assert_eq!(run([task], || false), [()]);
    other.join().unwrap();
}
