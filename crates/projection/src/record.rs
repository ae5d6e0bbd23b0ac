//! The one fold of commits that every read model is drawn from: what the state holds, and what it
//! refuses to know: who recorded each thing, when, and what was held before.
//! It refuses to know how commits are stored.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use repatria_domain::{
    Commit, CustodyChanged, CustodyDeclared, Description, DetailDisclosed, DetailWithheld, Event,
    ExchangeId, Handle, LossAccepted, MovementRecorded, Party, Refusal, Settlement, Source, State,
    StatementId, StatementReviewed, Text, Timestamp, TotalClaim,
};
use serde::Serialize;

use crate::figures::Figures;
use crate::head::Head;
use crate::kept::Kept;
use crate::listed::Listed;
use crate::outlines::Outlines;
use crate::overview::ClaimInOrder;

/// When something was recorded, by whom, and in which commit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stamp {
    /// The number of the commit.
    pub n: u64,
    /// When it was recorded.
    pub at: Timestamp,
    /// Who recorded it.
    pub by: Handle,
}

/// The register after the commits so far, with the history that its state lets go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    state: State,
    head: Head,
    // In order of recording, as the state has them.
    dossiers: Vec<Dossier>,
    statements: Vec<Stamp>,
    reviews: HashMap<StatementId, Vec<(Stamp, StatementReviewed)>>,
    grounds: BTreeMap<(Party, Party), Vec<Ground>>,
    losses: Vec<(Stamp, LossAccepted)>,
    // Each once, however much they recorded.
    recorders: BTreeSet<Handle>,
    kept: Kept,
}

/// What a judgement of custody rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ground {
    /// In words.
    pub basis: Text,
    /// Where it was read.
    pub sources: Vec<Source>,
    /// When it was recorded.
    pub recorded: Stamp,
}

/// What was recorded of one exchange, each thing with its stamp, in order of recording.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dossier {
    /// When it was opened.
    pub opened: Option<Stamp>,
    /// Every description of it.
    pub descriptions: Vec<DescriptionRevision>,
    /// Every settlement of it, also those no longer held.
    pub settlements: Vec<SettlementRevision>,
    /// Called off, and why; or on again (`true`), and why.
    pub calls: Vec<(Stamp, bool, Text)>,
    /// What was kept back.
    pub withheld: Vec<(Stamp, DetailWithheld)>,
    /// What came out.
    pub disclosed: Vec<(Stamp, DetailDisclosed)>,
    /// Who reached which milestone.
    pub movements: Vec<(Stamp, MovementRecorded)>,
}

/// One description of an exchange.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescriptionRevision {
    /// Its number.
    pub revision: u32,
    /// What it says.
    pub description: Arc<Description>,
    /// When it was recorded.
    pub recorded: Stamp,
}

/// One settlement of an exchange.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettlementRevision {
    /// Its number.
    pub revision: u32,
    /// What was held to be true.
    pub settlement: Arc<Settlement>,
    /// When it was recorded.
    pub recorded: Stamp,
    /// When and why it was withdrawn, if it was.
    pub withdrawn: Option<(Stamp, Text)>,
}

impl Record {
    /// Takes in the next commit.
    ///
    /// # Errors
    /// A [`Refusal`] when an event breaks a rule of the domain. The events of the commit before it
    /// have been taken in then: throw the record away and read the log anew.
    pub fn apply(&mut self, commit: &Commit) -> Result<(), Refusal> {
        self.kept = Kept::default();
        let by = self.recorder(&commit.by);
        let stamp = Stamp { n: commit.n, at: commit.at, by };
        for event in &commit.events {
            self.state.apply(event)?;
            self.stamp(event, &stamp);
        }
        self.head = Head::from(commit);
        Ok(())
    }

    /// The same, without the history that stories and changes alone ask for: when each thing was
    /// recorded, and what was held before. What custody rests on, what is kept back and what was
    /// lost is there.
    pub(crate) fn apply_without_history(&mut self, commit: &Commit) -> Result<(), Refusal> {
        self.kept = Kept::default();
        for event in &commit.events {
            self.state.apply(event)?;
            if !is_history(event) {
                let stamp = Stamp { n: commit.n, at: commit.at, by: self.recorder(&commit.by) };
                self.stamp(event, &stamp);
            }
        }
        self.head = Head::from(commit);
        Ok(())
    }

