//! What the settlement of an exchange does to custody, and putting it in the place of what it did before.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::custody::{CustodyAccount, Flow, Posting, PostingSource};
use super::{Exchange, State};
use crate::id::ExchangeId;
use crate::party::Party;
use crate::refusal::Refusal;
use crate::settlement::{Leg, LegKind};

type Account = (Party, Party);

/// The accounts of some exchanges as they would be; put in place once all else is checked.
pub(super) type Balances = BTreeMap<Account, CustodyAccount>;

impl State {
    /// The custody accounts as they would be if these exchanges were what they are given as.
    ///
    /// # Errors
    /// [`Refusal::NegativeTotal`] when one of them would be surely negative.
    pub(super) fn balances_with(&self, exchanges: &[&Exchange]) -> Result<Balances, Refusal> {
        let mut balances = Balances::new();
        for exchange in exchanges {
            let before = self.exchange(exchange.id).map(postings).unwrap_or_default();
            for (account, _) in before {
                self.balance(&mut balances, account).take_back(exchange.id);
            }
            for (account, posting) in postings(exchange) {
                self.balance(&mut balances, account).post(posting);
            }
        }
        for ((holder, of), account) in &balances {
            account.check(*holder, *of)?;
        }
        Ok(balances)
    }

    pub(super) fn put_balances(&mut self, balances: Balances) {
        for (account, balance) in balances {
            if balance.is_empty() {
                self.custody.remove(&account);
            } else {
                self.custody.insert(account, balance);
            }
        }
    }

    fn balance<'a>(&self, balances: &'a mut Balances, account: Account) -> &'a mut CustodyAccount {
        balances
            .entry(account)
            .or_insert_with(|| self.custody.get(&account).cloned().unwrap_or_default())
    }
}

/// A frame posts nothing: its hand-overs do.
fn postings(exchange: &Exchange) -> Vec<(Account, Posting)> {
    let Some(settlement) = exchange.settlement.as_ref().filter(|_| !exchange.is_frame()) else {
        return Vec::new();
    };
    let living = settlement.legs.iter().filter(|leg| leg.key.kind == LegKind::Living);
    living.flat_map(|leg| leg_postings(exchange, leg)).collect()
}

fn leg_postings(exchange: &Exchange, leg: &Leg) -> impl Iterator<Item = (Account, Posting)> {
    let on = exchange.settlement.as_ref().and_then(|settlement| settlement.on);
    let posting = |flow, begins| Posting {
        source: PostingSource::Leg(exchange.id, leg.key),
        flow,
        count: leg.count,
        on,
        begins,
    };
    let (from, to) = (leg.key.from, leg.key.to);
    let handed_over = leg.key.of.filter(|of| *of != from);
    let taken_in = leg.key.of.filter(|of| *of != to);
    let into_a_third_state = handed_over.is_some() && !exchange.parties.contains(to);
    let leaving = handed_over.map(|of| ((from, of), posting(Flow::Out, false)));
    let coming = taken_in.map(|of| ((to, of), posting(Flow::In, into_a_third_state)));
    leaving.into_iter().chain(coming)
}

/// The names of the exchanges whose part or frame changes when `exchange` gets another frame.
pub(super) fn moved(
    exchange: ExchangeId,
    frame: Option<ExchangeId>,
    other: Option<&Exchange>,
) -> Option<Exchange> {
    let mut other = other?.clone();
    if frame == Some(other.id) {
        other.parts.insert(exchange);
    } else {
        other.parts.remove(&exchange);
    }
    Some(other)
}
