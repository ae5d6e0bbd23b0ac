//! How deep a command may go.

use super::is_deeper;

#[test]
fn brackets_within_brackets_are_counted_and_those_in_texts_are_not() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert!(!is_deeper(nested(32).as_bytes(), 32));
    assert!(is_deeper(nested(33).as_bytes(), 32));
    assert!(is_deeper("{\"a\":[".repeat(100_000).as_bytes(), 32));
    let side_by_side = "[]".repeat(100);
    assert!(!is_deeper(side_by_side.as_bytes(), 1));
    let in_a_text = format!("[\"\\\"{}\"]", "[".repeat(100));
    assert!(!is_deeper(in_a_text.as_bytes(), 1));
    let behind_a_text = format!("[\"\\\\\",{}", "[".repeat(40));
    assert!(is_deeper(behind_a_text.as_bytes(), 32));
}
