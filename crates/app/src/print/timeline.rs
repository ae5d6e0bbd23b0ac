//! The timeline, for people.

use repatria_projection::Timeline;

/// The timeline in lines of at most `width` columns.
pub(crate) fn timeline_text(timeline: &Timeline, width: usize) -> String {
    let _ = (timeline, width);
    String::new()
}
