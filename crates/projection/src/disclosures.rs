//! What is kept back, by whom, since when and until when; what is due, and what came out.
//! It refuses to know the value that is kept back: the register never holds it.

use std::collections::BTreeMap;

use repatria_domain::{
    Before, Day, Detail, DetailDisclosed, DetailWithheld, Exchange, Party, Place, Population,
    Quantity, Rank, RecordedStatement, Reference, Source, Text, Toward, Until, When,
};
use serde::Serialize;

use crate::happened::{Certainty, date, happened};
use crate::head::Head;
use crate::listed::in_order;
use crate::published::sort_key;
use crate::record::{Dossier, Record, Stamp};
use crate::story::called;

/// What is kept back in a register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Disclosures {
    /// [`Disclosures::NAME`].
    pub name: &'static str,
    /// [`Disclosures::VERSION`].
    pub version: u32,
    /// Up to which commit it knows the register.
    pub head: Head,
    /// What had happened by this day; absent: everything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Day>,
    /// What is due is due by this day: the one that was asked for, else that of the last commit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_by: Option<Day>,
    /// Every refusal that is recorded, also those that have ended; by exchange.
    pub withheld: Vec<Withholding>,
    /// What statements say is withheld. Nobody recorded these as refusals of a party.
    pub said: Vec<SaidWithheld>,
}

/// One detail of one exchange, kept back by one party.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Withholding {
    /// Of which exchange.
    pub reference: Reference,
    /// When that was, as far as it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<When>,
    /// What.
    pub detail: Detail,
    /// By which party.
    pub by: Party,
    /// Who said so for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claimant: Option<Text>,
    /// Since when: the day that it was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub said_on: Option<When>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<Text>,
    /// Until when; absent: not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Until>,
    /// Whether it is still kept back, and whether it is due.
    pub state: WithholdingState,
    /// What came out, once it did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disclosed: Option<DisclosedLater>,
    /// Where it was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// When it was recorded.
    pub recorded: Stamp,
}

/// Whether a detail is still kept back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum WithholdingState {
    /// Its day has passed, and it has not come out.
    Due,
    /// Its day has possibly passed.
    PossiblyDue,
    /// It is kept back until a later day.
    Kept,
    /// It is kept back until something has happened. Whether that has, the register does not know.
    UntilEvent,
    /// It is kept back, and nobody says until when.
    NoEndStated,
    /// It came out.
    Disclosed,
}

/// That a detail came out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DisclosedLater {
    /// When it came out; absent: not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<When>,
    /// Our remark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// Where it was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// When it was recorded.
    pub recorded: Stamp,
}

/// What a statement says is withheld.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SaidWithheld {
    /// The statement, as it is called: `REF/k`.
    pub called: String,
    /// The exchange that it speaks of.
    pub reference: Reference,
    /// Who said it; absent: the page names nobody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claimant: Option<Text>,
    /// Who passed it on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relay: Option<Text>,
    /// The parties that the claimant speaks for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sides: Vec<Party>,
    /// When it was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub said_on: Option<When>,
    /// What is withheld, as it says.
    pub what: WhatWithheld,
    /// Where it was read.
    pub source: Text,
}

/// What a statement says is withheld.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "detail")]
pub enum WhatWithheld {
    /// Where it was.
    Place,
    /// How many went one way.
    Count {
        /// Where they went.
        to: Toward,
        /// Of what.
        population: Population,
    },
}

impl Disclosures {
    /// Its name.
    pub const NAME: &str = "disclosures";
    /// The version of its layout.
    pub const VERSION: u32 = 1;

    /// What is due, and surely so.
    pub fn due(&self) -> impl Iterator<Item = &Withholding> {
        self.withheld.iter().filter(|held| held.state == WithholdingState::Due)
    }
}

/// Lists what is kept back and what came out, as of the end of a day or of all days: of what had
/// happened, as far as it had been said.
pub fn disclosures(record: &Record, as_of: Option<Day>) -> Disclosures {
    let due_by = as_of.or_else(|| record.head().at.map(|at| at.day()));
    let is_shown = |exchange: &&Exchange| happened(date(exchange), as_of).is_some();
    let exchanges: Vec<_> = in_order(record).filter(is_shown).collect();
    let withheld = exchanges.iter().flat_map(|exchange| {
        let dossier = record.dossier(exchange.id);
        dossier.into_iter().flat_map(|held| withholdings(exchange, held, as_of, due_by))
    });
    Disclosures {
        name: Disclosures::NAME,
        version: Disclosures::VERSION,
        head: record.head(),
        as_of,
        due_by,
        withheld: withheld.collect(),
        said: exchanges.iter().flat_map(|exchange| said(exchange, as_of)).collect(),
    }
}

