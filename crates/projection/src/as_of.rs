//! A question as of any day is answered from what is kept of a record; here the same answer is
//! worked out plainly, from all entries and all rows, for every day on which it can change.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use proptest::prelude::*;
use repatria_domain::{
    Channel, Commit, Day, DetailWithheld, ExchangeId, Gist, LegGist, LegKey, LegKind, Measure,
    Numbered, NumberedLeg, Parties, Party, Population, Rank, Reference, Since, TotalClaim, When,
    generate,
};

use crate::happened::{date, happened};
use crate::head::Head;
use crate::listed::in_order;
use crate::month::Month;
use crate::outlines::Outlines;
use crate::overview::{Claim, Overview, SideSummary, WithheldSummary, overview, shown};
use crate::published::{Entry, Published, Which, Why, sort_key};
use crate::record::Record;
use crate::series::series;
use crate::sum::{Item, Sum, Tally};
use crate::timeline::{Row, RowState, Timeline, timeline};
use crate::totals::{AbroadTotal, HolderSum, HomeTotal, MonthSum, Populations, Totals, totals};

fn plain_totals(record: &Record, as_of: Option<Day>) -> Totals {
    let published = Published::of(record, as_of);
    let left_out = |asked: Why| -> Vec<Reference> {
        let left_out = published.left_out.iter().filter(|(_, _, why)| *why == asked);
        left_out.map(|(exchange, _, _)| exchange.reference.clone()).collect()
    };
    let came: BTreeSet<(Party, LegKind)> = published.entries.iter().filter_map(came_home).collect();
    let mut home: Vec<HomeTotal> =
        came.into_iter().map(|(to, kind)| plain_home(record, as_of, to, kind)).collect();
    home.sort_by_key(|total| (total.kind, Reverse(total.sum.best), total.to));
    let ways: BTreeSet<LegKey> = published.entries.iter().filter_map(went_elsewhere).collect();
    let elsewhere = ways.into_iter().map(|way| plain_elsewhere(&published, way));
    let (abroad, whose_not_stated) = elsewhere.partition(|total| total.of.is_some());
    Totals {
        name: Totals::NAME,
        version: Totals::VERSION,
        head: record.head(),
        as_of,
        home,
        abroad,
        whose_not_stated,
        not_settled: left_out(Why::NotSettled),
        cancelled: left_out(Why::Cancelled),
    }
}

fn plain_home(record: &Record, as_of: Option<Day>, to: Party, kind: LegKind) -> HomeTotal {
    let published = Published::of(record, as_of);
    let entries: Vec<&Entry<'_>> =
        published.entries.iter().filter(|entry| came_home(entry) == Some((to, kind))).collect();
    let part = |population| {
        Tally::sum_of(entries.iter().filter_map(|entry| Item::part(entry, population)))
    };
    let populations = Populations {
        military: part(Population::Military),
        civilian: part(Population::Civilian),
        child: part(Population::Child),
        unsplit: part(Population::Persons),
    };
    let sum = |is_meant: &dyn Fn(&Entry<'_>) -> bool| {
        let meant = entries.iter().filter(|entry| is_meant(entry));
        Tally::sum_of(meant.map(|entry| Item::whole(entry)))
    };
    let holders: BTreeSet<Party> = entries.iter().filter_map(|entry| entry.from()).collect();
    let months: BTreeSet<(bool, Option<Month>)> = entries
        .iter()
        .map(|entry| Month::surely(entry.on))
        .map(|one| (one.is_none(), one))
        .collect();
    let running = |month: Month| {
        let by =
            Published::of(record, Some(as_of.map_or(month.last(), |day| day.min(month.last()))));
        let came = by.entries.iter().filter(|entry| came_home(entry) == Some((to, kind)));
        Tally::sum_of(came.map(Item::whole))
    };
    HomeTotal {
        to,
        kind,
        sum: sum(&|_| true),
        populations: (kind == LegKind::Living).then_some(populations),
        from: holders
            .into_iter()
            .map(|from| HolderSum { from, sum: sum(&|entry| entry.from() == Some(from)) })
            .collect(),
        months: months
            .into_iter()
            .map(|(_, month)| MonthSum {
                month,
                sum: sum(&|entry| Month::surely(entry.on) == month),
                running: month.map(running),
            })
            .collect(),
    }
}

fn plain_elsewhere(published: &Published<'_>, way: LegKey) -> AbroadTotal {
    let sum = |is_meant: &dyn Fn(&Entry<'_>) -> bool| {
        let meant = published.entries.iter().filter(|entry| is_meant(entry));
        Tally::sum_of(meant.map(Item::whole))
    };
    let home_since = way.of.map(|of| {
        sum(&|entry| came_home(entry) == Some((of, way.kind)) && entry.from() == Some(way.to))
    });
    AbroadTotal {
        of: way.of,
        from: way.from,
        to: way.to,
        kind: way.kind,
        sum: sum(&|entry| went_elsewhere(entry) == Some(way)),
        home_since: home_since.filter(|sum| !sum.is_empty()),
    }
}

