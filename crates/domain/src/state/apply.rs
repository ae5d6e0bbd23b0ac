//! The invariants, written once. Everything is checked before anything is changed.

use alloc::boxed::Box;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::sync::Arc;
use alloc::vec::Vec;

use super::custody::{Flow, Posting, PostingSource};
use super::entities::Entities;
use super::ledger::Ledger;
use super::postings::{Reposting, moved};
use super::settled;
use super::{About, Exchange, RecordedStatement, State, TotalClaim};
use crate::count::Count;
use crate::event::{
    AgreementReached, CustodyChanged, CustodyDeclared, DetailDisclosed, DetailWithheld, Event,
    ExchangeCancelled, ExchangeDescribed, ExchangeOpened, ExchangeReinstated, ExchangeSettled,
    Finding, LossAccepted, MovementRecorded, Rank, SettlementWithdrawn, StatementReviewed,
};
use crate::id::{AgreementId, ExchangeId, StatementId};
use crate::party::Party;
use crate::refusal::Refusal;
use crate::settlement::{LegKey, Settlement};
use crate::statement::{Correction, CountStatement, TotalStatement};

impl State {
    /// Applies an event that is recorded, or is about to be.
    ///
    /// # Errors
    /// A [`Refusal`] when the event breaks a rule; then nothing has changed.
    pub fn apply(&mut self, event: &Event) -> Result<(), Refusal> {
        match event {
            Event::AgreementReached(reached) => self.reach_agreement(reached),
            Event::ExchangeOpened(opened) => self.open(opened),
            Event::ExchangeDescribed(described) => self.describe(described),
            Event::ExchangeCancelled(cancelled) => self.cancel(cancelled),
            Event::ExchangeReinstated(reinstated) => self.reinstate(reinstated),
            Event::CountStated(said) => self.state_count(said),
            Event::TotalStated(said) => self.state_total(said),
            Event::StatementReviewed(reviewed) => self.review(reviewed),
            Event::ExchangeSettled(settled) => self.settle(settled),
            Event::SettlementWithdrawn(withdrawn) => self.withdraw(withdrawn),
            Event::MovementRecorded(movement) => self.move_people(movement),
            Event::DetailWithheld(withheld) => self.withhold(withheld),
            Event::DetailDisclosed(disclosed) => self.disclose(disclosed),
            Event::CustodyDeclared(declared) => self.declare_custody(declared),
            Event::CustodyChanged(changed) => self.change_custody(changed),
            Event::LossAccepted(loss) => accept(loss),
        }
    }

    fn reach_agreement(&mut self, reached: &AgreementReached) -> Result<(), Refusal> {
        let id = reached.agreement;
        if id != AgreementId::of(&reached.title) {
            return Err(Refusal::ForeignId { id: id.into() });
        }
        if self.agreements.contains(id) {
            return Err(Refusal::AgreementRepeated { agreement: id });
        }
        if let Some(wider) = reached.member_of {
            self.find_agreement(wider)?;
        }
        self.agreements.put(id, reached.clone());
        Ok(())
    }

    fn open(&mut self, opened: &ExchangeOpened) -> Result<(), Refusal> {
        let id = opened.exchange;
        if id != ExchangeId::of(&opened.reference) {
            return Err(Refusal::ForeignId { id: id.into() });
        }
        if self.exchanges.add(id, Exchange::new(opened)) {
            Ok(())
        } else {
            Err(Refusal::ExchangeRepeated { reference: opened.reference.clone() })
        }
    }

    fn describe(&mut self, described: &ExchangeDescribed) -> Result<(), Refusal> {
        let exchange = self.find(described.exchange)?;
        check_revision(exchange.description_revision, described.revision)?;
        for agreement in &described.description.agreements {
            self.find_agreement(*agreement)?;
        }
        let (before, after) = (exchange.frame(), described.description.frame);
        let mut reframed = Vec::new();
        if before != after {
            if let Some(frame) = after {
                self.check_frame(exchange, frame)?;
            }
            let frames = [before, after].into_iter().flatten();
            reframed
                .extend(frames.filter_map(|frame| moved(exchange.id, after, self.exchange(frame))));
        }
        let mut reposting = Reposting::default();
        for frame in &reframed {
            self.repost(&mut reposting, frame, frame.settlement.as_deref());
        }
        self.check_reposting(&reposting)?;
        self.put(reposting);
        for frame in reframed {
            self.exchanges.put(frame.id, frame);
        }
        self.change(described.exchange, |exchange| {
            exchange.description = Some(described.description.clone());
            exchange.description_revision = described.revision;
        })
    }

    fn check_frame(&self, exchange: &Exchange, frame: ExchangeId) -> Result<(), Refusal> {
        let circular =
            frame == exchange.id || exchange.is_frame() || self.find(frame)?.frame().is_some();
        if circular {
            return Err(Refusal::FrameWithinFrame { reference: exchange.reference.clone() });
        }
        Ok(())
    }

