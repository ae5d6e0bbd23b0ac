//! The fault rigs: the built program is killed, starved and lied to, from outside, and what it
//! acknowledged is looked for afterwards. `docs/RELIABILITY.md` says what each one shows.
//!
//! A rig is a test: `cargo test --test rigs kill_at_random`. With `RIG=gate` it runs the share of
//! the gate, with `RIG=night` its full size; then it writes its row in the page:
//! `RIG=night cargo test --release --test rigs kill_at_random -- --nocapture`.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a rig that cannot go on ends by panicking, also in what prepares it"
)]

mod failing_calls;
mod full_disk;
mod fuzz_row;
mod judgement;
mod kill_at_every_call;
mod kill_at_random;
mod lying_calls;
mod many_writers;
mod mounts;
mod order_of_calls;
mod page;
mod planted;
mod power_cuts;
mod program;
mod random;
mod report;
mod scenes;
mod size;
mod stage;
mod strace;
mod submissions;
mod upkeep;
