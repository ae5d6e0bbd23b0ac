//! Every rule that the register holds to: what breaks it, and what it then says, word for word
//! (`refusals.txt`; written anew with `UPDATE_GOLDEN=1`).

mod people;
mod records;
mod settlements;

use std::collections::BTreeSet;

use repatria_domain::{Command, Refusal, State, decide};

/// What breaks a rule, the answer, and what the answer has to be.
pub(crate) struct Reproducer {
    what: &'static str,
    answer: Refusal,
    refusal: Refusal,
}

/// The answer to a command, after others that were accepted.
pub(crate) fn answer(given: impl IntoIterator<Item = Command>, command: &Command) -> Refusal {
    let mut register = State::default();
    for command in given {
        let events = decide(&register, &command).unwrap();
        events.iter().try_for_each(|event| register.apply(event)).unwrap();
    }
    decide(&register, command).unwrap_err()
}

fn reproducers() -> Vec<Reproducer> {
    let of_settlements = settlements::reproducers().into_iter();
    of_settlements.chain(people::reproducers()).chain(records::reproducers()).collect()
}

#[test]
fn every_refusal_carries_its_numbers() {
    for Reproducer { what, answer, refusal } in reproducers() {
        assert_eq!(answer, refusal, "{what}");
    }
}

#[test]
fn every_refusal_says_the_rule_and_how_to_go_on() {
    let told = reproducers().iter().fold(String::new(), |told, Reproducer { what, answer, .. }| {
        told + &format!("{what}\n    {}: {answer}\n", name(answer))
    });
    let golden = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/domain/refusals.txt");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(golden, &told).unwrap();
    }
    assert_eq!(told, std::fs::read_to_string(golden).unwrap());
}

#[test]
fn every_refusal_has_a_reproducer_and_a_line_in_the_readme() {
    let reproducers = reproducers();
    let provoked: BTreeSet<&str> =
        reproducers.iter().map(|reproducer| name(&reproducer.answer)).collect();
    assert_eq!(provoked.len(), NUMBER_OF_REFUSALS, "{provoked:?}");
    let readme = include_str!("../../README.md");
    let unnamed: Vec<_> =
        provoked.iter().filter(|name| !readme.contains(&format!("`{name}`"))).collect();
    assert!(unnamed.is_empty(), "not in the README: {unnamed:?}");
}

/// As many as `name` has arms: whoever adds a refusal is led here by the compiler.
const NUMBER_OF_REFUSALS: usize = 42;

fn name(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::UnequalSwap { .. } => "UnequalSwap",
        Refusal::UnequalWeight { .. } => "UnequalWeight",
        Refusal::NoSuchLeg { .. } => "NoSuchLeg",
        Refusal::SwapOfOneSide { .. } => "SwapOfOneSide",
        Refusal::SwapOfDifferentKinds { .. } => "SwapOfDifferentKinds",
        Refusal::SwappedBeyondLeg { .. } => "SwappedBeyondLeg",
        Refusal::NotWhollySwapped { .. } => "NotWhollySwapped",
        Refusal::TariffMissing => "TariffMissing",
        Refusal::CannotBeWeighed(_) => "CannotBeWeighed",
        Refusal::SwappedBeyondWeight { .. } => "SwappedBeyondWeight",
        Refusal::CitizensForOthers { .. } => "CitizensForOthers",
        Refusal::NothingSettled => "NothingSettled",
        Refusal::LegRepeated { .. } => "LegRepeated",
        Refusal::LegGoesNowhere { .. } => "LegGoesNowhere",
        Refusal::PartsBeyondLeg { .. } => "PartsBeyondLeg",
        Refusal::RemainsAreNotSplit { .. } => "RemainsAreNotSplit",
        Refusal::NoSuchEvidence { .. } => "NoSuchEvidence",
        Refusal::BelowArrived { .. } => "BelowArrived",
        Refusal::NegativeTotal { .. } => "NegativeTotal",
        Refusal::TotalTooLarge => "TotalTooLarge",
        Refusal::HolderOfItsOwn { .. } => "HolderOfItsOwn",
        Refusal::NoSuchCustody { .. } => "NoSuchCustody",
        Refusal::NoSuchExchange { .. } => "NoSuchExchange",
        Refusal::ExchangeRepeated { .. } => "ExchangeRepeated",
        Refusal::ForeignId { .. } => "ForeignId",
        Refusal::NoSuchAgreement { .. } => "NoSuchAgreement",
        Refusal::AgreementRepeated { .. } => "AgreementRepeated",
        Refusal::NoSuchStatement { .. } => "NoSuchStatement",
        Refusal::StatementRepeated { .. } => "StatementRepeated",
        Refusal::CannotBeCorrected { .. } => "CannotBeCorrected",
        Refusal::CannotBeMoved { .. } => "CannotBeMoved",
        Refusal::RevisionOutOfTurn { .. } => "RevisionOutOfTurn",
        Refusal::Cancelled { .. } => "Cancelled",
        Refusal::NotCancelled { .. } => "NotCancelled",
        Refusal::Settled { .. } => "Settled",
        Refusal::NotSettled { .. } => "NotSettled",
        Refusal::FrameWithinFrame { .. } => "FrameWithinFrame",
        Refusal::Unwritable { .. } => "Unwritable",
        Refusal::NothingWithheld => "NothingWithheld",
        Refusal::NothingLost { .. } => "NothingLost",
        Refusal::WithheldAlready { .. } => "WithheldAlready",
        Refusal::NotWithheld { .. } => "NotWithheld",
    }
}
