//! What one claimant said in one source. Never edited, never deleted, never judged here:
//! a source may say anything, and the register keeps it.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize, Serializer};

use crate::id::{ExchangeId, StatementId};
use crate::party::{Party, PartyError};
use crate::place::Place;
use crate::quantity::Quantity;
use crate::settlement::{Channel, Direction, LegKind, Parties, Terms};
use crate::text::{Category, Text};
use crate::when::When;

/// Who said it, who passed it on, and where and when it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attribution {
    /// Who said it. Absent: the page names nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claimant: Option<Text>,
    /// What he is, as the source puts it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Text>,
    /// The parties he speaks for as an official; a joint claimant has several, the press none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sides: Vec<Party>,
    /// Who passed it on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relay: Option<Text>,
    /// The page or paper where it was read.
    pub source: Source,
    /// When it was said, or the date of the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_on: Option<When>,
}

/// The page or paper where something was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its address, or what a library would find it by.
    pub address: Text,
    /// Its title, where it shows one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Text>,
}

/// A statement about one exchange.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountStatement {
    /// Its id; never used twice.
    pub statement: StatementId,
    /// The exchange that it speaks of.
    pub exchange: ExchangeId,
    /// Who said it, and where.
    pub attribution: Attribution,
    /// Its figures; none where it only says that something happened.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<Figure>,
    /// What else it says.
    #[serde(default, skip_serializing_if = "Circumstances::is_silent")]
    pub says: Circumstances,
    /// Our remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// The earlier statement that it takes the place of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<Correction>,
}

/// One figure of a statement, as the source gives it: what it leaves out is left out here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// Whose people they are. Absent: not said, so those of `to` when it takes part in the exchange.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Whose>,
    /// Who handed them over. Absent: not said, so the other party of an exchange of two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Party>,
    /// Where they went.
    pub to: Toward,
    /// What is counted.
    pub population: Population,
    /// How many.
    pub quantity: Quantity,
    /// By exchange or outside it, where the claimant says so.
    #[serde(default, skip_serializing_if = "Channel::is_not_stated")]
    pub channel: Channel,
    /// Whether it was done or only meant.
    #[serde(default, skip_serializing_if = "Tense::is_done")]
    pub tense: Tense,
    /// The words of the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Text>,
}

/// What a statement says beside its figures.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Circumstances {
    /// When the hand-over was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<When>,
    /// Where it was.
    #[serde(default, skip_serializing_if = "Place::is_not_stated")]
    pub place: Place,
    /// Where people were first received on the way home, in the words of the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transit: Option<Text>,
    /// Who mediated.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mediators: Vec<Text>,
    /// The agreement that it was part of, as the source calls it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<Text>,
    /// What it was limited to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<Category>,
    /// On what terms.
    #[serde(default, skip_serializing_if = "Terms::is_not_stated")]
    pub terms: Terms,
    /// What the claimant calls it ("65th"): a claim, never a key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Text>,
}

/// Whose people a figure counts, where the source says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub enum Whose {
    /// Of this party.
    Party(Party),
    /// Not stated, or mixed; written `?`.
    NotStated,
}

/// Where the people of a figure went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub enum Toward {
    /// To this party, or to a third state.
    Party(Party),
    /// The source added both directions up; written `both`.
    Both,
    /// Each direction saw as many; written `each`. In totals only.
    Each,
}

/// What is counted. A bag is not a body, a body is not a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Population {
    /// Soldiers.
    Military,
    /// Civilians.
    Civilian,
    /// Children.
    Child,
    /// Living people, not split.
    Persons,
    /// Mortal remains, counted as bodies.
    Bodies,
    /// Mortal remains, counted as bags.
    Bags,
}

/// Whether something was done or only announced.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Tense {
    /// Reported as done.
    #[default]
    Done,
    /// Announced or meant.
    Planned,
}

/// Which earlier statement a statement takes the place of, and whose mistake it mends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// The statement that no longer counts.
    pub statement: StatementId,
    /// Who had it wrong.
    pub mistake: Mistake,
}

/// Whose mistake a correction mends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mistake {
    /// The claimant corrected himself.
    Claimant,
    /// We mistyped.
    Register,
}

/// A statement about a running total. It never moves a balance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TotalStatement {
    /// Its id; never used twice.
    pub statement: StatementId,
    /// Who said it, and where.
    pub attribution: Attribution,
    /// What is counted up.
    pub measure: Measure,
    /// Over what, as far as it was said.
    #[serde(default, skip_serializing_if = "Scope::is_blank")]
    pub scope: Scope,
    /// How many.
    pub quantity: Quantity,
    /// The scope in the words of the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Text>,
    /// Our remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// The earlier statement that it takes the place of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<Correction>,
}

/// What a claimed total counts up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// People or remains that came back.
    Returned,
    /// People who are held.
    Held,
    /// People ever captured.
    Captured,
    /// People who died in captivity.
    Died,
    /// Exchanges, by the claimant's own rule of counting.
    Exchanges,
    /// People offered, not handed over.
    Offered,
}

