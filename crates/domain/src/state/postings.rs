//! What the settlement of an exchange does to custody, and putting it in the place of what it did before.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::custody::{CustodyAccount, Flow, Posting, PostingSource};
use super::ledger::Ledger;
use super::{Exchange, State};
use crate::id::ExchangeId;
use crate::party::Party;
use crate::refusal::Refusal;
use crate::settlement::{Leg, LegKind, Settlement};

type Account = (Party, Party);

/// What some exchanges would post in the place of what they post now; put there once all else is
/// checked.
#[derive(Debug, Default)]
pub(super) struct Reposting {
    // Those that post anything now.
    exchanges: Vec<ExchangeId>,
    // With the accounts that only lose postings.
    accounts: BTreeMap<Account, Vec<Posting>>,
}

impl State {
    /// Adds what an exchange would post if it were settled like this.
    pub(super) fn repost(
        &self,
        reposting: &mut Reposting,
        exchange: &Exchange,
        settlement: Option<&Settlement>,
    ) {
        if let Some(now) = self.exchange(exchange.id) {
            let mut posted = postings(now, now.settlement.as_deref()).peekable();
            reposting.exchanges.extend(posted.peek().map(|_| now.id));
            for (account, _) in posted {
                reposting.accounts.entry(account).or_default();
            }
        }
        for (account, posting) in postings(exchange, settlement) {
            reposting.accounts.entry(account).or_default().push(posting);
        }
    }

    /// Looks at the accounts as they would be.
    ///
    /// # Errors
    /// [`Refusal::NegativeTotal`] when an account would be surely negative.
    pub(super) fn check_reposting(&self, reposting: &Reposting) -> Result<(), Refusal> {
        for (account, coming) in &reposting.accounts {
            let ((holder, of), standing) = (*account, self.custody.get(account));
            // Of people whose number nobody has told, none can be missing.
            if standing.is_some_and(CustodyAccount::is_open) || coming.iter().any(Posting::opens) {
                Ledger::of(standing, &reposting.exchanges, coming).check(holder, of)?;
            }
        }
        Ok(())
    }

    pub(super) fn put(&mut self, reposting: Reposting) {
        for (account, coming) in reposting.accounts {
            let held = self.custody.entry(account).or_default();
            held.take_back(&reposting.exchanges);
            for posting in coming {
                held.post(posting);
            }
            if held.is_empty() {
                self.custody.remove(&account);
            }
        }
    }
}

/// A frame posts nothing: its hand-overs do.
fn postings<'a>(
    exchange: &'a Exchange,
    settlement: Option<&'a Settlement>,
) -> impl Iterator<Item = (Account, Posting)> + 'a {
    let settlement = settlement.filter(|_| !exchange.is_frame());
    settlement.into_iter().flat_map(move |settlement| {
        let living = settlement.legs.iter().filter(|leg| leg.key.kind == LegKind::Living);
        living.flat_map(move |leg| leg_postings(exchange, settlement, leg))
    })
}

fn leg_postings(
    exchange: &Exchange,
    settlement: &Settlement,
    leg: &Leg,
) -> impl Iterator<Item = (Account, Posting)> + use<> {
    let on = settlement.on;
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
