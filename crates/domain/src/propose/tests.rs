//! Statements in, settlements out.
