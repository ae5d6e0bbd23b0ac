//! The domain as those who embed it see it: the exchanges of the record, told as stories.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod given;
mod properties;
mod refusals;
mod round_trips;
mod stories;
mod without_std;
mod words;
