//! One leg as read models show it: who went which way, how many, and on whose word.

use repatria_domain::{
    Band, Basis, Channel, Count, LegKey, LegKind, Party, Remainder, Settlement, Split,
};
use serde::Serialize;

use crate::published::leg_order;

/// People, or remains, who went one way in one exchange.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Way {
    /// Whose people they are; absent: not stated, or mixed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<Party>,
    /// Who handed them over.
    pub from: Party,
    /// Who received them.
    pub to: Party,
    /// People or remains.
    pub kind: LegKind,
    /// By exchange or outside it.
    pub channel: Channel,
    /// Whether they went home; otherwise they are abroad, or nobody says whose they are.
    pub home: bool,
    /// How many, in persons, bodies or bags by the kind.
    pub count: Band,
    /// The class of what the count rests on.
    pub basis: Basis,
    /// How many of them are soldiers, civilians, children.
    #[serde(skip_serializing_if = "Split::is_silent")]
    pub split: Split,
    /// How many of them the swaps pair.
    pub swapped: u64,
    /// How many more went than the swaps pair; absent: nobody gives the number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remainder: Option<Count>,
    /// Why more went.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mark: Option<Remainder>,
}

impl Way {
    /// The name of the leg.
    pub fn key(&self) -> LegKey {
        LegKey { of: self.of, from: self.from, to: self.to, kind: self.kind, channel: self.channel }
    }

    /// The legs of a settlement: the living before the dead; of each those who went home first.
    pub(crate) fn all(settlement: &Settlement) -> Vec<Self> {
        let mut ways: Vec<Self> = settlement
            .legs
            .iter()
            .map(|leg| Self {
                of: leg.key.of,
                from: leg.key.from,
                to: leg.key.to,
                kind: leg.key.kind,
                channel: leg.key.channel,
                home: leg.key.goes_home(),
                count: leg.count,
                basis: leg.basis,
                split: leg.split,
                swapped: settlement.swapped(&leg.key),
                remainder: settlement.remainder(&leg.key),
                mark: leg.remainder,
            })
            .collect();
        ways.sort_by_key(|way| leg_order(&way.key()));
        ways
    }
}
