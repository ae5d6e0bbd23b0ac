//! The explanation, for people.

use repatria_projection::Explanation;

/// The explanation in lines of at most `width` columns.
pub(crate) fn explanation_text(explanation: &Explanation, width: usize) -> String {
    let _ = (explanation, width);
    String::new()
}
