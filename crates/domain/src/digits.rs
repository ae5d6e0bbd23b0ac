//! Numbers in a fixed number of digits, as dates and times are written.

/// Writes numbers over characters of a text: from which place on, in how many digits, which number.
pub(crate) fn put<const NUMBERS: usize>(text: &mut [u8], numbers: [(usize, usize, u32); NUMBERS]) {
    for (from, digits, mut number) in numbers {
        for place in text.iter_mut().skip(from).take(digits).rev() {
            *place = b'0'.saturating_add(u8::try_from(number % 10).unwrap_or_default());
            number /= 10;
        }
    }
}
