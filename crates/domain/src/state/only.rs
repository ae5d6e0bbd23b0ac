//! A state that holds just some entities: what a command is tried on.

use alloc::collections::BTreeSet;

use super::{About, State};
use crate::entity::Entity;

impl State {
    /// A state of these entities and nothing else, as far as there are such.
    pub(crate) fn only(&self, entities: &BTreeSet<Entity>) -> Self {
        let mut part = Self::default();
        for entity in entities {
            match *entity {
                Entity::Exchange(id) => self.exchanges.copy(id, &mut part.exchanges),
                Entity::Agreement(id) => self.agreements.copy(id, &mut part.agreements),
                Entity::Custody(holder, of) => {
                    let account = (holder, of);
                    let held = self.custody.get(&account);
                    part.custody.extend(held.map(|held| (account, held.clone())));
                }
                Entity::Statement(id) => {
                    if let Some(about) = self.statements.get(id) {
                        let about = self.take_along(*about, &mut part);
                        part.statements.put(id, about);
                    }
                }
                Entity::Page(_) => {}
            }
        }
        part
    }

    /// What a statement is about in a part; a claim comes along.
    fn take_along(&self, about: About, part: &mut Self) -> About {
        match about {
            About::Exchange(_) => about,
            About::Total(place) => {
                let there = part.totals.len();
                part.totals.extend(self.totals.get(place).cloned());
                About::Total(there)
            }
        }
    }

    /// How many entities it holds.
    #[cfg(test)]
    pub(crate) fn size(&self) -> usize {
        let by_id = [self.exchanges.all().len(), self.agreements.all().len(), self.totals.len()];
        by_id.into_iter().chain([self.custody.len(), self.statements.all().len()]).sum()
    }
}
