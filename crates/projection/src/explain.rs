//! What a published figure rests on, what was left out, and why.

use repatria_domain::{
    Band, Basis, Day, LegKey, LegKind, Party, Population, Quantity, Reference, Role, Rule, Text,
    When,
};
use serde::Serialize;

use crate::head::Head;
use crate::month::Month;
use crate::published::Certainty;
use crate::record::Record;
use crate::sum::Sum;

/// Which figure is to be explained.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Question {
    /// A total of `totals`.
    Total(TotalAsked),
    /// The figures of one exchange.
    Exchange(Reference),
}

/// Which total.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct TotalAsked {
    /// Home, abroad, or of nobody says whom.
    pub which: Which,
    /// Soldiers, civilians or children alone; people not told apart (`persons`) alone; bodies; bags.
    /// Absent: all living people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub population: Option<Population>,
    /// From this holder alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Party>,
    /// In this month alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub month: Option<Month>,
}

/// Who a total counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Which {
    /// Those who came home to this party.
    Home(Party),
    /// Those of this party who went to a third state.
    Abroad(Party),
    /// Those who went to this party, and nobody says whose they are.
    WhoseNotStated(Party),
}

/// What a figure rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// [`Explanation::NAME`].
    pub name: &'static str,
    /// [`Explanation::VERSION`].
    pub version: u32,
    /// Up to which commit it knows the register.
    pub head: Head,
    /// What had happened by this day; absent: everything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Day>,
    /// Which figure.
    pub question: Question,
    /// The figure: the sum of the contributions, just as `totals` has it. Of one exchange: none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sum: Option<Sum>,
    /// What it is made of.
    pub contributions: Vec<Contribution>,
    /// Exchanges in which nobody speaks of this direction.
    pub silent: Vec<Reference>,
    /// Exchanges that touch the question and were left out.
    pub left_out: Vec<LeftOut>,
}

/// What one leg of one exchange adds to a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Contribution {
    /// The exchange.
    pub reference: Reference,
    /// When it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<When>,
    /// The leg.
    pub leg: LegKey,
    /// How much it adds.
    pub count: Band,
    /// Surely counted, or widening the high end only.
    pub happened: Certainty,
    /// The revision of the settlement.
    pub revision: u32,
    /// How that settlement was chosen.
    pub rule: Rule,
    /// The class of what the count rests on.
    pub basis: Basis,
    /// The statements under it, and those left out.
    pub statements: Vec<Support>,
}

/// A statement under a figure, or one left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Support {
    /// What it is called: `REF/k`.
    pub called: String,
    /// Who said it; absent: the page names nobody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claimant: Option<Text>,
    /// Who passed it on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relay: Option<Text>,
    /// Where it was read.
    pub source: Text,
    /// What it says of this direction.
    pub figures: Vec<(Population, Quantity)>,
    /// What it was used for, or why it was left out.
    pub role: Role,
}

/// An exchange that was left out of a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// Which.
    pub reference: Reference,
    /// Why.
    pub why: Why,
}

/// Why an exchange was left out of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// It is a frame, and its parts are counted.
    PartsCounted,
    /// It is a part without a figure, and its frame is counted.
    FrameCounted,
    /// It was called off.
    Cancelled,
    /// It is not settled.
    NotSettled,
    /// It had not happened by the day that was asked for.
    NotYet,
}

impl Explanation {
    /// Its name.
    pub const NAME: &str = "explanation";
    /// The version of its layout.
    pub const VERSION: u32 = 1;
}

impl TotalAsked {
    /// All living people who came home to a party.
    pub fn home(party: Party) -> Self {
        Self { which: Which::Home(party), population: None, from: None, month: None }
    }

    /// Living people, bodies or bags.
    pub fn kind(&self) -> LegKind {
        self.population.map_or(LegKind::Living, Population::kind)
    }
}

/// Explains a figure, as of the end of a day or of all days.
pub fn explain(record: &Record, question: &Question, as_of: Option<Day>) -> Explanation {
    Explanation {
        name: Explanation::NAME,
        version: Explanation::VERSION,
        head: record.head(),
        as_of,
        question: question.clone(),
        sum: None,
        contributions: Vec::new(),
        silent: Vec::new(),
        left_out: Vec::new(),
    }
}
