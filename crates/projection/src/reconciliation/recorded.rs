//! What is recorded in the scope of a claim, and beside it what is missing there.

use repatria_domain::{
    Band, Count, Day, ExchangeId, Leg, Party, Population, Reference, Total, TotalStatement, Toward,
    When,
};
use serde::Serialize;

use super::scope::{self, Asked};
use crate::happened::Certainty;
use crate::published::{Entry, Which};
use crate::split::part;
use crate::sum::{Item, Sum, Tally};

/// The record in the scope of a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Recorded {
    /// The first day that is counted; absent: from the beginning.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// The last day that is counted: the last on which the claim can have been said.
    pub until: Day,
    /// The last day that is surely counted, where the claim gives no exact day: what was later
    /// widens the high end only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub surely_until: Option<Day>,
    /// How many, and how many exchanges have no figure.
    pub sum: Sum,
    /// How many at most, without what the directions hold that have no upper end.
    pub closed: Total,
    /// How many directions have no upper end.
    pub open: u64,
    /// In how many exchanges a direction has no figure, of either kind; each once.
    pub without_figure: u64,
    /// In how many exchanges with a figure nobody tells apart who is counted; such people widen the
    /// high end only.
    pub not_told_apart: u64,
    /// The largest leg known of the same unit, in all of the register.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub largest_leg: Option<Count>,
    /// What it is made of, and what is missing, one by one; of a single claim only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub counted: Vec<CountedIn>,
}

/// One direction of one exchange in the scope of a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CountedIn {
    /// Which exchange.
    pub reference: Reference,
    /// When it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<When>,
    /// Who is counted.
    pub which: Which,
    /// From whose hands they came; absent: nobody speaks of it, and there were several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Party>,
    /// How many; absent: nobody speaks of this direction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<Band>,
    /// Whether it surely belongs to the scope, or only widens the high end.
    pub happened: Certainty,
    /// Whether those who are counted are told apart from the others of the leg, where there is a
    /// figure.
    pub told_apart: bool,
}

impl Recorded {
    /// What the directions without an upper end could hold at most: their number times the largest
    /// leg known. None where there are none, or where no leg is known to measure them by.
    pub(super) fn room(&self) -> Option<Total> {
        let largest = u64::from(self.largest_leg?.number());
        (self.open > 0).then(|| Total::new(self.open.saturating_mul(largest)))
    }
}

/// Adds up what is recorded in the scope of a claim; none where it cannot be held against any day.
pub(super) fn recorded(asked: &Asked<'_>, said: &TotalStatement, to: Toward) -> Option<Recorded> {
    let period = scope::period(asked, said)?;
    let population = said.scope.population?;
    let in_scope = scope::in_scope(asked, said, to);
    let counted: Vec<Counted<'_>> =
        in_scope.filter_map(|entry| counted(entry, population)).collect();
    let sum = Tally::sum_of(counted.iter().map(Counted::item));
    Some(Recorded {
        from: period.from,
        until: period.until,
        surely_until: Some(period.surely_until).filter(|day| *day != period.until),
        sum,
        closed: closed(&counted),
        open: counted.iter().filter(|counted| counted.high().is_none()).count() as u64,
        without_figure: exchanges(counted.iter().filter(|counted| counted.best().is_none())),
        not_told_apart: exchanges(counted.iter().filter(|counted| counted.is_not_told_apart())),
        largest_leg: asked.sorted.largest_leg(population.kind()),
        counted: if asked.in_detail {
            counted.iter().map(Counted::shown).collect()
        } else {
            Vec::new()
        },
    })
}

/// How many of one direction belong to a population.
#[derive(Clone, Copy, Debug)]
struct Counted<'a> {
    entry: Entry<'a>,
    count: Option<Band>,
    told_apart: bool,
}

impl Counted<'_> {
    fn item(&self) -> Item {
        Item { count: self.count, ..Item::whole(&self.entry) }
    }

    fn best(&self) -> Option<Count> {
        self.count.and_then(|count| count.best())
    }

    fn high(&self) -> Option<Count> {
        self.count.and_then(|count| count.high())
    }

    /// Whether there is a figure, and some of it may be other people.
    fn is_not_told_apart(&self) -> bool {
        !self.told_apart && self.best().is_some()
    }

    fn shown(&self) -> CountedIn {
        let entry = &self.entry;
        CountedIn {
            reference: entry.exchange.reference.clone(),
            on: entry.on,
            which: entry.which(),
            from: entry.from(),
            count: self.count,
            happened: entry.happened,
            told_apart: !self.is_not_told_apart(),
        }
    }
}

fn counted(entry: Entry<'_>, population: Population) -> Option<Counted<'_>> {
    let Some(leg) = entry.leg() else {
        return Some(Counted { entry, count: None, told_apart: true });
    };
    let (count, told_apart) = of_leg(leg, population)?;
    Some(Counted { entry, count: Some(count), told_apart })
}

/// How many of a leg belong to a population, and whether they are told apart from the others;
/// none where all of it is something else.
///
/// Those whom nobody tells apart may all belong to it, or none: they widen the high end.
fn of_leg(leg: &Leg, population: Population) -> Option<(Band, bool)> {
    let known = match population {
        Population::Persons | Population::Bodies | Population::Bags => {
            return Some((leg.count, true));
        }
        Population::Military | Population::Civilian | Population::Child => {
            part(leg.count, &leg.split, population)
        }
    };
    let Some(rest) = part(leg.count, &leg.split, Population::Persons) else {
        return known.map(|known| (known, true));
    };
    let low = known.map_or(Count::ZERO, |known| known.low());
    let high = known.map_or(Some(Count::ZERO), |known| known.high());
    let high = high.zip(rest.high()).and_then(|(known, rest)| known.plus(rest));
    let best = match known {
        Some(known) => known.best(),
        // With an upper end it is a figure, though nobody says of whom.
        None => high.map(|_| Count::ZERO),
    };
    Some((Band::new(low, best, high).unwrap_or(leg.count), false))
}

/// What is recorded at most, as far as there is an upper end; where there is none, the figure.
fn closed(counted: &[Counted<'_>]) -> Total {
    let at_most = |count: Band| count.high().or(count.best()).unwrap_or(count.low());
    let figures = counted.iter().filter_map(|counted| counted.count).map(at_most);
    // Counts have 32 bits, so the largest total is never reached.
    Total::of(figures).unwrap_or(Total::new(u64::MAX))
}

/// How many exchanges these directions belong to. Those of one exchange follow one another.
fn exchanges<'a>(counted: impl Iterator<Item = &'a Counted<'a>>) -> u64 {
    let mut before = None;
    let is_next = |exchange: &ExchangeId| before.replace(*exchange) != Some(*exchange);
    counted.map(|counted| counted.entry.exchange.id).filter(is_next).count() as u64
}
