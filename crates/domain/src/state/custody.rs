//! How many people of one party are in the hands of another, as a band.
//! It refuses to know what claimants say about it: a claim moves no balance.

use alloc::vec::Vec;

use crate::event::CustodyChange;
use crate::id::ExchangeId;
use crate::party::Party;
use crate::quantity::Band;
use crate::refusal::Refusal;
use crate::settlement::LegKey;
use crate::when::{Before, Day, When};

/// The people of one party in the hands of another: what was declared, and what came and went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CustodyAccount {
    postings: Vec<Posting>,
}

/// One line of a custody account, in living persons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posting {
    /// Where it comes from.
    pub source: PostingSource,
    /// Declared, come or gone.
    pub flow: Flow,
    /// How many.
    pub count: Band,
    /// When; absent: nobody says.
    pub on: Option<When>,
    /// Whether there was nobody before it: these people were brought into a third state.
    pub begins: bool,
}

/// What a posting does to the balance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flow {
    /// So many were held.
    Declared,
    /// So many came.
    In,
    /// So many left.
    Out,
}

/// Where a posting comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PostingSource {
    /// A declaration of the register.
    Declaration,
    /// A change other than by an exchange.
    Change(CustodyChange),
    /// A leg of the settlement of an exchange. A later revision replaces it.
    Leg(ExchangeId, LegKey),
}

impl Posting {
    fn is_leg_of(&self, exchanges: &[ExchangeId]) -> bool {
        matches!(&self.source, PostingSource::Leg(posted, _) if exchanges.contains(posted))
    }
}

impl CustodyAccount {
    /// Every posting, in order of recording.
    pub fn postings(&self) -> &[Posting] {
        &self.postings
    }

    pub(super) fn is_empty(&self) -> bool {
        self.postings.is_empty()
    }

    /// Whether a declaration, or a leg into a third state, says that there is anybody at all.
    pub(super) fn is_open(&self) -> bool {
        self.postings.iter().any(|posting| posting.flow == Flow::Declared || posting.begins)
    }

    pub(super) fn post(&mut self, posting: Posting) {
        self.postings.push(posting);
    }

    pub(super) fn take_back(&mut self, exchanges: &[ExchangeId]) {
        self.postings.retain(|posting| !posting.is_leg_of(exchanges));
    }
}

/// The postings of one account, as they are or would be.
pub(super) struct Ledger<'a>(Vec<&'a Posting>);

impl<'a> Ledger<'a> {
    /// What stands in an account without the legs of some exchanges, and what would come to it.
    pub(super) fn of(
        account: Option<&'a CustodyAccount>,
        without: &[ExchangeId],
        coming: impl IntoIterator<Item = &'a Posting>,
    ) -> Self {
        let standing = account.map_or(&[][..], |account| &account.postings);
        let standing = standing.iter().filter(|posting| !posting.is_leg_of(without));
        Self(standing.chain(coming).collect())
    }

    /// Looks at every balance again.
    ///
    /// Refused only if even the upper end is negative: what comes in counts with its highest figure
    /// wherever it may already be there, what leaves with its lowest where it surely is gone.
    pub(super) fn check(&self, holder: Party, of: Party) -> Result<(), Refusal> {
        let bases = self.declarations().map(Some);
        let empty = self.begins_empty().then_some(None);
        for base in bases.chain(empty) {
            self.check_after(base, holder, of)?;
        }
        Ok(())
    }

    fn check_after(&self, base: Option<&Posting>, holder: Party, of: Party) -> Result<(), Refusal> {
        let leaving = self.0.iter().filter(|posting| self.counts_against(posting, base));
        for posting in leaving {
            let Some(held) = self.held_at_most(base, posting) else { continue };
            let gone = self.gone_at_least(base, posting);
            if gone > held {
                let leaving = u64::from(posting.count.low().number());
                // What the others took is gone before this one leaves.
                let held = held.saturating_sub(gone.saturating_sub(leaving));
                return Err(Refusal::NegativeTotal { holder, of, held, leaving, on: posting.on });
            }
        }
        Ok(())
    }

    /// The upper end of what was declared and came in before `posting`; none when it is open.
    fn held_at_most(&self, base: Option<&Posting>, posting: &Posting) -> Option<u64> {
        let declared = match base {
            Some(base) => u64::from(base.count.high()?.number()),
            None => 0,
        };
        self.0
            .iter()
            .filter(|came| came.flow == Flow::In)
            .filter(|came| !is_surely_before(posting.on, came.on))
            .filter(|came| base.is_none_or(|base| may_follow(base.on, came.on)))
            .try_fold(declared, |held, came| held.checked_add(came.count.high()?.number().into()))
    }

    /// The lower end of what is gone on the last day that `posting` can mean, itself included.
    fn gone_at_least(&self, base: Option<&Posting>, posting: &Posting) -> u64 {
        self.0
            .iter()
            .filter(|gone| self.counts_against(gone, base))
            .filter(|gone| latest(gone.on) <= latest(posting.on))
            .map(|gone| u64::from(gone.count.low().number()))
            .fold(0, u64::saturating_add)
    }

    /// Whether these people surely left those of `base`, and of no later declaration.
    fn counts_against(&self, posting: &Posting, base: Option<&Posting>) -> bool {
        if posting.flow != Flow::Out {
            return false;
        }
        let governing = self
            .declarations()
            .filter(|declared| is_surely_before(declared.on, posting.on))
            .max_by_key(|declared| declared.on.map(|on| on.sort_key()));
        match (governing, base) {
            (Some(governing), Some(base)) => core::ptr::eq(governing, base),
            // Whoever may be among the people of some declaration is not held against nothing.
            (None, None) => self.declarations().next().is_none(),
            (Some(_), None) | (None, Some(_)) => false,
        }
    }

    fn declarations(&self) -> impl Iterator<Item = &'a Posting> {
        self.0.iter().copied().filter(|posting| posting.flow == Flow::Declared)
    }

    /// Whether people came first by a leg into this third state: before it there was nobody.
    fn begins_empty(&self) -> bool {
        self.0.iter().any(|posting| posting.begins)
    }
}

/// Without an end, or without a date: after every day.
fn latest(on: Option<When>) -> Day {
    on.and_then(|on| on.latest()).unwrap_or(Day::MAX)
}

fn is_surely_before(earlier: Option<When>, later: Option<When>) -> bool {
    match (earlier, later) {
        (Some(earlier), Some(later)) => earlier.before(&later) == Before::Surely,
        (Some(_) | None, None) | (None, Some(_)) => false,
    }
}

fn may_follow(earlier: Option<When>, later: Option<When>) -> bool {
    match (earlier, later) {
        (Some(earlier), Some(later)) => earlier.before(&later) != Before::No,
        (Some(_) | None, None) | (None, Some(_)) => true,
    }
}

#[cfg(test)]
mod tests;
