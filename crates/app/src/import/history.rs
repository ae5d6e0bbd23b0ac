//! The versions of each statement: those that the register holds, and those that this run adds.

use std::collections::{BTreeSet, HashMap};

use repatria_domain::{Exchange, ExchangeId, Mistake, RecordedStatement, State, StatementId};

use super::read::Rows;
use super::said::{Key, Place, Said};

/// One version of a statement.
#[derive(Clone, Debug)]
pub(super) struct Version {
    /// What it says.
    pub(super) said: Said,
    /// What people call it: `2025-06-26/3`.
    pub(super) label: String,
    /// The statement that took its place.
    pub(super) corrected_by: Option<StatementId>,
    /// Whether it came by an import, an earlier one or this.
    pub(super) imported: bool,
}

impl Version {
    /// What people call the exchange that it counts for.
    fn exchange(&self) -> Option<&str> {
        match self.said {
            Said::Count(_) => self.label.rsplit_once('/').map(|(reference, _)| reference),
            Said::Total(_) => None,
        }
    }
}

/// The versions of each statement, in order of recording.
#[derive(Debug, Default)]
pub(super) struct History {
    versions: Vec<Version>,
    by_id: HashMap<StatementId, usize>,
    by_key: HashMap<Key, Vec<usize>>,
    // Statements at one place differ in who passed them on.
    by_place: HashMap<Place, Vec<Key>>,
    // How many statements are recorded about an exchange, for the next number.
    counted: HashMap<String, usize>,
}

impl History {
    /// What the register holds of the exchanges and totals that the rows speak of.
    pub(super) fn of(state: &State, rows: &Rows) -> Self {
        let mut history = Self::default();
        let mentioned = rows.exchanges.iter();
        let mut waiting: Vec<ExchangeId> =
            mentioned.map(|exchange| ExchangeId::of(&exchange.reference)).collect();
        let mut seen = BTreeSet::new();
        while let Some(id) = waiting.pop() {
            let Some(exchange) = state.exchange(id).filter(|_| seen.insert(id)) else { continue };
            history.counted.insert(exchange.reference.to_string(), exchange.statements.len());
            // A statement that a review moved goes on there, with its corrections.
            waiting.extend(exchange.statements.iter().filter_map(|held| held.moved_to));
            history.hold(exchange);
        }
        if rows.drafts.iter().any(|draft| draft.exchange.is_none()) {
            history.hold_totals(state);
        }
        history
    }

    fn hold(&mut self, exchange: &Exchange) {
        let held = |(number, held): (usize, &RecordedStatement)| Version {
            said: Said::Count(held.said.clone()),
            label: format!("{}/{}", exchange.reference, number + 1),
            corrected_by: held.corrected_by,
            imported: false,
        };
        let staying = exchange.statements.iter().enumerate();
        staying.filter(|(_, held)| held.moved_to.is_none()).map(held).for_each(|version| {
            let imported = version.said.is_imported();
            self.add(Version { imported, ..version });
        });
    }

    /// Claims have no order of recording, but each names the one that it corrects.
    fn hold_totals(&mut self, state: &State) {
        for claim in state.total_claims() {
            let said = Said::Total(claim.said.clone());
            let imported = said.is_imported();
            let label = said.title();
            self.add(Version { said, label, corrected_by: claim.corrected_by, imported });
        }
    }

    fn add(&mut self, version: Version) {
        let index = self.versions.len();
        let key = version.said.key();
        self.by_id.insert(version.said.id(), index);
        let versions = self.by_key.entry(key).or_default();
        versions.push(index);
        if let (1, Some(place)) = (versions.len(), version.said.place()) {
            self.by_place.entry(place).or_default().push(key);
        }
        self.versions.push(version);
    }

    /// Adds a version that this run records, and answers with what it is called.
    pub(super) fn record(&mut self, said: Said, reference: Option<&str>) -> String {
        let corrected = said.corrects().and_then(|earlier| self.by_id.get(&earlier.statement));
        let mut about = reference.map(str::to_owned);
        if let Some(earlier) = corrected.and_then(|index| self.versions.get_mut(*index)) {
            earlier.corrected_by = Some(said.id());
            // The correction of a statement that was moved follows it.
            about = about.map(|about| earlier.exchange().map_or(about, str::to_owned));
        }
        let label = match about {
            Some(reference) => {
                let number = self.counted.entry(reference.clone()).or_default();
                *number += 1;
                format!("{reference}/{number}")
            }
            None => said.title(),
        };
        self.add(Version { said, label: label.clone(), corrected_by: None, imported: true });
        label
    }

    /// Every version of a statement.
    pub(super) fn versions(&self, key: Key) -> impl DoubleEndedIterator<Item = &Version> {
        let indices = self.by_key.get(&key).map(Vec::as_slice).unwrap_or_default();
        indices.iter().filter_map(|index| self.versions.get(*index))
    }

    /// The version that no other version of the same statement corrects.
    pub(super) fn latest(&self, key: Key) -> Option<&Version> {
        let corrected_within = |version: &&Version| {
            let by = version.corrected_by.and_then(|id| self.by_id.get(&id));
            by.and_then(|index| self.versions.get(*index)).is_some_and(|by| by.said.key() == key)
        };
        let mut open = self.versions(key).rev();
        open.find(|version| !corrected_within(version))
    }

    /// The version that an import recorded last: the latest, or one that was corrected by hand.
    pub(super) fn latest_imported(&self, key: Key) -> Option<&Version> {
        let mut version = self.latest(key)?;
        // Corrections have no circles: each corrects what was recorded before it.
        while !version.imported {
            let earlier = version.said.corrects()?.statement;
            version = self.versions.get(*self.by_id.get(&earlier)?)?;
        }
        (version.said.key() == key).then_some(version)
    }

    /// The statements of a claimant about an exchange in one source.
    pub(super) fn at(&self, place: &Place) -> &[Key] {
        self.by_place.get(place).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether a version of this statement says that the claimant corrected himself at that place.
    pub(super) fn owns_up_to(&self, key: Key, place: &Place) -> bool {
        self.versions(key)
            .filter_map(|version| version.said.corrects())
            .filter(|correction| correction.mistake == Mistake::Claimant)
            .filter_map(|correction| self.by_id.get(&correction.statement))
            .filter_map(|index| self.versions.get(*index))
            .any(|corrected| corrected.said.place().as_ref() == Some(place))
    }
}
