//! Generators for property tests: valid values, commands and whole histories.
//!
//! A program that embeds this crate turns on the feature `proptest` and tests its own storage or
//! its own read models with what these make. What they make is valid in itself; whether a register
//! takes it is for [`decide`](crate::decide()) to say. A [`history`] holds accepted commands only.
//!
//! ```
//! use proptest::prelude::*;
//! use repatria_domain::{State, generate};
//!
//! proptest!(|(history in generate::history())| {
//!     let mut state = State::default();
//!     for event in history.iter().flat_map(|commit| &commit.events) {
//!         prop_assert_eq!(state.apply(event), Ok(()));
//!     }
//! });
//! ```

mod brief;
mod command;
mod date;
mod fit;
mod history;
mod intent;
mod leg;
mod name;
mod number;
mod settlement;
mod slip;
mod statement;

pub use brief::in_brief;
pub use command::{command, description, event, parties};
pub use date::{timestamp, when};
pub use history::{commands, history, history_and_command, history_of};
pub use intent::{Intent, intent};
pub use leg::{basis, leg, leg_key};
pub use name::{category, handle, party, place, reference, text};
pub use number::{band, count, quantity};
pub use settlement::{rule, settlement};
pub use statement::{attribution, count_statement, figure, source, total_statement};

#[cfg(test)]
mod tests;
