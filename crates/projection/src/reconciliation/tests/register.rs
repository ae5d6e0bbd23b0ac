//! Registers of a few exchanges between UA and RU, and what invented people claim of them.

use std::str::FromStr;

use repatria_domain::{
    AgreementId, AgreementReached, Attribution, Band, Basis, Channel, CommandId, Commit, Count,
    CustodyDeclared, Description, Event, ExchangeDescribed, ExchangeId, ExchangeKind,
    ExchangeOpened, ExchangeSettled, Leg, LegKey, LegKind, Measure, Parties, Party, Quantity,
    Reference, Scope, Settlement, Since, Source, Split, StatementId, Swap, Total, TotalStatement,
    Toward,
};

use crate::reconciliation::{Comparison, Reconciled, Verdict, WhyNot, reconciliation};
use crate::record::Record;

/// A register under way.
#[derive(Debug, Default)]
pub(super) struct Register {
    pub(super) commits: Vec<Commit>,
}

/// The value that a text is written for.
pub(super) fn of<Value: FromStr<Err: std::fmt::Debug>>(text: &str) -> Value {
    text.parse().unwrap()
}

pub(super) fn exactly(number: u32) -> Band {
    Band::exactly(Count::new(number))
}

pub(super) fn band(low: u32, best: u32, high: u32) -> Band {
    Band::new(Count::new(low), Some(Count::new(best)), Some(Count::new(high))).unwrap()
}

pub(super) fn leg(key: LegKey, count: Band) -> Leg {
    Leg::new(key, count, Basis::ReceivingSide)
}

/// So many came home to UA.
pub(super) fn to_ukraine(count: Band) -> Leg {
    leg(LegKey::home(of("RU"), of("UA")), count)
}

/// So many came home to RU.
pub(super) fn to_russia(count: Band) -> Leg {
    leg(LegKey::home(of("UA"), of("RU")), count)
}

pub(super) fn outside(leg: Leg) -> Leg {
    Leg { key: LegKey { channel: Channel::Outside, ..leg.key }, ..leg }
}

pub(super) fn bodies(leg: Leg) -> Leg {
    Leg { key: LegKey { kind: LegKind::Bodies, ..leg.key }, ..leg }
}

pub(super) fn soldiers(leg: Leg, military: Band) -> Leg {
    Leg { split: Split { military: Some(military), ..leg.split }, ..leg }
}

pub(super) fn civilians(leg: Leg, civilian: Band) -> Leg {
    Leg { split: Split { civilian: Some(civilian), ..leg.split }, ..leg }
}

/// Of this direction, or of both, since the war began.
pub(super) fn since_the_start(to: &str) -> Scope {
    Scope {
        to: Some(of::<Toward>(to)),
        population: Some(repatria_domain::Population::Persons),
        since: Some(Since::Start),
        ..Scope::default()
    }
}

pub(super) fn official() -> Attribution {
    let source = Source::at(of("https://example.org/briefing"));
    let said_on = Some(of("2025-12-31"));
    Attribution { claimant: Some(of("Ivanna Prykladna")), said_on, ..Attribution::of(source) }
}

impl Register {
    pub(super) fn and(mut self, event: Event) -> Self {
        let n = self.commits.len() as u64 + 1;
        let id = CommandId::of(format!("{n}").as_bytes());
        let (at, by) = (of("2026-01-01T00:00:00Z"), of("olena"));
        self.commits.push(Commit { n, id, at, by, events: vec![event] });
        self
    }

    /// Opens and describes an exchange that is called by its day.
    pub(super) fn described(self, reference: &str, description: Description) -> Self {
        let (reference, parties) = (of::<Reference>(reference), ["UA", "RU"].map(of::<Party>));
        let exchange = ExchangeId::of(&reference);
        let parties = Parties::new(parties).unwrap();
        let description = description.into();
        self.and(Event::ExchangeOpened(ExchangeOpened { exchange, reference, parties }))
            .and(Event::ExchangeDescribed(ExchangeDescribed { exchange, revision: 1, description }))
    }

    pub(super) fn settled(self, reference: &str, settlement: Settlement) -> Self {
        let exchange = ExchangeId::of(&of(reference));
        self.and(Event::ExchangeSettled(ExchangeSettled {
            exchange,
            revision: 1,
            settlement: settlement.into(),
        }))
    }

