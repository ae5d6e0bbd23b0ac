//! A state that holds just some entities: what a command is tried on.

use alloc::collections::BTreeSet;

use super::State;
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
                    self.totals.copy(id, &mut part.totals);
                    let about = self.statements.get(&id);
                    part.statements.extend(about.map(|exchange| (id, *exchange)));
                }
            }
        }
        part
    }

    /// How many entities it holds.
    #[cfg(test)]
    pub(crate) fn size(&self) -> usize {
        let by_id =
            [self.exchanges.all().len(), self.agreements.all().len(), self.totals.all().len()];
        by_id.into_iter().chain([self.custody.len(), self.statements.len()]).sum()
    }
}