    fn cancel(&mut self, cancelled: &ExchangeCancelled) -> Result<(), Refusal> {
        let exchange = self.find_on(cancelled.exchange)?;
        if exchange.settlement.is_some() {
            return Err(Refusal::Settled { reference: exchange.reference.clone() });
        }
        self.change(cancelled.exchange, |exchange| exchange.cancelled = Some(cancelled.why.clone()))
    }

    fn reinstate(&mut self, reinstated: &ExchangeReinstated) -> Result<(), Refusal> {
        let exchange = self.find(reinstated.exchange)?;
        if exchange.cancelled.is_none() {
            return Err(Refusal::NotCancelled { reference: exchange.reference.clone() });
        }
        self.change(reinstated.exchange, |exchange| exchange.cancelled = None)
    }

    fn state_count(&mut self, said: &Arc<CountStatement>) -> Result<(), Refusal> {
        let about = match said.corrects {
            Some(correction) => self.find_corrected(said, correction.statement)?,
            None => said.exchange,
        };
        let exchange = self.exchanges.get_mut(about);
        let exchange = exchange.ok_or(Refusal::NoSuchExchange { exchange: about })?;
        name_statement(&mut self.statements, said.statement, About::Exchange(about))?;
        exchange.hear(said);
        Ok(())
    }

    /// The exchange that a correction speaks of: that of the corrected statement, which may have been
    /// moved.
    fn find_corrected(
        &self,
        said: &CountStatement,
        statement: StatementId,
    ) -> Result<ExchangeId, Refusal> {
        self.find(said.exchange)?;
        self.check_new_statement(said.statement)?;
        let missing = Refusal::NoSuchStatement { statement };
        let exchange = self.exchange_of(statement).ok_or_else(|| missing.clone())?;
        let (_, corrected) = exchange.statement(statement).ok_or(missing)?;
        if corrected.corrected_by.is_some() || corrected.said.exchange != said.exchange {
            return Err(Refusal::CannotBeCorrected { statement });
        }
        Ok(exchange.id)
    }

    fn state_total(&mut self, said: &Arc<TotalStatement>) -> Result<(), Refusal> {
        if let Some(Correction { statement, .. }) = said.corrects {
            self.check_new_statement(said.statement)?;
            let corrected =
                self.claim_mut(statement).ok_or(Refusal::NoSuchStatement { statement })?;
            if corrected.corrected_by.is_some() {
                return Err(Refusal::CannotBeCorrected { statement });
            }
            corrected.corrected_by = Some(said.statement);
        }
        name_statement(&mut self.statements, said.statement, About::Total(self.totals.len()))?;
        let claim = TotalClaim { said: Arc::clone(said), rank: Rank::Normal, corrected_by: None };
        self.totals.push(claim);
        Ok(())
    }

    fn check_new_statement(&self, statement: StatementId) -> Result<(), Refusal> {
        if self.statements.contains(statement) {
            return Err(Refusal::StatementRepeated { statement });
        }
        Ok(())
    }

    fn claim_mut(&mut self, statement: StatementId) -> Option<&mut TotalClaim> {
        match self.statements.get(statement)? {
            About::Total(place) => self.totals.get_mut(*place),
            About::Exchange(_) => None,
        }
    }

    fn review(&mut self, reviewed: &StatementReviewed) -> Result<(), Refusal> {
        let statement = reviewed.statement;
        let about = self.statements.get(statement).copied();
        match (reviewed.finding, about.ok_or(Refusal::NoSuchStatement { statement })?) {
            (Finding::Rank(rank), About::Exchange(exchange)) => {
                self.change(exchange, |exchange| exchange.rank(statement, rank))
            }
            (Finding::Rank(rank), About::Total(place)) => {
                let claim =
                    self.totals.get_mut(place).ok_or(Refusal::NoSuchStatement { statement })?;
                claim.rank = rank;
                Ok(())
            }
            (Finding::SpeaksOf(other), About::Exchange(exchange)) => {
                self.relink(statement, exchange, other)
            }
            (Finding::SpeaksOf(_), About::Total(_)) => Err(Refusal::CannotBeMoved { statement }),
        }
    }

    fn relink(
        &mut self,
        statement: StatementId,
        exchange: ExchangeId,
        other: ExchangeId,
    ) -> Result<(), Refusal> {
        self.find(other)?;
        let (_, held) = self
            .find(exchange)?
            .statement(statement)
            .ok_or(Refusal::NoSuchStatement { statement })?;
        if exchange == other || held.corrected_by.is_some() {
            return Err(Refusal::CannotBeMoved { statement });
        }
        let arriving = RecordedStatement { moved_to: None, ..held.clone() };
        self.statements.put(statement, About::Exchange(other));
        self.change(exchange, |exchange| exchange.let_go(statement, other))?;
        self.change(other, |other| other.take_in(arriving))
    }

