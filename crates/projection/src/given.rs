//! Hand-made histories for tests: commands of the domain, decided one after another.
//! It refuses to skip a rule: what the domain refuses fails the test.

use std::str::FromStr;

use repatria_domain::{
    Attribution, Band, Basis, Command, CommandId, Commit, Count, CountStatement, Day, Description,
    ExchangeDescribed, ExchangeId, ExchangeKind, ExchangeSettled, Figure, Leg, LegKey, Measure,
    OpenExchange, Parties, Party, Population, Quantity, Settlement, Source, State, StatementId,
    Text, TotalStatement, When, decide,
};

use crate::record::Record;

/// The commits so far.
#[derive(Debug, Default)]
pub(crate) struct Given {
    state: State,
    commits: Vec<Commit>,
}

impl Given {
    /// Records a command, one minute after the one before.
    pub(crate) fn and(mut self, command: &Command) -> Self {
        let events = decide(&self.state, command).unwrap_or_else(|refusal| panic!("{refusal}"));
        for event in &events {
            self.state.apply(event).unwrap();
        }
        let n = self.commits.len() as u64 + 1;
        let at = format!("2026-01-01T{:02}:{:02}:00Z", n / 60, n % 60).parse().unwrap();
        let id = CommandId::of(format!("{n}").as_bytes());
        self.commits.push(Commit { n, id, at, by: "olena".parse().unwrap(), events });
        self
    }

    /// Opens an exchange between UA and RU of this kind and date, named after the date.
    pub(crate) fn exchange(self, reference: &str, kind: ExchangeKind) -> Self {
        self.described(reference, Description { on: Some(of(reference)), ..Description::new(kind) })
    }

    /// Opens an exchange between UA and RU with this description.
    pub(crate) fn described(self, reference: &str, description: Description) -> Self {
        let opened = OpenExchange::new(of(reference), between(["UA", "RU"]));
        let open = OpenExchange { description: Some(description), ..opened };
        self.and(&Command::OpenExchange(open))
    }

    /// Describes an exchange anew.
    pub(crate) fn redescribed(self, reference: &str, description: Description) -> Self {
        let revision = self.exchange_called(reference).0 + 1;
        let exchange = id(reference);
        let described = ExchangeDescribed { exchange, revision, description };
        self.and(&Command::DescribeExchange(described))
    }

    /// Settles an exchange by these legs, on the day that it is described with.
    pub(crate) fn settled(self, reference: &str, legs: impl Into<Vec<Leg>>) -> Self {
        let on = self.state.exchange(id(reference)).and_then(|held| held.description.as_ref()?.on);
        self.settled_as(reference, Settlement { on, ..Settlement::by_hand(legs, []) })
    }

    /// Settles an exchange.
    pub(crate) fn settled_as(self, reference: &str, settlement: Settlement) -> Self {
        let (exchange, revision) = (id(reference), self.exchange_called(reference).1 + 1);
        self.and(&Command::SettleExchange(ExchangeSettled { exchange, revision, settlement }))
    }

    /// An exchange of its day in which so many came home to UA and so many to RU.
    pub(crate) fn swap(self, reference: &str, to_ukraine: u32, to_russia: u32) -> Self {
        self.exchange(reference, ExchangeKind::Exchange)
            .settled(reference, [home("RU", "UA", to_ukraine), home("UA", "RU", to_russia)])
    }

    /// Records a statement about an exchange.
    pub(crate) fn said(
        self,
        reference: &str,
        who: Attribution,
        figures: impl Into<Vec<Figure>>,
    ) -> Self {
        let statement = self.next_statement();
        let said = CountStatement::new(statement, id(reference), who, figures);
        self.and(&Command::StateCount(said))
    }

    /// Records a statement about a running total.
    pub(crate) fn claimed(
        self,
        who: Attribution,
        measure: Measure,
        quantity: &str,
        scope: repatria_domain::Scope,
    ) -> Self {
        let said = TotalStatement::new(self.next_statement(), who, measure, of(quantity));
        self.and(&Command::StateTotal(TotalStatement { scope, ..said }))
    }

    /// The id that the next statement gets; the k-th commit states [`statement`] `k`.
    pub(crate) fn next_statement(&self) -> StatementId {
        statement(self.commits.len() + 1)
    }

    pub(crate) fn record(&self) -> Record {
        Record::of(&self.commits).unwrap()
    }

    /// The revisions of its description and its settlement.
    fn exchange_called(&self, reference: &str) -> (u32, u32) {
        let held = self.state.exchange(id(reference)).unwrap();
        (held.description_revision, held.settlement_revision)
    }
}

/// The value that a text is written for.
pub(crate) fn of<Value: FromStr<Err: std::fmt::Debug>>(text: &str) -> Value {
    text.parse().unwrap()
}

pub(crate) fn id(reference: &str) -> ExchangeId {
    ExchangeId::of(&of(reference))
}

/// The statement that the k-th commit of a history states.
pub(crate) fn statement(commit: usize) -> StatementId {
    StatementId::of(format!("commit {commit}").as_bytes())
}

pub(crate) fn between<const N: usize>(parties: [&str; N]) -> Parties {
    Parties::new(parties.map(of::<Party>)).unwrap()
}

pub(crate) fn day(text: &str) -> Option<Day> {
    of::<When>(text).exact_day()
}

pub(crate) fn exactly(number: u32) -> Band {
    Band::exactly(Count::new(number))
}

/// So many came home, by the word of the receiving side.
pub(crate) fn home(from: &str, to: &str, number: u32) -> Leg {
    leg(LegKey::home(of(from), of(to)), exactly(number))
}

/// Somebody came home, and nobody says how many.
pub(crate) fn home_unnumbered(from: &str, to: &str) -> Leg {
    leg(LegKey::home(of(from), of(to)), Band::UNKNOWN)
}

pub(crate) fn leg(key: LegKey, count: Band) -> Leg {
    Leg::new(key, count, Basis::ReceivingSide)
}

/// An official of a party, as one page has him.
pub(crate) fn official(claimant: &str, side: &str) -> Attribution {
    Attribution { sides: vec![of(side)], ..press(claimant) }
}

/// Somebody who speaks for no party.
pub(crate) fn press(claimant: &str) -> Attribution {
    let source = Source::at(of::<Text>("https://example.org/page"));
    Attribution { claimant: Some(of(claimant)), ..Attribution::of(source) }
}

/// So many people went to a party.
pub(crate) fn people(to: &str, quantity: &str) -> Figure {
    Figure::new(of(to), Population::Persons, of::<Quantity>(quantity))
}
