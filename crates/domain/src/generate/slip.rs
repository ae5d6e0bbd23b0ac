//! Mistakes that people make: each turns a fitted command into one that is, mostly, refused.

use alloc::sync::Arc;
use alloc::vec::Vec;

use proptest::prelude::*;
use proptest::sample::select;
use uuid::Uuid;

use super::fit::Picks;
use super::number::more;
use super::settlement::pick;
use crate::command::Command;
use crate::count::Count;
use crate::event::Finding;
use crate::id::{AgreementId, ExchangeId, StatementId};
use crate::quantity::Band;
use crate::settlement::{Equal, LegKind, Settlement, Terms};
use crate::state::State;
use crate::tariff::Weight;

/// A mistake.
#[derive(Clone, Copy, Debug)]
pub(super) enum Slip {
    /// About something that is not in the register.
    Unknown,
    /// With a revision, an id or a reference that was used before, or is not yet due.
    OutOfTurn,
    /// About another exchange than the one that it suits.
    Elsewhere,
    /// With figures that go beyond what there is, or a settlement that breaks a rule.
    Beyond,
}

/// Makes a mistake.
pub(super) fn slip() -> impl Strategy<Value = Slip> + Clone {
    use Slip::{Beyond, Elsewhere, OutOfTurn, Unknown};
    select(&[Beyond, Beyond, OutOfTurn, Elsewhere, Unknown][..])
}

/// The command with the mistake in it.
pub(super) fn spoil(mut command: Command, slip: Slip, picks: &Picks, state: &State) -> Command {
    match slip {
        Slip::Unknown => about(&mut command, ExchangeId::from(Uuid::nil())),
        Slip::OutOfTurn => out_of_turn(&mut command, picks, state),
        Slip::Elsewhere => {
            let exchanges: Vec<ExchangeId> =
                state.exchanges().map(|exchange| exchange.id).collect();
            if let Some(other) = pick(&exchanges, picks.third) {
                about(&mut command, *other);
            }
        }
        Slip::Beyond => beyond(&mut command, picks),
    }
    command
}

fn about(command: &mut Command, exchange: ExchangeId) {
    match command {
        Command::ReachAgreement(reached) => {
            reached.agreement = AgreementId::from(Uuid::from(exchange));
        }
        Command::OpenExchange(open) => {
            if let Some(description) = &mut open.description {
                description.frame = Some(exchange);
            }
        }
        Command::DescribeExchange(described) => described.exchange = exchange,
        Command::CancelExchange(cancelled) => cancelled.exchange = exchange,
        Command::ReinstateExchange(reinstated) => reinstated.exchange = exchange,
        Command::StateCount(said) => Arc::make_mut(said).exchange = exchange,
        Command::StateTotal(said) => {
            if let Some(correction) = &mut Arc::make_mut(said).corrects {
                correction.statement = StatementId::from(Uuid::from(exchange));
            }
        }
        Command::ReviewStatement(reviewed) => reviewed.finding = Finding::SpeaksOf(exchange),
        Command::SettleExchange(settled) => settled.exchange = exchange,
        Command::WithdrawSettlement(withdrawn) => withdrawn.exchange = exchange,
        Command::RecordMovement(movement) => movement.exchange = exchange,
        Command::WithholdDetails(withhold) => withhold.exchange = exchange,
        Command::DiscloseDetail(disclosed) => disclosed.exchange = exchange,
        Command::DeclareCustody(declared) => declared.holder = declared.of,
        Command::ChangeCustody(changed) => changed.of = changed.holder,
        Command::AcceptLoss(loss) => loss.acknowledged = None,
    }
}