    fn settle(&mut self, settled: &ExchangeSettled) -> Result<(), Refusal> {
        let exchange = self.find_on(settled.exchange)?;
        check_revision(exchange.settlement_revision, settled.revision)?;
        settled::check(&settled.settlement)?;
        for evidence in &settled.settlement.evidence {
            let statement = evidence.statement;
            if exchange.statement(statement).is_none() {
                return Err(Refusal::NoSuchEvidence { statement });
            }
        }
        check_arrivals(exchange, &settled.settlement)?;
        self.hold(settled.exchange, Some(&settled.settlement))?;
        self.change(settled.exchange, |exchange| exchange.settlement_revision = settled.revision)
    }

    fn withdraw(&mut self, withdrawn: &SettlementWithdrawn) -> Result<(), Refusal> {
        let exchange = self.find_settled(withdrawn.exchange)?;
        if withdrawn.revision != exchange.settlement_revision {
            let (expected, given) = (exchange.settlement_revision, withdrawn.revision);
            return Err(Refusal::RevisionOutOfTurn { expected, given });
        }
        self.hold(withdrawn.exchange, None)
    }

    /// Holds another settlement to be true, or none, with what it does to custody.
    fn hold(
        &mut self,
        exchange: ExchangeId,
        settlement: Option<&Arc<Settlement>>,
    ) -> Result<(), Refusal> {
        let held = self.find(exchange)?;
        let mut reposting = Reposting::default();
        self.repost(&mut reposting, held, settlement.map(Arc::as_ref));
        self.check_reposting(&reposting)?;
        self.put(reposting);
        self.change(exchange, |exchange| {
            exchange.settlement = settlement.cloned();
            exchange.stale = false;
        })
    }

    fn move_people(&mut self, movement: &MovementRecorded) -> Result<(), Refusal> {
        let exchange = self.find_settled(movement.exchange)?;
        let key = (movement.leg, movement.milestone);
        let arrived = exchange.arrived.get(&key).copied().unwrap_or_default();
        let arrived =
            arrived.checked_add(movement.count.number().into()).ok_or(Refusal::TotalTooLarge)?;
        if let Some(settlement) = &exchange.settlement {
            check_arrival(settlement, &movement.leg, arrived)?;
        }
        self.change(movement.exchange, |exchange| {
            exchange.arrived.insert(key, arrived);
        })
    }

    fn withhold(&mut self, withheld: &DetailWithheld) -> Result<(), Refusal> {
        let key = (withheld.detail, withheld.by);
        if self.find(withheld.exchange)?.withheld.contains_key(&key) {
            return Err(Refusal::WithheldAlready { detail: withheld.detail, by: withheld.by });
        }
        self.change(withheld.exchange, |exchange| {
            exchange.withheld.insert(key, withheld.clone());
        })
    }

    fn disclose(&mut self, disclosed: &DetailDisclosed) -> Result<(), Refusal> {
        let key = (disclosed.detail, disclosed.by);
        if !self.find(disclosed.exchange)?.withheld.contains_key(&key) {
            return Err(Refusal::NotWithheld { detail: disclosed.detail, by: disclosed.by });
        }
        self.change(disclosed.exchange, |exchange| {
            exchange.withheld.remove(&key);
        })
    }

    fn declare_custody(&mut self, declared: &CustodyDeclared) -> Result<(), Refusal> {
        let posting = Posting {
            source: PostingSource::Declaration,
            flow: Flow::Declared,
            count: declared.count,
            on: Some(declared.on),
            begins: false,
        };
        self.post(declared.holder, declared.of, posting)
    }

    fn change_custody(&mut self, changed: &CustodyChanged) -> Result<(), Refusal> {
        let (holder, of) = (changed.holder, changed.of);
        if !self.custody(holder, of).is_some_and(super::CustodyAccount::is_open) {
            return Err(Refusal::NoSuchCustody { holder, of });
        }
        let posting = Posting {
            source: PostingSource::Change(changed.change),
            flow: if changed.change.is_inflow() { Flow::In } else { Flow::Out },
            count: changed.count,
            on: Some(changed.on),
            begins: false,
        };
        self.post(holder, of, posting)
    }

    fn post(&mut self, holder: Party, of: Party, posting: Posting) -> Result<(), Refusal> {
        if holder == of {
            return Err(Refusal::HolderOfItsOwn { holder });
        }
        let account = self.custody.get(&(holder, of));
        Ledger::of(account, &[], [&posting]).check(holder, of)?;
        self.custody.entry((holder, of)).or_default().post(posting);
        Ok(())
    }

