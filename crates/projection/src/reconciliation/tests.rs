//! Claims of invented people against registers of a few exchanges.

mod properties;
mod reasons;
mod register;
mod scopes;
mod standings;
mod verdicts;
