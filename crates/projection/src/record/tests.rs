use repatria_domain::Refusal;

use crate::by_hand::{Given, id};
use crate::record::{Record, known_by};

#[test]
fn the_record_knows_who_recorded_each_thing_and_when() {
    let given = Given::default()
        .exchange("june", "2025-06-26")
        .said("june", "a ministry", "UA", &["UA military 106"])
        .settled("june", &["RU>UA 106", "UA>RU 106"])
        .withdrawn("june");
    let dossier = given.record.dossier(id("june")).unwrap();
    assert_eq!(dossier.opened.as_ref().map(|stamp| stamp.n), Some(1));
    let held = dossier.settlements.first().unwrap();
    assert_eq!((held.recorded.n, held.recorded.by.as_str()), (3, "olena"));
    assert_eq!(held.withdrawn.as_ref().map(|(stamp, _)| stamp.n), Some(4));
    let exchange = given.record.state().exchange(id("june")).unwrap();
    let statement = exchange.statements.first().unwrap().said.statement;
    assert_eq!(given.record.recorded(statement).map(|stamp| stamp.n), Some(2));
    assert_eq!(given.record.head().n, 4);
}

#[test]
fn what_was_recorded_later_was_not_known() {
    let given = Given::default().exchange("june", "2025-06-26").exchange("july", "2025-07-04");
    let first = given.commits.first().unwrap().at;
    let known = Record::of(known_by(&given.commits, first)).unwrap();
    assert_eq!((known.head().n, known.state().exchanges().len()), (1, 1));
}

#[test]
fn a_commit_that_breaks_a_rule_is_refused_with_the_rule() {
    let given = Given::default().exchange("june", "2025-06-26");
    let twice = given.commits.iter().chain(&given.commits);
    assert!(matches!(Record::of(twice), Err(Refusal::ExchangeRepeated { .. })));
}
