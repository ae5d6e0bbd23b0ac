//! Which entities an event reads or changes, so that a trial copies those and nothing else.

use alloc::collections::BTreeSet;

use super::State;
use crate::event::Event;
use crate::id::{AgreementId, ExchangeId, StatementId};
use crate::party::Party;

/// The name of one small entity of the state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Entity {
    Exchange(ExchangeId),
    Agreement(AgreementId),
    Custody(Party, Party),
    Total(StatementId),
    Statement(StatementId),
}

/// The entities that these events read or change.
pub(crate) fn touched(state: &State, events: &[Event]) -> BTreeSet<Entity> {
    let _ = (state, events);
    BTreeSet::new()
}