/// Over what a claimed total counts. Absent: not said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    /// Where the people went.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Toward>,
    /// Whose people they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Whose>,
    /// Who holds them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<Party>,
    /// What is counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub population: Option<Population>,
    /// From when on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Since>,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<When>,
    /// Under which agreement, as the source calls it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<Text>,
    /// By whose mediation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mediator: Option<Text>,
    /// By exchange or outside it.
    #[serde(default, skip_serializing_if = "Channel::is_not_stated")]
    pub channel: Channel,
}

/// From when on a claimed total counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Since {
    /// Since the war began; written `start`.
    Start,
    /// Since this day.
    Day(When),
}

impl Attribution {
    /// Whether the claimant speaks for a party.
    pub fn is_official(&self) -> bool {
        !self.sides.is_empty()
    }

    /// Whether the claimant speaks for this party.
    pub fn speaks_for(&self, party: Party) -> bool {
        self.sides.contains(&party)
    }
}

impl CountStatement {
    /// Which statement it is, of which exchange, and what it corrects: all that the rules ask of one.
    /// Who said it, and what, is left out; `anywhere` stands for the page.
    pub fn in_brief(
        statement: StatementId,
        exchange: ExchangeId,
        corrects: Option<Correction>,
        anywhere: Text,
    ) -> Self {
        let attribution = Attribution {
            claimant: None,
            role: None,
            sides: Vec::new(),
            relay: None,
            source: Source { address: anywhere, title: None },
            said_on: None,
        };
        let (figures, says) = (Vec::new(), Circumstances::default());
        Self { statement, exchange, attribution, figures, says, note: None, corrects }
    }
}

impl Circumstances {
    /// Whether the statement says nothing beside its figures.
    pub fn is_silent(&self) -> bool {
        *self == Self::default()
    }
}

impl Scope {
    /// Whether nothing of the scope was said.
    pub fn is_blank(&self) -> bool {
        *self == Self::default()
    }
}

impl Population {
    /// What kind of leg it belongs to.
    pub fn kind(self) -> LegKind {
        match self {
            Self::Military | Self::Civilian | Self::Child | Self::Persons => LegKind::Living,
            Self::Bodies => LegKind::Bodies,
            Self::Bags => LegKind::Bags,
        }
    }
}

impl Tense {
    /// Whether it was reported as done.
    pub fn is_done(&self) -> bool {
        *self == Self::Done
    }
}

impl Figure {
    /// The way these people or remains went, with what the source leaves out taken as the reader
    /// of a two-sided report takes it: from the other party, and home. `None` where the source
    /// added both directions up, or more than two parties leave open who handed them over.
    pub fn direction(&self, parties: &Parties) -> Option<Direction> {
        let Toward::Party(to) = self.to else { return None };
        let from = self.from.or_else(|| parties.other_than(to))?;
        let of = match self.of {
            Some(Whose::Party(of)) => Some(of),
            Some(Whose::NotStated) => None,
            None => parties.contains(to).then_some(to),
        };
        Some(Direction { of, from, to, kind: self.population.kind() })
    }
}

// How what is no party, and no day, is written.
const NOT_STATED: &str = "?";
const BOTH: &str = "both";
const EACH: &str = "each";
const START: &str = "start";

impl FromStr for Whose {
    type Err = PartyError;
    fn from_str(text: &str) -> Result<Self, PartyError> {
        match text {
            NOT_STATED => Ok(Self::NotStated),
            party => party.parse().map(Self::Party),
        }
    }
}

impl fmt::Display for Whose {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Party(party) => party.fmt(formatter),
            Self::NotStated => formatter.pad(NOT_STATED),
        }
    }
}

impl FromStr for Toward {
    type Err = PartyError;
    fn from_str(text: &str) -> Result<Self, PartyError> {
        match text {
            BOTH => Ok(Self::Both),
            EACH => Ok(Self::Each),
            party => party.parse().map(Self::Party),
        }
    }
}

impl fmt::Display for Toward {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Party(party) => party.fmt(formatter),
            Self::Both => formatter.pad(BOTH),
            Self::Each => formatter.pad(EACH),
        }
    }
}

impl FromStr for Since {
    type Err = crate::when::WhenError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            START => Ok(Self::Start),
            date => date.parse().map(Self::Day),
        }
    }
}

impl fmt::Display for Since {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start => formatter.pad(START),
            Self::Day(when) => when.fmt(formatter),
        }
    }
}

impl TryFrom<String> for Whose {
    type Error = PartyError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl Serialize for Whose {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Party(party) => party.serialize(serializer),
            Self::NotStated => serializer.serialize_str(NOT_STATED),
        }
    }
}

impl TryFrom<String> for Toward {
    type Error = PartyError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl Serialize for Toward {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Party(party) => party.serialize(serializer),
            Self::Both => serializer.serialize_str(BOTH),
            Self::Each => serializer.serialize_str(EACH),
        }
    }
}

impl TryFrom<String> for Since {
    type Error = crate::when::WhenError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl Serialize for Since {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Start => serializer.serialize_str(START),
            Self::Day(when) => when.serialize(serializer),
        }
    }
}
