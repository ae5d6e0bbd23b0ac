//! Given what was recorded, when somebody wants something, then it is recorded or refused.
//! Each step is made by the one before it, so they cannot be called out of order.

use repatria_domain::{Command, Event, ExchangeSettled, Reference, Refusal, Rule, State};
use repatria_domain::{decide, propose};

use crate::words::told;

/// A register in which these commands were recorded, one after the other.
pub(crate) fn given(commands: impl IntoIterator<Item = Command>) -> Given {
    let mut register = State::default();
    for command in commands {
        record(&mut register, &command);
    }
    Given { register }
}

/// What was recorded before.
pub(crate) struct Given {
    register: State,
}

/// What somebody wants, and the register before it.
pub(crate) struct When {
    register: State,
    command: Command,
}

/// The register after it.
pub(crate) struct Then {
    register: State,
}

impl Given {
    /// When somebody wants this recorded.
    pub(crate) fn when(self, command: Command) -> When {
        When { register: self.register, command }
    }

    /// When somebody settles an exchange as the register proposes.
    pub(crate) fn when_settled_as_proposed(self, reference: &str) -> When {
        let reference: Reference = reference.parse().unwrap();
        let exchange = self.register.exchange_called(&reference).unwrap();
        let settlement = propose(exchange, Rule::ReceivingSideFirst).unwrap();
        let revision = exchange.settlement_revision + 1;
        let settled =
            ExchangeSettled { exchange: exchange.id, revision, settlement: settlement.into() };
        self.when(Command::SettleExchange(settled))
    }
}

impl When {
    /// Then just these events are recorded.
    #[track_caller]
    pub(crate) fn then(mut self, events: impl IntoIterator<Item = Event>) -> Then {
        let recorded = record(&mut self.register, &self.command);
        assert_eq!(recorded, Vec::from_iter(events));
        Then { register: self.register }
    }

    /// Then the register holds the settlement that reads like this.
    #[track_caller]
    pub(crate) fn then_held(mut self, lines: &[&str]) -> Then {
        let recorded = record(&mut self.register, &self.command);
        let [Event::ExchangeSettled(settled)] = recorded.as_slice() else {
            panic!("no settlement: {recorded:?}")
        };
        assert_eq!(told(&settled.settlement), lines);
        Then { register: self.register }
    }

    /// Then it is refused, and leaves no trace.
    #[track_caller]
    pub(crate) fn then_refused(self, refusal: Refusal) -> Then {
        assert_eq!(decide(&self.register, &self.command), Err(refusal));
        Then { register: self.register }
    }
}

impl Then {
    /// And then somebody wants this recorded.
    pub(crate) fn when(self, command: Command) -> When {
        Given { register: self.register }.when(command)
    }

    /// And then somebody settles an exchange as the register proposes.
    pub(crate) fn when_settled_as_proposed(self, reference: &str) -> When {
        Given { register: self.register }.when_settled_as_proposed(reference)
    }

    /// And the register shows this.
    pub(crate) fn and(self, look: impl FnOnce(&State)) -> Self {
        look(&self.register);
        self
    }
}

#[track_caller]
fn record(register: &mut State, command: &Command) -> Vec<Event> {
    let events = decide(register, command).unwrap();
    for event in &events {
        register.apply(event).unwrap();
    }
    events
}
