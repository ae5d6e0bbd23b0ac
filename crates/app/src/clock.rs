//! What time it is: the one place that asks the machine, and only where nobody fixed it.

use chrono::Utc;
use repatria_domain::Timestamp;

/// The time given, or else the time of the machine.
pub(crate) fn now(fixed: Option<Timestamp>) -> Timestamp {
    fixed.unwrap_or_else(|| Timestamp::new(Utc::now()))
}
