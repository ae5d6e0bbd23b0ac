//! The place of an id among others, in order of coming. It is found in a table, at the first free
//! slot of a short window that the id itself points to, and so in two steps, however many there are.
//! Ids for which a window had no room, because somebody chose them so, are in a map beside it.

use alloc::collections::BTreeMap;
use alloc::vec;
use alloc::vec::Vec;

use uuid::Uuid;

/// Places by ids; none is taken away.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    // By the number that an id is: numbers are compared in no time.
    ids: Vec<u128>,
    // The places of ids; between a half and three quarters of the slots are free.
    slots: Vec<u32>,
    crowded: BTreeMap<u128, usize>,
}

const FREE: u32 = u32::MAX;
const WINDOW: usize = 32;

/// 2<sup>64</sup> by the golden ratio, odd: multiplied by it, neighbours stand far apart (Knuth, The
/// Art of Computer Programming, volume 3, section 6.4).
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

impl Places {
    /// The place of an id, if it has one.
    pub(super) fn get(&self, id: Uuid) -> Option<usize> {
        let (id, begins) = (id.as_u128(), self.window_of(id));
        for slot in self.slots.get(begins..)?.get(..WINDOW)? {
            if *slot == FREE {
                return None;
            }
            let place = usize::try_from(*slot).ok()?;
            if self.ids.get(place) == Some(&id) {
                return Some(place);
            }
        }
        self.crowded.get(&id).copied()
    }

    /// The place of an id; where it has none, the next one, from now on.
    pub(super) fn get_or_add(&mut self, id: Uuid) -> usize {
        if let Some(place) = self.get(id) {
            return place;
        }
        let place = self.ids.len();
        self.ids.push(id.as_u128());
        if self.slots.len() < place.saturating_mul(2).saturating_add(WINDOW) {
            self.grow();
        } else {
            self.put(id, place);
        }
        place
    }

    fn put(&mut self, id: Uuid, place: usize) {
        let begins = self.window_of(id);
        let mut window = self.slots.iter_mut().skip(begins).take(WINDOW);
        match (window.find(|slot| **slot == FREE), u32::try_from(place)) {
            (Some(slot), Ok(place)) if place != FREE => *slot = place,
            _ => drop(self.crowded.insert(id.as_u128(), place)),
        }
    }

    /// Puts every id into a table of twice the size.
    fn grow(&mut self) {
        let slots = self.ids.len().saturating_mul(4).saturating_add(WINDOW);
        self.slots = vec![FREE; slots];
        self.crowded.clear();
        for place in 0..self.ids.len() {
            if let Some(id) = self.ids.get(place) {
                self.put(Uuid::from_u128(*id), place);
            }
        }
    }

    /// The first slot of an id: as far along the table as the id is along all numbers, once it is
    /// spread over them.
    fn window_of(&self, id: Uuid) -> usize {
        let (high, low) = id.as_u64_pair();
        let spread = u128::from((high ^ low).wrapping_mul(SPREAD));
        let windows = self.slots.len().saturating_sub(WINDOW) as u128;
        usize::try_from(spread.wrapping_mul(windows) >> 64).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
