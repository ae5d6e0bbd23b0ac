//! What a story says of other exchanges than those of its deal: which were close in time, and in
//! which people went on. It refuses to know how exchanges are kept.

use repatria_domain::{Band, Basis, Day, LegKey, Reference, When};
use serde::Serialize;

use super::stays::{Bound, Journey, Passage, Stays, may_follow};
use crate::deals::{Deals, in_order, whole};
use crate::run::{InRun, Reach, Runs};

/// People of one party who went to a third state, and people of the same party who came home from
/// there. That they are the same people nobody says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Later {
    /// The leg abroad.
    pub abroad: LegKey,
    /// The exchange in which they came home, or had gone abroad.
    pub reference: Reference,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<When>,
    /// How many.
    pub count: Band,
    /// On whose word.
    pub basis: Basis,
}

/// What a story says of other exchanges.
#[derive(Debug)]
pub(super) struct Others {
    pub(super) run: Option<u64>,
    pub(super) within_seven_days: Vec<InRun>,
    pub(super) later: Vec<Later>,
    pub(super) earlier: Vec<Later>,
}

impl Others {
    /// Those of one exchange, among what is gathered of all.
    pub(super) fn of<'a, D: Deals<'a>>(
        deals: D,
        exchange: D::Exchange,
        as_of: Option<Day>,
        runs: &Runs<'a, D::Id>,
        stays: &Stays<D::Exchange>,
    ) -> Self {
        let id = deals.id(exchange);
        let deal = whole(deals, exchange);
        Self {
            run: runs.position(id),
            within_seven_days: runs.within(id),
            later: onward(deals, &deal, as_of, stays, Bound::Home),
            earlier: onward(deals, &deal, as_of, stays, Bound::Away),
        }
    }

    /// The same, where one story is told alone: only those are gathered that it can speak of.
    pub(super) fn of_one<'a, D: Deals<'a>>(
        deals: D,
        exchange: D::Exchange,
        as_of: Option<Day>,
    ) -> Self {
        let deal = whole(deals, exchange);
        let reach = Reach::of(deals, [exchange]);
        let ways = deal.iter().flat_map(|own| deals.ways(*own));
        let back: Vec<Journey> =
            ways.filter_map(|went| Some(Journey::of_way(deals, went)?.back())).collect();
        let can_be_meant = |other: &D::Exchange| {
            let is_back =
                |went| Journey::of_way(deals, went).is_some_and(|way| back.contains(&way));
            is_among(deals, &deal, *other)
                || reach.as_ref().is_some_and(|reach| reach.holds(deals.on(*other)))
                || deals.ways(*other).any(is_back)
        };
        let meant = in_order(deals, deals.all().filter(can_be_meant));
        let runs = Runs::among(deals, meant.iter().copied(), as_of);
        Self::of(deals, exchange, as_of, &runs, &Stays::among(deals, &meant, as_of))
    }
}

/// Who came home later, or had gone away before, in other exchanges than these of a deal.
fn onward<'a, D: Deals<'a>>(
    deals: D,
    deal: &[D::Exchange],
    as_of: Option<Day>,
    stays: &Stays<D::Exchange>,
    looked_for: Bound,
) -> Vec<Later> {
    let own = deal.iter().flat_map(|own| stays.of(deals, *own, as_of, looked_for.other()));
    let pairs = own.flat_map(|(mine, others)| others.iter().map(move |other| (mine, other)));
    let pairs = pairs.filter(|(_, other)| !is_among(deals, deal, other.exchange));
    let later = |(mine, other): (Passage<D::Exchange>, &Passage<D::Exchange>)| {
        let (away, home) = match looked_for {
            Bound::Home => (&mine, other),
            Bound::Away => (other, &mine),
        };
        may_follow(away, home).then(|| Later {
            abroad: away.leg,
            reference: deals.reference(other.exchange).clone(),
            on: other.on,
            count: other.count,
            basis: other.basis,
        })
    };
    pairs.filter_map(later).collect()
}

fn is_among<'a, D: Deals<'a>>(deals: D, those: &[D::Exchange], exchange: D::Exchange) -> bool {
    those.iter().any(|one| deals.id(*one) == deals.id(exchange))
}
