//! The story, for people.

use repatria_projection::Story;

/// The story in lines of at most `width` columns.
pub(crate) fn story_text(story: &Story, width: usize) -> String {
    let _ = (story, width);
    String::new()
}
