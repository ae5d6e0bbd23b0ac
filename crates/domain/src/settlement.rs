//! What the register holds to be true of an exchange: legs, the swaps between them, the evidence.
//! A settlement is complete in itself: whoever publishes it needs no statement beside it.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::fmt;

use serde::{Deserialize, Serialize};

use crate::count::Count;
use crate::id::StatementId;
use crate::party::Party;
use crate::quantity::Band;
use crate::refusal::Refusal;
use crate::tariff::{Rank, Tariff, Weight};
use crate::text::Text;
use crate::when::When;

/// Two or more different parties, in order of their codes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Vec<Party>")]
pub struct Parties(Vec<Party>);

/// Fewer than two different parties. Name both sides.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an exchange has two parties or more, different ones: name both sides (`UA RU`)")]
pub struct PartiesError;

/// Which way people or remains went, and whose they are: what statements compete over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Direction {
    /// Whose people they are; absent: not stated, or mixed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Party>,
    /// Who handed them over.
    pub from: Party,
    /// Who received them.
    pub to: Party,
    /// People or remains.
    pub kind: LegKind,
}

/// The name of a leg, stable over revisions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegKey {
    /// Whose people they are; absent: not stated, or mixed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Party>,
    /// Who handed them over.
    pub from: Party,
    /// Who received them.
    pub to: Party,
    /// People or remains.
    pub kind: LegKind,
    /// By exchange or outside it.
    #[serde(default, skip_serializing_if = "Channel::is_not_stated")]
    pub channel: Channel,
}

/// People, or remains, who went one way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leg {
    /// Its name.
    pub key: LegKey,
    /// How many, in persons, bodies or bags by the kind of the leg.
    pub count: Band,
    /// The class of what the count rests on.
    pub basis: Basis,
    /// How many of them are soldiers, civilians, children, in persons.
    #[serde(default, skip_serializing_if = "Split::is_silent")]
    pub split: Split,
    /// How many of each rank, in persons; under a tariff only.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub ranks: BTreeMap<Rank, Count>,
    /// Why more went than the swaps pair, where more went.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remainder: Option<Remainder>,
}

/// The part of two legs that answers each other. It holds **one** number for both sides,
/// so an unequal swap cannot be written down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Swap {
    /// One leg.
    pub a: LegKey,
    /// The leg that answers it.
    pub b: LegKey,
    /// How much of each.
    pub equal: Equal,
}

/// What is equal on both sides of a swap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Equal {
    /// Man for man: this many of each, in persons or bodies. Under a tariff: citizens for citizens.
    Persons(Count),
    /// By the tariff of the settlement: this weight of each, in privates.
    Weight(Weight),
}

/// What the register holds to be true of an exchange.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settlement {
    /// When it was; absent: nobody says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<When>,
    /// On what terms.
    #[serde(default, skip_serializing_if = "Terms::is_not_stated")]
    pub terms: Terms,
    /// The table of equivalents, where the terms are by tariff.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tariff: Option<Tariff>,
    /// Who went which way.
    pub legs: Vec<Leg>,
    /// What answers what.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub swaps: Vec<Swap>,
    /// What it rests on, and what was left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// How it was chosen.
    pub rule: Rule,
    /// Our remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// What one statement was to one leg.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// The statement.
    pub statement: StatementId,
    /// The leg; absent: no leg came of what it says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leg: Option<LegKey>,
    /// What it was used for, or why it was left out.
    pub role: Role,
}

/// What a statement was used for, or why it was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The published figure is its figure.
    Best,
    /// It competed: its figure lies within the band, or widened it.
    Heard,
    /// It speaks of a part of these people only, and filled the split or nothing.
    OfWhom,
    /// Left out: it gives no number.
    NoNumber,
    /// Left out: announced, not done.
    Planned,
    /// Left out: a reviewer set it aside.
    Deprecated,
    /// Left out: a later statement corrects it.
    Corrected,
    /// Left out: it adds both directions up.
    BothDirections,
    /// Left out: it does not say who handed the people over, and more than two parties took part.
    NoDirection,
    /// Left out: the rule asked for preferred statements only.
    NotPreferred,
}

/// Alive, or remains; and how remains are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LegKind {
    /// Living people.
    Living,
    /// Mortal remains, counted as bodies.
    Bodies,
    /// Mortal remains, counted as bags.
    Bags,
}

/// By exchange or outside it, as a claimant counts.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// Not said.
    #[default]
    NotStated,
    /// Returned in exchange.
    Exchange,
    /// Returned outside the exchange.
    Outside,
}

/// The terms of an exchange.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Terms {
    /// Not said.
    #[default]
    NotStated,
    /// As many for as many.
    ManForMan,
    /// Every prisoner, or every one in a category, on both sides.
    AllForAll,
    /// Openly more for fewer.
    Unequal,
    /// By rank equivalents, as in the cartel of Dix and Hill, 1862.
    ByTariff,
}

/// The class of what a figure rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// Officials of the side that received these people.
    ReceivingSide,
    /// Officials of the side that handed them over, or whose people they are.
    OtherSide,
    /// Officials of a third party.
    ThirdParty,
    /// No official: the press alone.
    PressOnly,
}

/// How many of a leg are soldiers, civilians, children, in persons. Bests sum to no more than the
/// best of the leg; the rest is not split.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Split {
    /// Soldiers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub military: Option<Band>,
    /// Civilians.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub civilian: Option<Band>,
    /// Children.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub child: Option<Band>,
}

