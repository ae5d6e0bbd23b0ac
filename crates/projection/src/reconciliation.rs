//! Each claimed total against the record in the same scope, as of the day of the claim.
//! The record is what is recorded, never the whole truth: a verdict says so, and how much is
//! missing. It refuses to say who is right.

mod because;
mod held;
mod own_count;
mod recorded;
mod scope;
mod sorted;
mod standing;
mod verdict;

use std::collections::BTreeSet;

use repatria_domain::{
    Band, Day, Measure, Party, Quantity, Scope, Source, StatementId, Text, TotalClaim,
    TotalStatement, Toward, When,
};
use serde::Serialize;

use crate::head::Head;
use crate::published::Published;
use crate::record::Record;

pub use own_count::OwnCount;
pub use recorded::{CountedIn, Recorded};
pub use standing::{ClaimBeside, ClaimStanding};
pub use verdict::{Missing, Verdict, WhyNot};

use scope::Asked;
use sorted::Sorted;
use standing::Claims;

/// Every claim about a running total, held against the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reconciliation {
    /// [`Reconciliation::NAME`].
    pub name: &'static str,
    /// [`Reconciliation::VERSION`].
    pub version: u32,
    /// Up to which commit it knows the register.
    pub head: Head,
    /// What had been said, and had happened, by this day; absent: everything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Day>,
    /// The claims, in order of recording.
    pub claims: Vec<Reconciled>,
}

/// One claim, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reconciled {
    /// What it is called: `T/k`, the k-th in order of recording.
    pub called: String,
    /// The statement.
    pub statement: StatementId,
    /// Who said it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claimant: Option<Text>,
    /// What he is, as the source puts it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<Text>,
    /// The parties he speaks for as an official.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sides: Vec<Party>,
    /// Who passed it on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relay: Option<Text>,
    /// When it was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub said_on: Option<When>,
    /// Where it was read.
    pub source: Source,
    /// What is counted up.
    pub measure: Measure,
    /// Over what, as far as it was said.
    pub scope: Scope,
    /// The scope in the words of the source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<Text>,
    /// Our remark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// How many, as it was said.
    pub quantity: Quantity,
    /// The same, from low over best to high.
    pub band: Band,
    /// Whether it stands, or was corrected or set aside.
    pub standing: ClaimStanding,
    /// The claim that it takes the place of, as it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub corrects: Option<String>,
    /// What others, or other pages, said on the same day of the same scope, where it differs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub beside: Vec<ClaimBeside>,
    /// The comparison; of a claim about each side, one a side.
    pub comparisons: Vec<Comparison>,
}

/// A claim held against the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// Which side, or both together; absent: not said, or no direction is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Toward>,
    /// The verdict.
    #[serde(flatten)]
    pub verdict: Verdict,
    /// Why, in words.
    pub because: String,
    /// The record in the same scope. Where the claim does not say since when, the whole record: it
    /// stands beside the claim then, and is not compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<Recorded>,
    /// Our own count of exchanges, beside a claim that counts them by another rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub own_count: Option<OwnCount>,
}

impl Reconciliation {
    /// Its name.
    pub const NAME: &str = "reconciliation";
    /// The version of its layout.
    pub const VERSION: u32 = 1;
}

/// Holds every claim about a running total against the record, as of the end of a day or of all
/// days. What was surely said later is left out.
pub fn reconciliation(record: &Record, as_of: Option<Day>) -> Reconciliation {
    Reconciliations::of(record, as_of).all()
}

/// The same of the claims of these numbers alone, with what the record in their scope is made of.
/// What is not there, or was surely said later, is left out.
pub fn reconciliation_of(record: &Record, numbers: &[usize], as_of: Option<Day>) -> Reconciliation {
    Reconciliations::of(record, as_of).of_claims(numbers)
}

/// The claims of a register, and the record that they are held against, sorted once; each is held
/// against it when it is asked for.
///
/// ```
/// use repatria_projection::{Reconciliations, Record};
///
/// let record = Record::default();
/// let held = Reconciliations::of(&record, None);
/// assert_eq!(held.of_claims(&[1]), held.all());
/// ```
#[derive(Debug)]
pub struct Reconciliations<'a> {
    record: &'a Record,
    as_of: Option<Day>,
    sorted: Sorted<'a>,
    claims: Claims<'a>,
}

impl<'a> Reconciliations<'a> {
    /// Sorts what is claimed and what is recorded, as of the end of a day or of all days.
    pub fn of(record: &'a Record, as_of: Option<Day>) -> Self {
        let sorted = Sorted::of(record.state(), &Published::of(record, as_of));
        Self { record, as_of, sorted, claims: Claims::of(record, as_of) }
    }

