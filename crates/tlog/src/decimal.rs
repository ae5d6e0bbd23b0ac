//! Numbers as the formats of this crate write them: decimal, without sign or leading zeros.

/// The number that a text is, if it is written in the one way allowed.
pub(crate) fn number(text: &str) -> Option<u64> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let shortest = text == "0" || !text.starts_with('0');
    if digits && shortest { text.parse().ok() } else { None }
}
