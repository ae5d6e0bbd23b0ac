//! How long requests took, and what went wrong.

use std::fmt::Write as _;
use std::thread::ScopedJoinHandle;
use std::time::{Duration, Instant};

/// Requests that were answered, and those that were not answered well.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Hurry {
    took: Vec<Duration>,
    pub(super) errors: Vec<String>,
}

impl Hurry {
    /// Asks for something, and keeps how long it took or what went wrong.
    pub(super) fn timed(&mut self, ask: impl FnOnce() -> Result<(), String>) {
        let began = Instant::now();
        match ask() {
            Ok(()) => self.took.push(began.elapsed()),
            Err(why) => self.errors.push(why),
        }
    }

    /// These and others.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.took.extend(other.took);
        self.errors.extend(other.errors);
        self
    }

    /// Requests, errors, rate, and the times that half, 95 and 99 in a hundred stayed within.
    pub(super) fn line(&self, seconds: u64) -> String {
        let mut took = self.took.clone();
        took.sort_unstable();
        let count = took.len();
        let within = |hundredths: usize| {
            let place = (count * hundredths).div_ceil(100).saturating_sub(1);
            took.get(place).copied().unwrap_or_default().as_secs_f64() * 1000.0
        };
        #[expect(clippy::cast_precision_loss, reason = "a rate is printed in a few digits")]
        let rate = count as f64 / seconds.max(1) as f64;
        let mut line = format!("{count:>10}{:>8}{rate:>11.1}", self.errors.len());
        for hundredths in [50, 95, 99, 100] {
            // Writing to a string cannot fail.
            let _ = write!(line, "{:>9.1}", within(hundredths));
        }
        line
    }
}

/// What a thread found; its end by a panic is an error like others.
pub(super) fn joined(thread: ScopedJoinHandle<'_, Hurry>) -> Hurry {
    thread.join().unwrap_or_else(|_| Hurry {
        took: Vec::new(),
        errors: vec!["a client panicked".to_owned()],
    })
}

#[cfg(test)]
mod tests;
