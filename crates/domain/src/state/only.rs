//! A state that holds just some entities: what a command is tried on.

use alloc::collections::{BTreeMap, BTreeSet};

use super::{Entity, State};

impl State {
    /// A state of these entities and nothing else, as far as there are such.
    pub(crate) fn only(&self, entities: &BTreeSet<Entity>) -> Self {
        let mut part = Self::default();
        for entity in entities {
            match entity {
                Entity::Exchange(id) => copy(&self.exchanges, &mut part.exchanges, id),
                Entity::Agreement(id) => copy(&self.agreements, &mut part.agreements, id),
                Entity::Custody(holder, of) => {
                    copy(&self.custody, &mut part.custody, &(*holder, *of));
                }
                Entity::Total(id) => copy(&self.totals, &mut part.totals, id),
                Entity::Statement(id) => copy(&self.statements, &mut part.statements, id),
            }
        }
        part
    }
}

fn copy<K: Ord + Clone, V: Clone>(from: &BTreeMap<K, V>, to: &mut BTreeMap<K, V>, key: &K) {
    if let Some(value) = from.get(key) {
        to.insert(key.clone(), value.clone());
    }
}
