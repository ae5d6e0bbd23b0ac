//! The published figures, added up by the end of any day: who came home, and who went elsewhere.
//! It refuses to know which figures are published.

use std::collections::BTreeMap;

use repatria_domain::{Channel, Day, LegKey, LegKind, Party, Population};

use crate::cumulative::Cumulative;
use crate::happened::Span;
use crate::month::Month;
use crate::published::{Published, Which};
use crate::sum::Item;
use crate::totals::MonthSum;

/// Who came home, by party and kind; and who went elsewhere, by way.
#[derive(Clone, Debug, Default)]
pub(crate) struct Figures {
    pub(crate) home: BTreeMap<(Party, LegKind), Home>,
    pub(crate) elsewhere: BTreeMap<LegKey, Cumulative>,
}

/// Who came home to a party.
#[derive(Clone, Debug)]
pub(crate) struct Home {
    /// From everybody.
    pub(crate) all: Cumulative,
    /// The living by what they are, as far as there are such.
    pub(crate) told_apart: BTreeMap<Population, Cumulative>,
    /// By the party from whose hands they came.
    pub(crate) from: BTreeMap<Party, Cumulative>,
    /// By the month that they surely came in, in order.
    pub(crate) months: Vec<InMonth>,
    /// Of no certain month.
    pub(crate) in_no_month: Cumulative,
}

/// Who surely came home in a month.
#[derive(Clone, Debug)]
pub(crate) struct InMonth {
    pub(crate) month: Month,
    /// As it is by the end of the month, and ever after. Most months that are asked for are over.
    pub(crate) at_last: Option<MonthSum>,
    pub(crate) by_day: Cumulative,
}

/// Soldiers, civilians, children, and those who are not told apart.
const POPULATIONS: [Population; 4] =
    [Population::Military, Population::Civilian, Population::Child, Population::Persons];

type Dated<'a> = (Span, Item<'a>);

impl Figures {
    /// All that is published, whenever it was.
    pub(crate) fn of(published: &Published<'_>) -> Self {
        let mut home: BTreeMap<(Party, LegKind), Vec<Dated<'_>>> = BTreeMap::new();
        let mut elsewhere: BTreeMap<LegKey, Vec<Dated<'_>>> = BTreeMap::new();
        for entry in &published.entries {
            let dated = (Span::of(entry.on), Item::whole(entry));
            if let Which::Home(to) = entry.which() {
                home.entry((to, entry.kind())).or_default().push(dated);
            } else if let Some(leg) = entry.leg() {
                let way = leg.key.direction().leg(Channel::NotStated);
                elsewhere.entry(way).or_default().push(dated);
            }
        }
        Self {
            home: each(home, |(_, kind), figures| Home::of(*kind, &figures)),
            elsewhere: each(elsewhere, |_, figures| Cumulative::of(figures)),
        }
    }
}

impl Home {
    fn of(kind: LegKind, figures: &[Dated<'_>]) -> Self {
        let all = Cumulative::of(figures.iter().copied());
        let (months, in_no_month) = by_month(figures);
        let months = months.into_iter().map(|(month, figures)| InMonth::of(month, figures, &all));
        Self {
            told_apart: match kind {
                LegKind::Living => told_apart(figures),
                LegKind::Bodies | LegKind::Bags => BTreeMap::new(),
            },
            from: by_holder(figures),
            months: months.collect(),
            in_no_month: Cumulative::of(in_no_month),
            all,
        }
    }
}

impl InMonth {
    fn of(month: Month, figures: Vec<Dated<'_>>, all: &Cumulative) -> Self {
        let by_day = Cumulative::of(figures);
        Self { month, at_last: month_sum(month, &by_day, all, None), by_day }
    }
}

/// The sum of a month, and the running sum by its end; none where nothing had happened in it yet.
pub(crate) fn month_sum(
    month: Month,
    by_day: &Cumulative,
    all: &Cumulative,
    as_of: Option<Day>,
) -> Option<MonthSum> {
    let end = as_of.map_or(month.last(), |day| day.min(month.last()));
    Some(MonthSum { month: Some(month), sum: by_day.by(as_of)?, running: all.by(Some(end)) })
}

fn told_apart(figures: &[Dated<'_>]) -> BTreeMap<Population, Cumulative> {
    let of = |population| {
        let parts = figures
            .iter()
            .filter_map(move |(span, whole)| Some((*span, Item::part(whole.entry, population)?)));
        (population, Cumulative::of(parts))
    };
    POPULATIONS.into_iter().map(of).collect()
}

fn by_holder(figures: &[Dated<'_>]) -> BTreeMap<Party, Cumulative> {
    let mut holders: BTreeMap<Party, Vec<Dated<'_>>> = BTreeMap::new();
    for (span, item) in figures {
        if let Some(from) = item.entry.from() {
            holders.entry(from).or_default().push((*span, *item));
        }
    }
    each(holders, |_, figures| Cumulative::of(figures))
}

/// They are in order of their first days, so those of a month follow one another.
fn by_month<'a>(figures: &[Dated<'a>]) -> (Vec<(Month, Vec<Dated<'a>>)>, Vec<Dated<'a>>) {
    let (mut months, mut in_no_month) = (Vec::<(Month, Vec<Dated<'_>>)>::new(), Vec::new());
    let mut last = None;
    for (span, item) in figures {
        let Some(month) = month(*span, &mut last) else {
            in_no_month.push((*span, *item));
            continue;
        };
        match months.last_mut() {
            Some((same, figures)) if *same == month => figures.push((*span, *item)),
            _ => months.push((month, vec![(*span, *item)])),
        }
    }
    (months, in_no_month)
}

/// The month that something surely was in. Neighbours mostly lie in the same as the `last`.
fn month(span: Span, last: &mut Option<Month>) -> Option<Month> {
    let (earliest, latest) = span.earliest.zip(span.latest)?;
    let month = last.filter(|month| month.holds(earliest)).unwrap_or_else(|| Month::of(earliest));
    *last = Some(month);
    month.holds(latest).then_some(month)
}

fn each<K: Ord, V, W>(of: BTreeMap<K, V>, turn: impl Fn(&K, V) -> W) -> BTreeMap<K, W> {
    let turned = |(key, value)| {
        let new = turn(&key, value);
        (key, new)
    };
    of.into_iter().map(turned).collect()
}
