//! What a published figure rests on, what was left out, and why.
//! It refuses to say which figures are published.

mod beneath;

use repatria_domain::{
    Band, Basis, CountStatement, Day, Exchange, Figure, Leg, LegKey, LegKind, Party, Population,
    Quantity, Reference, Role, Rule, Settlement, Text, When,
};
use serde::Serialize;

use crate::happened::{Certainty, date};
use crate::head::Head;
use crate::month::Month;
use crate::published::{Entry, NotPublished, Published, Spoken, Which, Why, which};
use crate::record::Record;
use crate::story::called;
use crate::sum::{Item, Sum, Tally};
use beneath::Beneath;

/// Which figure is to be explained.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Question {
    /// A total of `totals`.
    Total(TotalAsked),
    /// The figures of one exchange.
    Exchange(Reference),
}

/// Which total.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct TotalAsked {
    /// Home, abroad, or of nobody says whom.
    pub which: Which,
    /// Soldiers, civilians or children alone; people not told apart (`persons`) alone; bodies; bags.
    /// Absent: all living people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub population: Option<Population>,
    /// From this holder alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Party>,
    /// In this month alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub month: Option<Month>,
}

/// What a figure rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// [`Explanation::NAME`].
    pub name: &'static str,
    /// [`Explanation::VERSION`].
    pub version: u32,
    /// Up to which commit it knows the register.
    pub head: Head,
    /// What had happened by this day; absent: everything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Day>,
    /// Which figure.
    pub question: Question,
    /// The figure: the sum of the contributions, just as `totals` has it. Of one exchange: none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sum: Option<Sum>,
    /// What it is made of.
    pub contributions: Vec<Contribution>,
    /// Exchanges in which nobody speaks of this direction.
    pub silent: Vec<Reference>,
    /// Exchanges that touch the question and were left out.
    pub left_out: Vec<LeftOut>,
}

/// What one leg of one exchange adds to a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Contribution {
    /// The exchange.
    pub reference: Reference,
    /// When it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<When>,
    /// The leg.
    pub leg: LegKey,
    /// How much it adds.
    pub count: Band,
    /// Surely counted, or widening the high end only.
    pub happened: Certainty,
    /// The revision of the settlement.
    pub revision: u32,
    /// How that settlement was chosen.
    pub rule: Rule,
    /// The class of what the count rests on.
    pub basis: Basis,
    /// The statements under it, and those left out.
    pub statements: Vec<Support>,
}

/// A statement under a figure, or one left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Support {
    /// What it is called: `REF/k`.
    pub called: String,
    /// Who said it; absent: the page names nobody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claimant: Option<Text>,
    /// Who passed it on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relay: Option<Text>,
    /// Where it was read.
    pub source: Text,
    /// What it says of this direction.
    pub figures: Vec<(Population, Quantity)>,
    /// What it was used for, or why it was left out.
    pub role: Role,
}

/// An exchange that was left out of a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// Which.
    pub reference: Reference,
    /// The leg that was left out; absent: none of it is settled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub leg: Option<LegKey>,
    /// How many that leg holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<Band>,
    /// Why.
    pub why: Why,
}

impl Explanation {
    /// Its name.
    pub const NAME: &str = "explanation";
    /// The version of its layout.
    pub const VERSION: u32 = 1;
}

impl TotalAsked {
    /// All living people who came home to a party.
    pub fn home(party: Party) -> Self {
        Self { which: Which::Home(party), population: None, from: None, month: None }
    }

    /// Living people, bodies or bags.
    pub fn kind(&self) -> LegKind {
        self.population.map_or(LegKind::Living, Population::kind)
    }
}

/// Explains a figure, as of the end of a day or of all days.
pub fn explain(record: &Record, question: &Question, as_of: Option<Day>) -> Explanation {
    Explanations::of(record, as_of).of_figure(question)
}

/// The explanations of the figures of a register: what is published and what is left out is gathered
/// once, and each figure is explained when it is asked for.
///
/// ```
/// use repatria_projection::{Explanations, Question, Record, TotalAsked};
///
/// let record = Record::default();
/// let explanations = Explanations::of(&record, None);
/// let home = Question::Total(TotalAsked::home("UA".parse()?));
/// assert!(explanations.of_figure(&home).contributions.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Explanations<'a> {
    record: &'a Record,
    as_of: Option<Day>,
    beneath: Beneath<'a>,
}

impl<'a> Explanations<'a> {
    /// Gathers what figures rest on, as of the end of a day or of all days.
    pub fn of(record: &'a Record, as_of: Option<Day>) -> Self {
        Self { record, as_of, beneath: Beneath::of(Published::of(record, as_of)) }
    }

