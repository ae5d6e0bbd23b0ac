//! Entities by their ids, in order of recording. It refuses to know what they are.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

/// Entities by their ids, in order of recording; none is taken away. Places are small, so that those
/// of many ids are looked through without going far.
#[derive(Clone, Debug)]
pub(super) struct Entities<K, V> {
    places: BTreeMap<K, usize>,
    held: Vec<V>,
}

impl<K: Ord, V> Entities<K, V> {
    pub(super) fn get(&self, id: &K) -> Option<&V> {
        self.held.get(*self.places.get(id)?)
    }

    pub(super) fn get_mut(&mut self, id: &K) -> Option<&mut V> {
        self.held.get_mut(*self.places.get(id)?)
    }

    pub(super) fn contains(&self, id: &K) -> bool {
        self.places.contains_key(id)
    }

    /// Adds an entity, or puts it in the place of the one that has its id.
    pub(super) fn put(&mut self, id: K, entity: V) {
        let place = *self.places.entry(id).or_insert(self.held.len());
        match self.held.get_mut(place) {
            Some(held) => *held = entity,
            None => self.held.push(entity),
        }
    }

    /// Puts a copy of an entity, if there is one, among others.
    pub(super) fn copy(&self, id: K, others: &mut Self)
    where
        V: Clone,
    {
        if let Some(entity) = self.get(&id) {
            others.put(id, entity.clone());
        }
    }

    pub(super) fn all(&self) -> impl ExactSizeIterator<Item = &V> {
        self.held.iter()
    }
}

impl<K, V> Default for Entities<K, V> {
    fn default() -> Self {
        Self { places: BTreeMap::new(), held: Vec::new() }
    }
}

// What is held says where it is found.
impl<K, V: PartialEq> PartialEq for Entities<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.held == other.held
    }
}

impl<K, V: Eq> Eq for Entities<K, V> {}
