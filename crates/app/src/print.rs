//! Read models as tables and as CSV.
