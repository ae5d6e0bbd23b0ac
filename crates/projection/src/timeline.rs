//! Which exchanges, when, how many each way, where or withheld, and how settled.

use repatria_domain::{
    Category, Day, DetailWithheld, Exchange, ExchangeKind, Parties, Party, Place, Reference, State,
    Terms, Text, When,
};
use serde::Serialize;

use crate::deals::silent;
use crate::happened::{Certainty, date, happened};
use crate::head::Head;
use crate::listed::in_order;
use crate::published::frame;
use crate::record::Record;
use crate::run::Runs;
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
    /// The how-manieth it was of the hand-overs of living people between the same parties within
    /// the seven days that end on its day; absent: it was none, or nobody says on which day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub run: Option<u64>,
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
    let state = record.state();
    let runs = Runs::of(record, as_of);
    // A row is large, and a list of them that grows is moved again and again.
    let mut rows = Vec::with_capacity(record.listed().len());
    let drawn = |exchange: &Exchange| row(state, exchange, runs.position(exchange.id), as_of);
    rows.extend(in_order(record).filter_map(drawn));
    Timeline { name: Timeline::NAME, version: Timeline::VERSION, head: record.head(), as_of, rows }
}

/// The row of one exchange, the how-manieth of a run; none where it surely had not happened by the day that was asked for.
pub(crate) fn row(
    state: &State,
    exchange: &Exchange,
    run: Option<u64>,
    as_of: Option<Day>,
) -> Option<Row> {
    let on = date(exchange);
    let described = exchange.description.as_ref();
    let happened = happened(on, as_of)?;
    Some(Row {
        reference: exchange.reference.clone(),
        parties: exchange.parties.clone(),
        kind: described.map(|described| described.kind),
        on,
        happened,
        frame: frame(state, exchange).map(|frame| frame.reference.clone()),
        parts: parts(state, exchange),
        state: row_state(exchange),
        stale: exchange.stale,
        ways: exchange.settlement.as_deref().map(Way::all).unwrap_or_default(),
        silent: silent(state, exchange).collect(),
        terms: terms(exchange),
        place: described.map(|described| described.place.clone()).unwrap_or_default(),
        transit: described.map(|described| described.transit.clone()).unwrap_or_default(),
        mediators: described.map(|described| described.mediators.clone()).unwrap_or_default(),
        categories: described.map(|described| described.categories.clone()).unwrap_or_default(),
        agreements: agreements(state, exchange),
        withheld: exchange.withheld.values().cloned().collect(),
        run,
        statements: exchange.statements.len() as u64,
    })
}

fn row_state(exchange: &Exchange) -> RowState {
    match (&exchange.cancelled, &exchange.settlement) {
        (Some(why), _) => RowState::Cancelled { why: why.clone() },
        (None, Some(_)) => RowState::Settled { revision: exchange.settlement_revision },
        (None, None) => RowState::NotSettled,
    }
}

/// The terms as they are settled, else as they are described.
fn terms(exchange: &Exchange) -> Terms {
    let described = exchange.description.as_ref().map(|described| described.terms);
    let settled = exchange.settlement.as_ref().map(|settlement| settlement.terms);
    settled.or(described).unwrap_or_default()
}

fn parts(state: &State, exchange: &Exchange) -> Vec<Reference> {
    let parts = exchange.parts.iter().filter_map(|part| state.exchange(*part));
    let mut references: Vec<_> = parts.map(|part| part.reference.clone()).collect();
    references.sort_unstable();
    references
}

fn agreements(state: &State, exchange: &Exchange) -> Vec<Text> {
    let named = exchange.description.iter().flat_map(|described| &described.agreements);
    named.filter_map(|id| Some(state.agreement(*id)?.title.clone())).collect()
}

#[cfg(test)]
mod tests;
