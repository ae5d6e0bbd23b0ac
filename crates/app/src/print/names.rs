//! What states are called in English.
