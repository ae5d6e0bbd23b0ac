use alloc::format;
use alloc::vec::Vec;

use proptest::prelude::*;

use super::*;
use crate::count::Count;
use crate::event::CustodyChange;
use crate::quantity::Band;
use crate::state::custody::PostingSource;

const LEFT: PostingSource = PostingSource::Change(CustodyChange::Released);

fn account(postings: impl IntoIterator<Item = (Flow, &'static str, Band)>) -> CustodyAccount {
    let postings = postings.into_iter().map(|(flow, on, count)| Posting {
        source: if flow == Flow::Declared { PostingSource::Declaration } else { LEFT },
        flow,
        count,
        on: Some(on.parse().unwrap()),
        begins: false,
    });
    CustodyAccount::of(postings)
}

fn exactly(number: u32) -> Band {
    Band::exactly(Count::new(number))
}

fn between(low: u32, high: u32) -> Band {
    Band::new(Count::new(low), None, Some(Count::new(high))).unwrap()
}

fn open() -> Band {
    Band::from(Count::ZERO)
}

fn check(account: &CustodyAccount, holder: Party, of: Party) -> Result<(), Refusal> {
    Ledger::of(Some(account), &[], []).check(holder, of)
}

fn judge(postings: impl IntoIterator<Item = (Flow, &'static str, Band)>) -> Result<(), (u64, u64)> {
    let (holder, of) = ("RU".parse().unwrap(), "UA".parse().unwrap());
    match check(&account(postings), holder, of) {
        Ok(()) => Ok(()),
        Err(Refusal::NegativeTotal { held, leaving, .. }) => Err((held, leaving)),
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn more_cannot_leave_than_were_declared_and_came() {
    use Flow::{Declared, In, Out};
    let held = (Declared, "2025-01-01", exactly(100));
    assert_eq!(judge([held, (Out, "2025-02-01", exactly(100))]), Ok(()));
    assert_eq!(judge([held, (Out, "2025-02-01", exactly(120))]), Err((100, 120)));
    assert_eq!(
        judge([held, (Out, "2025-02-01", exactly(60)), (Out, "2025-02-02", exactly(60))]),
        Err((40, 60))
    );
    assert_eq!(
        judge([held, (In, "2025-01-15", exactly(20)), (Out, "2025-02-01", exactly(120))]),
        Ok(())
    );
    assert_eq!(
        judge([held, (In, "2025-03-01", exactly(20)), (Out, "2025-02-01", exactly(120))]),
        Err((100, 120))
    );
}

#[test]
fn an_earlier_departure_recorded_late_is_held_against_what_left_after_it() {
    use Flow::{Declared, Out};
    let held = (Declared, "2025-01-01", exactly(100));
    let later = (Out, "2025-03-01", exactly(60));
    assert_eq!(judge([held, later, (Out, "2025-02-01", exactly(60))]), Err((40, 60)));
}

#[test]
fn only_what_surely_left_after_a_declaration_counts_against_it() {
    use Flow::{Declared, Out};
    let held = (Declared, "2025-01-15", exactly(100));
    for when in ["2025-01-14", "2025-01-15", "2025-01", "2025"] {
        assert_eq!(judge([held, (Out, when, exactly(120))]), Ok(()), "{when}");
    }
    assert_eq!(judge([held, (Out, "2025-02", exactly(120))]), Err((100, 120)));
}

#[test]
fn a_band_is_refused_only_where_even_its_upper_end_is_negative() {
    use Flow::{Declared, In, Out};
    let held = (Declared, "2025-01-01", between(50, 100));
    assert_eq!(judge([held, (Out, "2025-02-01", between(100, 500))]), Ok(()));
    assert_eq!(judge([held, (Out, "2025-02-01", between(101, 500))]), Err((100, 101)));
    assert_eq!(
        judge([held, (In, "2025-01-10", open()), (Out, "2025-02-01", exactly(999))]),
        Ok(())
    );
}

#[test]
fn when_the_year_is_over_all_who_left_in_it_are_gone() {
    use Flow::{Declared, In, Out};
    let held = (Declared, "2023-12-31", exactly(100));
    let sixty = (Out, "2024", exactly(60));
    assert_eq!(judge([held, sixty, sixty]), Err((40, 60)));
    assert_eq!(judge([held, sixty, (Out, "2024-03", exactly(60))]), Err((40, 60)));
    assert_eq!(judge([held, sixty, (Out, "2024/..", exactly(60))]), Err((40, 60)));
    assert_eq!(judge([held, sixty, sixty, (In, "2024-12-31", exactly(20))]), Ok(()));
    assert_eq!(judge([held, sixty, sixty, (In, "2025", exactly(20))]), Err((40, 60)));
}

#[test]
fn a_later_declaration_starts_afresh() {
    use Flow::{Declared, Out};
    let postings = [
        (Declared, "2025-01-01", exactly(100)),
        (Out, "2025-02-01", exactly(100)),
        (Declared, "2025-03-01", exactly(500)),
        (Out, "2025-04-01", exactly(400)),
    ];
    assert_eq!(judge(postings), Ok(()));
    let more = (Out, "2025-05-01", exactly(200));
    assert_eq!(judge(postings.into_iter().chain([more]).collect::<Vec<_>>()), Err((100, 200)));
}

#[test]
fn into_a_third_state_nobody_was_before_the_first() {
    use Flow::{In, Out};
    let (holder, of) = ("TR".parse().unwrap(), "UA".parse().unwrap());
    let interned = account([(In, "2022-09-21", exactly(5)), (Out, "2023-07-08", exactly(6))]);
    assert!(check(&interned, holder, of).is_ok());
    let first = Posting { begins: true, ..interned.postings()[0].clone() };
    let interned = CustodyAccount::of([first, interned.postings()[1].clone()]);
    assert_eq!(
        check(&interned, holder, of),
        Err(Refusal::NegativeTotal {
            holder,
            of,
            held: 5,
            leaving: 6,
            on: "2023-07-08".parse().ok()
        })
    );
}

/// A posting after the declaration: whether it came, the first and the last day that it can mean.
type Vague = (bool, u32, u32, u32);

fn vague() -> impl Strategy<Value = Vague> {
    (any::<bool>(), 2..6_u32, 0..3_u32, 0..5_u32)
        .prop_map(|(came, first, length, count)| (came, first, first.saturating_add(length), count))
}

/// Whether the balance can have been kept on any choice of the days that are meant.
fn can_be_true(held: u32, postings: &[Vague], chosen: &mut Vec<u32>) -> bool {
    let Some((_, first, last, _)) = postings.get(chosen.len()) else {
        return (2..9).all(|day| {
            let by = postings.iter().zip(&*chosen).filter(|(_, on)| **on <= day);
            let (came, gone): (Vec<_>, Vec<_>) = by.partition(|((came, ..), _)| *came);
            let sum = |all: Vec<(&Vague, &u32)>| all.iter().map(|((.., n), _)| n).sum::<u32>();
            sum(came).saturating_add(held) >= sum(gone)
        });
    };
    (*first..=*last).any(|day| {
        chosen.push(day);
        let kept = can_be_true(held, postings, chosen);
        chosen.pop();
        kept
    })
}

proptest! {
    #[test]
    fn it_is_refused_just_where_no_choice_of_days_keeps_the_balance(
        held in 0..6_u32,
        postings in proptest::collection::vec(vague(), 0..5),
    ) {
        let mut account = account([(Flow::Declared, "2025-01-01", exactly(held))]);
        for (came, first, last, count) in &postings {
            let (flow, on) = (if *came { Flow::In } else { Flow::Out }, format!("2025-01-{first:02}/2025-01-{last:02}"));
            account.post(Posting { source: LEFT, flow, count: exactly(*count), on: on.parse().ok(), begins: false });
        }
        let accepted = check(&account, "RU".parse().unwrap(), "UA".parse().unwrap()).is_ok();
        prop_assert_eq!(accepted, can_be_true(held, &postings, &mut Vec::new()));
    }
}

/// The same question, asked of each pair of postings: slow, and plain.
mod by_definition {
    use super::*;

    pub(super) fn check(all: &[Posting], holder: Party, of: Party) -> Result<(), Refusal> {
        let bases = declarations(all).map(Some);
        let empty = all.iter().any(|posting| posting.begins).then_some(None);
        for base in bases.chain(empty) {
            for posting in all.iter().filter(|posting| counts_against(all, posting, base)) {
                let Some(held) = held_at_most(all, base, posting) else { continue };
                let gone: u64 = all
                    .iter()
                    .filter(|gone| counts_against(all, gone, base))
                    .filter(|gone| latest(gone.on) <= latest(posting.on))
                    .map(|gone| u64::from(gone.count.low().number()))
                    .sum();
                if gone > held {
                    let leaving = u64::from(posting.count.low().number());
                    let held = held.saturating_sub(gone.saturating_sub(leaving));
                    let on = posting.on;
                    return Err(Refusal::NegativeTotal { holder, of, held, leaving, on });
                }
            }
        }
        Ok(())
    }

    fn held_at_most(all: &[Posting], base: Option<&Posting>, posting: &Posting) -> Option<u64> {
        let declared = match base {
            Some(base) => u64::from(base.count.high()?.number()),
            None => 0,
        };
        all.iter()
            .filter(|came| came.flow == Flow::In)
            .filter(|came| !is_surely_before(posting.on, came.on))
            .filter(|came| base.is_none_or(|base| may_follow(base.on, came.on)))
            .try_fold(declared, |held, came| held.checked_add(came.count.high()?.number().into()))
    }

    fn counts_against(all: &[Posting], posting: &Posting, base: Option<&Posting>) -> bool {
        let governing = declarations(all)
            .filter(|declared| is_surely_before(declared.on, posting.on))
            .max_by_key(|declared| declared.on.map(|on| on.sort_key()));
        posting.flow == Flow::Out
            && match (governing, base) {
                (Some(governing), Some(base)) => core::ptr::eq(governing, base),
                (None, None) => declarations(all).next().is_none(),
                (Some(_), None) | (None, Some(_)) => false,
            }
    }

    fn declarations(all: &[Posting]) -> impl Iterator<Item = &Posting> {
        all.iter().filter(|posting| posting.flow == Flow::Declared)
    }

    fn is_surely_before(earlier: Option<When>, later: Option<When>) -> bool {
        let both = earlier.zip(later);
        both.is_some_and(|(earlier, later)| earlier.before(&later) == Before::Surely)
    }
}

fn any_posting() -> impl Strategy<Value = Posting> {
    let flow =
        prop::sample::select(&[Flow::Declared, Flow::In, Flow::In, Flow::Out, Flow::Out][..]);
    let on = prop::sample::select(
        &[
            "",
            "2024",
            "2025-01",
            "2025-02",
            "2025-01-05",
            "2025-01-05~",
            "2025-01-20",
            "2025-02-01",
            "2025-01-28/2025-02-02",
            "../2025-01-10",
            "2025-01-31/..",
            "2025-03-01",
            "2025-03",
        ][..],
    );
    let count = (0..9_u32, prop::option::weighted(0.9, 0..9_u32));
    (flow, on, count, prop::bool::weighted(0.1)).prop_map(|(flow, on, (low, more), begins)| {
        let high = more.map(|more| Count::new(low.saturating_add(more)));
        let count = Band::new(Count::new(low), None, high).unwrap();
        Posting {
            source: LEFT,
            flow,
            count,
            on: on.parse().ok(),
            begins: begins && flow == Flow::In,
        }
    })
}

proptest! {
    #[test]
    fn it_is_refused_for_the_same_reason_as_by_definition(
        postings in prop::collection::vec(any_posting(), 0..12),
    ) {
        let (holder, of) = ("RU".parse().unwrap(), "UA".parse().unwrap());
        let found = check(&CustodyAccount::of(postings.clone()), holder, of);
        prop_assert_eq!(found, by_definition::check(&postings, holder, of));
    }
}
