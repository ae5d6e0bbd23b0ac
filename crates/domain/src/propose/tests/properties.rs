//! What holds of every proposal, whatever anybody says.

use proptest::prelude::*;

use super::*;
use crate::count::Count;
use crate::event::{Event, ExchangeOpened, ExchangeSettled, Finding, StatementReviewed};
use crate::settlement::{LegKind, Terms};
use crate::state::State;

fn quantity() -> impl Strategy<Value = String> {
    let number = prop_oneof![8 => 0..300u32, 1 => Just(u32::MAX), 1 => any::<u32>()];
    let form = prop::sample::select(vec!["", "", "", "", ">=", "<=", "~"]);
    prop_oneof![
        6 => (form, number).prop_map(|(form, number)| format!("{form}{number}")),
        1 => (0..200u32, 200..400u32).prop_map(|(low, high)| format!("{low}..{high}")),
        1 => Just("not stated".into()),
        1 => Just("withheld".into()),
    ]
}

fn figure() -> impl Strategy<Value = String> {
    let population =
        prop::sample::select(vec!["military", "civilian", "child", "persons", "bodies"]);
    let way = prop::sample::select(vec![
        "to UA",
        "to RU",
        "to UA from RU",
        "to RU from UA of UA",
        "to UA of ?",
        "to TR from RU of UA",
        "to BY from UA",
        "to UA from UA",
        "to both",
    ]);
    let rest = prop::sample::select(vec!["", "", "", " exchanged", " outside", " planned"]);
    (quantity(), population, way, rest).prop_map(|(quantity, population, way, rest)| {
        format!("{quantity} {population} {way}{rest}")
    })
}

fn statement() -> impl Strategy<Value = RecordedStatement> {
    let sides = prop::sample::select(vec!["UA", "RU", "AE", "UA RU", "", ""]);
    let said_terms = prop::sample::select(vec![
        Terms::NotStated,
        Terms::NotStated,
        Terms::ManForMan,
        Terms::Unequal,
        Terms::AllForAll,
    ]);
    let rank = prop::sample::select(vec![Rank::Normal, Rank::Normal, Rank::Preferred]);
    (sides, prop::collection::vec(figure(), 0..5), said_terms, rank).prop_map(
        |(sides, figures, said_terms, rank)| {
            let figures: Vec<&str> = figures.iter().map(String::as_str).collect();
            RecordedStatement { rank, ..terms(said(sides, &figures), said_terms) }
        },
    )
}

fn anything_said() -> impl Strategy<Value = (Exchange, Rule)> {
    let parties = prop::sample::select(vec!["UA RU", "UA RU BY"]);
    let rule = prop::sample::select(vec![
        Rule::ReceivingSideFirst,
        Rule::Lowest,
        Rule::Highest,
        Rule::MostSources,
        Rule::PreferredOnly,
        Rule::ByHand,
    ]);
    (parties, prop::collection::vec(statement(), 0..7), rule)
        .prop_map(|(parties, said, rule)| (exchange(parties, said), rule))
}

fn figures(proposed: Result<Settlement, NotProposed>) -> Result<Settlement, NotProposed> {
    proposed.map(|settlement| Settlement { evidence: vec![], ..settlement })
}

fn with(exchange: &Exchange, more: RecordedStatement) -> Exchange {
    let mut with = exchange.clone();
    with.statements.push(numbered((exchange.statements.len(), more)));
    with
}

/// The register in which this exchange was opened and all of it was said.
fn recorded(exchange: &Exchange) -> State {
    let mut state = State::default();
    let opened = ExchangeOpened {
        exchange: exchange.id,
        reference: exchange.reference.clone(),
        parties: exchange.parties.clone(),
    };
    state.apply(&Event::ExchangeOpened(opened)).unwrap();
    for recorded in &exchange.statements {
        let stated = Event::CountStated(Arc::clone(&recorded.said));
        let reviewed = Event::StatementReviewed(StatementReviewed {
            statement: recorded.said.statement,
            finding: Finding::Rank(recorded.rank),
            why: text("as it was generated"),
        });
        state.apply(&stated).unwrap();
        state.apply(&reviewed).unwrap();
    }
    state
}