fn out_of_turn(command: &mut Command, picks: &Picks, state: &State) {
    let statements: Vec<StatementId> = state
        .exchanges()
        .flat_map(|exchange| exchange.statements.iter().map(|held| held.said.statement))
        .chain(state.total_claims().map(|claim| claim.said.statement))
        .collect();
    let used = pick(&statements, picks.second).copied();
    match command {
        Command::ReachAgreement(reached) => {
            reached.member_of = Some(AgreementId::from(Uuid::nil()));
        }
        Command::OpenExchange(open) => {
            let references: Vec<_> =
                state.exchanges().map(|exchange| exchange.reference.clone()).collect();
            if let Some(used) = pick(&references, picks.second) {
                open.reference = used.clone();
            }
        }
        Command::DescribeExchange(described) => {
            described.revision = described.revision.saturating_sub(1);
        }
        Command::SettleExchange(settled) => {
            settled.revision = settled.revision.saturating_add(1);
        }
        Command::WithdrawSettlement(withdrawn) => {
            withdrawn.revision = withdrawn.revision.saturating_sub(1);
        }
        Command::StateCount(said) => {
            Arc::make_mut(said).statement = used.unwrap_or(said.statement);
        }
        Command::StateTotal(said) => {
            Arc::make_mut(said).statement = used.unwrap_or(said.statement);
        }
        Command::ReviewStatement(reviewed) => {
            reviewed.statement = used.unwrap_or(reviewed.statement);
        }
        Command::WithholdDetails(withhold) => {
            withhold.details.extend_from_within(..withhold.details.len().min(1));
        }
        Command::CancelExchange(_)
        | Command::ReinstateExchange(_)
        | Command::RecordMovement(_)
        | Command::DiscloseDetail(_)
        | Command::DeclareCustody(_)
        | Command::ChangeCustody(_)
        | Command::AcceptLoss(_) => {}
    }
}

fn beyond(command: &mut Command, picks: &Picks) {
    match command {
        Command::SettleExchange(settled) => {
            break_a_rule(Arc::make_mut(&mut settled.settlement), picks);
        }
        Command::RecordMovement(movement) => movement.count = more(movement.count, 5_000),
        Command::ChangeCustody(changed) => {
            changed.count = Band::exactly(Count::new(u32::MAX));
        }
        Command::WithholdDetails(withhold) => withhold.details.clear(),
        Command::AcceptLoss(loss) => (loss.acknowledged, loss.bytes) = (None, 0),
        Command::DescribeExchange(described) => {
            Arc::make_mut(&mut described.description).frame = Some(described.exchange);
        }
        Command::StateCount(said) => {
            let said = Arc::make_mut(said);
            if let Some(correction) = &mut said.corrects {
                correction.statement = said.statement;
            }
        }
        Command::ReachAgreement(_)
        | Command::OpenExchange(_)
        | Command::CancelExchange(_)
        | Command::ReinstateExchange(_)
        | Command::StateTotal(_)
        | Command::ReviewStatement(_)
        | Command::WithdrawSettlement(_)
        | Command::DiscloseDetail(_)
        | Command::DeclareCustody(_) => {}
    }
}

fn break_a_rule(settlement: &mut Settlement, picks: &Picks) {
    match picks.second.index(11) {
        0 => settlement.legs.clear(),
        1 => settlement.legs.extend(settlement.legs.first().cloned()),
        2 => settlement.tariff = None,
        3 => settlement.terms = Terms::ByTariff,
        4 => settlement.terms = Terms::ManForMan,
        5 => settlement.legs.truncate(1),
        6 => settlement.swaps.iter_mut().for_each(|swap| swap.b = swap.a),
        7 => turn_to_remains(settlement),
        _ => swap_more(settlement),
    }
}

fn swap_more(settlement: &mut Settlement) {
    for swap in &mut settlement.swaps {
        swap.equal = match swap.equal {
            Equal::Persons(count) => Equal::Persons(more(count, 1)),
            Equal::Weight(weight) => {
                Equal::Weight(Weight::new(weight.privates().saturating_add(1)))
            }
        };
    }
}

fn turn_to_remains(settlement: &mut Settlement) {
    if let Some(leg) = settlement.legs.first_mut() {
        leg.key.kind = LegKind::Bodies;
    }
}
