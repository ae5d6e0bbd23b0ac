//! The built program, from outside: what it prints, what it leaves in the folder, how it ends.
//!
//! A test runs commands in a folder of its own and compares the transcript with a file in
//! `tests/golden`; `UPDATE_GOLDEN=1 cargo test -p repatria --test register` writes them anew.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test that cannot go on ends by panicking, also in what prepares it"
)]

mod arrows;
mod audit;
mod backup;
mod chart;
mod clocks;
mod damage;
mod demo;
mod documents;
mod everyday;
mod export;
mod fuzzed;
mod large;
mod manners;
mod mistakes;
mod models;
mod program;
mod publish;
mod reconcile;
mod recount;
#[path = "rigs/report.rs"]
mod report;
mod serve;
mod session;
mod tariff;
mod transparency;
mod witness;
