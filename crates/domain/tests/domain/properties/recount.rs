//! A second way to count, in few lines and from the events alone, to hold the register against.

use std::collections::{BTreeMap, BTreeSet};

use repatria_domain::{
    Band, Before, CustodyAccount, Detail, Event, ExchangeId, Finding, Flow, LegKey, LegKind,
    Milestone, Party, Posting, Settlement, State, StatementId, When,
};

/// What a register comes to.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Tally {
    settled: BTreeMap<ExchangeId, Settlement>,
    cancelled: BTreeSet<ExchangeId>,
    arrived: BTreeMap<(ExchangeId, LegKey, Milestone), u64>,
    /// The exchange that each statement counts for.
    said: BTreeMap<StatementId, ExchangeId>,
    corrected: BTreeMap<StatementId, StatementId>,
    withheld: BTreeSet<(ExchangeId, Detail, Party)>,
    /// The frame of each part.
    frames: BTreeMap<ExchangeId, ExchangeId>,
    custody: BTreeMap<(Party, Party), Vec<String>>,
}

/// What the events come to, counted one by one.
pub(crate) fn counted<'a>(events: impl Iterator<Item = &'a Event>) -> Tally {
    let mut tally = Tally::default();
    events.for_each(|event| tally.count(event));
    let frames: BTreeSet<ExchangeId> = tally.frames.values().copied().collect();
    for (_, settlement) in
        tally.settled.clone().iter().filter(|(exchange, _)| !frames.contains(exchange))
    {
        tally.post_legs(settlement);
    }
    tally.custody.values_mut().for_each(|lines| lines.sort());
    tally
}

/// What the register says that it comes to.
pub(crate) fn shown(register: &State) -> Tally {
    let mut tally = Tally::default();
    for exchange in register.exchanges() {
        let id = exchange.id;
        tally
            .settled
            .extend(exchange.settlement.as_deref().map(|settlement| (id, settlement.clone())));
        tally.cancelled.extend(exchange.cancelled.as_ref().map(|_| id));
        let arrived = exchange.arrived.iter();
        tally.arrived.extend(arrived.map(|((leg, at), number)| ((id, *leg, *at), *number)));
        tally.withheld.extend(exchange.withheld.keys().map(|(detail, by)| (id, *detail, *by)));
        tally.frames.extend(exchange.parts.iter().map(|part| (*part, id)));
        let here = exchange.statements.iter().filter(|held| held.moved_to.is_none());
        for held in here {
            tally.said.insert(held.said.statement, id);
            tally.corrected.extend(held.corrected_by.map(|by| (held.said.statement, by)));
        }
    }
    let claims = register.total_claims();
    tally
        .corrected
        .extend(claims.filter_map(|claim| Some((claim.said.statement, claim.corrected_by?))));
    for (account, balance) in register.custody_accounts() {
        let mut lines: Vec<String> = balance
            .postings()
            .iter()
            .map(|posting| line(posting.flow, posting.count, posting.on))
            .collect();
        lines.sort();
        tally.custody.insert(account, lines);
    }
    tally
}

impl Tally {
    fn count(&mut self, event: &Event) {
        match event {
            Event::AgreementReached(_) | Event::ExchangeOpened(_) | Event::LossAccepted(_) => {}
            Event::ExchangeDescribed(described) => {
                self.frames.remove(&described.exchange);
                let frame = described.description.frame;
                self.frames.extend(frame.map(|frame| (described.exchange, frame)));
            }
            Event::ExchangeCancelled(cancelled) => {
                self.cancelled.insert(cancelled.exchange);
            }
            Event::ExchangeReinstated(reinstated) => {
                self.cancelled.remove(&reinstated.exchange);
            }
            Event::CountStated(said) => {
                let corrects = said.corrects.map(|correction| correction.statement);
                let about = corrects.map_or(said.exchange, |earlier| self.about(earlier));
                self.said.insert(said.statement, about);
                self.corrected.extend(corrects.map(|earlier| (earlier, said.statement)));
            }
            Event::TotalStated(said) => {
                let corrects = said.corrects.map(|correction| correction.statement);
                self.corrected.extend(corrects.map(|earlier| (earlier, said.statement)));
            }
            Event::StatementReviewed(reviewed) => match reviewed.finding {
                Finding::Rank(_) => {}
                Finding::SpeaksOf(exchange) => {
                    self.said.insert(reviewed.statement, exchange);
                }
            },
            Event::ExchangeSettled(settled) => {
                self.settled.insert(settled.exchange, Settlement::clone(&settled.settlement));
            }
            Event::SettlementWithdrawn(withdrawn) => {
                self.settled.remove(&withdrawn.exchange);
            }
            Event::MovementRecorded(movement) => {
                let key = (movement.exchange, movement.leg, movement.milestone);
                *self.arrived.entry(key).or_default() += u64::from(movement.count.number());
            }
            Event::DetailWithheld(withheld) => {
                self.withheld.insert((withheld.exchange, withheld.detail, withheld.by));
            }
            Event::DetailDisclosed(disclosed) => {
                self.withheld.remove(&(disclosed.exchange, disclosed.detail, disclosed.by));
            }
            Event::CustodyDeclared(declared) => {
                let account = (declared.holder, declared.of);
                self.post(account, Flow::Declared, declared.count, Some(declared.on));
            }
            Event::CustodyChanged(changed) => {
                let flow = if changed.change.is_inflow() { Flow::In } else { Flow::Out };
                self.post((changed.holder, changed.of), flow, changed.count, Some(changed.on));
            }
        }
    }

    fn about(&self, statement: StatementId) -> ExchangeId {
        *self.said.get(&statement).unwrap()
    }

    fn post_legs(&mut self, settlement: &Settlement) {
        for leg in settlement.legs.iter().filter(|leg| leg.key.kind == LegKind::Living) {
            let Some(of) = leg.key.of else { continue };
            if of != leg.key.from {
                self.post((leg.key.from, of), Flow::Out, leg.count, settlement.on);
            }
            if of != leg.key.to {
                self.post((leg.key.to, of), Flow::In, leg.count, settlement.on);
            }
        }
    }

    fn post(&mut self, account: (Party, Party), flow: Flow, count: Band, on: Option<When>) {
        self.custody.entry(account).or_default().push(line(flow, count, on));
    }
}

fn line(flow: Flow, count: Band, on: Option<When>) -> String {
    format!("{flow:?} {count:?} {on:?}")
}

/// Whether those who surely left after the one declaration of an account can have been there:
/// were declared, or came at any time. With more declarations than one, one cannot say so simply.
pub(crate) fn may_be_true(account: &CustodyAccount) -> bool {
    let postings = account.postings();
    let declared: Vec<&Posting> = postings.iter().filter(|p| p.flow == Flow::Declared).collect();
    let [base] = declared.as_slice() else { return true };
    let after = |posting: &&Posting| match (base.on, posting.on) {
        (Some(base), Some(on)) => base.before(&on) == Before::Surely,
        _ => false,
    };
    let came = postings.iter().filter(|posting| posting.flow == Flow::In).map(high);
    let gone = postings.iter().filter(|posting| posting.flow == Flow::Out).filter(after);
    let gone: u64 = gone.map(|posting| u64::from(posting.count.low().number())).sum();
    let held = came.chain([high(base)]).sum::<Option<u64>>();
    held.is_none_or(|held| gone <= held)
}

fn high(posting: &Posting) -> Option<u64> {
    posting.count.high().map(|high| u64::from(high.number()))
}
