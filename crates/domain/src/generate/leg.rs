//! Legs: their names, and bands with splits or ranks that lie within them.

use alloc::collections::BTreeMap;

use proptest::collection::btree_map;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;

use super::name::{few, two_parties};
use super::number::{Wideness, count, wideness};
use super::statement::channel;
use crate::count::Count;
use crate::quantity::Band;
use crate::settlement::{Basis, Leg, LegKey, LegKind, Split};
use crate::tariff::{Rank, Tariff};

const RANKS: [(&str, u32); 4] = [("private", 1), ("sergeant", 2), ("captain", 6), ("colonel", 15)];

/// Makes a leg whose split lies within its count.
pub fn leg() -> impl Strategy<Value = Leg> + Clone {
    (leg_key(), people()).prop_map(|(key, people)| people.leg(key)).boxed()
}

/// Makes the name of a leg; mostly of people who go home from one belligerent to the other.
pub fn leg_key() -> impl Strategy<Value = LegKey> + Clone {
    use LegKind::{Bags, Bodies, Living};
    let kind = select(&[Living, Living, Living, Living, Bodies, Bags][..]);
    (two_parties(), 0..8_u8, kind, channel())
        .prop_map(|((from, to), of, kind, channel)| {
            let of = match of {
                0..=5 => Some(to),
                6 => Some(from),
                _ => None,
            };
            LegKey { of, from, to, kind, channel }
        })
        .boxed()
}

/// The people of a leg, from the parts up: so a split never holds more than its leg.
#[derive(Clone, Debug)]
pub(super) struct People {
    parts: [Option<(Count, Wideness)>; 3],
    ranks: BTreeMap<Rank, Count>,
    rest: Count,
    wideness: Wideness,
    basis: Basis,
}

/// Makes the people of a leg.
pub(super) fn people() -> impl Strategy<Value = People> + Clone {
    let part = || weighted(0.3, ((0..200_u32).prop_map(Count::new), wideness()));
    let ranks = weighted(0.3, ranks());
    ((part(), part(), part()), ranks, count(), wideness(), basis())
        .prop_map(|((military, civilian, child), ranks, rest, wideness, basis)| People {
            parts: [military, civilian, child],
            ranks: ranks.unwrap_or_default(),
            rest,
            wideness,
            basis,
        })
        .boxed()
}

fn ranks() -> impl Strategy<Value = BTreeMap<Rank, Count>> + Clone {
    btree_map(few::<Rank>(&RANKS.map(|(rank, _)| rank)), (0..30_u32).prop_map(Count::new), 0..4)
        .boxed()
}

/// Makes the class of what a count rests on.
pub fn basis() -> impl Strategy<Value = Basis> + Clone {
    use Basis::{OtherSide, PressOnly, ReceivingSide, ThirdParty};
    select(&[ReceivingSide, OtherSide, ThirdParty, PressOnly][..]).boxed()
}

/// The table of equivalents that names every generated rank.
pub(super) fn tariff() -> Option<Tariff> {
    let ranks = RANKS.iter();
    let privates =
        ranks.filter_map(|(rank, weight)| Some((rank.parse().ok()?, Count::new(*weight))));
    Some(Tariff { title: "Table of equivalents".parse().ok()?, privates: privates.collect() })
}

impl People {
    /// The leg of these people; remains have neither split nor ranks.
    pub(super) fn leg(self, key: LegKey) -> Leg {
        let remains = key.kind != LegKind::Living;
        let parts = if remains { [None; 3] } else { self.parts };
        let ranks = if remains { BTreeMap::new() } else { self.ranks };
        let best =
            self.rest.number().saturating_add(parts_best(&parts)).saturating_add(sum(&ranks));
        let count = self.wideness.around(Some(Count::new(best)));
        // Without a best there is nothing that parts could lie within.
        if count.best().is_none() {
            return plain(key, count, self.basis);
        }
        let [military, civilian, child] = parts.map(band);
        let split = Split { military, civilian, child };
        Leg { key, count, basis: self.basis, split, ranks, remainder: None }
    }
}

/// A leg without parts.
pub(super) fn plain(key: LegKey, count: Band, basis: Basis) -> Leg {
    Leg { key, count, basis, split: Split::default(), ranks: BTreeMap::new(), remainder: None }
}

fn band(part: Option<(Count, Wideness)>) -> Option<Band> {
    part.map(|(count, wideness)| wideness.around(Some(count)))
}

fn parts_best(parts: &[Option<(Count, Wideness)>; 3]) -> u32 {
    parts.iter().flatten().map(|(count, _)| count.number()).fold(0, u32::saturating_add)
}

fn sum(ranks: &BTreeMap<Rank, Count>) -> u32 {
    ranks.values().map(|count| count.number()).fold(0, u32::saturating_add)
}
