//! The small entities that a register is made of, and which of them an event speaks of.
//! It refuses to know what the register holds of them.

use alloc::vec::Vec;

use crate::event::{AgreementReached, Description, Event, Finding};
use crate::id::{AgreementId, ExchangeId, PageId, StatementId};
use crate::party::Party;
use crate::settlement::{LegKind, Settlement};
use crate::statement::{CountStatement, TotalStatement};

/// The name of one small entity of a register.
///
/// What an event does depends on the entities that it names, and on those that were named together
/// with them before. So commits that share no entity, not even by way of others, do not concern
/// each other: a command is decided alike on all commits and on those that it is tied to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Entity {
    /// An exchange.
    Exchange(ExchangeId),
    /// An agreement.
    Agreement(AgreementId),
    /// The custody account of a holder and those whose people he holds.
    Custody(Party, Party),
    /// A statement, about an exchange or about a running total.
    Statement(StatementId),
    /// The page on which a claim about a running total was read. No rule asks for it; whoever records
    /// a claim looks whether the register holds the same, which was read on the same page.
    Page(PageId),
}

impl Event {
    /// The entities that it names, some of them perhaps twice.
    pub fn entities(&self) -> Vec<Entity> {
        let mut named = Vec::new();
        match self {
            Self::AgreementReached(reached) => name_agreements(reached, &mut named),
            Self::ExchangeOpened(opened) => named.push(Entity::Exchange(opened.exchange)),
            Self::ExchangeDescribed(described) => {
                named.push(Entity::Exchange(described.exchange));
                name_description(&described.description, &mut named);
            }
            Self::ExchangeCancelled(call) => named.push(Entity::Exchange(call.exchange)),
            Self::ExchangeReinstated(call) => named.push(Entity::Exchange(call.exchange)),
            Self::CountStated(said) => name_statement(said, &mut named),
            Self::TotalStated(said) => name_claim(said, &mut named),
            Self::StatementReviewed(reviewed) => {
                named.push(Entity::Statement(reviewed.statement));
                if let Finding::SpeaksOf(exchange) = reviewed.finding {
                    named.push(Entity::Exchange(exchange));
                }
            }
            Self::ExchangeSettled(settled) => {
                named.push(Entity::Exchange(settled.exchange));
                named.extend(accounts(&settled.settlement));
            }
            Self::SettlementWithdrawn(withdrawn) => {
                named.push(Entity::Exchange(withdrawn.exchange));
            }
            Self::MovementRecorded(movement) => named.push(Entity::Exchange(movement.exchange)),
            Self::DetailWithheld(withheld) => named.push(Entity::Exchange(withheld.exchange)),
            Self::DetailDisclosed(disclosed) => named.push(Entity::Exchange(disclosed.exchange)),
            Self::CustodyDeclared(declared) => {
                named.push(Entity::Custody(declared.holder, declared.of));
            }
            Self::CustodyChanged(changed) => {
                named.push(Entity::Custody(changed.holder, changed.of));
            }
            // It is about the log, and no entity.
            Self::LossAccepted(_) => {}
        }
        named
    }
}

/// The accounts that a settlement may post to: nobody holds his own people.
pub(crate) fn accounts(settlement: &Settlement) -> impl Iterator<Item = Entity> {
    let living = settlement.legs.iter().filter(|leg| leg.key.kind == LegKind::Living);
    living.flat_map(|leg| {
        let account =
            |holder| leg.key.of.filter(|of| *of != holder).map(|of| Entity::Custody(holder, of));
        [account(leg.key.from), account(leg.key.to)].into_iter().flatten()
    })
}

fn name_agreements(reached: &AgreementReached, named: &mut Vec<Entity>) {
    let agreements = [reached.agreement].into_iter().chain(reached.member_of);
    named.extend(agreements.map(Entity::Agreement));
}

fn name_description(description: &Description, named: &mut Vec<Entity>) {
    named.extend(description.frame.map(Entity::Exchange));
    named.extend(description.agreements.iter().copied().map(Entity::Agreement));
}

fn name_claim(said: &TotalStatement, named: &mut Vec<Entity>) {
    let corrected = said.corrects.map(|correction| correction.statement);
    named.extend([said.statement].into_iter().chain(corrected).map(Entity::Statement));
    named.push(Entity::Page(PageId::of(&said.attribution.source.address)));
}

fn name_statement(said: &CountStatement, named: &mut Vec<Entity>) {
    let corrected = said.corrects.map(|correction| correction.statement);
    named.push(Entity::Exchange(said.exchange));
    named.extend([said.statement].into_iter().chain(corrected).map(Entity::Statement));
    // A description that is drawn from it looks whether the register knows of the agreement.
    let agreement = said.says.agreement.as_ref().map(AgreementId::of);
    named.extend(agreement.map(Entity::Agreement));
}
