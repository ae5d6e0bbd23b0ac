//! Hand-overs of living people one after another: runs, gaps, and how often there was one.
//! It refuses to say that those close in time belong together, and to foretell the next.

use std::collections::BTreeMap;

use repatria_domain::{Day, Exchange, Parties, Party, Reference, When};
use serde::Serialize;

use crate::days::Days;
use crate::deals::{Deals, beside, is_hand_over, living, silent};
use crate::happened::{Certainty, happened};
use crate::head::Head;
use crate::listed::in_order;
use crate::record::Record;
use crate::run::{HandOver, Runs, is_near};
use crate::sum::{Item, Sum, Tally};

/// The hand-overs of living people, for each set of parties.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Series {
    /// [`Series::NAME`].
    pub name: &'static str,
    /// [`Series::VERSION`].
    pub version: u32,
    /// Up to which commit it knows the register.
    pub head: Head,
    /// What had happened by this day; absent: everything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Day>,
    /// One series for each set of parties, the longest first.
    pub between: Vec<SeriesBetween>,
}

/// The hand-overs between the same parties.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SeriesBetween {
    /// Between whom.
    pub parties: Vec<Party>,
    /// In order of (earliest day, latest day, reference).
    pub hand_overs: Vec<InSeries>,
    /// Two and more of them, each within seven days of the one before.
    pub runs: Vec<RunOfSeries>,
    /// The median of the days between neighbours; absent: there are not two.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cadence: Option<Days>,
    /// The longest time between neighbours, the first of equal ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub longest_gap: Option<Gap>,
    /// Days from the last to the day that was asked for; absent: no day was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since_the_last: Option<Days>,
    /// Hand-overs that took place on a day that nobody says, or that lies in an open span.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub undated: Vec<Reference>,
}

/// One hand-over of a series.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InSeries {
    /// The exchange; of the parts of a deal on one day, the deal.
    pub reference: Reference,
    /// When it was.
    pub on: When,
    /// Whether it had happened by the day that was asked for.
    pub happened: Certainty,
    /// Days since the one before; absent for the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since_the_one_before: Option<Days>,
    /// The how-manieth it was within the seven days that end on its day; absent: its day is too
    /// uncertain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within_seven_days: Option<u64>,
    /// The number of its run; absent: it stands alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub run: Option<u64>,
}

/// Hand-overs close in time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RunOfSeries {
    /// Its number, from 1.
    pub number: u64,
    /// The first day that its first can have been on.
    pub from: Day,
    /// The last day that its last can have been on.
    pub until: Day,
    /// How many hand-overs it has.
    pub hand_overs: u64,
    /// The longest time between two of them.
    pub longest_gap: Gap,
    /// Who came home in it, by party. A deal that is counted as a whole counts with its last
    /// hand-over.
    pub home: Vec<HomeInRun>,
}

/// The people who came home to a party in a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct HomeInRun {
    /// To whom.
    pub to: Party,
    /// How many.
    pub sum: Sum,
}

/// The time between two neighbours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// The earlier one.
    pub after: Reference,
    /// The later one.
    pub before: Reference,
    /// How long.
    pub days: Days,
}

impl Series {
    /// Its name.
    pub const NAME: &str = "series";
    /// The version of its layout.
    pub const VERSION: u32 = 1;
}

/// Lines the hand-overs of living people up, as of the end of a day or of all days.
pub fn series(record: &Record, as_of: Option<Day>) -> Series {
    let exchanges: Vec<&Exchange> = in_order(record).collect();
    drawn(record.state(), &exchanges, record.head(), as_of)
}

