//! One who reads: pages and documents by turns, over a connection that is kept.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};

use super::hurry::Hurry;
use super::wire::Wire;

/// What is read. The pages are those that are linked most; two are as known on another day.
const ADDRESSES: [&str; 12] = [
    "/",
    "/exchanges/2025-06-26",
    "/totals.json",
    "/exchanges",
    "/exchanges/2025-06-26/show.json",
    "/explain/home/UA",
    "/timeline.csv",
    "/claims",
    "/?as_of=2025-06-26",
    "/timeline.json",
    "/series",
    "/exchanges/2024-12-30?known_at=2026-01-01",
];

/// Reads until it is over, beginning with another address than the next reader.
pub(super) fn read(address: SocketAddr, first: u64, is_over: &AtomicBool) -> Hurry {
    let mut hurry = Hurry::default();
    let mut wire = None;
    let first = usize::try_from(first).unwrap_or_default() % ADDRESSES.len();
    for path in ADDRESSES.iter().cycle().skip(first) {
        if is_over.load(Ordering::Relaxed) {
            break;
        }
        hurry.timed(|| {
            let mut open = wire.take().map_or_else(|| Wire::to(address), Ok)?;
            open.get(path)?;
            wire = Some(open);
            Ok(())
        });
    }
    hurry
}