    /// An exchange of its day with these legs, described as is asked for.
    pub(super) fn exchange_of(
        self,
        day: &str,
        description: Description,
        legs: impl Into<Vec<Leg>>,
    ) -> Self {
        let on = Some(of(day));
        let settlement = Settlement { on, ..Settlement::by_hand(legs, []) };
        self.described(day, Description { on, ..description }).settled(day, settlement)
    }

    /// An exchange of its day with these legs.
    pub(super) fn exchange(self, day: &str, legs: impl Into<Vec<Leg>>) -> Self {
        self.exchange_of(day, Description::new(ExchangeKind::Exchange), legs)
    }

    /// Man for man, and both legs swapped.
    pub(super) fn swap(self, day: &str, number: u32) -> Self {
        let legs = [to_ukraine(exactly(number)), to_russia(exactly(number))];
        let count = Count::new(number);
        let swap = Swap::man_for_man(legs[0].key, count, legs[1].key, count).unwrap();
        let on = Some(of(day));
        let description = Description { on, ..Description::new(ExchangeKind::Exchange) };
        self.described(day, description)
            .settled(day, Settlement { on, ..Settlement::by_hand(legs, [swap]) })
    }

    pub(super) fn agreement(self, title: &str, member_of: Option<&str>) -> Self {
        let parties = Parties::new(["UA", "RU"].map(of::<Party>)).unwrap();
        let member_of = member_of.map(|wider| AgreementId::of(&of(wider)));
        let reached = AgreementReached { member_of, ..AgreementReached::new(of(title), parties) };
        self.and(Event::AgreementReached(reached))
    }

    pub(super) fn declared(self, holder: &str, of_whom: &str, count: Band, on: &str) -> Self {
        let basis = of("two lists, held against each other");
        let declared = CustodyDeclared::new(of(holder), of(of_whom), count, of(on), basis);
        self.and(Event::CustodyDeclared(declared))
    }

    /// The id of the claim that is recorded next.
    pub(super) fn next(&self) -> StatementId {
        StatementId::of(format!("claim {}", self.commits.len()).as_bytes())
    }

    pub(super) fn claims(self, by: Attribution, quantity: &str, scope: Scope) -> Self {
        self.says(by, Measure::Returned, quantity, scope)
    }

    pub(super) fn says(
        self,
        by: Attribution,
        measure: Measure,
        quantity: &str,
        scope: Scope,
    ) -> Self {
        let said = TotalStatement::new(self.next(), by, measure, of::<Quantity>(quantity));
        self.and(Event::TotalStated(TotalStatement { scope, ..said }.into()))
    }

    pub(super) fn record(&self) -> Record {
        Record::of(&self.commits).unwrap()
    }

    /// What becomes of the claims, as of all days.
    pub(super) fn reconciled(&self) -> Vec<Reconciled> {
        reconciliation(&self.record(), None).claims
    }

    /// What an official says at the end of 2025, against the record.
    pub(super) fn against(self, quantity: &str, scope: Scope) -> Comparison {
        self.said_by(official(), Measure::Returned, quantity, scope)
    }

    /// The same of somebody else, or about something else.
    pub(super) fn said_by(
        self,
        by: Attribution,
        measure: Measure,
        quantity: &str,
        scope: Scope,
    ) -> Comparison {
        let claims = self.says(by, measure, quantity, scope).reconciled();
        let comparisons: Vec<Comparison> =
            claims.into_iter().flat_map(|claim| claim.comparisons).collect();
        let [comparison] = comparisons.try_into().unwrap();
        comparison
    }

    /// Why a claim of 106 people cannot be compared.
    pub(super) fn why_not(self, scope: Scope) -> WhyNot {
        why_not(&self.against("106", scope))
    }
}

/// Why a claim cannot be compared.
pub(super) fn why_not(comparison: &Comparison) -> WhyNot {
    let Verdict::CannotBeCompared { why } = &comparison.verdict else {
        panic!("{}: {}", comparison.verdict, comparison.because)
    };
    why.clone()
}

/// Low, best and high of the record beside a claim.
pub(super) fn ends(comparison: &Comparison) -> (u64, u64, Option<u64>) {
    let sum = comparison.record.as_ref().unwrap().sum;
    (sum.low.number(), sum.best.number(), sum.high.map(Total::number))
}
