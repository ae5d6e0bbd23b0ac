//! What time it is: the one place that asks the machine, and only where nobody fixed it.

use chrono::{TimeDelta, Utc};
use repatria_domain::Timestamp;

/// The time given, or else the time of the machine.
pub(crate) fn now(fixed: Option<Timestamp>) -> Timestamp {
    fixed.unwrap_or_else(|| Timestamp::new(Utc::now()))
}

/// What is said where the clock stands before the last commit, by more than clocks differ.
pub(crate) fn set_back(now: Timestamp, last: Timestamp) -> Option<String> {
    let back = last.instant().signed_duration_since(now.instant());
    (back > TimeDelta::seconds(2)).then(|| {
        format!(
            "the clock stands at {now}, before the last commit, recorded at {last}: what is recorded \
             now gets that time"
        )
    })
}