    /// The record of these commits, in order.
    ///
    /// # Errors
    /// As [`Record::apply`].
    pub fn of<'a>(commits: impl IntoIterator<Item = &'a Commit>) -> Result<Self, Refusal> {
        let mut record = Self::default();
        for commit in commits {
            record.apply(commit)?;
        }
        Ok(record)
    }

    /// The record of some of the commits before a head: of those that concern something, and so all
    /// that is known of it.
    ///
    /// # Errors
    /// As [`Record::apply`].
    pub fn of_part<'a>(
        commits: impl IntoIterator<Item = &'a Commit>,
        head: Head,
    ) -> Result<Self, Refusal> {
        Self::of(commits).map(|record| Self { head, ..record })
    }

    /// What the register is now.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The last commit taken in.
    pub fn head(&self) -> Head {
        self.head
    }

    /// What was recorded of an exchange, and when.
    pub fn dossier(&self, exchange: ExchangeId) -> Option<&Dossier> {
        self.dossiers.get(self.state.place_of_exchange(exchange)?)
    }

    /// When a statement was recorded.
    pub fn recorded(&self, statement: StatementId) -> Option<&Stamp> {
        self.statements.get(self.state.place_of_statement(statement)?)
    }

    /// Every claim about a running total with its number, in order of recording: `T/1` is the first.
    pub fn total_claims(&self) -> impl Iterator<Item = (usize, &TotalClaim)> {
        (1..).zip(self.state.total_claims())
    }

    /// What reviewers found of a statement.
    pub fn reviews(&self, statement: StatementId) -> &[(Stamp, StatementReviewed)] {
        self.reviews.get(&statement).map_or(&[], Vec::as_slice)
    }

    /// What each declaration and change of a custody account rests on, in order of recording: just
    /// as its postings stand in the state, without those of legs.
    pub fn grounds(&self, holder: Party, of: Party) -> &[Ground] {
        self.grounds.get(&(holder, of)).map_or(&[], Vec::as_slice)
    }

    /// The stored commits that were lost and given up, in order of recording.
    pub fn losses(&self) -> &[(Stamp, LossAccepted)] {
        &self.losses
    }

    /// Every exchange, in order of (earliest day, latest day, reference).
    pub(crate) fn listed(&self) -> &[Listed] {
        self.kept.listed.get_or_init(|| Listed::all(&self.state))
    }

    /// Every figure that is published, whenever it was.
    pub(crate) fn figures(&self) -> &Figures {
        self.kept.figures.get_or_init(|| Figures::of(&Outlines::of(&self.state)))
    }

    /// The claims that an overview shows one of, the latest first.
    pub(crate) fn claims_in_order(&self) -> &[ClaimInOrder] {
        self.kept.claims.get_or_init(|| ClaimInOrder::all(&self.state))
    }

    fn ground(&mut self, account: (Party, Party), basis: &Text, sources: &[Source], stamp: &Stamp) {
        let ground =
            Ground { basis: basis.clone(), sources: sources.to_vec(), recorded: stamp.clone() };
        self.grounds.entry(account).or_default().push(ground);
    }

    fn recorder(&mut self, by: &Handle) -> Handle {
        if let Some(known) = self.recorders.get(by) {
            return known.clone();
        }
        self.recorders.insert(by.clone());
        by.clone()
    }

    /// Changes the dossier of an exchange, which was opened: the state knows of no other.
    fn about(&mut self, exchange: ExchangeId, change: impl FnOnce(&mut Dossier)) {
        let Some(place) = self.state.place_of_exchange(exchange) else { return };
        if place >= self.dossiers.len() {
            self.dossiers.resize_with(place.saturating_add(1), Dossier::default);
        }
        if let Some(dossier) = self.dossiers.get_mut(place) {
            change(dossier);
        }
    }

    fn stamp(&mut self, event: &Event, stamp: &Stamp) {
        match event {
            Event::CountStated(_) | Event::TotalStated(_) => self.statements.push(stamp.clone()),
            Event::StatementReviewed(review) => self
                .reviews
                .entry(review.statement)
                .or_default()
                .push((stamp.clone(), review.clone())),
            Event::ExchangeOpened(_) => {
                self.dossiers.push(Dossier { opened: Some(stamp.clone()), ..Dossier::default() });
            }
            Event::ExchangeDescribed(described) => self.about(described.exchange, |dossier| {
                add(
                    &mut dossier.descriptions,
                    DescriptionRevision {
                        revision: described.revision,
                        description: described.description.clone(),
                        recorded: stamp.clone(),
                    },
                );
            }),
            Event::ExchangeCancelled(call) => self.about(call.exchange, |dossier| {
                dossier.calls.push((stamp.clone(), false, call.why.clone()));
            }),
            Event::ExchangeReinstated(call) => self.about(call.exchange, |dossier| {
                dossier.calls.push((stamp.clone(), true, call.why.clone()));
            }),
            Event::ExchangeSettled(settled) => self.about(settled.exchange, |dossier| {
                add(
                    &mut dossier.settlements,
                    SettlementRevision {
                        revision: settled.revision,
                        settlement: settled.settlement.clone(),
                        recorded: stamp.clone(),
                        withdrawn: None,
                    },
                );
            }),
            Event::SettlementWithdrawn(withdrawn) => self.about(withdrawn.exchange, |dossier| {
                let mut settled = dossier.settlements.iter_mut();
                let held = settled.find(|settled| settled.revision == withdrawn.revision);
                if let Some(held) = held {
                    held.withdrawn = Some((stamp.clone(), withdrawn.why.clone()));
                }
            }),
            Event::MovementRecorded(movement) => self.about(movement.exchange, |dossier| {
                dossier.movements.push((stamp.clone(), movement.clone()));
            }),
            Event::DetailWithheld(detail) => self.about(detail.exchange, |dossier| {
                dossier.withheld.push((stamp.clone(), detail.clone()));
            }),
            Event::DetailDisclosed(detail) => self.about(detail.exchange, |dossier| {
                dossier.disclosed.push((stamp.clone(), detail.clone()));
            }),
            Event::CustodyDeclared(CustodyDeclared { holder, of, basis, sources, .. })
            | Event::CustodyChanged(CustodyChanged { holder, of, basis, sources, .. }) => {
                self.ground((*holder, *of), basis, sources, stamp);
            }
            Event::LossAccepted(loss) => self.losses.push((stamp.clone(), loss.clone())),
            Event::AgreementReached(_) => {}
        }
    }
}

