//! The balances of one custody account, looked at anew with what would come to it.
//! Everything is put in order of days once, so that an account of many postings is no slower per
//! posting than one of a few.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::custody::{CustodyAccount, Flow, Posting};
use crate::id::ExchangeId;
use crate::party::Party;
use crate::refusal::Refusal;
use crate::when::{Before, Day, When};

/// The postings of one account, as they are or would be.
#[derive(Default)]
pub(super) struct Ledger<'a> {
    declared: Vec<&'a Posting>,
    came: Vec<&'a Posting>,
    gone: Vec<&'a Posting>,
    /// Whether people came first by a leg into this third state: before it there was nobody.
    begins_empty: bool,
}

impl<'a> Ledger<'a> {
    /// What stands in an account without the legs of some exchanges, and what would come to it.
    pub(super) fn of(
        account: Option<&'a CustodyAccount>,
        without: &[ExchangeId],
        coming: impl IntoIterator<Item = &'a Posting>,
    ) -> Self {
        let standing = account.map_or(&[][..], CustodyAccount::postings);
        let standing = standing.iter().filter(|posting| !posting.is_leg_of(without));
        let mut ledger = Self::default();
        for posting in standing.chain(coming) {
            ledger.begins_empty |= posting.begins;
            match posting.flow {
                Flow::Declared => ledger.declared.push(posting),
                Flow::In => ledger.came.push(posting),
                Flow::Out => ledger.gone.push(posting),
            }
        }
        ledger
    }

    /// Looks at every balance again.
    ///
    /// Refused only if even the upper end is negative: what comes in counts with its highest figure
    /// wherever it may already be there, what leaves with its lowest where it surely is gone.
    pub(super) fn check(mut self, holder: Party, of: Party) -> Result<(), Refusal> {
        if self.declared.is_empty() && !self.begins_empty {
            return Ok(());
        }
        self.came.sort_by_key(|came| earliest(came.on));
        // Whoever may be among the people of some declaration is not held against nothing.
        if self.declared.is_empty() {
            return self.check_after(None, &self.gone, holder, of);
        }
        for (base, gone) in self.gone_by_declaration() {
            self.check_after(self.declared.get(base).copied(), &gone, holder, of)?;
        }
        Ok(())
    }

    /// Who left, by the last declaration that they surely left after.
    fn gone_by_declaration(&self) -> BTreeMap<usize, Vec<&'a Posting>> {
        let mut ended: Vec<_> = self.declared.iter().zip(0..).filter_map(ended).collect();
        ended.sort_unstable();
        let mut governing = None;
        for (_, declared) in &mut ended {
            governing = governing.max(Some(*declared));
            *declared = governing.unwrap_or(*declared);
        }
        let mut by_declaration = BTreeMap::<usize, Vec<_>>::new();
        for gone in &self.gone {
            let Some(earliest) = gone.on.and_then(|on| on.earliest()) else { continue };
            let before = ended.partition_point(|(latest, _)| *latest < earliest);
            if let Some((_, (_, base))) = before.checked_sub(1).and_then(|last| ended.get(last)) {
                by_declaration.entry(*base).or_default().push(*gone);
            }
        }
        by_declaration
    }

    fn check_after(
        &self,
        base: Option<&Posting>,
        gone: &[&Posting],
        holder: Party,
        of: Party,
    ) -> Result<(), Refusal> {
        let declared = match base {
            Some(base) => base.count.high().map(|high| u64::from(high.number())),
            None => Some(0),
        };
        let (held, left) = (self.held_at_most(declared, base), gone_at_least(gone));
        for posting in gone {
            let day = latest(posting.on);
            let Some(held) = by(&held, day).unwrap_or(declared) else { continue };
            let gone = by(&left, day).unwrap_or_default();
            if gone > held {
                let leaving = u64::from(posting.count.low().number());
                // What the others took is gone before this one leaves.
                let held = held.saturating_sub(gone.saturating_sub(leaving));
                return Err(Refusal::NegativeTotal { holder, of, held, leaving, on: posting.on });
            }
        }
        Ok(())
    }

    /// The upper end of what was declared and may have come in by each day; none when it is open.
    fn held_at_most(
        &self,
        declared: Option<u64>,
        base: Option<&Posting>,
    ) -> Vec<(Day, Option<u64>)> {
        let mut held = declared;
        let may_follow = |came: &&&Posting| base.is_none_or(|base| may_follow(base.on, came.on));
        let came = self.came.iter().filter(may_follow);
        came.map(|came| {
            held = held.and_then(|held| held.checked_add(came.count.high()?.number().into()));
            (earliest(came.on), held)
        })
        .collect()
    }
}

/// How declarations follow each other: by the days that they can mean, then by their places.
type Order = ((Day, Day), usize);

/// The last day that a declaration can mean, and its order; none where it has no end.
fn ended((declared, place): (&&Posting, usize)) -> Option<(Day, Order)> {
    let on = declared.on?;
    Some((on.latest()?, (on.sort_key(), place)))
}

/// The lower end of what is surely gone by each day.
fn gone_at_least(gone: &[&Posting]) -> Vec<(Day, u64)> {
    let low = |gone: &&Posting| (latest(gone.on), u64::from(gone.count.low().number()));
    let mut all: Vec<_> = gone.iter().map(low).collect();
    all.sort_unstable();
    let mut sum = 0_u64;
    for (_, gone) in &mut all {
        sum = sum.saturating_add(*gone);
        *gone = sum;
    }
    all
}

/// The last sum by a day, of sums in order of days; none where there is none yet.
fn by<T: Copy>(sums: &[(Day, T)], day: Day) -> Option<T> {
    let until = sums.partition_point(|(on, _)| *on <= day);
    sums.get(until.checked_sub(1)?).map(|(_, sum)| *sum)
}

/// Without a beginning, or without a date: before every day.
fn earliest(on: Option<When>) -> Day {
    on.and_then(|on| on.earliest()).unwrap_or(Day::MIN)
}

/// Without an end, or without a date: after every day.
fn latest(on: Option<When>) -> Day {
    on.and_then(|on| on.latest()).unwrap_or(Day::MAX)
}

fn may_follow(earlier: Option<When>, later: Option<When>) -> bool {
    match (earlier, later) {
        (Some(earlier), Some(later)) => earlier.before(&later) != Before::No,
        (Some(_) | None, None) | (None, Some(_)) => true,
    }
}

#[cfg(test)]
mod tests;
