//! Claims of invented people against registers of a few exchanges.

mod plainly;
mod properties;
mod reasons;
mod register;
mod scopes;
mod standings;
mod verdicts;
