//! From statements to a settlement, and to a description: pure functions that name what they rest
//! on and what they left out. Nothing is invented by symmetry.

use crate::event::Description;
use crate::settlement::{Rule, Settlement};
use crate::state::{Exchange, State};

/// Why no settlement can be proposed. Nothing is wrong with the exchange: it has to wait.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotProposed {
    /// It was called off.
    #[error("it was called off")]
    Cancelled,
    /// Nobody says that anybody went any way: no statement, or only plans.
    #[error("no statement that counts says that people or remains went any way")]
    NothingSaid,
    /// The counts add up to more than can be counted.
    #[error("the figures add up to more than can be counted")]
    TooLarge,
}

/// Proposes a settlement of an exchange from its statements.
///
/// # Errors
/// [`NotProposed`] when there is nothing to settle.
pub fn propose(exchange: &Exchange, rule: Rule) -> Result<Settlement, NotProposed> {
    let _ = (exchange, rule);
    Err(NotProposed::NothingSaid)
}

/// Draws up a description of an exchange from its statements, keeping its frame.
pub fn describe(state: &State, exchange: &Exchange) -> Option<Description> {
    let _ = (state, exchange);
    None
}
