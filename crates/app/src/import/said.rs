//! What somebody said, of either layout: when two statements are one, and what they are called.

use std::sync::Arc;

use repatria_domain::{
    Command, CommandId, Correction, CountStatement, ExchangeId, Figure, StatementId, Text,
    TotalStatement,
};
use serde::Serialize;

use super::count_row::Slot;

/// A statement of either layout.
#[derive(Clone, Debug)]
pub(super) enum Said {
    /// About one exchange.
    Count(Arc<CountStatement>),
    /// About a running total.
    Total(Arc<TotalStatement>),
}

/// What makes two statements versions of one: exchange, claimant, relay and source of a count;
/// the whole scope, claimant and source of a total.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key(StatementId);

/// Where a claimant speaks of one exchange, whoever passed it on: what `corrects` names.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Place {
    pub(super) exchange: ExchangeId,
    pub(super) claimant: Option<Text>,
    pub(super) address: Text,
}

/// The id of a statement that has none yet.
pub(super) fn unnamed() -> StatementId {
    StatementId::of(b"")
}

impl Said {
    /// What it is a version of.
    pub(super) fn key(&self) -> Key {
        let by = &self.attribution().claimant;
        let source = &self.attribution().source.address;
        Key(StatementId::of(&match self {
            Self::Count(said) => {
                bytes(&("count", said.exchange, by, &said.attribution.relay, source))
            }
            Self::Total(said) => bytes(&("total", said.measure, &said.scope, by, source)),
        }))
    }

    /// Where it speaks, if it speaks of an exchange.
    pub(super) fn place(&self) -> Option<Place> {
        match self {
            Self::Count(said) => Some(Place {
                exchange: said.exchange,
                claimant: said.attribution.claimant.clone(),
                address: said.attribution.source.address.clone(),
            }),
            Self::Total(_) => None,
        }
    }

    /// Its id.
    pub(super) fn id(&self) -> StatementId {
        match self {
            Self::Count(said) => said.statement,
            Self::Total(said) => said.statement,
        }
    }

    /// What it corrects.
    pub(super) fn corrects(&self) -> Option<Correction> {
        match self {
            Self::Count(said) => said.corrects,
            Self::Total(said) => said.corrects,
        }
    }

    /// Who said it, and where.
    pub(super) fn attribution(&self) -> &repatria_domain::Attribution {
        match self {
            Self::Count(said) => &said.attribution,
            Self::Total(said) => &said.attribution,
        }
    }

    /// Whether both say the same, whatever their ids and whatever they correct.
    pub(super) fn says_what(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Count(a), Self::Count(b)) => {
                a.exchange == b.exchange
                    && a.attribution == b.attribution
                    && a.says == b.says
                    && a.note == b.note
                    && in_order(&a.figures) == in_order(&b.figures)
            }
            (Self::Total(a), Self::Total(b)) => {
                a.attribution == b.attribution
                    && a.measure == b.measure
                    && a.scope == b.scope
                    && a.quantity == b.quantity
                    && a.words == b.words
                    && a.note == b.note
            }
            (Self::Count(_), Self::Total(_)) | (Self::Total(_), Self::Count(_)) => false,
        }
    }

    /// The same, correcting an earlier one, under the id that key, content and that give it.
    pub(super) fn recorded(&self, corrects: Option<Correction>) -> Self {
        match self {
            Self::Count(said) => {
                let unnamed =
                    CountStatement { statement: unnamed(), corrects, ..said.as_ref().clone() };
                let statement = imported_id(&unnamed);
                Self::Count(Arc::new(CountStatement { statement, ..unnamed }))
            }
            Self::Total(said) => {
                let unnamed =
                    TotalStatement { statement: unnamed(), corrects, ..said.as_ref().clone() };
                let statement = imported_id(&unnamed);
                Self::Total(Arc::new(TotalStatement { statement, ..unnamed }))
            }
        }
    }

    /// What people call it where it has no number.
    pub(super) fn title(&self) -> String {
        let by = self.attribution();
        let claimant = by.claimant.as_ref().or(by.relay.as_ref()).unwrap_or(&by.source.address);
        match self {
            Self::Count(_) => format!("{claimant} on an exchange"),
            Self::Total(said) => match &said.words {
                Some(words) => format!("{claimant}: {words}"),
                None => format!("{claimant} on a total"),
            },
        }
    }

    /// Whether it came by an import: its id is the one that an import gives it.
    pub(super) fn is_imported(&self) -> bool {
        self.recorded(self.corrects()).id() == self.id()
    }

    /// The command that records it.
    pub(super) fn command(&self) -> Command {
        match self {
            Self::Count(said) => Command::StateCount(Arc::clone(said)),
            Self::Total(said) => Command::StateTotal(Arc::clone(said)),
        }
    }
}

/// The id of a command that an import sends: the same content is the same command.
pub(super) fn command_id(command: &Command) -> CommandId {
    CommandId::of(&bytes(&("import", command)))
}

fn imported_id(unnamed: &impl Serialize) -> StatementId {
    StatementId::of(&bytes(&("import", unnamed)))
}

fn in_order(figures: &[Figure]) -> Vec<&Figure> {
    let mut figures: Vec<&Figure> = figures.iter().collect();
    figures.sort_by_key(|figure| Slot::of(figure));
    figures
}

/// The canonical bytes: the layout in which the log writes the same values.
fn bytes(value: &impl Serialize) -> Vec<u8> {
    // Values of the domain always serialise; none has keys that are not texts.
    serde_json::to_vec(value).unwrap_or_default()
}
