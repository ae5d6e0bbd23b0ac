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
use crate::sum::{Item, Sum, Tally, plus};

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
    let (mut added, mut listed) = (Added::NOTHING, Vec::new());
    // From within, and not in a loop: so what belongs to the scope is looked at where it stands.
    scope::in_scope(asked, said, to).for_each(|(entry, happened)| {
        if let Some(counted) = counted(entry, happened, population) {
            added.take(&counted);
            if asked.in_detail {
                listed.push(counted.shown());
            }
        }
    });
    Some(Recorded {
        from: period.from,
        until: period.until,
        surely_until: Some(period.surely_until).filter(|day| *day != period.until),
        sum: added.tally.sum(),
        closed: added.closed,
        open: added.open,
        without_figure: added.without_figure.many,
        not_told_apart: added.not_told_apart.many,
        largest_leg: asked.sorted.largest_leg(population.kind()),
        counted: listed,
    })
}

/// What is added up of the directions so far.
#[derive(Debug)]
struct Added {
    tally: Tally,
    closed: Total,
    open: u64,
    without_figure: Exchanges,
    not_told_apart: Exchanges,
}

/// How many exchanges some directions belong to. Those of one exchange follow one another.
#[derive(Debug)]
struct Exchanges {
    many: u64,
    last: Option<ExchangeId>,
}

impl Added {
    const NOTHING: Self = Self {
        tally: Tally::EMPTY,
        closed: Total::ZERO,
        open: 0,
        without_figure: Exchanges::NONE,
        not_told_apart: Exchanges::NONE,
    };

    fn take(&mut self, counted: &Counted<'_>) {
        let exchange = counted.entry.exchange.id;
        self.tally.take(counted.item());
        if let Some(count) = counted.count {
            // At most so many; where there is no upper end, the figure.
            let at_most = count.high().or(count.best()).unwrap_or(count.low());
            self.closed = plus(self.closed, at_most.into());
        }
        self.open += u64::from(counted.high().is_none());
        if counted.best().is_none() {
            self.without_figure.take(exchange);
        }
        if counted.is_not_told_apart() {
            self.not_told_apart.take(exchange);
        }
    }
}

impl Exchanges {
    const NONE: Self = Self { many: 0, last: None };

    fn take(&mut self, exchange: ExchangeId) {
        self.many += u64::from(self.last.replace(exchange) != Some(exchange));
    }
}

/// How many of one direction belong to a population.
#[derive(Clone, Copy, Debug)]
struct Counted<'a> {
    entry: &'a Entry<'a>,
    happened: Certainty,
    count: Option<Band>,
    told_apart: bool,
}

impl Counted<'_> {
    fn item(&self) -> Item {
        Item { exchange: self.entry.exchange.id, happened: self.happened, count: self.count }
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
        let entry = self.entry;
        CountedIn {
            reference: entry.exchange.reference.clone(),
            on: entry.on,
            which: entry.which(),
            from: entry.from(),
            count: self.count,
            happened: self.happened,
            told_apart: !self.is_not_told_apart(),
        }
    }
}

fn counted<'a>(
    entry: &'a Entry<'a>,
    happened: Certainty,
    population: Population,
) -> Option<Counted<'a>> {
    let Some(leg) = entry.leg() else {
        return Some(Counted { entry, happened, count: None, told_apart: true });
    };
    let (count, told_apart) = of_leg(leg, population)?;
    Some(Counted { entry, happened, count: Some(count), told_apart })
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
