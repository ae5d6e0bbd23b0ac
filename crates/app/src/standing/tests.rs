//! Saying a thing twice records it once; doing it, undoing it and doing it again does not.

use repatria_domain::{
    Attribution, Circumstances, Command, CountStatement, ExchangeCancelled, ExchangeId,
    ExchangeReinstated, OpenExchange, Parties, Source, State, StatementId, decide,
};

use super::{holds, recurs};

fn open() -> Command {
    Command::OpenExchange(OpenExchange {
        reference: "2025-06-26".parse().unwrap(),
        parties: Parties::new(["UA".parse().unwrap(), "RU".parse().unwrap()]).unwrap(),
        description: None,
    })
}

fn exchange() -> ExchangeId {
    ExchangeId::of(&"2025-06-26".parse().unwrap())
}

fn cancel(why: &str) -> Command {
    let why = why.parse().unwrap();
    Command::CancelExchange(ExchangeCancelled { exchange: exchange(), why })
}

fn reinstate() -> Command {
    let why = "agreed anew".parse().unwrap();
    Command::ReinstateExchange(ExchangeReinstated { exchange: exchange(), why })
}

fn statement(id: &[u8], source: &str) -> Command {
    let address = source.parse().unwrap();
    let said = CountStatement {
        statement: StatementId::of(id),
        exchange: exchange(),
        attribution: Attribution {
            claimant: None,
            role: None,
            sides: Vec::new(),
            relay: None,
            source: Source { address, title: None },
            said_on: None,
        },
        figures: Vec::new(),
        says: Circumstances::default(),
        note: None,
        corrects: None,
    };
    Command::StateCount(said.into())
}

fn after(commands: &[Command]) -> State {
    let mut state = State::default();
    for command in commands {
        for event in decide(&state, command).unwrap() {
            state.apply(&event).unwrap();
        }
    }
    state
}

#[test]
fn what_was_done_stands() {
    for command in [open(), cancel("shot down"), statement(b"1", "paper")] {
        let before = if command == open() { vec![] } else { vec![open()] };
        assert!(!holds(&after(&before), &command), "{command:?}");
        let done = [before, vec![command.clone()]].concat();
        assert!(holds(&after(&done), &command), "{command:?}");
    }
}

#[test]
fn a_statement_stands_whatever_its_id() {
    let state = after(&[open(), statement(b"1", "paper")]);
    assert!(holds(&state, &statement(b"2", "paper")));
    assert!(!holds(&state, &statement(b"2", "another paper")));
}

#[test]
fn what_was_undone_does_not_stand_and_may_be_done_again() {
    let state = after(&[open(), cancel("shot down"), reinstate()]);
    assert!(!holds(&state, &cancel("shot down")));
    assert!(recurs(&cancel("shot down")));
}

#[test]
fn another_reason_is_another_cancellation() {
    assert!(!holds(&after(&[open(), cancel("shot down")]), &cancel("no fuel")));
}
