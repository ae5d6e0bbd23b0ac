//! Tickets as futures: each is answered and woken once, and the duty to write is never lost, whoever
//! lets go of it.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Wake, Waker};

use repatria_domain::Commit;

use super::*;
use crate::desk::tests::{Fatal, nobody_is_there, opening};
use crate::desk::thread;
use crate::examples::noon;
use crate::memory_log::MemoryLog;
use crate::port::{CommitLog, CommitReader as _};
use crate::sequencer::Sequencer;
use crate::verify::verify;

type Show = fn(&Commit);
/// The duties that were handed to whoever keeps them.
type Kept<L> = RefCell<Vec<Duty<L, Show>>>;

/// Counts how often somebody is woken.
#[derive(Default)]
struct Bell(AtomicUsize);

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

impl Bell {
    fn rang(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }

    fn ask<F: Future + Unpin>(self: &Arc<Self>, future: &mut F) -> Option<F::Output> {
        ask(future, &Waker::from(Arc::clone(self)))
    }
}

/// Comes to the desk with a command of his own as soon as he is woken.
struct Comer<L>(Desk<L, Show>, Mutex<Option<OfComer<L>>>);

type OfComer<L> = Ticket<L, Show, fn(Duty<L, Show>)>;

impl<L: CommitLog + Send + 'static> Wake for Comer<L> {
    fn wake(self: Arc<Self>) {
        let write: fn(Duty<L, Show>) = |duty| drop(duty.write());
        let ticket = self.0.hand_in(opening("comer"), noon(), write);
        self.1.lock().unwrap().replace(ticket);
    }
}

impl<L: CommitLog + Send + 'static> Comer<L> {
    fn to(desk: &Desk<L, Show>) -> Arc<Self> {
        Arc::new(Self(desk.clone(), Mutex::default()))
    }

    fn watch<F: Future + Unpin>(self: &Arc<Self>, future: &mut F) -> Option<F::Output> {
        ask(future, &Waker::from(Arc::clone(self)))
    }

    fn ticket(&self) -> OfComer<L> {
        self.1.lock().unwrap().take().unwrap()
    }
}

fn ask<F: Future + Unpin>(future: &mut F, waker: &Waker) -> Option<F::Output> {
    match Pin::new(future).poll(&mut Context::from_waker(waker)) {
        Poll::Ready(output) => Some(output),
        Poll::Pending => None,
    }
}

fn desk<L: CommitLog>(log: L) -> Desk<L, Show> {
    Desk::new(Sequencer::open(log, |_| ()).unwrap(), (|_| ()) as Show)
}

/// Hands a command in, and keeps the duty to write for later.
fn hand_in<L: CommitLog>(
    desk: &Desk<L, Show>,
    name: &str,
    kept: &Kept<L>,
) -> Ticket<L, Show, impl FnMut(Duty<L, Show>) + Unpin> {
    desk.hand_in(opening(name), noon(), |duty| kept.borrow_mut().push(duty))
}

#[test]
fn a_ticket_is_answered_when_its_command_is_durable_and_woken_once() {
    let (log, kept) = (MemoryLog::default(), Kept::default());
    let desk = desk(log.clone());
    let mut tickets = ["a", "b", "c"].map(|name| hand_in(&desk, name, &kept));
    let bells = [(); 3].map(|()| Arc::<Bell>::default());
    for (bell, ticket) in bells.iter().zip(&mut tickets) {
        assert!(bell.ask(ticket).is_none());
    }
    let duty = kept.take().pop().unwrap();
    assert_eq!((log.head().unwrap().n, kept.borrow().len()), (0, 0));
    assert!(duty.write().is_none());
    for ((bell, ticket), n) in bells.iter().zip(&mut tickets).zip(1..) {
        assert_eq!(bell.rang(), 1);
        assert_eq!(bell.ask(ticket).unwrap().unwrap().n, n);
    }
    assert!(nobody_is_there(&desk) && kept.take().is_empty());
    assert!(bells.iter().all(|bell| bell.rang() == 1));
}

#[test]
fn whoever_asked_last_is_woken() {
    let kept = Kept::default();
    let desk = desk(MemoryLog::default());
    let mut ticket = hand_in(&desk, "a", &kept);
    let [before, now] = [(); 2].map(|()| Arc::<Bell>::default());
    assert!(before.ask(&mut ticket).is_none() && now.ask(&mut ticket).is_none());
    kept.take().pop().unwrap().write_all();
    assert_eq!((before.rang(), now.rang()), (0, 1));
}

#[test]
fn a_ticket_that_is_let_go_takes_no_other_with_it() {
    let (log, kept) = (MemoryLog::default(), Kept::default());
    let desk = desk(log.clone());
    let [first, second, mut third] = ["a", "b", "c"].map(|name| hand_in(&desk, name, &kept));
    let bell = Arc::<Bell>::default();
    assert!(bell.ask(&mut third).is_none());
    drop((first, second));
    kept.take().pop().unwrap().write_all();
    assert_eq!(bell.rang(), 1);
    assert_eq!(bell.ask(&mut third).unwrap().unwrap().n, log.head().unwrap().n);
    assert!(nobody_is_there(&desk));
}