/// Lines up those among exchanges that come in order.
pub(crate) fn drawn<'a, D: Deals<'a>>(
    deals: D,
    exchanges: &[D::Exchange],
    head: Head,
    as_of: Option<Day>,
) -> Series {
    let all = || exchanges.iter().copied();
    let runs = Runs::among(deals, all(), as_of);
    let mut undated = undated(deals, all(), as_of);
    let mut home = home(deals, all(), &runs, as_of);
    let mut between: Vec<SeriesBetween> = runs
        .all()
        .map(|(parties, hand_overs)| {
            let home = home.remove(parties).unwrap_or_default();
            let undated = undated.remove(parties).unwrap_or_default();
            line_up(parties, hand_overs, &home, undated, as_of)
        })
        .collect();
    between.extend(undated.into_iter().map(|(parties, undated)| {
        line_up::<D::Id>(parties, &[], &BTreeMap::new(), undated, as_of)
    }));
    between.sort_by_key(|series| std::cmp::Reverse(series.hand_overs.len()));
    Series { name: Series::NAME, version: Series::VERSION, head, as_of, between }
}

/// Who came home in each hand-over, by its place in the series.
type Home<Id> = BTreeMap<usize, Vec<(Party, Item<Id>)>>;

fn home<'a, D: Deals<'a>>(
    deals: D,
    exchanges: impl Iterator<Item = D::Exchange>,
    runs: &Runs<'a, D::Id>,
    as_of: Option<Day>,
) -> BTreeMap<&'a Parties, Home<D::Id>> {
    let mut home: BTreeMap<&Parties, Home<D::Id>> = BTreeMap::new();
    for exchange in exchanges {
        let id = deals.id(exchange);
        let found = runs.find(id).zip(happened(deals.on(exchange), as_of));
        let Some(((parties, index), happened)) = found else { continue };
        let came = living(deals, exchange).filter(|leg| leg.of == Some(leg.to));
        let came = came.filter(|leg| beside(deals, exchange, *leg).is_none());
        let came = came.map(|leg| (leg.to, Some(leg.count)));
        let of_whom_nobody_speaks = silent(deals, exchange).map(|of| (of, None));
        let came = came.chain(of_whom_nobody_speaks).filter_map(|(to, count)| {
            Some((deals.called(to)?, Item { exchange: id, happened, count }))
        });
        home.entry(parties).or_default().entry(index).or_default().extend(came);
    }
    home
}

/// What took place, and is in no series because nobody says on which day.
fn undated<'a, D: Deals<'a>>(
    deals: D,
    exchanges: impl Iterator<Item = D::Exchange>,
    as_of: Option<Day>,
) -> BTreeMap<&'a Parties, Vec<Reference>> {
    let mut undated: BTreeMap<&Parties, Vec<Reference>> = BTreeMap::new();
    for exchange in exchanges {
        let on = deals.on(exchange);
        let is_dated = on.is_some_and(|on| on.earliest().is_some() && on.latest().is_some());
        if !is_dated
            && is_hand_over(deals, exchange)
            && happened(on, as_of).is_some()
            && let Some(parties) = deals.between(exchange)
        {
            undated.entry(parties).or_default().push(deals.reference(exchange).clone());
        }
    }
    for references in undated.values_mut() {
        references.sort_unstable();
    }
    undated
}

