//! What holds for every register: an independent recount, rebuilt is as incremental, bytes repeat.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use repatria_domain::{
    Commit, Day, Description, Event, ExchangeId, ExchangeKind, LegKind, Parties, Party, Settlement,
    Total, generate,
};

use crate::explain::{Question, TotalAsked, explain};
use crate::head::Head;
use crate::overview::overview;
use crate::record::{Record, known_by};
use crate::story::story;
use crate::sum::Sum;
use crate::timeline::timeline;
use crate::totals::totals;

/// What a naive reader of the events takes down; it knows nothing of states and read models.
#[derive(Default)]
struct Naive {
    parties: BTreeMap<ExchangeId, Parties>,
    settled: BTreeMap<ExchangeId, Settlement>,
    described: BTreeMap<ExchangeId, Description>,
}

impl Naive {
    fn reading(commits: &[Commit]) -> Self {
        let mut naive = Self::default();
        for event in commits.iter().flat_map(|commit| &commit.events) {
            match event {
                Event::ExchangeOpened(opened) => {
                    naive.parties.insert(opened.exchange, opened.parties.clone());
                }
                Event::ExchangeSettled(settled) => {
                    naive.settled.insert(settled.exchange, Settlement::clone(&settled.settlement));
                }
                Event::SettlementWithdrawn(withdrawn) => {
                    naive.settled.remove(&withdrawn.exchange);
                }
                Event::ExchangeDescribed(described) => {
                    let description = Description::clone(&described.description);
                    naive.described.insert(described.exchange, description);
                }
                Event::AgreementReached(_)
                | Event::ExchangeCancelled(_)
                | Event::ExchangeReinstated(_)
                | Event::CountStated(_)
                | Event::TotalStated(_)
                | Event::StatementReviewed(_)
                | Event::MovementRecorded(_)
                | Event::DetailWithheld(_)
                | Event::DetailDisclosed(_)
                | Event::CustodyDeclared(_)
                | Event::CustodyChanged(_)
                | Event::LossAccepted(_) => {}
            }
        }
        naive
    }

    fn frame(&self, exchange: ExchangeId) -> Option<ExchangeId> {
        self.described.get(&exchange)?.frame
    }

    /// Whether legs of this way are counted in this exchange, and not in its deal or its parts.
    fn counts(&self, exchange: ExchangeId, of: Option<Party>, from: Party, kind: LegKind) -> bool {
        let figures = |id: ExchangeId| -> Vec<bool> {
            let legs = self.settled.get(&id).map(|settled| settled.legs.as_slice());
            let same = legs
                .unwrap_or_default()
                .iter()
                .filter(|leg| leg.key.of == of && leg.key.from == from && leg.key.kind == kind);
            same.map(|leg| leg.count.best().is_some()).collect()
        };
        let whole = self.frame(exchange).unwrap_or(exchange);
        let of_whole = figures(whole);
        let of_parts: Vec<bool> = self
            .settled
            .keys()
            .filter(|id| self.frame(**id) == Some(whole))
            .flat_map(|id| figures(*id))
            .collect();
        if of_whole.is_empty() || of_parts.is_empty() {
            return true;
        }
        let by_parts = !of_parts.contains(&false) || of_whole.contains(&false);
        by_parts == (exchange != whole)
    }

    /// Low, best and high of who came home, with how many exchanges have no number.
    fn home(&self, to: Party, kind: LegKind) -> (u64, u64, Option<u64>, u64) {
        let (mut low, mut best, mut high, mut unnumbered) = (0, 0, Some(0), BTreeSet::new());
        for (id, settled) in &self.settled {
            for leg in &settled.legs {
                let key = leg.key;
                let is_home = key.of == Some(to) && key.to == to && key.kind == kind;
                if !is_home || !self.counts(*id, key.of, key.from, kind) {
                    continue;
                }
                let number = |count: repatria_domain::Count| u64::from(count.number());
                low += number(leg.count.low());
                best += number(leg.count.best().unwrap_or(leg.count.low()));
                high = high.zip(leg.count.high()).map(|(sum, high)| sum + number(high));
                if leg.count.best().is_none() {
                    unnumbered.insert(*id);
                }
            }
        }
        if kind == LegKind::Living && self.silent(to) > 0 {
            high = None;
        }
        (low, best, high, unnumbered.len() as u64)
    }