fn came_home(entry: &Entry<'_>) -> Option<(Party, LegKind)> {
    match entry.which() {
        Which::Home(to) => Some((to, entry.kind())),
        Which::Abroad(_) | Which::WhoseNotStated(_) => None,
    }
}

fn went_elsewhere(entry: &Entry<'_>) -> Option<LegKey> {
    let leg = entry.leg().filter(|leg| !leg.key.goes_home())?;
    Some(LegKey { channel: Channel::NotStated, ..leg.key })
}

fn plain_overview(record: &Record, as_of: Option<Day>) -> Overview {
    let (totals, timeline) = (plain_totals(record, as_of), timeline(record, as_of));
    let rows = || timeline.rows.iter();
    let count = |is_one: fn(&Row) -> bool| rows().filter(|row| is_one(row)).count() as u64;
    let settled: Vec<&Row> = rows().filter(|row| took_place(row)).collect();
    let dated: Vec<When> = settled.iter().filter_map(|row| row.on).collect();
    let first = dated.iter().filter_map(When::earliest).min();
    let is_living = |row: &Row| row.ways.iter().any(|way| way.kind == LegKind::Living);
    let last = settled.iter().rev().filter(|row| row.on.is_some() && is_living(row));
    Overview {
        name: Overview::NAME,
        version: Overview::VERSION,
        head: record.head(),
        as_of,
        period: first.zip(dated.iter().filter_map(When::latest).max()),
        exchanges: timeline.rows.len() as u64,
        settled: settled.len() as u64,
        stale: count(|row| row.stale),
        cancelled: count(|row| matches!(row.state, RowState::Cancelled { .. })),
        statements: rows().map(|row| row.statements).sum(),
        claims: record.state().total_claims().len() as u64,
        sides: plain_sides(&totals),
        last: last.take(4).map(|row| Row::clone(row)).collect(),
        withheld: plain_withheld(&timeline),
        latest_claims: plain_claims(record, as_of),
        abroad: totals.abroad,
        whose_not_stated: totals.whose_not_stated,
    }
}

fn took_place(row: &Row) -> bool {
    matches!(row.state, RowState::Settled { .. })
}

fn plain_sides(totals: &Totals) -> Vec<SideSummary> {
    let parties: BTreeSet<Party> = totals.home.iter().map(|total| total.to).collect();
    let sum = |party, kind| totals.home_to(party, kind).map_or(Sum::EMPTY, |total| total.sum);
    let side = |party| SideSummary {
        party,
        living: sum(party, LegKind::Living),
        bodies: sum(party, LegKind::Bodies),
        bags: sum(party, LegKind::Bags),
    };
    let mut sides: Vec<SideSummary> = parties.into_iter().map(side).collect();
    sides.sort_by_key(|side| Reverse(side.living.best));
    sides
}

fn plain_withheld(timeline: &Timeline) -> Vec<WithheldSummary> {
    let mut summaries: Vec<WithheldSummary> = Vec::new();
    for row in &timeline.rows {
        for detail in &row.withheld {
            let is_same = |held: &&mut WithheldSummary| {
                DetailWithheld { exchange: detail.exchange, ..held.detail.clone() } == *detail
            };
            match summaries.iter_mut().find(is_same) {
                Some(held) => held.exchanges.push(row.reference.clone()),
                None => summaries.push(WithheldSummary {
                    detail: detail.clone(),
                    exchanges: vec![row.reference.clone()],
                }),
            }
        }
    }
    summaries
}

fn plain_claims(record: &Record, as_of: Option<Day>) -> Vec<Claim> {
    let holds = |claim: &&TotalClaim| {
        let (said, said_on) = (&claim.said, claim.said.attribution.said_on);
        claim.corrected_by.is_none()
            && claim.rank != Rank::Deprecated
            && said.measure == Measure::Returned
            && said.scope.since == Some(Since::Start)
            && said.scope.population.is_none_or(|counted| counted.kind() == LegKind::Living)
            && said_on.is_some()
            && happened(said_on, as_of).is_some()
    };
    let mut claims: Vec<_> = record.state().total_claims().filter(holds).collect();
    claims.sort_by_key(|claim| {
        let (earliest, latest) = sort_key(claim.said.attribution.said_on);
        Reverse((latest, earliest))
    });
    let mut heard = BTreeSet::new();
    claims.retain(|claim| heard.insert((&claim.said.attribution.claimant, claim.said.scope.to)));
    claims.into_iter().take(4).map(|claim| shown(&claim.said)).collect()
}

