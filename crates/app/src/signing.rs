//! What a register signs with, and what it signed last. It refuses to know where that is published.

mod keys;
mod last;

pub(crate) use keys::{KeyTyped, Making, SigningSession, make_key, verifier};
pub(crate) use last::{begins_with, keep, last_signed, walk};
