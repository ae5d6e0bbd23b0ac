//! What a register signs with, and what it signed last. It refuses to know where that is published.

mod carried;
mod keys;
mod last;

pub(crate) use carried::{Secret, has_secret, keep_newest, read_all, write_all};
pub(crate) use keys::{KeyTyped, Making, SigningSession, make_key, verifier};
pub(crate) use last::{agrees, begins_with, keep, last_signed, signed_here, walk};
