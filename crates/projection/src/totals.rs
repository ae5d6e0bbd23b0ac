//! How many came home, to whom, from whom and in which month; and beside each sum what is missing.
//! People, bodies and bags are never added together, nor people home and people abroad.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use repatria_domain::{Channel, Day, LegKey, LegKind, Party, Population, Reference};
use serde::Serialize;

use crate::head::Head;
use crate::month::Month;
use crate::published::{Entry, Published, Which, Why};
use crate::record::Record;
use crate::running::Running;
use crate::sum::{Item, Sum, Tally};

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
    let published = Published::of(record.state(), as_of);
    let not_in_any = |why: Why| {
        let left_out = published.left_out.iter().filter(move |(_, _, other)| *other == why);
        left_out.map(|(exchange, _, _)| exchange.reference.clone()).collect()
    };
    let abroad = abroad(&published);
    let (abroad, whose_not_stated) = abroad.into_iter().partition(|total| total.of.is_some());
    Totals {
        name: Totals::NAME,
        version: Totals::VERSION,
        head: record.head(),
        as_of,
        home: home(&published, as_of),
        abroad,
        whose_not_stated,
        not_settled: not_in_any(Why::NotSettled),
        cancelled: not_in_any(Why::Cancelled),
    }
}

fn home(published: &Published<'_>, as_of: Option<Day>) -> Vec<HomeTotal> {
    let mut groups: BTreeMap<(Party, LegKind), Vec<&Entry<'_>>> = BTreeMap::new();
    for entry in &published.entries {
        if let Which::Home(to) = entry.which() {
            groups.entry((to, entry.kind())).or_default().push(entry);
        }
    }
    let mut totals: Vec<HomeTotal> = groups
        .into_iter()
        .map(|((to, kind), entries)| HomeTotal {
            to,
            kind,
            sum: Tally::sum_of(entries.iter().map(|entry| Item::whole(entry))),
            populations: (kind == LegKind::Living).then(|| populations(&entries)),
            from: by_holder(&entries),
            months: by_month(&entries, as_of),
        })
        .collect();
    totals.sort_by_key(|total| (total.kind, Reverse(total.sum.best), total.to));
    totals
}

fn populations(entries: &[&Entry<'_>]) -> Populations {
    let sum = |population| {
        Tally::sum_of(entries.iter().filter_map(|entry| Item::part(entry, population)))
    };
    Populations {
        military: sum(Population::Military),
        civilian: sum(Population::Civilian),
        child: sum(Population::Child),
        unsplit: sum(Population::Persons),
    }
}

fn by_holder(entries: &[&Entry<'_>]) -> Vec<HolderSum> {
    let mut groups: BTreeMap<Party, Vec<Item<'_>>> = BTreeMap::new();
    for entry in entries {
        if let Some(from) = entry.from() {
            groups.entry(from).or_default().push(Item::whole(entry));
        }
    }
    groups.into_iter().map(|(from, items)| HolderSum { from, sum: Tally::sum_of(items) }).collect()
}

fn by_month(entries: &[&Entry<'_>], as_of: Option<Day>) -> Vec<MonthSum> {
    let mut groups: BTreeMap<Option<Month>, Vec<Item<'_>>> = BTreeMap::new();
    for entry in entries {
        groups.entry(Month::surely(entry.on)).or_default().push(Item::whole(entry));
    }
    let uncertain = groups.remove(&None);
    let mut running = Running::over(entries, as_of);
    let mut months: Vec<MonthSum> = groups
        .into_iter()
        .filter_map(|(month, items)| Some((month?, items)))
        .map(|(month, items)| MonthSum {
            month: Some(month),
            sum: Tally::sum_of(items),
            running: Some(running.by(month.last())),
        })
        .collect();
    let last = uncertain.map(Tally::sum_of);
    months.extend(last.map(|sum| MonthSum { month: None, sum, running: None }));
    months
}

fn abroad(published: &Published<'_>) -> Vec<AbroadTotal> {
    let mut groups: BTreeMap<LegKey, Vec<Item<'_>>> = BTreeMap::new();
    for entry in &published.entries {
        if let Some(leg) = entry.leg().filter(|leg| !leg.key.goes_home()) {
            let key = leg.key.direction().leg(Channel::NotStated);
            groups.entry(key).or_default().push(Item::whole(entry));
        }
    }
    let home_since = |key: &LegKey| {
        let of = key.of?;
        let came = published.entries.iter().filter(|entry| {
            entry.which() == Which::Home(of)
                && entry.kind() == key.kind
                && entry.from() == Some(key.to)
        });
        let sum = Tally::sum_of(came.map(Item::whole));
        (!sum.is_empty()).then_some(sum)
    };
    groups
        .into_iter()
        .map(|(key, items)| AbroadTotal {
            of: key.of,
            from: key.from,
            to: key.to,
            kind: key.kind,
            sum: Tally::sum_of(items),
            home_since: home_since(&key),
        })
        .collect()
}

#[cfg(test)]
mod tests;