    /// What one figure rests on.
    pub fn of_figure(&self, question: &Question) -> Explanation {
        let entries = self.beneath.entries(question);
        let asked: Vec<(&Entry<'_>, Item)> =
            entries.filter_map(|entry| Some((entry, question.part_of(entry)?))).collect();
        let silent = asked.iter().filter(|(_, item)| item.count.is_none());
        let left_out = self.beneath.left_out(question).filter(|held| question.concerns(held));
        Explanation {
            name: Explanation::NAME,
            version: Explanation::VERSION,
            head: self.record.head(),
            as_of: self.as_of,
            question: question.clone(),
            sum: question.is_total().then(|| Tally::sum_of(asked.iter().map(|(_, item)| *item))),
            contributions: asked
                .iter()
                .filter_map(|(entry, item)| contribution(entry, item))
                .collect(),
            silent: silent.map(|(entry, _)| entry.exchange.reference.clone()).collect(),
            left_out: left_out.map(shown).collect(),
        }
    }
}

fn shown((exchange, leg, why): &NotPublished<'_>) -> LeftOut {
    LeftOut {
        reference: exchange.reference.clone(),
        leg: leg.map(|leg| leg.key),
        count: leg.map(|leg| leg.count),
        why: *why,
    }
}

impl Question {
    fn is_total(&self) -> bool {
        match self {
            Self::Total(_) => true,
            Self::Exchange(_) => false,
        }
    }

    /// What an entry adds to the figure that is asked for; none if nothing.
    fn part_of(&self, entry: &Entry<'_>) -> Option<Item> {
        match self {
            Self::Exchange(reference) => {
                (entry.exchange.reference == *reference).then(|| Item::whole(entry))
            }
            Self::Total(asked) => asked.part_of(entry),
        }
    }

    /// Whether what was left out touches the figure that is asked for.
    fn concerns(&self, (exchange, leg, _): &NotPublished<'_>) -> bool {
        match self {
            Self::Exchange(reference) => exchange.reference == *reference,
            Self::Total(asked) => asked.touches(exchange, *leg),
        }
    }
}

impl TotalAsked {
    fn part_of(&self, entry: &Entry<'_>) -> Option<Item> {
        let is_asked_for = entry.which() == self.which
            && entry.kind() == self.kind()
            && self.from.is_none_or(|from| entry.from() == Some(from))
            && self.is_in_month(entry.on);
        match self.population {
            _ if !is_asked_for => None,
            Some(population) => Item::part(entry, population),
            None => Some(Item::whole(entry)),
        }
    }

    fn touches(&self, exchange: &Exchange, leg: Option<&Leg>) -> bool {
        let Some(leg) = leg else {
            return exchange.parties.contains(self.which.party())
                && self.is_in_month(date(exchange));
        };
        which(leg) == self.which
            && leg.key.kind == self.kind()
            && self.from.is_none_or(|from| leg.key.from == from)
            && self.is_in_month(date(exchange))
    }

    fn is_in_month(&self, on: Option<When>) -> bool {
        self.month.is_none_or(|month| Month::surely(on) == Some(month))
    }
}

fn contribution(entry: &Entry<'_>, item: &Item) -> Option<Contribution> {
    let Spoken::Leg(settlement, leg) = entry.way else { return None };
    let exchange = entry.exchange;
    Some(Contribution {
        reference: exchange.reference.clone(),
        on: entry.on,
        leg: leg.key,
        count: item.count?,
        happened: entry.happened,
        revision: exchange.settlement_revision,
        rule: settlement.rule,
        basis: leg.basis,
        statements: supports(exchange, settlement, leg),
    })
}

/// The statements that the settlement names for this leg, and those that made no leg at all.
fn supports(exchange: &Exchange, settlement: &Settlement, leg: &Leg) -> Vec<Support> {
    let named = settlement
        .evidence
        .iter()
        .filter(|evidence| evidence.leg.is_none_or(|key| key == leg.key))
        .filter_map(|evidence| Some((evidence.role, exchange.statement(evidence.statement)?)));
    named
        .map(|(role, (number, held))| Support {
            called: called(exchange, number),
            claimant: held.said.attribution.claimant.clone(),
            relay: held.said.attribution.relay.clone(),
            source: held.said.attribution.source.address.clone(),
            figures: figures(exchange, &held.said, leg),
            role,
        })
        .collect()
}

/// What a statement says of the way that a leg went.
fn figures(exchange: &Exchange, said: &CountStatement, leg: &Leg) -> Vec<(Population, Quantity)> {
    let speaks_of_it = |figure: &&Figure| {
        figure.direction(&exchange.parties).is_some_and(|direction| {
            (direction.from, direction.to, direction.kind)
                == (leg.key.from, leg.key.to, leg.key.kind)
        })
    };
    let said = said.figures.iter().filter(speaks_of_it);
    said.map(|figure| (figure.population, figure.quantity)).collect()
}

#[cfg(test)]
mod tests;