    /// Every claim, held against the record.
    pub fn all(&self) -> Reconciliation {
        let asked = self.asked(false);
        self.drawn(self.claims.said.iter().map(|claim| self.held(&asked, claim)).collect())
    }

    /// The claims of these numbers alone, in order of recording, with what the record in their scope
    /// is made of.
    pub fn of_claims(&self, numbers: &[usize]) -> Reconciliation {
        let (asked, numbers) = (self.asked(true), BTreeSet::from_iter(numbers));
        let claims = numbers.into_iter().filter_map(|number| self.claims.numbered(*number));
        self.drawn(claims.map(|claim| self.held(&asked, claim)).collect())
    }

    fn asked(&self, in_detail: bool) -> Asked<'_> {
        let Self { record, as_of, sorted, .. } = self;
        Asked { record, state: record.state(), sorted, as_of: *as_of, in_detail }
    }

    fn held(&self, asked: &Asked<'_>, (number, claim): &(usize, &TotalClaim)) -> Reconciled {
        let all = &self.claims;
        Reconciled {
            standing: all.standing(claim),
            corrects: claim.said.corrects.and_then(|mended| all.name(mended.statement)),
            beside: all.beside(claim),
            comparisons: comparisons(asked, &claim.said),
            ..shown(*number, &claim.said)
        }
    }

    fn drawn(&self, claims: Vec<Reconciled>) -> Reconciliation {
        Reconciliation {
            name: Reconciliation::NAME,
            version: Reconciliation::VERSION,
            head: self.record.head(),
            as_of: self.as_of,
            claims,
        }
    }
}

/// The claim as it was said, before it is held against anything.
fn shown(number: usize, said: &TotalStatement) -> Reconciled {
    let by = &said.attribution;
    Reconciled {
        called: standing::called(number),
        statement: said.statement,
        claimant: by.claimant.clone(),
        role: by.role.clone(),
        sides: by.sides.clone(),
        relay: by.relay.clone(),
        said_on: by.said_on,
        source: by.source.clone(),
        measure: said.measure,
        scope: said.scope.clone(),
        words: said.words.clone(),
        note: said.note.clone(),
        quantity: said.quantity,
        band: said.quantity.band(),
        standing: ClaimStanding::Stands,
        corrects: None,
        beside: Vec::new(),
        comparisons: Vec::new(),
    }
}

fn comparisons(asked: &Asked<'_>, said: &TotalStatement) -> Vec<Comparison> {
    match said.measure {
        Measure::Returned => by_side(asked, said, scope::complete(asked, said).err()),
        Measure::Offered => by_side(asked, said, Some(WhyNot::Offered)),
        Measure::Exchanges => {
            let own_count = own_count::own_count(asked, said);
            vec![Comparison { own_count, ..not_compared(None, WhyNot::DifferentRules) }]
        }
        Measure::Held => vec![held::compared(asked, said)],
        Measure::Captured | Measure::Died => {
            vec![not_compared(None, WhyNot::NotRecorded { measure: said.measure })]
        }
    }
}

/// A claim about people or remains, for each side that it speaks of; where something stands in the
/// way of a verdict, what is recorded stands beside it as far as the scope was said.
fn by_side(
    asked: &Asked<'_>,
    said: &TotalStatement,
    in_the_way: Option<WhyNot>,
) -> Vec<Comparison> {
    match scope::sides(asked, said) {
        Ok(sides) => {
            sides.into_iter().map(|to| compared(asked, said, to, in_the_way.as_ref())).collect()
        }
        Err(why) => vec![not_compared(said.scope.to, in_the_way.unwrap_or(why))],
    }
}

fn compared(
    asked: &Asked<'_>,
    said: &TotalStatement,
    to: Toward,
    in_the_way: Option<&WhyNot>,
) -> Comparison {
    let record = recorded::recorded(asked, said, to);
    match (in_the_way, record) {
        (None, Some(record)) => against(Some(to), said.quantity.band(), record),
        (None, None) => not_compared(Some(to), WhyNot::NotSaid { missing: Missing::Date }),
        (Some(why), record) => {
            let record = record.filter(|_| why.leaves_a_scope());
            Comparison { record, ..not_compared(Some(to), why.clone()) }
        }
    }
}

/// The verdict over a claim and the record in its scope.
fn against(to: Option<Toward>, claim: Band, record: Recorded) -> Comparison {
    let verdict = verdict::compare(claim, &record);
    let because = because::because(&verdict, claim, Some(&record));
    Comparison { to, verdict, because, record: Some(record), own_count: None }
}

fn not_compared(to: Option<Toward>, why: WhyNot) -> Comparison {
    let verdict = Verdict::CannotBeCompared { why };
    let because = because::because(&verdict, Band::UNKNOWN, None);
    Comparison { to, verdict, because, record: None, own_count: None }
}

#[cfg(test)]
mod tests;
