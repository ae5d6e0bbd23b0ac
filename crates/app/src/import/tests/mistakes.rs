//! Every mistake that a file can hold has a file that holds it, and the exact words it is met with.
//!
//! `mistakes/E0207.csv` is the file, `mistakes/E0207.txt` what it is met with; where the mistake
//! is one in a certain register only, `mistakes/E0401.before.csv` was imported before.
//! With `UPDATE_GOLDEN` set, the words are written anew: read the difference before you keep it.

use std::path::{Path, PathBuf};

use repatria_domain::{Command, ExchangeSettled, Rule, propose};

use super::*;
use crate::problem::Code;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/import/tests/mistakes")
}

fn codes() -> impl Iterator<Item = Code> {
    Code::ALL.into_iter().filter(|code| code.text() < "E05")
}

/// A register in which the file is wrong.
fn register(name: &str) -> Register {
    let mut register = Register::default();
    if let Ok(before) = std::fs::read_to_string(folder().join(format!("{name}.before.csv"))) {
        register.import(&[("before.csv", &before)]);
    }
    if name == Code::Refused.text() {
        settle(&mut register, "2025-06-26");
    }
    register
}

fn settle(register: &mut Register, reference: &str) {
    let exchange = register.exchange(reference);
    let settlement = propose(exchange, Rule::ReceivingSideFirst).unwrap();
    let command = Command::SettleExchange(ExchangeSettled {
        exchange: exchange.id,
        revision: 1,
        settlement: settlement.into(),
    });
    let events = decide(&register.state, &command).unwrap();
    for event in &events {
        register.state.apply(event).unwrap();
    }
}

fn met_with(name: &str) -> (Register, Prepared) {
    let register = register(name);
    let bytes = std::fs::read(folder().join(format!("{name}.csv"))).unwrap();
    let files = vec![file(&format!("{name}.csv"), &bytes)];
    let prepared = prepare(&register.state, files, |id| register.seen.contains(&id));
    (register, prepared)
}

fn check(name: &str) -> Prepared {
    let (_, prepared) = met_with(name);
    let path = folder().join(format!("{name}.txt"));
    let words = shown(&prepared.problems) + "\n";
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &words).unwrap();
    }
    assert_eq!(words, std::fs::read_to_string(&path).unwrap_or_default(), "{name}");
    prepared
}

#[test]
fn every_mistake_is_met_with_its_own_words() {
    for code in codes() {
        let prepared = check(code.text());
        let others: Vec<&Problem> =
            prepared.problems.iter().filter(|problem| problem.code != code).collect();
        assert_eq!(others, Vec::<&Problem>::new(), "{code} comes alone");
        assert_ne!(prepared.problems, [], "{code}");
    }
}

#[test]
fn ten_different_mistakes_in_one_file_are_ten_problems_at_once() {
    let prepared = check("ten");
    let codes: BTreeSet<Code> = prepared.problems.iter().map(|problem| problem.code).collect();
    assert_eq!((prepared.problems.len(), codes.len()), (10, 10));
}

#[test]
fn every_code_is_used_once_and_in_order() {
    let texts: Vec<&str> = Code::ALL.iter().map(|code| code.text()).collect();
    assert!(texts.is_sorted_by(|a, b| a < b), "{texts:?}");
}

#[test]
fn the_documentation_lists_every_code_with_its_rule() {
    let page = include_str!("../../../../../docs/IMPORT.md");
    for code in codes() {
        let line = format!("| {code} | {} |", code.rule().replace('|', "\\|"));
        assert!(page.contains(&line), "missing: {line}");
    }
}