    /// In how many exchanges nobody speaks of the people of a party.
    fn silent(&self, party: Party) -> u64 {
        self.settled.keys().filter(|id| self.is_silent(**id, party)).count() as u64
    }

    fn is_silent(&self, exchange: ExchangeId, party: Party) -> bool {
        let living = |id: ExchangeId| {
            let legs = self.settled.get(&id).map(|settled| settled.legs.clone());
            legs.unwrap_or_default().into_iter().filter(|leg| leg.key.kind == LegKind::Living)
        };
        let is_both_ways = self
            .described
            .get(&exchange)
            .is_none_or(|described| described.kind == ExchangeKind::Exchange);
        let has_parts = self.settled.keys().any(|id| self.frame(*id) == Some(exchange));
        let takes_part = self.parties.get(&exchange).is_some_and(|all| all.contains(party));
        let speaks = living(exchange).any(|leg| leg.key.of == Some(party) || leg.key.to == party);
        let frame = self.frame(exchange).into_iter().flat_map(living);
        let frame_has_figure = frame
            .filter(|leg| leg.count.best().is_some())
            .any(|leg| leg.key.of == Some(party) || leg.key.to == party);
        is_both_ways
            && takes_part
            && !has_parts
            && living(exchange).next().is_some()
            && !speaks
            && !frame_has_figure
    }
}

/// Every read model of a record, in the bytes that are published.
fn bytes(record: &Record, as_of: Option<Day>) -> Vec<String> {
    let mut bytes = vec![
        serde_json::to_string(&timeline(record, as_of)).unwrap(),
        serde_json::to_string(&totals(record, as_of)).unwrap(),
        serde_json::to_string(&overview(record, as_of)).unwrap(),
    ];
    for exchange in record.state().exchanges() {
        let question = Question::Exchange(exchange.reference.clone());
        bytes.push(serde_json::to_string(&story(record, &exchange.reference, as_of)).unwrap());
        bytes.push(serde_json::to_string(&explain(record, &question, as_of)).unwrap());
    }
    bytes
}

fn is_ordered(sum: &Sum) -> bool {
    sum.low <= sum.best && sum.high.is_none_or(|high| sum.best <= high)
}

fn some_day() -> impl Strategy<Value = Option<Day>> {
    proptest::option::of(generate::when().prop_map(|when| when.latest().unwrap_or(Day::MAX)))
}