fn line_up<Id: Copy + PartialEq>(
    parties: &Parties,
    hand_overs: &[HandOver<'_>],
    home: &Home<Id>,
    undated: Vec<Reference>,
    as_of: Option<Day>,
) -> SeriesBetween {
    let gaps = gaps(hand_overs);
    let spans = spans(hand_overs);
    let since_the_last = hand_overs.last().zip(as_of).map(|(last, day)| Days::until(last, day));
    SeriesBetween {
        parties: parties.iter().collect(),
        hand_overs: rows(hand_overs, &gaps, &spans, as_of),
        runs: runs_of(hand_overs, &gaps, &spans, home),
        cadence: Days::median(gaps.iter().map(|gap| gap.days)),
        longest_gap: longest(&gaps),
        since_the_last,
        undated,
    }
}

/// The time between each and the next: one fewer than there are hand-overs.
fn gaps(hand_overs: &[HandOver<'_>]) -> Vec<Gap> {
    let neighbours = hand_overs.iter().zip(hand_overs.iter().skip(1));
    neighbours
        .map(|(earlier, later)| Gap {
            after: earlier.reference.clone(),
            before: later.reference.clone(),
            days: Days::between(earlier, later),
        })
        .collect()
}

fn longest(gaps: &[Gap]) -> Option<Gap> {
    // The last of equal ones is taken, so the first is the last from behind.
    gaps.iter().rev().max_by_key(|gap| (gap.days.low, gap.days.high)).cloned()
}

/// The first and the last place of each run of two and more.
fn spans(hand_overs: &[HandOver<'_>]) -> Vec<(usize, usize)> {
    let mut spans: Vec<(usize, usize)> = Vec::new();
    for (index, (earlier, later)) in hand_overs.iter().zip(hand_overs.iter().skip(1)).enumerate() {
        if !is_near(earlier.earliest, later.latest) {
            continue;
        }
        match spans.last_mut() {
            Some((_, last)) if *last == index => *last = index + 1,
            _ => spans.push((index, index + 1)),
        }
    }
    spans
}

fn rows(
    hand_overs: &[HandOver<'_>],
    gaps: &[Gap],
    spans: &[(usize, usize)],
    as_of: Option<Day>,
) -> Vec<InSeries> {
    let before = std::iter::once(None).chain(gaps.iter().map(|gap| Some(gap.days)));
    let rows = (0..).zip(hand_overs).zip(before);
    rows.map(|((index, held), since_the_one_before)| InSeries {
        reference: held.reference.clone(),
        on: held.on,
        happened: happened(Some(held.on), as_of).unwrap_or(Certainty::Possibly),
        since_the_one_before,
        within_seven_days: within(hand_overs.get(..=index).unwrap_or_default()),
        run: run_of(index, spans),
    })
    .collect()
}

/// How many of them, the last of which is asked for, lie within the seven days that end on its day.
fn within(until: &[HandOver<'_>]) -> Option<u64> {
    let last = until.last()?;
    let near = until.iter().rev().take_while(|held| is_near(held.earliest, last.latest));
    let count = near.count();
    (count > 0).then_some(count as u64)
}

fn run_of(index: usize, spans: &[(usize, usize)]) -> Option<u64> {
    let position = spans.partition_point(|(_, last)| *last < index);
    spans.get(position).filter(|(first, _)| *first <= index).map(|_| position as u64 + 1)
}

fn runs_of<Id: Copy + PartialEq>(
    hand_overs: &[HandOver<'_>],
    gaps: &[Gap],
    spans: &[(usize, usize)],
    home: &Home<Id>,
) -> Vec<RunOfSeries> {
    let run = |(number, (first, last)): (u64, &(usize, usize))| {
        let in_run = hand_overs.get(*first..=*last)?;
        Some(RunOfSeries {
            number,
            from: in_run.first()?.earliest,
            until: in_run.iter().map(|held| held.latest).max()?,
            hand_overs: in_run.len() as u64,
            longest_gap: longest(gaps.get(*first..*last)?)?,
            home: home_in(home.range(*first..=*last).flat_map(|(_, came)| came)),
        })
    };
    (1..).zip(spans).filter_map(run).collect()
}

fn home_in<'h, Id: Copy + PartialEq + 'h>(
    came: impl Iterator<Item = &'h (Party, Item<Id>)>,
) -> Vec<HomeInRun> {
    let mut by_party: BTreeMap<Party, Tally<Id>> = BTreeMap::new();
    for (to, item) in came {
        by_party.entry(*to).or_insert(Tally::EMPTY).take(*item);
    }
    by_party.into_iter().map(|(to, tally)| HomeInRun { to, sum: tally.sum() }).collect()
}

#[cfg(test)]
mod tests;
