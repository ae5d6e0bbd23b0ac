//! Commits as lines of an append-only log: the format, the port that adapters keep, the log in a
//! folder, the sequencer above them, and verification. It refuses to know read models.
//!
//! The format is laid down, to the byte, in `docs/LOG_FORMAT.md`.

mod about;
mod batch;
#[cfg(any(test, feature = "brittle"))]
pub mod brittle;
mod codec;
mod commits;
#[cfg(any(test, feature = "contract"))]
pub mod contract;
mod crc;
mod desk;
mod error;
mod file;
mod fingerprint;
mod gists;
mod halves;
mod in_order;
mod index;
mod last;
mod leaves;
mod lines;
mod memory;
mod memory_log;
mod numbers;
mod pages;
mod parts;
mod planted;
mod port;
mod rebuild;
mod sequencer;
mod verify;

#[cfg(test)]
mod choices;
#[cfg(test)]
mod examples;
#[cfg(test)]
mod format_page;
#[cfg(test)]
mod golden;
#[cfg(test)]
mod rigs;

pub use about::About;
pub use batch::Batch;
pub use codec::{LINE_LIMIT, Said};
pub use commits::Commits;
pub use desk::{Desk, Duty, Ticket};
pub use error::{Damage, Fault, LogError};
pub use file::{
    Appended, Disk, DiskFile, FileLog, FileReader, Loss, Marker, Opening, Recovery, Redrawn,
    Repaired, Sound, SystemDisk, accept_loss, accept_loss_on, copy_log, put_in_place,
    put_in_place_on,
};
pub use gists::fold_gists;
pub use in_order::append_groups;
pub use index::IndexFound;
pub use leaves::{Leaf, Leaves};
pub use lines::check_line;
pub use memory_log::MemoryLog;
pub use pages::Threads;
pub use port::{CommitLog, CommitReader, Head, Position};
pub use rebuild::{each_commit, each_gist};
pub use repatria_tlog::LeafHash;
pub use sequencer::{NotRecorded, Recorded, Sequencer, Submission, most_behind_an_index};
pub use verify::{Progress, Verified, verify, verify_with_root_of};
