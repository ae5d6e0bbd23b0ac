//! Everything that the register holds about one exchange.

mod at_hand;

use std::collections::BTreeMap;

use repatria_domain::{
    Band, Basis, Before, Count, CountStatement, Day, Drawn, Evidence, Exchange, LegKey, LegKind,
    Milestone, Place, Rank, RecordedStatement, Reference, Role, Rule, State, StatementId, Swap,
    Text, When,
};
use serde::{Serialize, Serializer};

use crate::happened::date;
use crate::head::Head;
use crate::published::{Entry, Published, Which, frame, sort_key};
use crate::record::{Record, Stamp};
use crate::run::{InRun, Runs};
use crate::sum::{Item, Sum, Tally};
use crate::timeline::{Row, row};
use crate::way::Way;
use at_hand::AtHand;

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
    /// What answers what.
    pub swaps: Vec<Swap>,
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

/// Tells the story of an exchange; none where there is no such exchange, or where it surely had
/// not happened by the day that was asked for.
pub fn story(record: &Record, reference: &Reference, as_of: Option<Day>) -> Option<Story> {
    Stories::of(record, as_of).of_exchange(reference)
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
    runs: Runs<'a>,
    at_hand: AtHand<'a>,
}

impl<'a> Stories<'a> {
    /// Gathers what every story is told from.
    pub fn of(record: &'a Record, as_of: Option<Day>) -> Self {
        Self {
            record,
            as_of,
            runs: Runs::of(record, as_of),
            at_hand: AtHand::of(Published::of(record, as_of)),
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

    fn tell(&self, exchange: &Exchange) -> Option<Story> {
        let Self { record, as_of, runs, at_hand } = self;
        let (record, as_of) = (*record, *as_of);
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
            exchange: row(state, exchange, runs, as_of)?,
            within_seven_days: runs.within(exchange),
            people: people(at_hand, exchange),
            swaps: swaps(exchange),
            rule: settlement.map(|settlement| settlement.rule),
            note: settlement.and_then(|settlement| settlement.note.clone()),
            statements: statements(record, exchange),
            frame: frame(state, exchange).map(relative),
            parts: parts.into_iter().map(relative).collect(),
            later: onward(at_hand, exchange, Onward::HomeLater),
            earlier: onward(at_hand, exchange, Onward::AbroadBefore),
            arrivals: arrivals(record, exchange),
            settlements: settlements(record, exchange),
            descriptions: descriptions(record, exchange),
        })
    }
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

fn statements(record: &Record, exchange: &Exchange) -> Vec<StatementShown> {
    let state = record.state();
    let evidence = exchange.settlement.iter().flat_map(|settlement| &settlement.evidence);
    let mut uses: BTreeMap<StatementId, Vec<Use>> = BTreeMap::new();
    for Evidence { statement, leg, role } in evidence {
        uses.entry(*statement).or_default().push(Use { leg: *leg, role: *role });
    }
    let shown = |(number, held): (usize, &RecordedStatement)| StatementShown {
        called: called(exchange, number),
        said: CountStatement::clone(&held.said),
        rank: held.rank,
        corrected_by: held.corrected_by.and_then(|id| name(state, id)),
        corrects: held.said.corrects.and_then(|correction| name(state, correction.statement)),
        moved_to: held.moved_to.and_then(|other| Some(state.exchange(other)?.reference.clone())),
        uses: uses.remove(&held.said.statement).unwrap_or_default(),
        recorded: record.recorded(held.said.statement).cloned(),
    };
    (1..).zip(&exchange.statements).map(shown).collect()
}

/// What people call a statement: the reference of the exchange and its number there.
pub(crate) fn called(exchange: &Exchange, number: usize) -> String {
    format!("{}/{number}", exchange.reference)
}

fn name(state: &State, statement: StatementId) -> Option<String> {
    let exchange = state.exchange_of(statement)?;
    exchange.statement(statement).map(|(number, _)| called(exchange, number))
}

/// Which of two legs is looked for: home from a third state, or there before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Onward {
    HomeLater,
    AbroadBefore,
}

/// Who came home later, or had gone abroad before, in other exchanges than these of a deal.
fn onward(at_hand: &AtHand<'_>, exchange: &Exchange, looked_for: Onward) -> Vec<Later> {
    let is_other = |entry: &&Entry<'_>| {
        entry.exchange.id != exchange.id && !exchange.parts.contains(&entry.exchange.id)
    };
    let mut found: Vec<Later> = Vec::new();
    for mine in at_hand.of_deal(exchange) {
        match looked_for {
            Onward::HomeLater => {
                let home = at_hand.home_after(mine).filter(is_other);
                found.extend(home.filter_map(|home| Later::of(followed_by(mine, home)?, home)));
            }
            Onward::AbroadBefore => {
                let gone = at_hand.gone_before(mine).filter(is_other);
                found.extend(gone.filter_map(|gone| Later::of(followed_by(gone, mine)?, gone)));
            }
        }
    }
    found
}

impl Later {
    /// What another exchange has to do with a leg abroad.
    fn of(abroad: LegKey, other: &Entry<'_>) -> Option<Self> {
        let leg = other.leg()?;
        Some(Self {
            abroad,
            reference: other.exchange.reference.clone(),
            on: other.on,
            count: leg.count,
            basis: leg.basis,
        })
    }
}

/// The leg abroad, where the second entry brings home from there, and may be the later one.
fn followed_by(abroad: &Entry<'_>, home: &Entry<'_>) -> Option<LegKey> {
    let (out, back) = (abroad.leg()?.key, home.leg()?.key);
    let is_way_back =
        back.from == out.to && back.goes_home() && back.of == out.of && back.kind == out.kind;
    let may_be_later = match (abroad.on, home.on) {
        (Some(out), Some(back)) => back.before(&out) != Before::Surely,
        _ => true,
    };
    (is_way_back && !out.goes_home() && may_be_later).then_some(out)
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
mod tests;
