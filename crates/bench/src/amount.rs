//! Large numbers as people write them: `1000000`, `1e6`, `5e6`.

/// Reads a number of commits.
pub(crate) fn amount(text: &str) -> Result<u64, String> {
    let unreadable = || format!("`{text}` is no number: write it as 1000000 or 1e6");
    let (digits, zeros) = text.split_once('e').unwrap_or((text, "0"));
    let number: u64 = digits.parse().map_err(|_| unreadable())?;
    let zeros: u32 = zeros.parse().map_err(|_| unreadable())?;
    10_u64.checked_pow(zeros).and_then(|ten| number.checked_mul(ten)).ok_or_else(unreadable)
}
