//! Statements from source tables.
