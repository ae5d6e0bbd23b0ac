//! What was read in lines before and stands in others again: who says something and what he is, which
//! way people went. It is read once, and held once, however many say it.
//! It refuses to know where it stood.

use std::cell::RefCell;

use repatria_domain::{Handle, LegKey, Text};

/// How many different ones are known at a time, as a power of two.
const PLACES_LOG2: u32 = 9;

/// What was read before. It takes no memory until something was.
#[derive(Debug, Default)]
pub(crate) struct Known {
    pub(super) words: Seen<Text>,
    pub(super) handles: Seen<Handle>,
    pub(super) leg_keys: Seen<LegKey>,
}

/// Values by their texts; of those that come to the same place, the last.
#[derive(Debug)]
pub(super) struct Seen<T>(RefCell<Vec<Option<Spelled<T>>>>);

#[derive(Clone, Debug)]
struct Spelled<T> {
    text: Box<str>,
    value: T,
}

impl<T> Default for Seen<T> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<T: Clone> Seen<T> {
    /// The value of a text: known, or read now. `None` where it has none.
    pub(super) fn get_or_read(
        &self,
        text: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let place = place_of(text);
        let known = self.known(place, text);
        known.or_else(|| read(text).inspect(|value| self.keep(place, text, value)))
    }

    fn known(&self, place: usize, text: &str) -> Option<T> {
        let places = self.0.borrow();
        let spelled = places.get(place)?.as_ref()?;
        (*spelled.text == *text).then(|| spelled.value.clone())
    }

    fn keep(&self, place: usize, text: &str, value: &T) {
        let mut places = self.0.borrow_mut();
        if places.is_empty() {
            places.resize(1 << PLACES_LOG2, None);
        }
        if let Some(kept) = places.get_mut(place) {
            *kept = Some(Spelled { text: text.into(), value: value.clone() });
        }
    }
}

/// Where the value of a text is kept: eight bytes at a time, which is enough to keep those apart that
/// nobody has chosen to come together; those that do are read again.
fn place_of(text: &str) -> usize {
    const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
    let (chunks, rest) = text.as_bytes().as_chunks();
    let mut last = [0; 8];
    last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    let words = chunks.iter().chain([&last]).map(|chunk| u64::from_le_bytes(*chunk));
    let mixed = words.fold(0_u64, |mixed, word| (mixed.rotate_left(5) ^ word).wrapping_mul(SPREAD));
    usize::try_from(mixed >> (u64::BITS - PLACES_LOG2)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_to_the_same_place_is_told_apart() {
        let seen = Seen::default();
        let names: Vec<String> =
            (0..4 << PLACES_LOG2).map(|number| format!("{number:06}")).collect();
        let mut read = 0;
        for name in names.iter().chain(&names).flat_map(|name| [name, name]) {
            let number = seen.get_or_read(name, |text| {
                read += 1;
                text.parse::<u32>().ok()
            });
            assert_eq!(number, name.parse().ok());
        }
        // Each of them once in a row, and some again that others took the place of.
        assert!((names.len()..=2 * names.len()).contains(&read), "{read}");
        assert_eq!(seen.get_or_read("none", |text| text.parse().ok()), None);
    }
}
