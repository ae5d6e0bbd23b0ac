//! The invariants, written once. Everything is checked before anything is changed.

use alloc::collections::BTreeSet;

use super::{Entity, State};
use crate::event::Event;
use crate::refusal::Refusal;

impl State {
    /// Applies an event that is recorded, or is about to be.
    ///
    /// # Errors
    /// A [`Refusal`] when the event breaks a rule; then nothing has changed.
    pub fn apply(&mut self, event: &Event) -> Result<(), Refusal> {
        let _ = event;
        Ok(())
    }

    pub(crate) fn only(&self, entities: &BTreeSet<Entity>) -> Self {
        let _ = entities;
        self.clone()
    }
}
