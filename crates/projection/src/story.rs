//! Everything that the register holds about one exchange.

mod at_hand;
mod others;
mod said;
mod stays;

use repatria_domain::{
    Count, Day, Drawn, Exchange, LegKey, LegKind, Milestone, Place, Reference, Rule, Swap, Text,
    When,
};
use serde::{Serialize, Serializer};

use crate::deals::{Deals, whole};
use crate::happened::date;
use crate::head::Head;
use crate::listed::in_order;
use crate::outlines::Outlines;
use crate::published::{Entry, Published, Which, frame, sort_key};
use crate::record::{Record, Stamp};
use crate::run::{InRun, Runs};
use crate::sum::{Item, Sum, Tally};
use crate::timeline::{Row, row};
use crate::way::Way;
use at_hand::AtHand;
use others::Others;
use said::statements;
use stays::Stays;

pub(crate) use said::called;

pub use others::Later;
pub use said::{StatementShown, Use};

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
    /// The hand-overs of living people between the same parties within the seven days that end on
    /// its day, in order, itself last.
    pub within_seven_days: Vec<InRun>,
    /// The living people who took part, on all sides.
    pub people: People,
    /// What answers what.
    pub swaps: Vec<Swap>,
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

/// The living people who took part in an exchange; of a deal, by its hand-overs or by the deal as a
/// whole, never both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct People {
    /// Altogether.
    pub all: Sum,
    /// Who went home.
    pub home: Sum,
    /// Who went to a third state.
    pub abroad: Sum,
    /// Of whom nobody says whose they are.
    pub whose_not_stated: Sum,
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
    /// What answers what.
    pub swaps: Vec<Swap>,
    /// Where it was.
    pub place: Place,
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

/// Tells the story of an exchange; none where there is no such exchange, or where it surely had
/// not happened by the day that was asked for.
pub fn story(record: &Record, reference: &Reference, as_of: Option<Day>) -> Option<Story> {
    alone(record, record.state(), reference, as_of)
}

/// Tells the story of an exchange from the part of a register that concerns it, and from all
/// exchanges in outline, as they were after the same commit: as [`story`] does of the whole register.
pub fn story_of_part(
    part: &Record,
    outlines: &Outlines,
    reference: &Reference,
    as_of: Option<Day>,
) -> Option<Story> {
    alone(part, outlines, reference, as_of)
}

/// Tells the story of every exchange, in order of their references.
pub fn stories(record: &Record, as_of: Option<Day>) -> Vec<Story> {
    Stories::of(record, as_of).each().collect()
}

/// The stories of a register, as of the end of a day or of all days: what each of them is told from
/// is gathered once, and each is told when it is asked for.
///
/// ```
/// use repatria_projection::{Record, Stories};
///
/// let record = Record::default();
/// let stories = Stories::of(&record, None);
/// assert_eq!(stories.of_exchange(&"2025-06-26".parse()?), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Stories<'a> {
    record: &'a Record,
    as_of: Option<Day>,
    at_hand: AtHand<'a>,
    runs: Runs<'a>,
    stays: Stays<&'a Exchange>,
}

impl<'a> Stories<'a> {
    /// Gathers what every story is told from.
    pub fn of(record: &'a Record, as_of: Option<Day>) -> Self {
        let exchanges: Vec<&Exchange> = in_order(record).collect();
        Self {
            record,
            as_of,
            at_hand: AtHand::of(Published::of(record, as_of)),
            runs: Runs::of(record, as_of),
            stays: Stays::among(record.state(), &exchanges, as_of),
        }
    }

    /// The story of one exchange; none where there is no such exchange, or where it surely had not
    /// happened by then.
    pub fn of_exchange(&self, reference: &Reference) -> Option<Story> {
        self.tell(self.record.state().exchange_called(reference)?)
    }

    /// All of them, in order of their references, each told when its turn comes: together they are
    /// larger than what they are told from.
    pub fn each(&self) -> impl Iterator<Item = Story> {
        let mut exchanges: Vec<_> = self.record.state().exchanges().collect();
        exchanges.sort_by_key(|exchange| &exchange.reference);
        exchanges.into_iter().filter_map(|exchange| self.tell(exchange))
    }

    fn tell(&self, exchange: &'a Exchange) -> Option<Story> {
        let Self { record, as_of, at_hand, runs, stays } = self;
        let others = Others::of(record.state(), exchange, *as_of, runs, stays);
        tell(record, exchange, *as_of, at_hand, others)
    }
}