/// A party keeps a detail back, discloses it, and may keep it back again: the first refusal ends
/// with the first disclosure, and so on.
fn withholdings(
    exchange: &Exchange,
    dossier: &Dossier,
    as_of: Option<Day>,
    due_by: Option<Day>,
) -> Vec<Withholding> {
    let mut disclosed: BTreeMap<(Detail, Party), Vec<&(Stamp, DetailDisclosed)>> = BTreeMap::new();
    for came_out in dossier.disclosed.iter().rev() {
        disclosed.entry((came_out.1.detail, came_out.1.by)).or_default().push(came_out);
    }
    let mut withholdings: Vec<Withholding> = dossier
        .withheld
        .iter()
        .map(|(recorded, held)| {
            let end = disclosed.get_mut(&(held.detail, held.by)).and_then(Vec::pop);
            (recorded, held, end)
        })
        .filter(|(_, held, _)| happened(held.said_on, as_of).is_some())
        .map(|(recorded, held, end)| withholding(exchange, held, end, recorded, as_of, due_by))
        .collect();
    withholdings.sort_by_key(|held| (held.detail, held.by, held.recorded.n));
    withholdings
}

fn withholding(
    exchange: &Exchange,
    held: &DetailWithheld,
    end: Option<&(Stamp, DetailDisclosed)>,
    recorded: &Stamp,
    as_of: Option<Day>,
    due_by: Option<Day>,
) -> Withholding {
    let end = end.filter(|(_, came_out)| happened(came_out.on, as_of).is_some());
    let is_out = end.is_some_and(|(_, came_out)| {
        // On a day that nobody gives it came out before it was recorded.
        came_out.on.is_none() || happened(came_out.on, as_of) == Some(Certainty::Surely)
    });
    Withholding {
        reference: exchange.reference.clone(),
        on: date(exchange),
        detail: held.detail,
        by: held.by,
        claimant: held.claimant.clone(),
        said_on: held.said_on,
        why: held.why.clone(),
        until: held.until.clone(),
        state: if is_out { WithholdingState::Disclosed } else { kept(held, due_by) },
        disclosed: end.map(|(recorded, came_out)| DisclosedLater {
            on: came_out.on,
            note: came_out.note.clone(),
            source: came_out.source.clone(),
            recorded: recorded.clone(),
        }),
        source: held.source.clone(),
        recorded: recorded.clone(),
    }
}

fn kept(held: &DetailWithheld, due_by: Option<Day>) -> WithholdingState {
    let until = match &held.until {
        None => return WithholdingState::NoEndStated,
        Some(Until::Event(_)) => return WithholdingState::UntilEvent,
        Some(Until::Day(until)) => until,
    };
    match due_by.map_or(Before::No, |day| until.by(day)) {
        Before::Surely => WithholdingState::Due,
        Before::Possibly => WithholdingState::PossiblyDue,
        Before::No => WithholdingState::Kept,
    }
}

/// What the statements that stand say is withheld, in order of the day that they were made.
fn said(exchange: &Exchange, as_of: Option<Day>) -> Vec<SaidWithheld> {
    let mut said: Vec<SaidWithheld> = (1..)
        .zip(&exchange.statements)
        .filter(|(_, held)| is_standing(held))
        .filter(|(_, held)| happened(held.said.attribution.said_on, as_of).is_some())
        .flat_map(|(number, held)| what_withheld(held).map(move |what| (number, held, what)))
        .map(|(number, held, what)| SaidWithheld {
            called: called(exchange, number),
            reference: exchange.reference.clone(),
            claimant: held.said.attribution.claimant.clone(),
            relay: held.said.attribution.relay.clone(),
            sides: held.said.attribution.sides.clone(),
            said_on: held.said.attribution.said_on,
            what,
            source: held.said.attribution.source.address.clone(),
        })
        .collect();
    said.sort_by_key(|said| sort_key(said.said_on));
    said
}

pub(crate) fn is_standing(held: &RecordedStatement) -> bool {
    held.corrected_by.is_none() && held.moved_to.is_none() && held.rank != Rank::Deprecated
}

fn what_withheld(held: &RecordedStatement) -> impl Iterator<Item = WhatWithheld> {
    let place = (held.said.says.place == Place::Withheld).then_some(WhatWithheld::Place);
    let figures = held.said.figures.iter();
    let counts = figures
        .filter(|figure| figure.quantity == Quantity::Withheld)
        .map(|figure| WhatWithheld::Count { to: figure.to, population: figure.population });
    place.into_iter().chain(counts)
}

#[cfg(test)]
mod tests;
