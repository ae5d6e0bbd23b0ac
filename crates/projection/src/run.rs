//! Exchanges close in time: the how-manieth within seven days one was.

use repatria_domain::{Reference, When};
use serde::Serialize;

/// The place of an exchange among those within the seven days that end on its day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RunPosition {
    /// 1 for the first.
    pub position: u64,
    /// The hand-overs counted, in order, this one last. The parts of a frame on one day are one.
    pub within: Vec<InRun>,
}

/// One hand-over of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InRun {
    /// The exchange; of the parts of a frame on one day, the first.
    pub reference: Reference,
    /// When it was.
    pub on: When,
}
