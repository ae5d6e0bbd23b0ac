//! Fits a command to a register: its ids, revisions and references become those that the register
//! has, or lacks, as the command needs it. What has nothing to act upon becomes the step before it.

use alloc::format;
use alloc::sync::Arc;
use alloc::vec;
use alloc::vec::Vec;

use proptest::sample::Index;

use super::leg::plain;
use super::settlement::pick;
use crate::command::{Command, OpenExchange, WithholdDetails};
use crate::event::{
    AgreementReached, CustodyChanged, CustodyDeclared, Description, DetailDisclosed,
    ExchangeCancelled, ExchangeDescribed, ExchangeReinstated, ExchangeSettled, Finding,
    MovementRecorded, SettlementWithdrawn, StatementReviewed,
};
use crate::id::{AgreementId, StatementId};
use crate::quantity::Band;
use crate::settlement::{Basis, Evidence, Parties, Rule, Settlement, Terms};
use crate::state::{CustodyAccount, Exchange, Flow, State};
use crate::statement::{Correction, CountStatement, TotalStatement};

/// Which of the things there are a command is about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Picks {
    pub(super) first: Index,
    pub(super) second: Index,
    pub(super) third: Index,
}

/// The command that `wish` comes to in a register.
pub(super) fn fit(wish: Command, picks: &Picks, state: &State) -> Command {
    let fitted = match wish.clone() {
        Command::ReachAgreement(reached) => agreement(reached, picks, state),
        Command::OpenExchange(open) => Some(opening(open, picks, state)),
        Command::DescribeExchange(described) => describing(described, picks, state),
        Command::CancelExchange(cancelled) => cancelling(cancelled, picks, state),
        Command::ReinstateExchange(reinstated) => reinstating(reinstated, picks, state),
        Command::StateCount(said) => stating_count(Arc::unwrap_or_clone(said), picks, state),
        Command::StateTotal(said) => Some(stating_total(Arc::unwrap_or_clone(said), picks, state)),
        Command::ReviewStatement(reviewed) => reviewing(reviewed, picks, state),
        Command::SettleExchange(settled) => settling(settled, picks, state),
        Command::WithdrawSettlement(withdrawn) => withdrawing(withdrawn, picks, state),
        Command::RecordMovement(movement) => moving(movement, picks, state),
        Command::WithholdDetails(withhold) => withholding(withhold, picks, state),
        Command::DiscloseDetail(disclosed) => disclosing(disclosed, picks, state),
        Command::DeclareCustody(declared) => Some(Command::DeclareCustody(declared)),
        Command::ChangeCustody(changed) => Some(changing_custody(changed, picks, state)),
        Command::AcceptLoss(loss) => Some(Command::AcceptLoss(loss)),
    };
    fitted.or_else(|| opening_one(picks, state)).unwrap_or(wish)
}

fn agreement(mut reached: AgreementReached, picks: &Picks, state: &State) -> Option<Command> {
    let number = state.agreements().len().saturating_add(1);
    reached.title = format!("Agreement {number}").parse().ok()?;
    reached.agreement = AgreementId::of(&reached.title);
    reached.member_of = reached.member_of.and_then(|_| any_agreement(picks.first, state));
    Some(Command::ReachAgreement(reached))
}

fn any_agreement(which: Index, state: &State) -> Option<AgreementId> {
    let known: Vec<AgreementId> = state.agreements().map(|reached| reached.agreement).collect();
    pick(&known, which).copied()
}

fn opening(mut open: OpenExchange, picks: &Picks, state: &State) -> Command {
    if state.exchange_called(&open.reference).is_some()
        && let Ok(other) = format!("{}.{}", open.reference, state.exchanges().len()).parse()
    {
        open.reference = other;
    }
    open.description =
        open.description.map(|description| described(description, None, picks, state));
    Command::OpenExchange(open)
}

/// Where a command finds no exchange to act upon, there has to be one first.
fn opening_one(picks: &Picks, state: &State) -> Option<Command> {
    let parties = [Some("UA".parse().ok()?), Some("RU".parse().ok()?)];
    let open = OpenExchange {
        reference: format!("stage-{}", state.exchanges().len()).parse().ok()?,
        parties: Parties::new(parties.into_iter().flatten()).ok()?,
        description: None,
    };
    Some(opening(open, picks, state))
}

fn described(
    mut description: Description,
    part: Option<&Exchange>,
    picks: &Picks,
    state: &State,
) -> Description {
    let may_be_a_part = part.is_none_or(|part| !part.is_frame());
    description.frame = description
        .frame
        .filter(|_| may_be_a_part)
        .and_then(|_| {
            let is_itself = |exchange: &Exchange| part.is_some_and(|part| part.id == exchange.id);
            one(picks.second, state, |exchange| exchange.frame().is_none() && !is_itself(exchange))
        })
        .map(|frame| frame.id);
    let agreements =
        description.agreements.iter().filter_map(|_| any_agreement(picks.third, state));
    description.agreements = agreements.take(1).collect();
    description
}

