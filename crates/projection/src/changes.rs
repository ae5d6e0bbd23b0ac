//! What was changed after it was recorded: corrected, reviewed, settled anew, withdrawn, disclosed;
//! in order of the log, with who did it and why.
//! It refuses to hide what stood before: nothing is deleted, and both sides of a change are shown.

mod difference;
mod gather;

use repatria_domain::{
    Channel, Day, Detail, Digest, Drawn, ExchangeKind, Measure, Mistake, Party, Place, Population,
    Quantity, Rank, Reference, Rule, Scope, Tense, Terms, Text, Toward, When, Whose,
};
use serde::Serialize;

use crate::head::Head;
use crate::record::{Record, Stamp};
use crate::way::Way;

/// The changes of a register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// [`Changes::NAME`].
    pub name: &'static str,
    /// [`Changes::VERSION`].
    pub version: u32,
    /// Up to which commit it knows the register.
    pub head: Head,
    /// Only what concerns exchanges that had happened, and claims that were made, by this day;
    /// absent: everything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Day>,
    /// In order of the log.
    pub changes: Vec<Change>,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// In which commit, when and by whom.
    pub recorded: Stamp,
    /// Of which exchange; absent: of a claim about a running total, or of the log itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<Reference>,
    /// What was changed.
    pub what: Changed,
    /// Why, as far as it was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<Text>,
}

/// What was changed, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum Changed {
    /// A statement took the place of another.
    Corrected {
        /// Whose statement it is; absent: the page names nobody.
        #[serde(skip_serializing_if = "Option::is_none")]
        claimant: Option<Text>,
        /// The statement that no longer counts, as it is called.
        statement: String,
        /// The one that took its place.
        by: String,
        /// Who had it wrong.
        mistake: Mistake,
        /// The figures that differ.
        figures: Vec<FigureChanged>,
        /// What else differs.
        differences: Vec<Difference>,
    },
    /// A claim about a running total took the place of another.
    TotalCorrected {
        /// Whose claim it is; absent: the page names nobody.
        #[serde(skip_serializing_if = "Option::is_none")]
        claimant: Option<Text>,
        /// The claim that no longer counts, as it is called: `T/k` in order of recording.
        statement: String,
        /// The one that took its place.
        by: String,
        /// Who had it wrong.
        mistake: Mistake,
        /// How many it said.
        before: Quantity,
        /// How many it says.
        after: Quantity,
        /// What else differs.
        differences: Vec<Difference>,
    },
    /// A statement was ranked.
    Ranked {
        /// Whose statement it is; absent: the page names nobody.
        #[serde(skip_serializing_if = "Option::is_none")]
        claimant: Option<Text>,
        /// The statement or claim, as it is called.
        statement: String,
        /// How far it counted.
        before: Rank,
        /// How far it counts.
        after: Rank,
    },
    /// A statement was found to speak of another exchange.
    Relinked {
        /// Whose statement it is; absent: the page names nobody.
        #[serde(skip_serializing_if = "Option::is_none")]
        claimant: Option<Text>,
        /// The statement, as it is called where it was.
        statement: String,
        /// The exchange that it speaks of.
        to: Reference,
    },
    /// An exchange was settled anew.
    Resettled {
        /// By this revision.
        revision: u32,
        /// The legs that differ.
        ways: Vec<WayChanged>,
        /// What else differs.
        differences: Vec<Difference>,
    },
    /// A settlement is no longer held.
    Withdrawn {
        /// The revision that was held.
        revision: u32,
        /// What it held.
        ways: Vec<Way>,
    },
    /// An exchange was called off.
    Cancelled,
    /// It is on again.
    Reinstated,
    /// An exchange was described anew.
    Redescribed {
        /// By this revision.
        revision: u32,
        /// What differs.
        differences: Vec<Difference>,
    },
    /// Stored commits were lost and given up: what stood in them is not known here any more.
    LossAccepted {
        /// How many commits were kept.
        kept: u64,
        /// How many had been acknowledged, where that was known.
        #[serde(skip_serializing_if = "Option::is_none")]
        acknowledged: Option<u64>,
        /// How many lines were set aside.
        lines: u64,
        /// How many bytes were set aside.
        bytes: u64,
        /// Of what was set aside.
        sha256: Digest,
    },
    /// What was kept back came out.
    Disclosed {
        /// What.
        detail: Detail,
        /// By which party it had been kept back.
        by: Party,
    },
}

/// A figure before and after a correction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct FigureChanged {
    /// Where the people went.
    pub to: Toward,
    /// Who handed them over, where it was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Party>,
    /// Whose people they are, where it was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<Whose>,
    /// What is counted.
    pub population: Population,
    /// By exchange or outside it.
    #[serde(skip_serializing_if = "Channel::is_not_stated")]
    pub channel: Channel,
    /// Whether it was done or only meant.
    #[serde(skip_serializing_if = "Tense::is_done")]
    pub tense: Tense,
    /// How many it said; absent: it did not speak of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Quantity>,
    /// How many it says; absent: it does not speak of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Quantity>,
}

/// A leg before and after an exchange was settled anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WayChanged {
    /// As it was held; absent: there was no such leg.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Way>,
    /// As it is held; absent: there is no such leg.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Way>,
}

/// Something else that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What.
    pub what: Aspect,
    /// As it was; absent: not stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Stated>,
    /// As it is; absent: not stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Stated>,
}

/// What was said of an aspect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Stated {
    /// Words, names and references; several parted by `; `.
    Words(String),
    /// A date.
    Date(When),
    /// A place, or that it is withheld.
    Place(Place),
    /// Terms.
    Terms(Terms),
    /// A kind of hand-over.
    Kind(ExchangeKind),
    /// Who drew a description up.
    Drawn(Drawn),
    /// How a settlement was chosen.
    Rule(Rule),
    /// What a claim counts up.
    Measure(Measure),
    /// Over what it counts.
    Scope(Box<Scope>),
}

/// What else a statement, a description or a settlement says beside its figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Aspect {
    /// Who said it.
    Claimant,
    /// The parties that he speaks for.
    Sides,
    /// Who passed it on.
    Relay,
    /// When it was said.
    SaidOn,
    /// Where it was read.
    Source,
    /// When it was.
    Date,
    /// What kind of hand-over it is.
    Kind,
    /// On what terms.
    Terms,
    /// The deal of which it is one hand-over.
    Frame,
    /// The agreements that it carries out.
    Agreements,
    /// What it was limited to.
    Categories,
    /// Where it was.
    Place,
    /// Where people were first received.
    Transit,
    /// Who mediated.
    Mediators,
    /// What the claimant calls it.
    Label,
    /// Who drew it up.
    Drawn,
    /// How it was chosen.
    Rule,
    /// What is counted up.
    Measure,
    /// Over what a total counts.
    Scope,
}

impl Changes {
    /// Its name.
    pub const NAME: &str = "changes";
    /// The version of its layout.
    pub const VERSION: u32 = 1;
}

/// Lists what was changed, as of the end of a day or of all days.
pub fn changes(record: &Record, as_of: Option<Day>) -> Changes {
    let mut changes = gather::changes(record, as_of);
    // Within a commit by exchange, then as they were gathered.
    changes.sort_by(|a, b| (a.recorded.n, &a.reference).cmp(&(b.recorded.n, &b.reference)));
    Changes { name: Changes::NAME, version: Changes::VERSION, head: record.head(), as_of, changes }
}

#[cfg(test)]
mod tests;
