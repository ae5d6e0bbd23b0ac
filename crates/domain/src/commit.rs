//! The atomic unit of the log: one decision, its events, who took it and when.

use alloc::vec::Vec;

use crate::event::Event;
use crate::id::CommandId;
use crate::text::Handle;
use crate::timestamp::Timestamp;

/// One decision as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// Its number: 1 for the first, without gaps.
    pub n: u64,
    /// The command that was decided.
    pub id: CommandId,
    /// When it was recorded; never before the commit that it follows.
    pub at: Timestamp,
    /// Who recorded it.
    pub by: Handle,
    /// What happened, in order.
    pub events: Vec<Event>,
}
