//! What answers what: the smaller count of two legs that go opposite ways.
//! It refuses to know why more went one way than the other.

use alloc::vec::Vec;

use super::claims;
use super::counting::Counting;
use crate::count::Count;
use crate::settlement::{Channel, Equal, Leg, LegKey, LegKind, Parties, Swap};

/// The swaps between the legs, those that go home first.
pub(super) fn swaps(legs: &[Leg], counting: &[Counting], parties: &Parties) -> Vec<Swap> {
    let mut swaps: Vec<Swap> = Vec::new();
    for (a, b) in pairs(legs, counting, parties) {
        let smaller = left(a, &swaps).zip(left(b, &swaps)).map(|(a, b)| a.min(b));
        if let Some(count) = smaller.filter(|count| *count > Count::ZERO) {
            swaps.push(Swap { a: a.key, b: b.key, equal: Equal::Persons(count) });
        }
    }
    swaps
}

/// What the swaps leave of a leg; `None` where nobody gives its number.
pub(super) fn left(leg: &Leg, swaps: &[Swap]) -> Option<Count> {
    swaps.iter().filter(|swap| swap.a == leg.key || swap.b == leg.key).try_fold(
        leg.count.best()?,
        |left, swap| match swap.equal {
            Equal::Persons(count) => left.minus(count),
            Equal::Weight(_) => Some(left),
        },
    )
}

/// Whether two legs can answer each other: of one kind, between other sides.
pub(super) fn answers(a: &LegKey, b: &LegKey) -> bool {
    claims::answers(&a.direction(), &b.direction())
}

fn pairs<'l>(legs: &'l [Leg], counting: &[Counting], parties: &Parties) -> Vec<(&'l Leg, &'l Leg)> {
    let mut pairs = Vec::new();
    for (index, a) in legs.iter().enumerate() {
        for b in legs.iter().skip(index.saturating_add(1)) {
            if answers(&a.key, &b.key) && may_swap(a, b, legs, counting, parties) {
                pairs.push((a, b));
            }
        }
    }
    let abroad = |leg: &Leg| u8::from(!leg.key.goes_home());
    let unsaid = |leg: &Leg| u8::from(leg.key.channel != Channel::Exchange);
    let outside = |leg: &Leg| u8::from(leg.key.channel == Channel::Outside);
    // Stable: within one class the pairs stay in order of the names of the legs.
    pairs.sort_by_key(|(a, b)| {
        let both = |of: fn(&Leg) -> u8| of(a).saturating_add(of(b));
        (both(outside), both(abroad), both(unsaid))
    });
    pairs
}

/// Living people in an exchange answer each other; people outside it and remains only where one
/// statement speaks of both ways, or gives terms for them.
fn may_swap(a: &Leg, b: &Leg, legs: &[Leg], counting: &[Counting], parties: &Parties) -> bool {
    let outside = |leg: &Leg| leg.key.channel == Channel::Outside;
    if a.key.kind == LegKind::Living && !outside(a) && !outside(b) {
        return true;
    }
    counting.iter().any(|said| {
        let of_a = speaks_of(said, a, legs, parties);
        let of_b = speaks_of(said, b, legs, parties);
        let gives_terms = !said.said().says.terms.is_not_stated()
            && (of_a || of_b)
            && (of_a || !outside(a))
            && (of_b || !outside(b));
        of_a && of_b || gives_terms
    })
}

/// Whether a statement speaks of a leg. Who does not tell channels apart speaks of people outside
/// only where nobody went the same way in exchange.
fn speaks_of(said: &Counting, leg: &Leg, legs: &[Leg], parties: &Parties) -> bool {
    let way = leg.key.direction();
    let alone = legs.iter().filter(|other| other.key.direction() == way).count() == 1;
    let mut figures = said
        .done()
        .filter(|figure| claims::direction(figure, parties) == Some(way))
        .map(|figure| figure.channel)
        .peekable();
    figures.peek().is_some()
        && (leg.key.channel != Channel::Outside
            || figures.all(|channel| {
                channel == Channel::Outside || alone && channel == Channel::NotStated
            }))
}
