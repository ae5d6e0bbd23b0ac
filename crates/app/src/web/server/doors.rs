//! Who may come in: so many connections in all, and so many from one address. When it is full,
//! whoever has waited longest without asking anything is shown out, so that a thousand
//! connections that say nothing keep nobody away who does.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use hyper::body::{Frame, SizeHint};
use tokio::sync::Notify;

/// How many may be in at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Limits {
    /// In all.
    pub(crate) connections: usize,
    /// From one address.
    pub(crate) from_one: usize,
}

/// Everybody who is in.
#[derive(Debug)]
pub(super) struct Doors {
    limits: Limits,
    guests: Mutex<BTreeMap<u64, Arc<Present>>>,
    clock: AtomicU64,
}

/// One connection, as long as it lasts.
#[derive(Debug)]
pub(super) struct Guest {
    doors: Arc<Doors>,
    number: u64,
    present: Arc<Present>,
}

#[derive(Debug)]
struct Present {
    address: IpAddr,
    /// Since when it asks nothing; [`ASKING`] while it does.
    idle_since: AtomicU64,
    shown_out: Notify,
}

/// Later than any time.
const ASKING: u64 = u64::MAX;

impl Doors {
    pub(super) fn new(limits: Limits) -> Self {
        Self { limits, guests: Mutex::default(), clock: AtomicU64::new(0) }
    }

    /// Lets a connection in, if need be in the place of one that asks nothing.
    pub(super) fn enter(self: &Arc<Self>, address: IpAddr) -> Option<Guest> {
        let mut guests = self.guests();
        let from_here = |present: &Present| present.address == address;
        if guests.values().filter(|present| from_here(present)).count() >= self.limits.from_one {
            show_out(&mut guests, from_here)?;
        } else if guests.len() >= self.limits.connections {
            show_out(&mut guests, |_| true)?;
        }
        let number = self.tick();
        let idle_since = AtomicU64::new(number);
        let present = Arc::new(Present { address, idle_since, shown_out: Notify::new() });
        guests.insert(number, Arc::clone(&present));
        Some(Guest { doors: Arc::clone(self), number, present })
    }

    /// How many are in.
    pub(super) fn within(&self) -> u64 {
        self.guests().len() as u64
    }

    fn tick(&self) -> u64 {
        self.clock.fetch_add(1, Ordering::Relaxed)
    }

    fn guests(&self) -> MutexGuard<'_, BTreeMap<u64, Arc<Present>>> {
        self.guests.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Shows out whoever has asked nothing for longest; nobody where all of them ask.
fn show_out(
    guests: &mut BTreeMap<u64, Arc<Present>>,
    may_go: impl Fn(&Present) -> bool,
) -> Option<()> {
    let idle_since = |present: &Present| present.idle_since.load(Ordering::Relaxed);
    let (number, _) = guests
        .iter()
        .filter(|(_, present)| may_go(present) && idle_since(present) != ASKING)
        .min_by_key(|(_, present)| idle_since(present))?;
    let gone = guests.remove(&number.clone())?;
    gone.shown_out.notify_one();
    Some(())
}

impl Guest {
    /// From now on until the answer is sent, it is asking.
    pub(super) fn asks(self: &Arc<Self>) -> Turn {
        self.present.idle_since.store(ASKING, Ordering::Relaxed);
        Turn(Arc::clone(self))
    }

    /// Waits until it has to go.
    pub(super) async fn is_shown_out(&self) {
        self.present.shown_out.notified().await;
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        self.doors.guests().remove(&self.number);
    }
}

/// The time in which a guest asks and is answered.
#[derive(Debug)]
pub(super) struct Turn(Arc<Guest>);

impl Turn {
    /// The body, with which the turn ends.
    pub(super) fn until_sent(self, body: Body) -> Body {
        Body::new(Sent { body, _turn: self })
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let now = self.0.doors.tick();
        self.0.present.idle_since.store(now, Ordering::Relaxed);
    }
}

/// A body that holds on to its turn.
struct Sent {
    body: Body,
    _turn: Turn,
}

impl hyper::body::Body for Sent {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