fn describing(mut wish: ExchangeDescribed, picks: &Picks, state: &State) -> Option<Command> {
    let exchange = one(picks.first, state, |_| true)?;
    wish.exchange = exchange.id;
    wish.revision = exchange.description_revision.saturating_add(1);
    let wished = Arc::unwrap_or_clone(wish.description);
    wish.description = described(wished, Some(exchange), picks, state).into();
    Some(Command::DescribeExchange(wish))
}

fn cancelling(mut wish: ExchangeCancelled, picks: &Picks, state: &State) -> Option<Command> {
    let may_be =
        |exchange: &Exchange| exchange.cancelled.is_none() && exchange.settlement.is_none();
    wish.exchange = one(picks.first, state, may_be)?.id;
    Some(Command::CancelExchange(wish))
}

fn reinstating(mut wish: ExchangeReinstated, picks: &Picks, state: &State) -> Option<Command> {
    match one(picks.first, state, |exchange| exchange.cancelled.is_some()) {
        Some(exchange) => {
            wish.exchange = exchange.id;
            Some(Command::ReinstateExchange(wish))
        }
        None => {
            cancelling(ExchangeCancelled { exchange: wish.exchange, why: wish.why }, picks, state)
        }
    }
}

fn stating_count(mut said: CountStatement, picks: &Picks, state: &State) -> Option<Command> {
    let exchange = one(picks.first, state, |_| true)?;
    said.exchange = exchange.id;
    said.statement = new_statement(state);
    said.corrects = said.corrects.and_then(|correction| {
        let standing = exchange
            .statements
            .iter()
            .filter(|held| held.corrected_by.is_none() && held.said.exchange == exchange.id);
        let standing: Vec<StatementId> = standing.map(|held| held.said.statement).collect();
        Some(Correction { statement: *pick(&standing, picks.second)?, ..correction })
    });
    Some(Command::StateCount(said.into()))
}

fn stating_total(mut said: TotalStatement, picks: &Picks, state: &State) -> Command {
    said.statement = new_statement(state);
    said.corrects = said.corrects.and_then(|correction| {
        let standing = state.total_claims().filter(|claim| claim.corrected_by.is_none());
        let standing: Vec<StatementId> = standing.map(|claim| claim.said.statement).collect();
        Some(Correction { statement: *pick(&standing, picks.second)?, ..correction })
    });
    Command::StateTotal(said.into())
}

/// An id that no statement has: there is one more of them with each that is recorded.
fn new_statement(state: &State) -> StatementId {
    let counts = state.exchanges().map(|exchange| exchange.statements.len());
    let recorded = counts.fold(state.total_claims().len(), usize::saturating_add);
    StatementId::of(format!("statement {recorded}").as_bytes())
}

fn reviewing(mut wish: StatementReviewed, picks: &Picks, state: &State) -> Option<Command> {
    let may_move = |exchange: &Exchange| {
        let held = exchange.statements.iter();
        let here = held.filter(|held| held.moved_to.is_none() && held.corrected_by.is_none());
        here.map(|held| held.said.statement).collect::<Vec<_>>()
    };
    let about_exchanges: Vec<StatementId> = state.exchanges().flat_map(may_move).collect();
    let about_totals = state.total_claims().map(|claim| claim.said.statement);
    match wish.finding {
        Finding::Rank(_) => {
            let all: Vec<StatementId> = about_exchanges.into_iter().chain(about_totals).collect();
            wish.statement = *pick(&all, picks.first)?;
        }
        Finding::SpeaksOf(_) => {
            wish.statement = *pick(&about_exchanges, picks.first)?;
            let now = state.exchange_of(wish.statement)?.id;
            let other = one(picks.second, state, |exchange| exchange.id != now)?;
            wish.finding = Finding::SpeaksOf(other.id);
        }
    }
    Some(Command::ReviewStatement(wish))
}

