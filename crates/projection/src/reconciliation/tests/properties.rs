//! What holds of every claim and every record.

use proptest::prelude::*;
use repatria_domain::{
    Attribution, Band, Count, Event, LegKind, Measure, Scope, Source, StatementId, Total,
    TotalStatement, Toward, generate,
};

use super::register::{Register, of, since_the_start};
use crate::reconciliation::verdict::compare;
use crate::reconciliation::{Reconciled, Reconciliations, Recorded, Verdict, reconciliation};
use crate::record::Record;
use crate::sum::Sum;
use crate::totals::totals;

/// A record: low, best and closed part in order; with so many directions open, or none.
fn recorded() -> impl Strategy<Value = Recorded> {
    let ends = prop::collection::vec(0..5_000_u64, 3);
    (ends, 0..4_u64, prop::option::of(1..500_u32)).prop_map(|(mut ends, open, largest)| {
        ends.sort_unstable();
        let [low, best, closed] = [ends[0], ends[1], ends[2]].map(Total::new);
        let high = (open == 0).then_some(closed);
        Recorded {
            from: None,
            until: of("2025-12-31"),
            surely_until: None,
            sum: Sum { low, best, high, exchanges: 7, without_number: open, ..Sum::EMPTY },
            closed,
            open,
            without_figure: open,
            not_told_apart: 0,
            largest_leg: largest.map(Count::new),
            counted: Vec::new(),
        }
    })
}

/// A claim from one number to another, or upwards open.
fn claim() -> impl Strategy<Value = Band> {
    (0..8_000_u32, prop::option::of(0..3_000_u32)).prop_map(|(low, width)| {
        let (low, high) = (Count::new(low), width.map(|width| Count::new(low + width)));
        Band::new(low, None, high).unwrap()
    })
}

fn raised(claim: Band, by: u32) -> Band {
    let raised = |count: Count| count.plus(Count::new(by)).unwrap();
    Band::new(raised(claim.low()), None, claim.high().map(raised)).unwrap()
}

/// The place of a verdict between far below and far above.
fn height(verdict: &Verdict) -> u8 {
    match verdict {
        Verdict::Below => 0,
        Verdict::Agrees | Verdict::WithinTheBand => 1,
        Verdict::CannotBeCompared { .. } => 2,
        Verdict::Above => 3,
        Verdict::AboveImplausible { .. } => 4,
    }
}

fn claimed_of_all(record: &mut Record, to: &str) {
    let source = Source::at(of("https://example.org/total"));
    let by = Attribution { said_on: Some(of("2999-12-31")), ..Attribution::of(source) };
    let id = StatementId::of(b"a claim about everything");
    let said = TotalStatement::new(id, by, Measure::Returned, of("1"));
    let commit = Register::default()
        .and(Event::TotalStated(TotalStatement { scope: since_the_start(to), ..said }.into()))
        .commits
        .remove(0);
    record.apply(&commit).unwrap();
}

proptest! {
    #[test]
    fn the_best_figure_of_the_record_always_agrees(record in recorded()) {
        let best = Count::new(u32::try_from(record.sum.best.number()).unwrap());
        prop_assert_eq!(compare(Band::exactly(best), &record), Verdict::Agrees);
    }

    #[test]
    fn raising_a_claim_never_lowers_its_verdict(
        record in recorded(), claim in claim(), by in 0..3_000_u32,
    ) {
        let (before, after) = (compare(claim, &record), compare(raised(claim, by), &record));
        prop_assert!(height(&before) <= height(&after), "{before} and then {after}");
    }

    #[test]
    fn a_vaguer_claim_agrees_wherever_a_sharper_one_does(
        record in recorded(), claim in claim(), lower in 0..3_000_u32, higher in 0..3_000_u32,
    ) {
        prop_assume!(compare(claim, &record) == Verdict::Agrees);
        let low = claim.low().minus(Count::new(lower)).unwrap_or(Count::ZERO);
        let high = claim.high().and_then(|high| high.plus(Count::new(higher)));
        prop_assert_eq!(compare(Band::new(low, None, high).unwrap(), &record), Verdict::Agrees);
    }

    #[test]
    fn above_is_said_of_a_closed_record_only_and_implausible_of_an_open_one_only(
        record in recorded(), claim in claim(),
    ) {
        match compare(claim, &record) {
            Verdict::Above => prop_assert_eq!(record.open, 0),
            Verdict::AboveImplausible { .. } | Verdict::CannotBeCompared { .. } => {
                prop_assert!(record.open > 0);
            }
            Verdict::Agrees | Verdict::WithinTheBand | Verdict::Below => {}
        }
    }

}

proptest! {
    // Whole histories take their time.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_record_of_all_people_is_the_total_of_that_day(history in generate::history()) {
        let record = Record::of(&history).unwrap();
        let day = of("2999-12-31");
        let expected = totals(&record, Some(day));
        for total in expected.home.iter().filter(|total| total.kind == LegKind::Living) {
            let mut record = record.clone();
            claimed_of_all(&mut record, total.to.as_str());
            let reconciled = reconciliation(&record, None);
            let claim = reconciled.claims.last().unwrap();
            prop_assert_eq!(claim.scope.to, Some(Toward::Party(total.to)));
            prop_assert_eq!(claim.comparisons[0].record.as_ref().unwrap().sum, total.sum);
        }
    }

    #[test]
    fn rebuilt_equals_incremental_and_every_claim_is_answered(history in generate::history()) {
        let mut record = Record::default();
        for commit in &history {
            record.apply(commit).unwrap();
        }
        let drawn = reconciliation(&record, None);
        prop_assert_eq!(&drawn, &reconciliation(&Record::of(&history).unwrap(), None));
        prop_assert_eq!(drawn.claims.len(), record.state().total_claims().len());
        for claim in &drawn.claims {
            prop_assert!(!claim.comparisons.is_empty());
            for comparison in &claim.comparisons {
                prop_assert!(!comparison.because.is_empty());
            }
        }
    }

    #[test]
    fn a_claim_alone_is_held_against_the_same_as_among_all(history in generate::history()) {
        let record = Record::of(&history).unwrap();
        let (held, undetailed) = (Reconciliations::of(&record, None), |mut claim: Reconciled| {
            for recorded in claim.comparisons.iter_mut().filter_map(|held| held.record.as_mut()) {
                recorded.counted.clear();
            }
            claim
        });
        let mut one_by_one = Vec::new();
        for (number, _) in record.total_claims() {
            let alone = held.of_claims(&[number]);
            prop_assert_eq!(&held.of_claims(&[number, 0, number]), &alone);
            one_by_one.extend(alone.claims.into_iter().map(undetailed));
        }
        prop_assert_eq!(one_by_one, held.all().claims);
    }

    #[test]
    fn no_claim_is_compared_before_its_scope_was_said(history in generate::history()) {
        let drawn = reconciliation(&Record::of(&history).unwrap(), None);
        for claim in &drawn.claims {
            let Scope { to, population, since, agreement, mediator, .. } = &claim.scope;
            let is_said = to.is_some()
                && population.is_some()
                && (since.is_some() || agreement.is_some() || mediator.is_some());
            for comparison in &claim.comparisons {
                let is_compared = !matches!(comparison.verdict, Verdict::CannotBeCompared { .. });
                let is_held = claim.measure == Measure::Held;
                prop_assert!(!is_compared || is_said || is_held);
            }
        }
    }
}
