//! Numbers in a fixed number of digits, as dates and times are written.

/// Writes numbers over characters of a text: from which place on, in how many digits, an even number of
/// them, which number. Two digits are written at a time.
pub(crate) fn put<const NUMBERS: usize>(text: &mut [u8], numbers: [(usize, usize, u32); NUMBERS]) {
    for (from, digits, mut number) in numbers {
        let places = text.get_mut(from..from.saturating_add(digits)).unwrap_or_default();
        for pair in places.as_chunks_mut().0.iter_mut().rev() {
            let two = u8::try_from(number % 100).unwrap_or_default();
            *pair = [b'0'.saturating_add(two / 10), b'0'.saturating_add(two % 10)];
            number /= 100;
        }
    }
}

/// Reads numbers off a text: from which place on, in how many digits, nine at most. `None` where
/// another character stands there.
pub(crate) fn read<const NUMBERS: usize>(
    text: &[u8],
    places: [(usize, usize); NUMBERS],
) -> Option<[u32; NUMBERS]> {
    let mut numbers = [0_u32; NUMBERS];
    for (number, (from, digits)) in numbers.iter_mut().zip(places) {
        for digit in text.get(from..)?.get(..digits)? {
            let digit = digit.checked_sub(b'0').filter(|digit| *digit < 10)?;
            *number = number.checked_mul(10)?.checked_add(u32::from(digit))?;
        }
    }
    Some(numbers)
}