proptest! {
    #[test]
    fn every_total_equals_a_recount_from_the_events(history in generate::history()) {
        let naive = Naive::reading(&history);
        let totals = totals(&Record::of(&history).unwrap(), None);
        for total in &totals.home {
            let (low, best, high, unnumbered) = naive.home(total.to, total.kind);
            prop_assert_eq!(total.sum.low, Total::new(low));
            prop_assert_eq!(total.sum.best, Total::new(best));
            prop_assert_eq!(total.sum.high, high.map(Total::new));
            prop_assert_eq!(total.sum.without_number, unnumbered);
            if total.kind == LegKind::Living {
                prop_assert_eq!(total.sum.silent, naive.silent(total.to));
            }
        }
        let parties: BTreeSet<Party> = naive.parties.values().flat_map(Parties::iter).collect();
        for party in parties {
            let is_listed = totals.home_to(party, LegKind::Living).is_some();
            prop_assert!(is_listed || naive.home(party, LegKind::Living).1 == 0);
        }
    }

    #[test]
    fn low_best_and_high_are_in_order_in_every_sum(
        history in generate::history(),
        as_of in some_day(),
    ) {
        let totals = totals(&Record::of(&history).unwrap(), as_of);
        for total in &totals.home {
            prop_assert!(is_ordered(&total.sum));
            prop_assert!(total.from.iter().all(|from| is_ordered(&from.sum)));
            prop_assert!(total.months.iter().all(|month| is_ordered(&month.sum)));
            let running = total.months.iter().filter_map(|month| month.running);
            prop_assert!(running.collect::<Vec<_>>().iter().all(is_ordered));
            let split = total.populations.into_iter();
            let split = split.flat_map(|all| [all.military, all.civilian, all.child, all.unsplit]);
            prop_assert!(split.collect::<Vec<_>>().iter().all(is_ordered));
        }
    }

    #[test]
    fn the_parts_of_a_total_add_up_to_it(history in generate::history()) {
        for total in totals(&Record::of(&history).unwrap(), None).home {
            let months: u64 = total.months.iter().map(|month| month.sum.best.number()).sum();
            prop_assert_eq!(months, total.sum.best.number());
            let exchanges: u64 = total.months.iter().map(|month| month.sum.exchanges).sum();
            prop_assert_eq!(exchanges, total.sum.exchanges);
            let holders: u64 = total.from.iter().map(|from| from.sum.best.number()).sum();
            prop_assert_eq!(holders, total.sum.best.number());
        }
    }

    #[test]
    fn a_running_sum_is_the_total_as_of_the_last_day_of_the_month(history in generate::history()) {
        let record = Record::of(&history).unwrap();
        for total in totals(&record, None).home {
            for month in total.months.iter().filter(|month| month.month.is_some()) {
                let by_then = totals(&record, month.month.map(|month| month.last()));
                let sum = by_then.home_to(total.to, total.kind).map(|total| total.sum);
                prop_assert_eq!(month.running, sum);
            }
        }
    }

    #[test]
    fn an_explanation_adds_up_to_the_total_that_it_explains(
        history in generate::history(),
        as_of in some_day(),
    ) {
        let record = Record::of(&history).unwrap();
        for total in totals(&record, as_of).home {
            let asked = TotalAsked { population: population(total.kind), ..TotalAsked::home(total.to) };
            let explanation = explain(&record, &Question::Total(asked), as_of);
            prop_assert_eq!(explanation.sum, Some(total.sum));
            prop_assert_eq!(explanation.silent.len() as u64, total.sum.silent);
            for holder in &total.from {
                let asked = TotalAsked { from: Some(holder.from), ..asked };
                let explanation = explain(&record, &Question::Total(asked), as_of);
                prop_assert_eq!(explanation.sum, Some(holder.sum));
            }
            for month in total.months.iter().filter(|month| month.month.is_some()) {
                let asked = TotalAsked { month: month.month, ..asked };
                let explanation = explain(&record, &Question::Total(asked), as_of);
                prop_assert_eq!(explanation.sum, Some(month.sum));
            }
        }
    }

    #[test]
    fn contributions_add_up_to_the_low_end_and_the_best_figure(history in generate::history()) {
        let record = Record::of(&history).unwrap();
        for total in totals(&record, None).home {
            let asked = TotalAsked { population: population(total.kind), ..TotalAsked::home(total.to) };
            let explanation = explain(&record, &Question::Total(asked), None);
            let number = |count: repatria_domain::Count| u64::from(count.number());
            let counts = explanation.contributions.iter().map(|held| held.count);
            let low: u64 = counts.clone().map(|count| number(count.low())).sum();
            let best: u64 = counts.map(|count| number(count.best().unwrap_or(count.low()))).sum();
            prop_assert_eq!((low, best), (total.sum.low.number(), total.sum.best.number()));
        }
    }

    #[test]
    fn what_is_rebuilt_equals_what_grew_for_every_prefix(
        history in generate::history_of(0..12),
        as_of in some_day(),
    ) {
        let mut grown = Record::default();
        for (index, commit) in history.iter().enumerate() {
            grown.apply(commit).unwrap();
            let prefix = history.get(..=index).unwrap_or_default();
            let rebuilt = Record::of(prefix).unwrap();
            prop_assert_eq!(&rebuilt, &grown);
            prop_assert_eq!(bytes(&rebuilt, as_of), bytes(&grown, as_of));
        }
    }

    #[test]
    fn what_was_known_at_a_time_is_what_a_register_of_that_time_shows(
        history in generate::history(),
        cut in any::<prop::sample::Index>(),
    ) {
        prop_assume!(!history.is_empty());
        let last = &history[cut.index(history.len())];
        let known = Record::of(known_by(&history, last.at)).unwrap();
        let until: Vec<&Commit> = history.iter().filter(|commit| commit.at <= last.at).collect();
        prop_assert_eq!(known.head(), until.last().map(|commit| Head::from(*commit)).unwrap());
        prop_assert_eq!(bytes(&known, None), bytes(&Record::of(until).unwrap(), None));
    }
}

fn population(kind: LegKind) -> Option<repatria_domain::Population> {
    match kind {
        LegKind::Living => None,
        LegKind::Bodies => Some(repatria_domain::Population::Bodies),
        LegKind::Bags => Some(repatria_domain::Population::Bags),
    }
}