#[test]
fn a_duty_that_is_let_go_is_passed_on_to_the_first_who_still_waits() {
    let kept = Kept::default();
    let desk = desk(MemoryLog::default());
    let [first, second, mut third, mut fourth] =
        ["a", "b", "c", "d"].map(|name| hand_in(&desk, name, &kept));
    let bells = [(); 2].map(|()| Arc::<Bell>::default());
    assert!(bells[0].ask(&mut third).is_none() && bells[1].ask(&mut fourth).is_none());
    drop((first, second));
    drop(kept.take());
    assert_eq!(bells.each_ref().map(|bell| bell.rang()), [1, 0]);
    assert!(bells[0].ask(&mut third).is_none());
    kept.take().pop().unwrap().write_all();
    assert_eq!(bells[0].ask(&mut third).unwrap().unwrap().n, 3);
    assert_eq!(bells[1].ask(&mut fourth).unwrap().unwrap().n, 4);
    assert!(nobody_is_there(&desk));
}

#[test]
fn whoever_is_called_to_write_and_goes_passes_the_duty_on() {
    let kept = Kept::default();
    let desk = desk(MemoryLog::default());
    let [first, mut second] = ["a", "b"].map(|name| hand_in(&desk, name, &kept));
    let bell = Arc::<Bell>::default();
    assert!(bell.ask(&mut second).is_none());
    drop(kept.take());
    assert_eq!(bell.rang(), 0);
    drop(first);
    assert_eq!(bell.rang(), 1);
    assert!(bell.ask(&mut second).is_none());
    kept.take().pop().unwrap().write_all();
    assert!(bell.ask(&mut second).unwrap().is_ok());
}

#[test]
fn where_all_that_waited_are_gone_whoever_comes_next_writes() {
    let (log, kept) = (MemoryLog::default(), Kept::default());
    let desk = desk(log.clone());
    drop(["a", "b"].map(|name| hand_in(&desk, name, &kept)));
    drop(kept.take());
    assert!(nobody_is_there(&desk));
    assert_eq!(log.head().unwrap().n, 0);
    assert_eq!(desk.submit(opening("c"), noon()).unwrap().n, 1);
}

#[test]
fn a_duty_comes_back_where_others_came_meanwhile() {
    let kept = Kept::default();
    let desk = desk(MemoryLog::default());
    let mut first = hand_in(&desk, "a", &kept);
    let comer = Comer::to(&desk);
    assert!(comer.watch(&mut first).is_none());
    let duty = kept.take().pop().unwrap().write().unwrap();
    assert!(comer.watch(&mut first).unwrap().is_ok());
    drop(duty);
    assert_eq!(thread::wait(comer.ticket()).unwrap().n, 2);
    assert!(nobody_is_there(&desk));
}

#[test]
fn whoever_writes_and_ends_in_the_middle_leaves_nobody_waiting() {
    let (log, kept) = (MemoryLog::default(), Kept::default());
    let desk = desk(Fatal(log.clone(), false));
    let mut tickets = ["a", "b"].map(|name| hand_in(&desk, name, &kept));
    let bells = [(); 2].map(|()| Arc::<Bell>::default());
    for (bell, ticket) in bells.iter().zip(&mut tickets) {
        assert!(bell.ask(ticket).is_none());
    }
    let duty = kept.take().pop().unwrap();
    catch_unwind(AssertUnwindSafe(|| duty.write_all())).unwrap_err();
    for (bell, ticket) in bells.iter().zip(&mut tickets) {
        assert_eq!(bell.rang(), 1);
        let answer = bell.ask(ticket).unwrap();
        assert!(matches!(answer, Err(NotRecorded::OutcomeUnknown(_))), "{answer:?}");
    }
    assert!(nobody_is_there(&desk));
    assert_eq!(desk.submit(opening("a"), noon()).unwrap().n, 1);
}

#[test]
fn whoever_comes_while_the_writer_ends_writes_himself() {
    let (log, kept) = (MemoryLog::default(), Kept::default());
    let desk = desk(Fatal(log.clone(), false));
    let mut first = hand_in(&desk, "a", &kept);
    let comer = Comer::to(&desk);
    assert!(comer.watch(&mut first).is_none());
    let duty = kept.take().pop().unwrap();
    catch_unwind(AssertUnwindSafe(|| duty.write_all())).unwrap_err();
    assert_eq!(thread::wait(comer.ticket()).unwrap().n, 1);
    assert!(nobody_is_there(&desk));
}

/// Many come from several threads, and some go before they are answered, or let go of the duty.
#[test]
fn nobody_waits_for_ever_whoever_goes() {
    let log = MemoryLog::default();
    let desk = desk(log.clone());
    let answered = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let (desk, answered) = (&desk, &answered);
            scope.spawn(move || {
                for n in 0..200_usize {
                    let mut lets_go = n.is_multiple_of(3);
                    let write = |duty: Duty<_, _>| {
                        lets_go = !lets_go;
                        if lets_go { drop(duty) } else { drop(duty.write()) }
                    };
                    let command = opening(&format!("{thread}-{n}"));
                    let mut ticket = desk.hand_in(command, noon(), write);
                    match (thread + n) % 4 {
                        0 => drop(ticket),
                        1 => drop(Arc::<Bell>::default().ask(&mut ticket)),
                        _ => {
                            thread::wait(ticket).unwrap();
                            answered.fetch_add(1, Ordering::SeqCst);
                        }
                    }
                }
            });
        }
    });
    assert!(nobody_is_there(&desk));
    let recorded = usize::try_from(verify(&log, |_| ()).unwrap().commits).unwrap();
    assert_eq!(answered.into_inner(), 800);
    assert!((800..=1600).contains(&recorded), "{recorded}");
}
