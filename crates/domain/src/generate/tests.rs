//! The generators make what they promise, and enough of each kind.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;

use super::*;
use crate::decide::decide;
use crate::event::Event;
use crate::state::State;

fn made<Value>(number: usize, strategy: &impl Strategy<Value = Value>) -> Vec<Value> {
    let mut runner = TestRunner::deterministic();
    (0..number).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect()
}

#[test]
fn every_kind_of_event_occurs_in_a_fifth_of_histories_or_more() {
    let mut shares: BTreeMap<&'static str, u32> = BTreeMap::new();
    for history in made(100, &history()) {
        let events = history.iter().flat_map(|commit| &commit.events);
        let names: BTreeSet<&'static str> = events.map(Event::name).collect();
        for name in names {
            *shares.entry(name).or_default() += 1;
        }
    }
    assert_eq!(shares.len(), 16, "{shares:?}");
    assert!(shares.values().all(|share| *share >= 20), "{shares:?}");
}

#[test]
fn most_commands_are_accepted_and_some_are_refused() {
    let (mut accepted, mut refused) = (0, 0);
    for commands in made(100, &commands()) {
        let mut state = State::default();
        for command in commands {
            match decide(&state, &command) {
                Ok(events) => {
                    accepted += 1;
                    events.iter().try_for_each(|event| state.apply(event)).unwrap();
                }
                Err(_) => refused += 1,
            }
        }
    }
    let share = f64::from(refused) / f64::from(accepted + refused);
    assert!((0.05..0.25).contains(&share), "{refused} refused, {accepted} accepted");
}

proptest! {
    #[test]
    fn a_history_is_numbered_without_gaps_and_never_goes_back_in_time(history in history()) {
        for (n, commit) in (1..).zip(&history) {
            prop_assert_eq!(commit.n, n);
            prop_assert!(!commit.events.is_empty());
        }
        prop_assert!(history.is_sorted_by_key(|commit| commit.at));
        let ids: BTreeSet<_> = history.iter().map(|commit| commit.id).collect();
        prop_assert_eq!(ids.len(), history.len());
    }

    #[test]
    fn a_generated_settlement_breaks_no_rule_of_its_own(settlement in settlement()) {
        use crate::{Command, ExchangeId, ExchangeSettled, OpenExchange};
        let reference = "2025-06-26".parse().unwrap();
        let exchange = ExchangeId::of(&reference);
        let parties = crate::Parties::new(["UA", "RU"].map(|code| code.parse().unwrap())).unwrap();
        let open = Command::OpenExchange(OpenExchange { reference, parties, description: None });
        let mut state = State::default();
        decide(&state, &open).unwrap().iter().try_for_each(|event| state.apply(event)).unwrap();
        let settlement = crate::Settlement { evidence: Vec::new(), ..settlement };
        let settled = ExchangeSettled { exchange, revision: 1, settlement: settlement.into() };
        let answer = decide(&state, &Command::SettleExchange(settled));
        prop_assert!(answer.is_ok(), "{:?}", answer);
    }
}
