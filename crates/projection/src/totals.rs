//! How many came home, to whom, from whom and in which month; and beside each sum what is missing.
//! People, bodies and bags are never added together, nor people home and people abroad.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use repatria_domain::{Day, LegKey, LegKind, Party, Population, Reference};
use serde::Serialize;

use crate::figures::{Figure, Figures, Together, sum};
use crate::head::Head;
use crate::listed::Stage;
use crate::month::Month;
use crate::record::Record;
use crate::running::running;
use crate::sum::{Sum, Tally};

/// The totals of a register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// [`Totals::NAME`].
    pub name: &'static str,
    /// [`Totals::VERSION`].
    pub version: u32,
    /// Up to which commit they know the register.
    pub head: Head,
    /// What had happened by this day; absent: everything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Day>,
    /// Who came home: living people, bodies, bags; of each, the party with the most first.
    pub home: Vec<HomeTotal>,
    /// Who was set free and went to a third state.
    pub abroad: Vec<AbroadTotal>,
    /// People of whom nobody says whose they are, by who received them.
    pub whose_not_stated: Vec<AbroadTotal>,
    /// Exchanges that are not settled, and so in no total.
    pub not_settled: Vec<Reference>,
    /// Exchanges that were called off.
    pub cancelled: Vec<Reference>,
}

/// Who came home to a party.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HomeTotal {
    /// To whom.
    pub to: Party,
    /// Living people, bodies or bags.
    pub kind: LegKind,
    /// From everybody, over all months.
    pub sum: Sum,
    /// Soldiers, civilians and children, as far as the sources tell them apart; living people only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub populations: Option<Populations>,
    /// By the party from whose hands they came.
    pub from: Vec<HolderSum>,
    /// By month; those of no certain month last.
    pub months: Vec<MonthSum>,
}

/// Living people by what they are. Nothing is guessed: who is not told apart is `unsplit`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Populations {
    /// Soldiers.
    pub military: Sum,
    /// Civilians.
    pub civilian: Sum,
    /// Children.
    pub child: Sum,
    /// Not told apart.
    pub unsplit: Sum,
}

/// The sum from one holder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct HolderSum {
    /// From whose hands.
    pub from: Party,
    /// How many.
    pub sum: Sum,
}

/// The sum of one month, and the running sum by its last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct MonthSum {
    /// The month; absent: not certain which.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub month: Option<Month>,
    /// What happened in it.
    pub sum: Sum,
    /// All that had happened by its last day. What had possibly happened widens the high end only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub running: Option<Sum>,
}

/// People, or remains, of a party who went to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct AbroadTotal {
    /// Whose people; absent: not stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<Party>,
    /// From whose hands.
    pub from: Party,
    /// Who received them.
    pub to: Party,
    /// Living people, bodies or bags.
    pub kind: LegKind,
    /// How many.
    pub sum: Sum,
    /// How many of the same party are recorded as having come home from there since. That they are
    /// the same people nobody says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub home_since: Option<Sum>,
}

impl Totals {
    /// Its name.
    pub const NAME: &str = "totals";
    /// The version of its layout.
    pub const VERSION: u32 = 1;

    /// Who came home to a party.
    pub fn home_to(&self, party: Party, kind: LegKind) -> Option<&HomeTotal> {
        self.home.iter().find(|total| total.to == party && total.kind == kind)
    }
}

/// Adds up who came home, as of the end of a day or of all days.
pub fn totals(record: &Record, as_of: Option<Day>) -> Totals {
    let figures = record.figures();
    let (abroad, whose_not_stated) = elsewhere(figures, as_of);
    Totals {
        name: Totals::NAME,
        version: Totals::VERSION,
        head: record.head(),
        as_of,
        home: home(figures, as_of),
        abroad,
        whose_not_stated,
        not_settled: references(record, Stage::NotSettled),
        cancelled: references(record, Stage::Cancelled),
    }
}

