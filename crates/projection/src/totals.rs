//! How many came home, to whom, from whom and in which month; and beside each sum what is missing.
//! People, bodies and bags are never added together, nor people home and people abroad.

use std::cmp::Reverse;

use repatria_domain::{Day, LegKey, LegKind, Party, Reference};
use serde::Serialize;

use crate::figures::{Figures, InOrder};
use crate::head::Head;
use crate::month::Month;
use crate::record::Record;
use crate::sum::Sum;

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
    drawn(record.figures(), record.head(), as_of)
}

pub(crate) fn drawn(figures: &Figures, head: Head, as_of: Option<Day>) -> Totals {
    let (abroad, whose_not_stated) = elsewhere(figures, as_of);
    Totals {
        name: Totals::NAME,
        version: Totals::VERSION,
        head,
        as_of,
        home: home(figures, as_of),
        abroad,
        whose_not_stated,
        not_settled: figures.not_settled.clone(),
        cancelled: figures.cancelled.clone(),
    }
}

fn home(figures: &Figures, as_of: Option<Day>) -> Vec<HomeTotal> {
    let mut totals: Vec<HomeTotal> = figures.home(as_of).collect();
    totals.sort_by_key(|total| (total.kind, Reverse(total.sum.best), total.to));
    totals
}

/// Who went to a third state, and those of whom nobody says whose they are.
pub(crate) fn elsewhere(
    figures: &Figures,
    as_of: Option<Day>,
) -> (Vec<AbroadTotal>, Vec<AbroadTotal>) {
    let home_since = |way: &LegKey| figures.home_from(way.of?, way.kind, way.to, as_of);
    let total = |(way, went): (&LegKey, &InOrder)| {
        Some(AbroadTotal {
            of: way.of,
            from: way.from,
            to: way.to,
            kind: way.kind,
            sum: went.sum(as_of)?,
            home_since: home_since(way),
        })
    };
    let totals = figures.elsewhere.iter().filter_map(total);
    totals.partition(|total| total.of.is_some())
}

#[cfg(test)]
mod tests;
