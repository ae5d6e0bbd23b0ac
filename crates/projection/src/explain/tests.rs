use std::collections::BTreeSet;

use proptest::prelude::*;
use repatria_domain::{Population, Role, generate};

use crate::by_hand::{Given, day, name, party};
use crate::explain::{
    Explanation, Explanations, Question, TotalAsked, contribution, explain, shown,
};
use crate::published::{Published, Which, Why};
use crate::record::Record;

fn home(given: &Given, to: &str) -> Explanation {
    explain(&given.record, &Question::Total(TotalAsked::home(party(to))), None)
}

fn left_out(explanation: &Explanation) -> Vec<(String, Why)> {
    explanation.left_out.iter().map(|held| (held.reference.to_string(), held.why)).collect()
}

#[test]
fn a_total_rests_on_statements_and_names_those_left_out() {
    let given = Given::default()
        .exchange("june", "2025-06-26")
        .said("june", "a ministry", "UA", &["UA persons not stated"])
        .said("june", "an outlet", "", &["UA military 106", "RU military 106"])
        .said("june", "a newsroom", "", &["both persons 212"])
        .settled_by_rule("june");
    let explanation = home(&given, "UA");
    let [contribution] = explanation.contributions.as_slice() else { panic!("one exchange") };
    assert_eq!((contribution.count.low().number(), contribution.revision), (106, 1));
    let roles: Vec<_> = contribution
        .statements
        .iter()
        .map(|held| (held.called.as_str(), held.role, held.figures.len()))
        .collect();
    let expected = [
        ("june/1", Role::NoNumber, 1),
        ("june/2", Role::Best, 1),
        ("june/3", Role::BothDirections, 0),
    ];
    assert_eq!(roles, expected);
}

#[test]
fn what_touches_a_total_and_is_not_in_it_is_named_with_the_reason() {
    let given = Given::default()
        .exchange("deal", "2022-09-21")
        .part("deal", "deal-a", "2022-09-21")
        .settled("deal", &["RU>UA 215", "UA>RU ?"])
        .settled("deal-a", &["RU>UA 200", "UA>RU 1"])
        .exchange("off", "2024-01-24")
        .cancelled("off")
        .exchange("waiting", "2025-06-01")
        .exchange("silent", "2025-06-02")
        .settled("silent", &["UA>RU 3"]);
    let explanation = home(&given, "UA");
    let expected =
        [("deal", Why::PartsCounted), ("off", Why::Cancelled), ("waiting", Why::NotSettled)];
    assert_eq!(left_out(&explanation), expected.map(|(name, why)| (name.to_owned(), why)));
    assert_eq!(explanation.silent, [name("silent")]);
}

#[test]
fn a_hand_over_is_left_out_where_its_deal_is_counted() {
    let given = Given::default()
        .exchange("deal", "2022-09-21")
        .part("deal", "deal-a", "2022-09-21")
        .settled("deal", &["RU>UA 215"])
        .settled("deal-a", &["RU>UA ?"]);
    assert_eq!(left_out(&home(&given, "UA")), [("deal-a".to_owned(), Why::FrameCounted)]);
}

#[test]
fn what_had_not_happened_yet_is_left_out() {
    let given = Given::default()
        .exchange("june", "2025-06-26")
        .settled("june", &["RU>UA 106", "UA>RU 106"]);
    let asked = Question::Total(TotalAsked::home(party("UA")));
    let explanation = explain(&given.record, &asked, Some(day("2025-06-25")));
    assert_eq!(left_out(&explanation), [("june".to_owned(), Why::NotYet)]);
    assert_eq!(explanation.contributions, []);
}

#[test]
fn soldiers_alone_people_abroad_and_one_month_can_be_asked_for() {
    let given = Given::default()
        .exchange("may", "2025-05-06")
        .settled("may", &["RU>UA 205 military 200", "UA>RU 205", "RU>TR 5 of UA"])
        .exchange("june", "2025-06-26")
        .settled("june", &["RU>UA 106", "UA>RU 106"]);
    let best = |asked: TotalAsked| {
        explain(&given.record, &Question::Total(asked), None).sum.unwrap().best.number()
    };
    let all = TotalAsked::home(party("UA"));
    assert_eq!(best(all), 311);
    assert_eq!(best(TotalAsked { population: Some(Population::Military), ..all }), 200);
    assert_eq!(best(TotalAsked { population: Some(Population::Persons), ..all }), 111);
    assert_eq!(best(TotalAsked { month: "2025-06".parse().ok(), ..all }), 106);
    assert_eq!(best(TotalAsked { which: Which::Abroad(party("UA")), ..all }), 5);
}

#[test]
fn the_figures_of_one_exchange_are_explained_way_by_way() {
    let given = Given::default()
        .exchange("june", "2025-06-26")
        .settled("june", &["RU>UA 106", "UA>RU 106"]);
    let asked = Question::Exchange(name("june"));
    let explanation = explain(&given.record, &asked, None);
    assert_eq!((explanation.contributions.len(), explanation.sum), (2, None));
}

/// Every figure that can be asked for of a register.
fn figures(record: &Record) -> Vec<Question> {
    let exchanges = record.state().exchanges();
    let mut figures: Vec<Question> =
        exchanges.map(|exchange| Question::Exchange(exchange.reference.clone())).collect();
    let parties = record.state().exchanges().flat_map(|exchange| exchange.parties.iter());
    for party in parties.collect::<BTreeSet<_>>() {
        for which in [Which::Home(party), Which::Abroad(party), Which::WhoseNotStated(party)] {
            for population in [None, Some(Population::Military), Some(Population::Bodies)] {
                let asked = TotalAsked { which, population, ..TotalAsked::home(party) };
                figures.push(Question::Total(asked));
            }
        }
    }
    figures
}

proptest! {
    #[test]
    fn an_explanation_holds_what_is_found_among_all_that_is_published(
        history in generate::history_of(0..60),
    ) {
        let record = Record::of(&history).unwrap();
        let (published, explanations) = (Published::of(&record, None), Explanations::of(&record, None));
        for figure in figures(&record) {
            let found = published.entries.iter();
            let found = found.filter_map(|entry| contribution(entry, &figure.part_of(entry)?));
            let found: Vec<_> = found.collect();
            let left_out: Vec<_> =
                published.left_out.iter().filter(|held| figure.concerns(held)).map(shown).collect();
            let explanation = explanations.of_figure(&figure);
            prop_assert_eq!(explanation.contributions, found);
            prop_assert_eq!(explanation.left_out, left_out);
        }
    }
}
