//! Read models as flat rows under headers that stay the same.

use repatria_projection::{Explanation, Overview, Story, Timeline, Totals};

/// The timeline: one row an exchange and way.
pub(crate) fn timeline_csv(timeline: &Timeline) -> String {
    let _ = timeline;
    String::new()
}

/// The totals: one row a sum.
pub(crate) fn totals_csv(totals: &Totals) -> String {
    let _ = totals;
    String::new()
}

/// The story: one row a figure of a statement.
pub(crate) fn story_csv(story: &Story) -> String {
    let _ = story;
    String::new()
}

/// The explanation: one row a statement under a contribution.
pub(crate) fn explanation_csv(explanation: &Explanation) -> String {
    let _ = explanation;
    String::new()
}

/// The overview: one row a side and kind.
pub(crate) fn overview_csv(overview: &Overview) -> String {
    let _ = overview;
    String::new()
}
