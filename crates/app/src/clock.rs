//! What time it is: the one place that asks the machine, and only where nobody fixed it.

use chrono::{DateTime, TimeDelta, Utc};
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

/// The same in seconds since 1970, as cosignatures have it.
pub(crate) fn seconds(fixed: Option<Timestamp>) -> u64 {
    u64::try_from(now(fixed).instant().timestamp()).unwrap_or(0)
}

/// The time of a cosignature in the words of the register.
pub(crate) fn written(seconds: u64) -> String {
    let at = i64::try_from(seconds).ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    at.map_or_else(
        || seconds.to_string(),
        |at| Timestamp::new(at).to_string().replace(".000000Z", "Z"),
    )
}
