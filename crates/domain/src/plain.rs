//! The plain case of each value in a few words: what is not given was not said.
//! Whoever knows more writes the field beside it: `Figure { from: Some(russia), ..Figure::new(…) }`.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use crate::command::{OpenExchange, WithholdDetails};
use crate::count::Count;
use crate::event::{
    AgreementReached, CustodyChange, CustodyChanged, CustodyDeclared, Description, Detail,
    DetailDisclosed, Drawn, ExchangeKind, Milestone, MovementRecorded,
};
use crate::id::{AgreementId, ExchangeId, StatementId};
use crate::party::Party;
use crate::place::Place;
use crate::quantity::{Band, Quantity};
use crate::settlement::{
    Basis, Channel, Leg, LegKey, LegKind, Parties, Rule, Settlement, Split, Swap, Terms,
};
use crate::statement::{
    Attribution, Circumstances, CountStatement, Figure, Measure, Population, Scope, Source, Tense,
    TotalStatement, Toward,
};
use crate::text::{Reference, Text};
use crate::when::When;

impl OpenExchange {
    /// An exchange of which nothing is said yet but its parties.
    pub fn new(reference: Reference, parties: Parties) -> Self {
        Self { reference, parties, description: None }
    }

    /// The id that it will have, made from its reference.
    pub fn exchange(&self) -> ExchangeId {
        ExchangeId::of(&self.reference)
    }
}

impl Description {
    /// A hand-over of this kind, as a person describes it.
    pub fn new(kind: ExchangeKind) -> Self {
        Self {
            kind,
            on: None,
            terms: Terms::NotStated,
            frame: None,
            agreements: Vec::new(),
            categories: Vec::new(),
            place: Place::NotStated,
            transit: Vec::new(),
            mediators: Vec::new(),
            drawn: Drawn::ByHand,
        }
    }
}

impl AgreementReached {
    /// An agreement of which nothing is said yet but its title and its parties.
    pub fn new(title: Text, parties: Parties) -> Self {
        Self {
            agreement: AgreementId::of(&title),
            title,
            parties,
            on: None,
            terms: Terms::NotStated,
            tariff: None,
            ceilings: Vec::new(),
            categories: Vec::new(),
            member_of: None,
            sources: Vec::new(),
            note: None,
        }
    }
}

impl Source {
    /// A page or paper without a title.
    pub fn at(address: Text) -> Self {
        Self { address, title: None }
    }
}

impl Attribution {
    /// What a page says, without naming anybody.
    pub fn of(source: Source) -> Self {
        Self { claimant: None, role: None, sides: Vec::new(), relay: None, source, said_on: None }
    }
}

impl Figure {
    /// So many went to `to`, reported as done.
    pub fn new(to: Party, population: Population, quantity: Quantity) -> Self {
        Self {
            of: None,
            from: None,
            to: Toward::Party(to),
            population,
            quantity,
            channel: Channel::NotStated,
            tense: Tense::Done,
            words: None,
        }
    }
}

impl CountStatement {
    /// What somebody says about an exchange, in figures alone.
    pub fn new(
        statement: StatementId,
        exchange: ExchangeId,
        attribution: Attribution,
        figures: impl Into<Vec<Figure>>,
    ) -> Self {
        Self {
            statement,
            exchange,
            attribution,
            figures: figures.into(),
            says: Circumstances::default(),
            note: None,
            corrects: None,
        }
    }
}

impl TotalStatement {
    /// What somebody says about a running total, without its scope.
    pub fn new(
        statement: StatementId,
        attribution: Attribution,
        measure: Measure,
        quantity: Quantity,
    ) -> Self {
        Self {
            statement,
            attribution,
            measure,
            scope: Scope::default(),
            quantity,
            words: None,
            note: None,
            corrects: None,
        }
    }
}

impl LegKey {
    /// Living people who go home: those of `to`, from `from`.
    pub fn home(from: Party, to: Party) -> Self {
        Self { of: Some(to), from, to, kind: LegKind::Living, channel: Channel::NotStated }
    }
}

impl Leg {
    /// So many who went one way, not split.
    pub fn new(key: LegKey, count: Band, basis: Basis) -> Self {
        Self { key, count, basis, split: Split::default(), ranks: BTreeMap::new(), remainder: None }
    }
}

impl Settlement {
    /// A settlement written by hand, with neither date nor terms.
    pub fn by_hand(legs: impl Into<Vec<Leg>>, swaps: impl Into<Vec<Swap>>) -> Self {
        Self {
            on: None,
            terms: Terms::NotStated,
            tariff: None,
            legs: legs.into(),
            swaps: swaps.into(),
            evidence: Vec::new(),
            rule: Rule::ByHand,
            note: None,
        }
    }
}

impl MovementRecorded {
    /// So many of a leg reached a milestone.
    pub fn new(exchange: ExchangeId, leg: LegKey, milestone: Milestone, count: Count) -> Self {
        Self {
            exchange,
            leg,
            milestone,
            count,
            on: None,
            place: Place::NotStated,
            source: None,
            note: None,
        }
    }
}

impl WithholdDetails {
    /// A party keeps details of an exchange back, and does not say why.
    pub fn new(exchange: ExchangeId, details: impl Into<Vec<Detail>>, by: Party) -> Self {
        Self {
            exchange,
            details: details.into(),
            by,
            claimant: None,
            said_on: None,
            why: None,
            until: None,
            source: None,
        }
    }
}

impl DetailDisclosed {
    /// What a party kept back came out.
    pub fn new(exchange: ExchangeId, detail: Detail, by: Party) -> Self {
        Self { exchange, detail, by, on: None, source: None, note: None }
    }
}

impl CustodyDeclared {
    /// The register holds that `holder` has so many people of `of`, on this ground.
    pub fn new(holder: Party, of: Party, count: Band, on: When, basis: Text) -> Self {
        Self { holder, of, count, on, basis, sources: Vec::new() }
    }
}

impl CustodyChanged {
    /// The register holds that this happened to so many people of `of` in the hands of `holder`.
    pub fn new(
        (holder, of): (Party, Party),
        change: CustodyChange,
        count: Band,
        on: When,
        basis: Text,
    ) -> Self {
        Self { holder, of, change, count, on, basis, sources: Vec::new() }
    }
}
