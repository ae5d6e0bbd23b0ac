//! A short text of figures and marks, as dates and quantities are written, put together without memory of
//! its own. It refuses to know what they mean.

use core::fmt;

use serde::Serializer;

/// A text of ASCII, of so many bytes at most: whoever puts it together knows how long it can be, and what
/// is beyond that is left out.
pub(crate) struct Short<const MOST: usize> {
    bytes: [u8; MOST],
    length: usize,
}

impl<const MOST: usize> Short<MOST> {
    pub(crate) const EMPTY: Self = Self { bytes: [0; MOST], length: 0 };

    /// The text with these characters behind it.
    #[inline]
    pub(crate) fn and(mut self, characters: &[u8]) -> Self {
        let end = self.length.saturating_add(characters.len());
        if let Some(room) = self.bytes.get_mut(self.length..end) {
            room.copy_from_slice(characters);
            self.length = end;
        }
        self
    }

    /// The text with this number behind it, in as many digits as it takes.
    #[inline]
    pub(crate) fn and_number(self, mut number: u32) -> Self {
        let mut digits = [b'0'; 10];
        let mut first = digits.len();
        for (place, digit) in digits.iter_mut().enumerate().rev() {
            if number == 0 && first < 10 {
                break;
            }
            *digit = b'0'.saturating_add(u8::try_from(number % 10).unwrap_or_default());
            number /= 10;
            first = place;
        }
        self.and(digits.get(first..).unwrap_or_default())
    }

    #[inline]
    pub(crate) fn as_str(&self) -> &str {
        // Nothing but ASCII is put in, so the fall-back is never seen.
        self.bytes.get(..self.length).and_then(|text| str::from_utf8(text).ok()).unwrap_or_default()
    }

    pub(crate) fn show(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }

    #[inline]
    pub(crate) fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(test)]
mod tests;