proptest! {
    #[test]
    fn a_proposal_keeps_the_rules_of_a_settlement((exchange, rule) in anything_said()) {
        let Ok(settlement) = propose(&exchange, rule) else { return Ok(()) };
        prop_assert!(!settlement.legs.is_empty());
        for leg in &settlement.legs {
            let named = settlement.legs.iter().filter(|other| other.key == leg.key).count();
            let best = leg.count.best().unwrap_or(Count::ZERO);
            let parts: u64 =
                leg.split.parts().filter_map(|part| part.best()).map(|c| u64::from(c.number())).sum();
            let swapped = settlement.swapped(&leg.key);
            let left = settlement.remainder(&leg.key).unwrap_or_default();
            prop_assert_eq!(named, 1);
            prop_assert_ne!(leg.key.from, leg.key.to);
            prop_assert!(parts <= u64::from(best.number()));
            prop_assert!(swapped <= u64::from(best.number()));
            prop_assert_eq!(leg.remainder.is_some(), left > Count::ZERO);
            prop_assert!(leg.key.kind == LegKind::Living || leg.split.is_silent());
            if settlement.terms == Terms::ManForMan && leg.key.kind == LegKind::Living {
                prop_assert_eq!(left, Count::ZERO);
            }
        }
        for swap in &settlement.swaps {
            prop_assert_ne!(swap.a.from, swap.b.from);
            prop_assert_eq!(swap.a.kind, swap.b.kind);
            prop_assert_ne!(swap.equal, Equal::Persons(Count::ZERO));
        }
    }

    #[test]
    fn what_is_proposed_is_what_the_law_of_the_register_takes((exchange, rule) in anything_said()) {
        let mut state = recorded(&exchange);
        let Ok(settlement) = propose(state.exchange(exchange.id).unwrap(), rule) else {
            return Ok(());
        };
        let settled = ExchangeSettled { exchange: exchange.id, revision: 1, settlement: settlement.into() };
        prop_assert_eq!(state.apply(&Event::ExchangeSettled(settled)), Ok(()));
    }

    #[test]
    fn the_same_statements_propose_the_same((exchange, rule) in anything_said()) {
        prop_assert_eq!(propose(&exchange, rule), propose(&exchange, rule));
    }

    #[test]
    fn every_statement_with_figures_is_accounted_for((exchange, rule) in anything_said()) {
        let Ok(settlement) = propose(&exchange, rule) else { return Ok(()) };
        for recorded in exchange.statements.iter().filter(|held| !held.said.figures.is_empty()) {
            let id = recorded.said.statement;
            prop_assert!(settlement.evidence.iter().any(|entry| entry.statement == id));
        }
        let mut entries: Vec<_> =
            settlement.evidence.iter().map(|entry| (entry.statement, entry.leg)).collect();
        entries.sort_unstable();
        entries.dedup();
        prop_assert_eq!(entries.len(), settlement.evidence.len());
    }

    #[test]
    fn every_best_is_the_figure_of_one_statement((exchange, rule) in anything_said()) {
        let Ok(settlement) = propose(&exchange, rule) else { return Ok(()) };
        for entry in settlement.evidence.iter().filter(|entry| entry.role == Role::Best) {
            let leg = entry.leg.and_then(|key| settlement.leg(&key)).unwrap();
            prop_assert!(leg.count.best().is_some());
        }
        for leg in settlement.legs.iter().filter(|leg| leg.count.best().is_some()) {
            let best = |entry: &&crate::settlement::Evidence| {
                entry.leg == Some(leg.key) && entry.role == Role::Best
            };
            prop_assert_eq!(settlement.evidence.iter().filter(best).count(), 1);
        }
    }

    #[test]
    fn a_whole_exact_number_is_never_lost(
        (exchange, rule) in anything_said(),
        number in 0..300u32,
    ) {
        let more = said("UA", &[&format!("{number} persons to UA from RU")]);
        let more = RecordedStatement { rank: Rank::Preferred, ..more };
        let Ok(settlement) = propose(&with(&exchange, more), rule) else { return Ok(()) };
        let home = |leg: &&Leg| {
            leg.key.kind == LegKind::Living && leg.key.of == Some(party("UA"))
                && leg.key.from == party("RU") && leg.key.to == party("UA")
        };
        prop_assert!(settlement.legs.iter().filter(home).any(|leg| leg.count.best().is_some()));
    }

    #[test]
    fn plans_and_what_was_deprecated_change_no_figure(
        (exchange, rule) in anything_said(),
        more in statement(),
    ) {
        let mut deprecated = more.clone();
        deprecated.rank = Rank::Deprecated;
        let planned = but(more, |said| {
            for figure in &mut said.figures {
                figure.tense = Tense::Planned;
            }
            said.says.terms = if said.figures.is_empty() { Terms::NotStated } else { said.says.terms };
        });
        let before = figures(propose(&exchange, rule));
        prop_assert_eq!(&figures(propose(&with(&exchange, deprecated), rule)), &before);
        prop_assert_eq!(&figures(propose(&with(&exchange, planned), rule)), &before);
    }
}
