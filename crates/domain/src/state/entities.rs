//! Entities by their ids, in order of recording. It refuses to know what they are.

use alloc::vec::Vec;
use core::marker::PhantomData;

use uuid::Uuid;

use super::places::Places;

/// Entities by their ids, in order of recording; none is taken away.
#[derive(Clone, Debug)]
pub(super) struct Entities<K, V> {
    places: Places,
    held: Vec<V>,
    named_by: PhantomData<K>,
}

impl<K: Copy + Into<Uuid>, V> Entities<K, V> {
    /// Its place in order of recording.
    pub(super) fn place(&self, id: K) -> Option<usize> {
        self.places.get(id.into())
    }

    pub(super) fn get(&self, id: K) -> Option<&V> {
        self.held.get(self.place(id)?)
    }

    pub(super) fn get_mut(&mut self, id: K) -> Option<&mut V> {
        let place = self.place(id)?;
        self.held.get_mut(place)
    }

    pub(super) fn contains(&self, id: K) -> bool {
        self.place(id).is_some()
    }

    /// Adds an entity, unless its id has one.
    pub(super) fn add(&mut self, id: K, entity: V) -> bool {
        let next = self.held.len();
        let is_new = self.places.get_or_add(id.into()) == next;
        if is_new {
            self.held.push(entity);
        }
        is_new
    }

    /// Adds an entity, or puts it in the place of the one that has its id.
    pub(super) fn put(&mut self, id: K, entity: V) {
        let place = self.places.get_or_add(id.into());
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
        if let Some(entity) = self.get(id) {
            others.put(id, entity.clone());
        }
    }

    pub(super) fn all(&self) -> impl ExactSizeIterator<Item = &V> {
        self.held.iter()
    }
}

impl<K, V> Default for Entities<K, V> {
    fn default() -> Self {
        Self { places: Places::default(), held: Vec::new(), named_by: PhantomData }
    }
}

// What is held says where it is found.
impl<K, V: PartialEq> PartialEq for Entities<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.held == other.held
    }
}

impl<K, V: Eq> Eq for Entities<K, V> {}