/// The outlines of a history, folded from its gists.
pub(crate) fn outlines_of(history: &[Commit]) -> Outlines {
    let (mut outlines, mut numbers) = (Outlines::default(), Numbers::default());
    for event in history.iter().flat_map(|commit| &commit.events) {
        numbers.show(&Gist::of(event), |shown| outlines.apply(shown).unwrap());
    }
    outlines.known_to(history.last().map(Head::from).unwrap_or_default());
    outlines
}

/// The names that came up, each at the place of its number.
#[derive(Default)]
struct Numbers {
    exchanges: Vec<ExchangeId>,
    parties: Vec<Parties>,
    ways: Vec<LegKey>,
}

impl Numbers {
    fn show(&mut self, gist: &Gist, mut show: impl FnMut(Numbered<'_>)) {
        match *gist {
            Gist::Opened { exchange, ref reference, ref parties } => {
                let exchange = self.exchange(exchange, &mut show);
                let between =
                    number(&mut self.parties, parties, |set| show(Numbered::Parties(set)));
                show(Numbered::Opened { exchange, reference: reference.clone(), between });
            }
            Gist::Described { exchange, revision, kind, on, frame } => {
                let exchange = self.exchange(exchange, &mut show);
                let frame = frame.map(|frame| self.exchange(frame, &mut show));
                show(Numbered::Described { exchange, revision, kind, on, frame });
            }
            Gist::Cancelled { exchange } => {
                let exchange = self.exchange(exchange, &mut show);
                show(Numbered::Cancelled { exchange });
            }
            Gist::Reinstated { exchange } => {
                let exchange = self.exchange(exchange, &mut show);
                show(Numbered::Reinstated { exchange });
            }
            Gist::Settled { exchange, revision, on, ref legs } => {
                let exchange = self.exchange(exchange, &mut show);
                let mut way = |leg: &LegGist| {
                    let way = number(&mut self.ways, &leg.key, |way| show(Numbered::Way(way)));
                    NumberedLeg::of(leg, way)
                };
                let legs: Vec<_> = legs.iter().map(&mut way).collect();
                show(Numbered::Settled { exchange, revision, on, legs: &legs });
            }
            Gist::Withdrawn { exchange, revision } => {
                let exchange = self.exchange(exchange, &mut show);
                show(Numbered::Withdrawn { exchange, revision });
            }
            Gist::CountStated { .. } | Gist::Reviewed { .. } | Gist::Other => {}
        }
    }

    fn exchange(&mut self, exchange: ExchangeId, show: &mut impl FnMut(Numbered<'_>)) -> u32 {
        number(&mut self.exchanges, &exchange, |first| show(Numbered::Exchange(first)))
    }
}

fn number<Name: Clone + PartialEq>(
    names: &mut Vec<Name>,
    name: &Name,
    first: impl FnOnce(Name),
) -> u32 {
    let place = names.iter().position(|known| known == name).unwrap_or_else(|| {
        names.push(name.clone());
        first(name.clone());
        names.len() - 1
    });
    u32::try_from(place).unwrap()
}

/// Every day on which an answer can change, and its neighbours; and no day.
pub(crate) fn every_day(record: &Record) -> BTreeSet<Option<Day>> {
    let exchanges = record.state().exchanges().filter_map(date);
    let claims = record.state().total_claims().filter_map(|held| held.said.attribution.said_on);
    let ends = exchanges.chain(claims).flat_map(|on| [on.earliest(), on.latest()]).flatten();
    let around = ends.flat_map(|day| [day.pred_opt(), Some(day), day.succ_opt()]);
    around.chain([None, Some(Day::MIN), Some(Day::MAX)]).collect()
}

proptest! {
    #[test]
    fn totals_and_overview_as_of_any_day_are_what_all_entries_and_rows_come_to(
        history in generate::history_of(0..40),
    ) {
        let record = Record::of(&history).unwrap();
        let outlines = outlines_of(&history);
        for as_of in every_day(&record) {
            prop_assert_eq!(totals(&record, as_of), plain_totals(&record, as_of));
            prop_assert_eq!(outlines.totals(as_of), plain_totals(&record, as_of));
            prop_assert_eq!(outlines.series(as_of), series(&record, as_of));
            prop_assert_eq!(overview(&record, as_of), plain_overview(&record, as_of));
        }
        prop_assert_eq!(&record, &Record::of(&history).unwrap());
    }

    #[test]
    fn exchanges_are_listed_by_their_days_and_then_by_name(history in generate::history()) {
        let record = Record::of(&history).unwrap();
        let listed: Vec<_> = in_order(&record).collect();
        let mut sorted: Vec<_> = record.state().exchanges().collect();
        sorted.sort_by_key(|exchange| (sort_key(date(exchange)), &exchange.reference));
        prop_assert_eq!(listed, sorted);
    }
}
