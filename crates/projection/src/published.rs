//! Which legs of which settlements are published: parts or their frame, never both, and as of a day.

use serde::Serialize;

/// Whether something had happened by the day that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// Whichever of its possible days is the true one.
    Surely,
    /// For some of its possible days, but not for all.
    Possibly,
}