/// Tells one story and no other: what belongs to it is told by a record, and what is said of other
/// exchanges is taken from wherever they are kept.
fn alone<'a, D: Deals<'a>>(
    record: &Record,
    deals: D,
    reference: &Reference,
    as_of: Option<Day>,
) -> Option<Story> {
    let state = record.state();
    let exchange = state.exchange_called(reference)?;
    let at_hand = AtHand::of(Published::among(state, whole(state, exchange), as_of));
    let kept = deals.all().find(|kept| deals.reference(*kept) == reference)?;
    tell(record, exchange, as_of, &at_hand, Others::of_one(deals, kept, as_of))
}

fn tell(
    record: &Record,
    exchange: &Exchange,
    as_of: Option<Day>,
    at_hand: &AtHand<'_>,
    others: Others,
) -> Option<Story> {
    let state = record.state();
    let settlement = exchange.settlement.as_ref();
    let mut parts: Vec<_> =
        exchange.parts.iter().filter_map(|part| state.exchange(*part)).collect();
    parts.sort_by_key(|part| (sort_key(date(part)), &part.reference));
    Some(Story {
        name: Story::NAME,
        version: Story::VERSION,
        head: record.head(),
        as_of,
        exchange: row(state, exchange, others.run, as_of)?,
        within_seven_days: others.within_seven_days,
        people: people(at_hand, exchange),
        swaps: swaps(exchange),
        rule: settlement.map(|settlement| settlement.rule),
        note: settlement.and_then(|settlement| settlement.note.clone()),
        statements: statements(record, exchange),
        frame: frame(state, exchange).map(relative),
        parts: parts.into_iter().map(relative).collect(),
        later: others.later,
        earlier: others.earlier,
        arrivals: arrivals(record, exchange),
        settlements: settlements(record, exchange),
        descriptions: descriptions(record, exchange),
    })
}

/// Written as the list of all of them, of which one is held at a time.
impl Serialize for Stories<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.each())
    }
}

fn people(at_hand: &AtHand<'_>, exchange: &Exchange) -> People {
    let living = |entry: &&Entry<'_>| entry.kind() == LegKind::Living;
    let entries: Vec<_> = at_hand.of_deal(exchange).into_iter().filter(living).collect();
    let sum = |counts: fn(Which) -> bool| {
        let counted = entries.iter().filter(|entry| counts(entry.which()));
        Tally::sum_of(counted.map(|entry| Item::whole(entry)))
    };
    People {
        all: sum(|_| true),
        home: sum(|which| matches!(which, Which::Home(_))),
        abroad: sum(|which| matches!(which, Which::Abroad(_))),
        whose_not_stated: sum(|which| matches!(which, Which::WhoseNotStated(_))),
    }
}

fn swaps(exchange: &Exchange) -> Vec<Swap> {
    exchange.settlement.as_ref().map(|settlement| settlement.swaps.clone()).unwrap_or_default()
}

fn relative(exchange: &Exchange) -> Relative {
    let described = exchange.description.as_ref();
    Relative {
        reference: exchange.reference.clone(),
        on: date(exchange),
        ways: exchange.settlement.as_deref().map(Way::all).unwrap_or_default(),
        swaps: swaps(exchange),
        place: described.map(|described| described.place.clone()).unwrap_or_default(),
    }
}

fn arrivals(record: &Record, exchange: &Exchange) -> Vec<Arrival> {
    let movements = record.dossier(exchange.id).into_iter().flat_map(|held| &held.movements);
    movements
        .map(|(recorded, movement)| Arrival {
            leg: movement.leg,
            milestone: movement.milestone,
            count: movement.count,
            on: movement.on,
            place: movement.place.clone(),
            recorded: recorded.clone(),
        })
        .collect()
}

fn settlements(record: &Record, exchange: &Exchange) -> Vec<SettlementShown> {
    let held = record.dossier(exchange.id).into_iter().flat_map(|held| &held.settlements);
    held.map(|held| SettlementShown {
        revision: held.revision,
        rule: held.settlement.rule,
        ways: Way::all(&held.settlement),
        recorded: held.recorded.clone(),
        withdrawn: held.withdrawn.as_ref().map(|(_, why)| why.clone()),
    })
    .collect()
}

fn descriptions(record: &Record, exchange: &Exchange) -> Vec<DescriptionShown> {
    let held = record.dossier(exchange.id).into_iter().flat_map(|held| &held.descriptions);
    held.map(|held| DescriptionShown {
        revision: held.revision,
        drawn: held.description.drawn,
        recorded: held.recorded.clone(),
    })
    .collect()
}

#[cfg(test)]
mod in_part;
#[cfg(test)]
mod tests;
