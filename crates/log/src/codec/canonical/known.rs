//! What was read in lines before and stands in others again: who says something and what he is, which
//! way people went. It is read once, and held once, however many say it.
//! It refuses to know where it stood.

use std::cell::{Cell, RefCell};

use repatria_domain::{Handle, LegKey, Text, Timestamp};

/// How many places there are at first, and at most. Whoever reads one line needs few.
const PLACES: (usize, usize) = (16, 512);

/// What was read before. It takes no memory until something was.
#[derive(Debug, Default)]
pub(crate) struct Known {
    pub(super) words: Seen<Text>,
    pub(super) handles: Seen<Handle>,
    pub(super) leg_keys: Seen<LegKey>,
    // The last one: what was recorded together was recorded at one time.
    moment: Cell<Option<([u8; MOMENT_BYTES], Timestamp)>>,
}

/// How long a time is as it is written.
pub(super) const MOMENT_BYTES: usize = 27;

impl Known {
    /// The time of a text of so many bytes: that of the last one, where they are the same.
    pub(super) fn moment(&self, text: &str) -> Option<Timestamp> {
        let written: [u8; MOMENT_BYTES] = text.as_bytes().try_into().ok()?;
        match self.moment.get() {
            Some((known, moment)) if known == written => Some(moment),
            Some(_) | None => {
                let moment = text.parse().ok()?;
                self.moment.set(Some((written, moment)));
                Some(moment)
            }
        }
    }
}

/// Values by their texts; of those that come to the same place, the last.
#[derive(Debug)]
pub(super) struct Seen<T>(RefCell<Places<T>>);

#[derive(Debug)]
struct Places<T> {
    all: Vec<Option<Spelled<T>>>,
    // How many were put there since there were so many.
    put: usize,
}

#[derive(Clone, Debug)]
struct Spelled<T> {
    text: Box<str>,
    value: T,
}

impl<T> Default for Seen<T> {
    fn default() -> Self {
        Self(RefCell::new(Places { all: Vec::new(), put: 0 }))
    }
}

impl<T: Clone> Seen<T> {
    /// The value of a text: known, or read now. `None` where it has none.
    pub(super) fn get_or_read(
        &self,
        text: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let hash = hash(text);
        let known = self.0.borrow().known(hash, text);
        known.or_else(|| {
            let value = read(text)?;
            self.0.borrow_mut().put(hash, text, value.clone());
            Some(value)
        })
    }
}

impl<T: Clone> Places<T> {
    fn known(&self, hash: u64, text: &str) -> Option<T> {
        let spelled = self.all.get(self.place(hash))?.as_ref()?;
        (*spelled.text == *text).then(|| spelled.value.clone())
    }

    fn put(&mut self, hash: u64, text: &str, value: T) {
        let (first, most) = PLACES;
        let places = self.all.len();
        if self.put >= places && places < most {
            // Those that were known are read once more.
            self.all = vec![None; places.saturating_mul(2).max(first)];
            self.put = 0;
        }
        self.put = self.put.saturating_add(1);
        let place = self.place(hash);
        if let Some(kept) = self.all.get_mut(place) {
            *kept = Some(Spelled { text: text.into(), value });
        }
    }

    /// The number of places is a power of two; the highest bits of a hash are the best mixed.
    fn place(&self, hash: u64) -> usize {
        let bits = self.all.len().checked_ilog2().unwrap_or_default();
        usize::try_from(hash.checked_shr(u64::BITS - bits).unwrap_or_default()).unwrap_or_default()
    }
}

/// Eight bytes at a time, which is enough to keep those apart that nobody has chosen to come together;
/// those that do are read again.
fn hash(text: &str) -> u64 {
    const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
    let (chunks, rest) = text.as_bytes().as_chunks();
    let mut last = [0; 8];
    last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    let words = chunks.iter().chain([&last]).map(|chunk| u64::from_le_bytes(*chunk));
    words.fold(0, |mixed: u64, word| (mixed.rotate_left(5) ^ word).wrapping_mul(SPREAD))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_to_the_same_place_is_told_apart() {
        let seen = Seen::default();
        let names: Vec<String> = (0..4 * PLACES.1).map(|number| format!("{number:06}")).collect();
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