    fn find(&self, exchange: ExchangeId) -> Result<&Exchange, Refusal> {
        self.exchange(exchange).ok_or(Refusal::NoSuchExchange { exchange })
    }

    fn find_on(&self, exchange: ExchangeId) -> Result<&Exchange, Refusal> {
        let exchange = self.find(exchange)?;
        if exchange.cancelled.is_some() {
            return Err(Refusal::Cancelled { reference: exchange.reference.clone() });
        }
        Ok(exchange)
    }

    fn find_settled(&self, exchange: ExchangeId) -> Result<&Exchange, Refusal> {
        let exchange = self.find(exchange)?;
        if exchange.settlement.is_none() {
            return Err(Refusal::NotSettled { reference: exchange.reference.clone() });
        }
        Ok(exchange)
    }

    fn find_agreement(&self, agreement: AgreementId) -> Result<&AgreementReached, Refusal> {
        self.agreement(agreement).ok_or(Refusal::NoSuchAgreement { agreement })
    }

    fn change(
        &mut self,
        exchange: ExchangeId,
        change: impl FnOnce(&mut Exchange),
    ) -> Result<(), Refusal> {
        let exchange =
            self.exchanges.get_mut(exchange).ok_or(Refusal::NoSuchExchange { exchange })?;
        change(exchange);
        Ok(())
    }
}

impl Exchange {
    fn new(opened: &ExchangeOpened) -> Self {
        Self {
            id: opened.exchange,
            reference: opened.reference.clone(),
            parties: opened.parties.clone(),
            description: None,
            description_revision: 0,
            parts: BTreeSet::new(),
            cancelled: None,
            statements: Vec::new(),
            settlement: None,
            settlement_revision: 0,
            stale: false,
            arrived: BTreeMap::new(),
            withheld: BTreeMap::new(),
        }
    }

    fn hear(&mut self, said: &Arc<CountStatement>) {
        if let Some(correction) = said.corrects {
            self.each(correction.statement, |held| held.corrected_by = Some(said.statement));
        }
        self.take_in(RecordedStatement {
            said: Arc::clone(said),
            rank: Rank::Normal,
            corrected_by: None,
            moved_to: None,
        });
    }

    fn rank(&mut self, statement: StatementId, rank: Rank) {
        self.each(statement, |held| held.rank = rank);
        self.grow_stale();
    }

    fn let_go(&mut self, statement: StatementId, other: ExchangeId) {
        self.each(statement, |held| held.moved_to = Some(other));
        self.grow_stale();
    }

    /// A statement that comes back keeps its number.
    fn take_in(&mut self, arriving: RecordedStatement) {
        let statement = arriving.said.statement;
        match self.statements.iter_mut().find(|held| held.said.statement == statement) {
            Some(held) => *held = arriving,
            None => self.statements.push(arriving),
        }
        self.grow_stale();
    }

    fn each(&mut self, statement: StatementId, change: impl FnMut(&mut RecordedStatement)) {
        self.statements.iter_mut().filter(|held| held.said.statement == statement).for_each(change);
    }

    fn grow_stale(&mut self) {
        self.stale = self.settlement.is_some();
    }
}

/// Gives a statement its id, which none has had.
fn name_statement(
    statements: &mut Entities<StatementId, About>,
    statement: StatementId,
    about: About,
) -> Result<(), Refusal> {
    if statements.add(statement, about) {
        Ok(())
    } else {
        Err(Refusal::StatementRepeated { statement })
    }
}

/// What was lost is not in the state any more; that nothing was lost would be no loss.
fn accept(loss: &LossAccepted) -> Result<(), Refusal> {
    let missing = loss.acknowledged.is_some_and(|acknowledged| acknowledged > loss.kept);
    if missing || loss.bytes > 0 { Ok(()) } else { Err(Refusal::NothingLost { kept: loss.kept }) }
}

fn check_revision(latest: u32, given: u32) -> Result<(), Refusal> {
    let expected = latest.checked_add(1).ok_or(Refusal::TotalTooLarge)?;
    if given == expected { Ok(()) } else { Err(Refusal::RevisionOutOfTurn { expected, given }) }
}

fn check_arrivals(exchange: &Exchange, settlement: &Settlement) -> Result<(), Refusal> {
    exchange
        .arrived
        .iter()
        .try_for_each(|((leg, _), arrived)| check_arrival(settlement, leg, *arrived))
}

fn check_arrival(settlement: &Settlement, leg: &LegKey, arrived: u64) -> Result<(), Refusal> {
    let most = match settlement.leg(leg) {
        Some(leg) => leg.count.high(),
        None => Some(Count::ZERO),
    };
    match most {
        Some(most) if arrived > u64::from(most.number()) => {
            Err(Refusal::BelowArrived { leg: Box::new(*leg), arrived, most })
        }
        Some(_) | None => Ok(()),
    }
}
