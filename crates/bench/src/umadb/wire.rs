//! What is said to UmaDB and answered, with the numbers that its protocol gives to the members
//! that are needed here; the others are left out, and skipped where they are read.

use prost::Message;
use prost::bytes::Bytes;

/// An event: its type, and its data.
#[derive(Clone, PartialEq, Message)]
pub(super) struct Event {
    #[prost(string, tag = "1")]
    pub(super) event_type: String,
    #[prost(bytes = "bytes", tag = "3")]
    pub(super) data: Bytes,
}

impl Event {
    /// A line, without tags, so that no index is kept of it.
    pub(super) fn of(line: &[u8]) -> Self {
        Self { event_type: "commit".into(), data: Bytes::copy_from_slice(line) }
    }
}

/// An event in its place.
#[derive(Clone, PartialEq, Message)]
pub(super) struct Held {
    #[prost(message, optional, tag = "2")]
    pub(super) event: Option<Event>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct Append {
    #[prost(message, repeated, tag = "1")]
    pub(super) events: Vec<Event>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct Appended {}

#[derive(Clone, PartialEq, Message)]
pub(super) struct ReadAsked {
    #[prost(uint64, optional, tag = "2")]
    pub(super) start: Option<u64>,
    #[prost(uint32, optional, tag = "6")]
    pub(super) batch_size: Option<u32>,
}

/// One batch of what is read.
#[derive(Clone, PartialEq, Message)]
pub(super) struct Read {
    #[prost(message, repeated, tag = "1")]
    pub(super) events: Vec<Held>,
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct HeadAsked {}

/// The last position, if there is one.
#[derive(Clone, PartialEq, Message)]
pub(super) struct Head {
    #[prost(uint64, optional, tag = "1")]
    pub(super) position: Option<u64>,
}
