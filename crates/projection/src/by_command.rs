//! More words for registers made by hand: whatever a command can say, decided as the program does.
//! It refuses to skip a rule: what the domain refuses fails the test.

use std::str::FromStr;

use repatria_domain::{
    Attribution, Band, Basis, Command, Count, CountStatement, Day, Description, ExchangeDescribed,
    ExchangeKind, Figure, Leg, LegKey, Measure, OpenExchange, Parties, Party, Population, Quantity,
    Scope, Settlement, Source, StatementId, Text, TotalStatement, When, decide,
};

use crate::by_hand::{Given, id};

impl Given {
    /// Records what a command decides.
    pub(crate) fn and(self, command: &Command) -> Self {
        let events = decide(self.record.state(), command);
        self.happened(events.unwrap_or_else(|refusal| panic!("{refusal}")))
    }

    /// Opens an exchange between UA and RU of this kind and date, named after the date.
    pub(crate) fn opened(self, reference: &str, kind: ExchangeKind) -> Self {
        self.opened_as(reference, Description { on: Some(of(reference)), ..Description::new(kind) })
    }

    /// Opens an exchange between UA and RU with this description.
    pub(crate) fn opened_as(self, reference: &str, description: Description) -> Self {
        let opened = OpenExchange::new(of(reference), between(["UA", "RU"]));
        let open = OpenExchange { description: Some(description), ..opened };
        self.and(&Command::OpenExchange(open))
    }

    /// Describes an exchange anew.
    pub(crate) fn redescribed(self, reference: &str, description: Description) -> Self {
        let exchange = id(reference);
        let held = self.record.state().exchange(exchange).unwrap();
        let revision = held.description_revision + 1;
        let description = description.into();
        let described = ExchangeDescribed { exchange, revision, description };
        self.and(&Command::DescribeExchange(described))
    }

    /// Settles an exchange by these legs, on the day that it is described with.
    pub(crate) fn settled_by(self, reference: &str, legs: impl Into<Vec<Leg>>) -> Self {
        let held = self.record.state().exchange(id(reference)).unwrap();
        let on = held.description.as_ref().and_then(|described| described.on);
        self.settled_as(reference, Settlement { on, ..Settlement::by_hand(legs, []) })
    }

    /// An exchange of its day in which so many came home to UA and so many to RU.
    pub(crate) fn swap(self, reference: &str, to_ukraine: u32, to_russia: u32) -> Self {
        self.opened(reference, ExchangeKind::Exchange)
            .settled_by(reference, [home("RU", "UA", to_ukraine), home("UA", "RU", to_russia)])
    }

    /// Records a statement about an exchange.
    pub(crate) fn heard(
        self,
        reference: &str,
        who: Attribution,
        figures: impl Into<Vec<Figure>>,
    ) -> Self {
        let statement = self.next_statement();
        let said = CountStatement::new(statement, id(reference), who, figures);
        self.and(&Command::StateCount(said.into()))
    }

    /// Records a statement about a running total.
    pub(crate) fn claimed(
        self,
        who: Attribution,
        measure: Measure,
        quantity: &str,
        scope: Scope,
    ) -> Self {
        let said = TotalStatement::new(self.next_statement(), who, measure, of(quantity));
        self.and(&Command::StateTotal(TotalStatement { scope, ..said }.into()))
    }

    /// The id that the next statement gets; the k-th commit states [`statement`] `k`.
    pub(crate) fn next_statement(&self) -> StatementId {
        statement(self.commits.len() + 1)
    }
}

/// The value that a text is written for.
pub(crate) fn of<Value: FromStr<Err: std::fmt::Debug>>(text: &str) -> Value {
    text.parse().unwrap()
}

/// The statement that the k-th commit of a history states.
pub(crate) fn statement(commit: usize) -> StatementId {
    StatementId::of(format!("commit {commit}").as_bytes())
}

pub(crate) fn between<const N: usize>(parties: [&str; N]) -> Parties {
    Parties::new(parties.map(of::<Party>)).unwrap()
}

/// The day that a model is asked for.
pub(crate) fn by(text: &str) -> Option<Day> {
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
