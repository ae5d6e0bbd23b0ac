//! Random numbers that can be drawn again: `RIG_SEED=…` gives those of an earlier run.

use std::env;
use std::time::{SystemTime, UNIX_EPOCH};

/// A source of random numbers (splitmix64).
#[derive(Clone, Debug)]
pub(crate) struct Random(u64);

/// The seed of this run: the one that is asked for, or the time.
pub(crate) fn seed() -> u64 {
    match env::var("RIG_SEED") {
        Ok(seed) => seed.parse().unwrap(),
        Err(_) => SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs(),
    }
}

impl Random {
    pub(crate) fn of(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// One below a bound.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }
}
