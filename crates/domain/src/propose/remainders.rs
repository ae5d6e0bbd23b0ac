//! Why a leg holds more than its swaps, as far as anybody says.
//! It refuses to know how the numbers were chosen.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use super::legs::Voice;
use super::swaps;
use crate::count::{Count, Total};
use crate::settlement::{Channel, Leg, LegKey, Remainder, Swap, Terms};

/// Marks every leg whose best exceeds what is swapped of it.
pub(super) fn mark(legs: &mut [Leg], swaps: &[Swap], voices: &[Voice], said: Terms) {
    let keys: Vec<LegKey> = legs.iter().map(|leg| leg.key).collect();
    for leg in legs {
        if swaps::left(leg, swaps).is_some_and(|left| left > Count::ZERO) {
            leg.remainder = Some(why(&leg.key, &keys, voices, said));
        }
    }
}

fn why(leg: &LegKey, legs: &[LegKey], voices: &[Voice], said: Terms) -> Remainder {
    if said == Terms::Unequal || compares(leg, voices, |mine, theirs| mine > theirs) {
        Remainder::Surplus
    } else if compares(leg, voices, |mine, theirs| mine == theirs) {
        Remainder::Disputed
    } else if !legs.iter().any(|other| swaps::answers(leg, other)) {
        Remainder::NoCounterpartRecorded
    } else if leg.channel == Channel::Outside {
        // Who counts them as outside the exchange says why nobody answers them.
        Remainder::Surplus
    } else {
        Remainder::Unexplained
    }
}

/// Whether one statement that competes for both sides gives numbers that compare like this.
fn compares(leg: &LegKey, voices: &[Voice], like: fn(Total, Total) -> bool) -> bool {
    let statements: BTreeSet<usize> = voices.iter().map(|voice| voice.order).collect();
    statements.into_iter().any(|order| {
        let mine = sum(voices, |voice| voice.order == order && same_side(voice, leg));
        let theirs = sum(voices, |voice| voice.order == order && other_side(voice, leg));
        mine.zip(theirs).is_some_and(|(mine, theirs)| like(mine, theirs))
    })
}

fn same_side(voice: &Voice, leg: &LegKey) -> bool {
    voice.direction.kind == leg.kind && voice.direction.from == leg.from
}

fn other_side(voice: &Voice, leg: &LegKey) -> bool {
    voice.direction.kind == leg.kind && voice.direction.from != leg.from
}

/// The sum over these voices; `None` where there are none, or one gives no number.
fn sum(voices: &[Voice], among: impl Fn(&Voice) -> bool) -> Option<Total> {
    let mut these = voices.iter().filter(|voice| among(voice)).peekable();
    these.peek()?;
    these.try_fold(Total::ZERO, |sum, voice| sum.plus(voice.best?.into()))
}
