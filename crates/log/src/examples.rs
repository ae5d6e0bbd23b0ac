//! Commits of a small register, for the tests of this crate.