fn settling(mut wish: ExchangeSettled, picks: &Picks, state: &State) -> Option<Command> {
    let exchange = one(picks.first, state, |exchange| exchange.cancelled.is_none())?;
    wish.exchange = exchange.id;
    wish.revision = exchange.settlement_revision.saturating_add(1);
    let mut settlement = Arc::unwrap_or_clone(wish.settlement);
    let evidence = core::mem::take(&mut settlement.evidence);
    // Every other revision rests on the legs of the one before it, as one has to when people of
    // these legs have moved.
    if let Some(before) = &exchange.settlement
        && (picks.second.index(2) == 0 || !exchange.arrived.is_empty())
    {
        let Settlement { on, rule, note, .. } = settlement;
        settlement = Settlement { on, rule, note, ..Settlement::clone(before) };
    }
    let heard = evidence.into_iter().filter_map(|trace| {
        let leg = trace.leg.and_then(|_| pick(&settlement.legs, picks.third));
        let held = pick(&exchange.statements, picks.third)?;
        Some(Evidence { statement: held.said.statement, leg: leg.map(|leg| leg.key), ..trace })
    });
    settlement.evidence = heard.collect();
    wish.settlement = settlement.into();
    Some(Command::SettleExchange(wish))
}

fn withdrawing(mut wish: SettlementWithdrawn, picks: &Picks, state: &State) -> Option<Command> {
    let exchange = one(picks.first, state, |exchange| exchange.settlement.is_some())?;
    wish.exchange = exchange.id;
    wish.revision = exchange.settlement_revision;
    Some(Command::WithdrawSettlement(wish))
}

fn moving(mut wish: MovementRecorded, picks: &Picks, state: &State) -> Option<Command> {
    let Some(exchange) = one(picks.first, state, |exchange| exchange.settlement.is_some()) else {
        return settling(settled_by(&wish), picks, state);
    };
    let leg = pick(&exchange.settlement.as_ref()?.legs, picks.second)?;
    wish.exchange = exchange.id;
    wish.leg = leg.key;
    if let Some(most) = leg.count.high() {
        let arrived = exchange.arrived.get(&(leg.key, wish.milestone)).copied().unwrap_or_default();
        let arrived = u32::try_from(arrived).unwrap_or(u32::MAX);
        wish.count = wish.count.min(super::number::less(most, arrived));
    }
    Some(Command::RecordMovement(wish))
}

/// The settlement without which nobody of that leg can move.
fn settled_by(movement: &MovementRecorded) -> ExchangeSettled {
    let leg = plain(movement.leg, Band::exactly(movement.count), Basis::ReceivingSide);
    let settlement = Settlement {
        on: movement.on,
        terms: Terms::NotStated,
        tariff: None,
        legs: vec![leg],
        swaps: Vec::new(),
        evidence: Vec::new(),
        rule: Rule::ByHand,
        note: None,
    };
    ExchangeSettled { exchange: movement.exchange, revision: 1, settlement: settlement.into() }
}

fn withholding(mut wish: WithholdDetails, picks: &Picks, state: &State) -> Option<Command> {
    let exchange = one(picks.first, state, |exchange| {
        wish.details.iter().all(|detail| !exchange.withheld.contains_key(&(*detail, wish.by)))
    })?;
    wish.exchange = exchange.id;
    Some(Command::WithholdDetails(wish))
}

fn disclosing(mut wish: DetailDisclosed, picks: &Picks, state: &State) -> Option<Command> {
    let Some(exchange) = one(picks.first, state, |exchange| !exchange.withheld.is_empty()) else {
        return withholding(withheld_by(wish), picks, state);
    };
    let withheld: Vec<_> = exchange.withheld.keys().copied().collect();
    let (detail, by) = *pick(&withheld, picks.second)?;
    (wish.exchange, wish.detail, wish.by) = (exchange.id, detail, by);
    Some(Command::DiscloseDetail(wish))
}

/// The withholding without which nothing can be disclosed.
fn withheld_by(disclosed: DetailDisclosed) -> WithholdDetails {
    WithholdDetails {
        exchange: disclosed.exchange,
        details: vec![disclosed.detail],
        by: disclosed.by,
        claimant: None,
        said_on: disclosed.on,
        why: disclosed.note,
        until: None,
        source: disclosed.source,
    }
}

fn changing_custody(mut wish: CustodyChanged, picks: &Picks, state: &State) -> Command {
    let declared = |(_, account): &(_, &CustodyAccount)| {
        account.postings().iter().any(|posting| posting.flow == Flow::Declared)
    };
    let accounts = state.custody_accounts().filter(declared);
    let accounts: Vec<_> = accounts.map(|(account, _)| account).collect();
    match pick(&accounts, picks.first) {
        Some((holder, of)) => {
            (wish.holder, wish.of) = (*holder, *of);
            Command::ChangeCustody(wish)
        }
        None => Command::DeclareCustody(CustodyDeclared {
            holder: wish.holder,
            of: wish.of,
            count: wish.count,
            on: wish.on,
            basis: wish.basis,
            sources: wish.sources,
        }),
    }
}

fn one(which: Index, state: &State, fits: impl Fn(&Exchange) -> bool) -> Option<&Exchange> {
    let fitting: Vec<&Exchange> = state.exchanges().filter(|exchange| fits(exchange)).collect();
    pick(&fitting, which).copied()
}
