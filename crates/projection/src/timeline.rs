//! Which exchanges, when, how many each way, where or withheld, and how settled.

use repatria_domain::{
    Category, Day, DetailWithheld, ExchangeKind, Parties, Party, Place, Reference, Terms, Text,
    When,
};
use serde::Serialize;

use crate::head::Head;
use crate::published::Certainty;
use crate::record::Record;
use crate::run::RunPosition;
use crate::way::Way;

/// Every exchange, in order of (earliest day, latest day, reference).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Timeline {
    /// [`Timeline::NAME`].
    pub name: &'static str,
    /// [`Timeline::VERSION`].
    pub version: u32,
    /// Up to which commit it knows the register.
    pub head: Head,
    /// What had happened by this day; absent: everything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Day>,
    /// One row an exchange.
    pub rows: Vec<Row>,
}

/// One exchange.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// What people call it.
    pub reference: Reference,
    /// Between whom.
    pub parties: Parties,
    /// What it is; absent: not described yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<ExchangeKind>,
    /// When it was; absent: nobody says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<When>,
    /// Whether it had happened by the day that was asked for.
    pub happened: Certainty,
    /// The deal of which it is one hand-over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frame: Option<Reference>,
    /// Its hand-overs, where it is a deal that had several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Reference>,
    /// Settled or not.
    pub state: RowState,
    /// Whether something was said or reviewed after it was settled.
    pub stale: bool,
    /// Who went which way.
    pub ways: Vec<Way>,
    /// The parties to whose people nobody says anything happened, though it was an exchange.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub silent: Vec<Party>,
    /// On what terms.
    pub terms: Terms,
    /// Where it was.
    pub place: Place,
    /// Where people were first received on the way home.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub transit: Vec<Text>,
    /// Who mediated.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mediators: Vec<Text>,
    /// What it was limited to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<Category>,
    /// The agreements that it carries out, by title.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub agreements: Vec<Text>,
    /// What is kept back, by whom and until when.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub withheld: Vec<DetailWithheld>,
    /// The how-manieth within seven days it was; absent: it did not take place, or nobody says when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub run: Option<RunPosition>,
    /// How many statements speak of it.
    pub statements: u64,
}

/// Whether the register holds anything to be true of an exchange.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum RowState {
    /// It was called off.
    Cancelled {
        /// Why, as far as it was said.
        why: Text,
    },
    /// It is settled.
    Settled {
        /// By this revision.
        revision: u32,
    },
    /// It is not settled.
    NotSettled,
}

impl Timeline {
    /// Its name.
    pub const NAME: &str = "timeline";
    /// The version of its layout.
    pub const VERSION: u32 = 1;
}

/// Draws the timeline, as of the end of a day or of all days.
pub fn timeline(record: &Record, as_of: Option<Day>) -> Timeline {
    Timeline {
        name: Timeline::NAME,
        version: Timeline::VERSION,
        head: record.head(),
        as_of,
        rows: Vec::new(),
    }
}