/// Why a leg holds more than its swaps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Remainder {
    /// The terms, or one source, give the two sides different numbers.
    Surplus,
    /// Somebody says that the numbers were equal.
    Disputed,
    /// Nobody says why.
    Unexplained,
    /// The other direction has no leg.
    NoCounterpartRecorded,
}

/// How a settlement was chosen from the statements.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// The receiving side's officials first, then the other side's, third parties', the press.
    #[default]
    ReceivingSideFirst,
    /// The lowest figure.
    Lowest,
    /// The highest figure.
    Highest,
    /// The figure that most sources give.
    MostSources,
    /// Only what a reviewer preferred.
    PreferredOnly,
    /// Written by hand.
    ByHand,
}

impl Parties {
    /// These parties, in order.
    ///
    /// # Errors
    /// When they are fewer than two different ones.
    pub fn new(parties: impl IntoIterator<Item = Party>) -> Result<Self, PartiesError> {
        let mut parties: Vec<Party> = parties.into_iter().collect();
        parties.sort_unstable();
        parties.dedup();
        if parties.len() < 2 { Err(PartiesError) } else { Ok(Self(parties)) }
    }

    /// Whether `party` is one of them.
    pub fn contains(&self, party: Party) -> bool {
        self.0.contains(&party)
    }

    /// The other party, where there are just two.
    pub fn other_than(&self, party: Party) -> Option<Party> {
        match self.0.as_slice() {
            [a, b] if *a == party => Some(*b),
            [a, b] if *b == party => Some(*a),
            _ => None,
        }
    }

    /// All of them, in order of their codes.
    pub fn iter(&self) -> impl Iterator<Item = Party> + '_ {
        self.0.iter().copied()
    }
}

impl TryFrom<Vec<Party>> for Parties {
    type Error = PartiesError;
    fn try_from(parties: Vec<Party>) -> Result<Self, PartiesError> {
        Self::new(parties)
    }
}

impl Direction {
    /// The leg of this direction and channel.
    pub fn leg(self, channel: Channel) -> LegKey {
        LegKey { of: self.of, from: self.from, to: self.to, kind: self.kind, channel }
    }
}

impl LegKey {
    /// The direction without the channel.
    pub fn direction(&self) -> Direction {
        Direction { of: self.of, from: self.from, to: self.to, kind: self.kind }
    }

    /// Whether these people went home. Otherwise they are abroad: in the custody of `to`.
    pub fn goes_home(&self) -> bool {
        self.of == Some(self.to)
    }
}

impl fmt::Display for LegKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Living => "people",
            Self::Bodies => "bodies",
            Self::Bags => "bags",
        })
    }
}

impl fmt::Display for LegKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.kind;
        match self.of {
            Some(of) => write!(formatter, "{kind} of {of} from {} to {}", self.from, self.to)?,
            None => write!(formatter, "{kind} from {} to {}", self.from, self.to)?,
        }
        match self.channel {
            Channel::NotStated => Ok(()),
            Channel::Exchange => formatter.write_str(", by exchange"),
            Channel::Outside => formatter.write_str(", outside the exchange"),
        }
    }
}

impl Swap {
    /// The swap of as many for as many, from the two counts that were reported.
    ///
    /// # Errors
    /// [`Refusal::UnequalSwap`] when they differ.
    pub fn man_for_man(a: LegKey, to_a: Count, b: LegKey, to_b: Count) -> Result<Self, Refusal> {
        if to_a == to_b {
            Ok(Self { a, b, equal: Equal::Persons(to_a) })
        } else {
            Err(Refusal::UnequalSwap { to_a, to_b })
        }
    }

    /// The swap of as much weight for as much, from the two weights under a tariff.
    ///
    /// # Errors
    /// [`Refusal::UnequalWeight`] when they differ.
    pub fn by_tariff(a: LegKey, to_a: Weight, b: LegKey, to_b: Weight) -> Result<Self, Refusal> {
        if to_a == to_b {
            Ok(Self { a, b, equal: Equal::Weight(to_a) })
        } else {
            Err(Refusal::UnequalWeight { to_a, to_b })
        }
    }
}

impl Settlement {
    /// The leg of this name.
    pub fn leg(&self, key: &LegKey) -> Option<&Leg> {
        self.legs.iter().find(|leg| leg.key == *key)
    }

    /// How many of a leg its swaps pair, in persons or bodies.
    pub fn swapped(&self, key: &LegKey) -> u64 {
        self.swaps
            .iter()
            .filter(|swap| swap.a == *key || swap.b == *key)
            .map(|swap| match swap.equal {
                Equal::Persons(count) => u64::from(count.number()),
                Equal::Weight(_) => 0,
            })
            .fold(0, u64::saturating_add)
    }

    /// What a leg holds beyond its swaps, in persons or bodies: derived, never stored.
    /// `None` where nobody gives the number, or where the tariff and not the head counts.
    pub fn remainder(&self, key: &LegKey) -> Option<Count> {
        if self.terms == Terms::ByTariff {
            return None;
        }
        let best = self.leg(key)?.count.best()?;
        let swapped = u32::try_from(self.swapped(key)).ok()?;
        best.minus(Count::new(swapped))
    }
}

impl Split {
    /// Whether nothing of the split is known.
    pub fn is_silent(&self) -> bool {
        *self == Self::default()
    }

    /// The parts that are known.
    pub fn parts(&self) -> impl Iterator<Item = Band> {
        [self.military, self.civilian, self.child].into_iter().flatten()
    }
}

impl Channel {
    /// Whether it was not said.
    pub fn is_not_stated(&self) -> bool {
        *self == Self::NotStated
    }
}

impl Terms {
    /// Whether they were not said.
    pub fn is_not_stated(&self) -> bool {
        *self == Self::NotStated
    }
}