/// Whether nobody but stories and changes asks when this was recorded, and by whom.
fn is_history(event: &Event) -> bool {
    match event {
        Event::AgreementReached(_)
        | Event::ExchangeOpened(_)
        | Event::ExchangeDescribed(_)
        | Event::ExchangeCancelled(_)
        | Event::ExchangeReinstated(_)
        | Event::CountStated(_)
        | Event::TotalStated(_)
        | Event::StatementReviewed(_)
        | Event::ExchangeSettled(_)
        | Event::SettlementWithdrawn(_)
        | Event::MovementRecorded(_) => true,
        Event::DetailWithheld(_)
        | Event::DetailDisclosed(_)
        | Event::CustodyDeclared(_)
        | Event::CustodyChanged(_)
        | Event::LossAccepted(_) => false,
    }
}

/// Adds a revision: most things have one, and a list makes room for four of itself.
fn add<Revision>(revisions: &mut Vec<Revision>, revision: Revision) {
    if revisions.is_empty() {
        revisions.reserve_exact(1);
    }
    revisions.push(revision);
}

/// The commits that had been recorded by a time: what was known then.
pub fn known_by<'a>(
    commits: impl IntoIterator<Item = &'a Commit>,
    time: Timestamp,
) -> impl Iterator<Item = &'a Commit> {
    commits.into_iter().take_while(move |commit| commit.at <= time)
}

#[cfg(test)]
mod tests;