fn references(record: &Record, stage: Stage) -> Vec<Reference> {
    let listed = record.listed().iter().filter(|listed| listed.stage == stage);
    let exchanges = listed.filter_map(|listed| record.state().exchange(listed.id));
    exchanges.map(|exchange| exchange.reference.clone()).collect()
}

fn home(figures: &Figures, as_of: Option<Day>) -> Vec<HomeTotal> {
    let total = |((to, kind), together): (&(Party, LegKind), &Together)| {
        let happened = together.by(as_of);
        Some(HomeTotal {
            to: *to,
            kind: *kind,
            sum: together.sum(as_of)?,
            populations: (*kind == LegKind::Living).then(|| populations(figures, *to, as_of)),
            from: by_holder(happened, as_of),
            months: by_month(together, as_of),
        })
    };
    let mut totals: Vec<HomeTotal> = figures.home.iter().filter_map(total).collect();
    totals.sort_by_key(|total| (total.kind, Reverse(total.sum.best), total.to));
    totals
}

fn populations(figures: &Figures, to: Party, as_of: Option<Day>) -> Populations {
    let sum = |population| {
        let told_apart = figures.told_apart.get(&(to, population));
        told_apart.and_then(|told_apart| told_apart.sum(as_of)).unwrap_or(Sum::EMPTY)
    };
    Populations {
        military: sum(Population::Military),
        civilian: sum(Population::Civilian),
        child: sum(Population::Child),
        unsplit: sum(Population::Persons),
    }
}

fn by_holder(figures: &[Figure], as_of: Option<Day>) -> Vec<HolderSum> {
    let mut holders: BTreeMap<Party, Tally> = BTreeMap::new();
    for figure in figures {
        if let Some(from) = figure.from {
            let tally = holders.entry(from).or_insert(Tally::EMPTY);
            tally.take(figure.exchange, figure.certainty(as_of), figure.count);
        }
    }
    holders.into_iter().map(|(from, tally)| HolderSum { from, sum: tally.sum() }).collect()
}

fn by_month(together: &Together, as_of: Option<Day>) -> Vec<MonthSum> {
    let happened = together.by(as_of).iter();
    let (certain, uncertain): (Vec<&Figure>, Vec<&Figure>) =
        happened.partition(|figure| figure.month.is_some());
    let mut running = running(together, as_of);
    let month = |figures: &[&Figure]| {
        let month = figures.first()?.month?;
        Some(MonthSum {
            month: Some(month),
            sum: sum(figures.iter().copied(), as_of),
            running: Some(running.by(month.last())),
        })
    };
    let months = certain.chunk_by(|one, next| one.month == next.month).filter_map(month);
    let last = (!uncertain.is_empty()).then(|| MonthSum {
        month: None,
        sum: sum(uncertain, as_of),
        running: None,
    });
    months.chain(last).collect()
}

/// Who went to a third state, and those of whom nobody says whose they are.
pub(crate) fn elsewhere(
    figures: &Figures,
    as_of: Option<Day>,
) -> (Vec<AbroadTotal>, Vec<AbroadTotal>) {
    let total = |(way, together): (&LegKey, &Together)| {
        Some(AbroadTotal {
            of: way.of,
            from: way.from,
            to: way.to,
            kind: way.kind,
            sum: together.sum(as_of)?,
            home_since: home_since(figures, way, as_of),
        })
    };
    let totals = figures.elsewhere.iter().filter_map(total);
    totals.partition(|total| total.of.is_some())
}

fn home_since(figures: &Figures, way: &LegKey, as_of: Option<Day>) -> Option<Sum> {
    let came = figures.home.get(&(way.of?, way.kind))?.by(as_of).iter();
    let sum = sum(came.filter(|figure| figure.from == Some(way.to)), as_of);
    (!sum.is_empty()).then_some(sum)
}

#[cfg(test)]
mod tests;
