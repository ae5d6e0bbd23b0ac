//! Who holds how many of whom: what the register judged, what came and went since, and what
//! claimants say beside it. A claim moves no balance.

use std::collections::{BTreeMap, BTreeSet};

use repatria_domain::{
    Band, Basis, Before, CustodyAccount, CustodyChange, Day, Flow, LegKey, Measure, Party, Posting,
    PostingSource, Rank, Reference, Source, State, Text, TotalClaim, When, Whose,
};
use serde::Serialize;

use crate::balance::{Balance, Flowed};
use crate::happened::{Certainty, happened};
use crate::head::Head;
use crate::overview::{Claim, shown};
use crate::published::sort_key;
use crate::record::{Ground, Record, Stamp};

/// The custody accounts of a register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Custody {
    /// [`Custody::NAME`].
    pub name: &'static str,
    /// [`Custody::VERSION`].
    pub version: u32,
    /// Up to which commit it knows the register.
    pub head: Head,
    /// What had happened by this day; absent: everything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Day>,
    /// By holder, then by whose people they are.
    pub accounts: Vec<Account>,
    /// Claims about people held that do not say by whom, or whose people they are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub of_nobody_named: Vec<Claim>,
}

/// The people of one party in the hands of another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Account {
    /// Who holds them.
    pub holder: Party,
    /// Whose people they are.
    pub of: Party,
    /// What is known of their number.
    pub standing: Standing,
    /// How many the register holds there to be, after the last posting; absent: nothing was
    /// declared, so that only what came and what left is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub balance: Option<Balance>,
    /// What came since the register began, however much was declared.
    pub came: Flowed,
    /// What left since the register began.
    pub left: Flowed,
    /// What was declared, came and left, in order of its date.
    pub postings: Vec<PostingShown>,
    /// What claimants say of people held, captured or dead there, in order of the day it was said.
    pub claims: Vec<Claim>,
}

/// What is known of the number of people in an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// The register declared it.
    Declared,
    /// They were brought into a third state; before them there was nobody.
    Abroad,
    /// Nothing was declared.
    NotDeclared,
}

/// One line of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PostingShown {
    /// When; absent: nobody says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<When>,
    /// Whether it had happened by the day that was asked for.
    pub happened: Certainty,
    /// What was declared, or why people came or left.
    pub what: What,
    /// How many.
    pub count: Band,
    /// How many there are after it; absent: nothing was declared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub balance: Option<Balance>,
    /// What it rests on, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<Text>,
    /// Where it was read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    /// When it was recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recorded: Option<Stamp>,
}

/// What a posting is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum What {
    /// The register held that there were so many.
    Declared,
    /// A change other than by an exchange.
    Changed {
        /// What happened to them.
        change: CustodyChange,
    },
    /// They came by a leg of an exchange.
    Came {
        /// Which exchange.
        reference: Reference,
        /// Which leg.
        leg: LegKey,
        /// On whose word.
        word: Basis,
    },
    /// They left by a leg of an exchange.
    Left {
        /// Which exchange.
        reference: Reference,
        /// Which leg.
        leg: LegKey,
        /// On whose word.
        word: Basis,
    },
}

impl Custody {
    /// Its name.
    pub const NAME: &str = "custody";
    /// The version of its layout.
    pub const VERSION: u32 = 1;

    /// The people of `of` in the hands of `holder`.
    pub fn account(&self, holder: Party, of: Party) -> Option<&Account> {
        self.accounts.iter().find(|account| (account.holder, account.of) == (holder, of))
    }
}

/// Draws the custody accounts up, as of the end of a day or of all days.
pub fn custody(record: &Record, as_of: Option<Day>) -> Custody {
    let (mut claims, of_nobody_named) = claims(record.state(), as_of);
    let accounts = record.state().custody_accounts().map(|(account, _)| account);
    let named: BTreeSet<_> = accounts.chain(claims.keys().copied()).collect();
    let accounts = named.into_iter().map(|(holder, of)| {
        account(record, holder, of, claims.remove(&(holder, of)).unwrap_or_default(), as_of)
    });
    Custody {
        name: Custody::NAME,
        version: Custody::VERSION,
        head: record.head(),
        as_of,
        accounts: accounts.filter(|account| !account.is_blank()).collect(),
        of_nobody_named,
    }
}

/// How many people of a party are in the hands of another by the end of a day; none where nothing
/// was declared.
pub(crate) fn balance_by(record: &Record, holder: Party, of: Party, day: Day) -> Option<Balance> {
    balances(&lines(record, holder, of, Some(day))).last().copied().flatten()
}

impl Account {
    /// Whether nothing of it was known by the day that was asked for.
    fn is_blank(&self) -> bool {
        self.postings.is_empty() && self.claims.is_empty()
    }
}

fn account(
    record: &Record,
    holder: Party,
    of: Party,
    claims: Vec<Claim>,
    as_of: Option<Day>,
) -> Account {
    let lines = lines(record, holder, of, as_of);
    let flowed =
        |flow| Flowed::of(lines.iter().filter(|line| line.posting.flow == flow).map(Line::counted));
    let balances = balances(&lines);
    Account {
        holder,
        of,
        standing: standing(&lines),
        balance: balances.last().copied().flatten(),
        came: flowed(Flow::In),
        left: flowed(Flow::Out),
        postings: lines
            .iter()
            .zip(balances)
            .filter_map(|(line, balance)| line.shown(record.state(), balance))
            .collect(),
        claims,
    }
}

fn standing(lines: &[Line<'_>]) -> Standing {
    if lines.iter().any(|line| line.posting.flow == Flow::Declared) {
        Standing::Declared
    } else if begins_empty(lines) {
        Standing::Abroad
    } else {
        Standing::NotDeclared
    }
}

/// Whether people came first by a leg into this third state.
fn begins_empty(lines: &[Line<'_>]) -> bool {
    lines.iter().any(|line| line.posting.begins)
}

/// A posting with what it rests on.
#[derive(Clone, Copy, Debug)]
struct Line<'a> {
    posting: &'a Posting,
    ground: Option<&'a Ground>,
    happened: Certainty,
}

/// The postings by their date: declarations before what came, what came before what left.
fn lines(record: &Record, holder: Party, of: Party, as_of: Option<Day>) -> Vec<Line<'_>> {
    let postings = record.state().custody(holder, of).map_or(&[][..], CustodyAccount::postings);
    let mut grounds = record.grounds(holder, of).iter();
    let mut lines: Vec<Line<'_>> = postings
        .iter()
        .map(|posting| {
            let ground = match posting.source {
                PostingSource::Declaration | PostingSource::Change(_) => grounds.next(),
                PostingSource::Leg(..) => None,
            };
            (posting, ground)
        })
        .filter_map(|(posting, ground)| {
            Some(Line { posting, ground, happened: happened(posting.on, as_of)? })
        })
        .collect();
    lines.sort_by_key(|line| (sort_key(line.posting.on), line.posting.flow));
    lines
}

impl Line<'_> {
    fn counted(&self) -> (Band, Certainty) {
        (self.posting.count, self.happened)
    }

    fn shown(&self, state: &State, balance: Option<Balance>) -> Option<PostingShown> {
        Some(PostingShown {
            on: self.posting.on,
            happened: self.happened,
            what: what(state, self.posting)?,
            count: self.posting.count,
            balance,
            basis: self.ground.map(|ground| ground.basis.clone()),
            sources: self.ground.map(|ground| ground.sources.clone()).unwrap_or_default(),
            recorded: self.ground.map(|ground| ground.recorded.clone()),
        })
    }
}

/// What a posting is; a leg that posted is one of the settlement of its exchange.
fn what(state: &State, posting: &Posting) -> Option<What> {
    let (exchange, leg) = match posting.source {
        PostingSource::Declaration => return Some(What::Declared),
        PostingSource::Change(change) => return Some(What::Changed { change }),
        PostingSource::Leg(exchange, leg) => (state.exchange(exchange)?, leg),
    };
    let word = exchange.settlement.as_ref()?.leg(&leg)?.basis;
    let reference = exchange.reference.clone();
    Some(match posting.flow {
        Flow::In => What::Came { reference, leg, word },
        Flow::Out | Flow::Declared => What::Left { reference, leg, word },
    })
}

/// The balance after each line; none before anything was declared.
///
/// A declaration starts anew. What surely comes later moves the balance; what is possibly later, or
/// has possibly happened, widens it; what is surely not later is in the declaration already.
fn balances(lines: &[Line<'_>]) -> Vec<Option<Balance>> {
    let mut balance = begins_empty(lines).then_some(Balance::NOBODY);
    let mut declared: Option<&Posting> = None;
    let mut balances = Vec::with_capacity(lines.len());
    for (index, line) in lines.iter().enumerate() {
        if line.posting.flow == Flow::Declared && line.happened == Certainty::Surely {
            declared = Some(line.posting);
            let earlier =
                lines.iter().take(index).filter(|line| line.posting.flow != Flow::Declared);
            balance = Some(earlier.fold(Balance::of(line.posting.count), |balance, line| {
                balance.after(line.posting, later(declared, line))
            }));
        } else if line.posting.flow != Flow::Declared {
            balance = balance.map(|balance| balance.after(line.posting, later(declared, line)));
        }
        balances.push(balance);
    }
    balances
}

/// Whether a posting comes after what was declared, and has happened at all; none if surely not.
fn later(declared: Option<&Posting>, line: &Line<'_>) -> Option<Certainty> {
    let after = match declared.map(|declared| declared.on.zip(line.posting.on)) {
        None => Certainty::Surely,
        Some(None) => Certainty::Possibly,
        Some(Some((declared, on))) => match declared.before(&on) {
            Before::Surely => Certainty::Surely,
            Before::Possibly => Certainty::Possibly,
            Before::No => return None,
        },
    };
    Some(after.max(line.happened))
}

type Claims = BTreeMap<(Party, Party), Vec<Claim>>;

/// What claimants say of people held, captured and dead, by account; and what names no account.
fn claims(state: &State, as_of: Option<Day>) -> (Claims, Vec<Claim>) {
    let is_asked_for = |claim: &&TotalClaim| {
        claim.corrected_by.is_none()
            && claim.rank != Rank::Deprecated
            && is_of_custody(claim.said.measure)
            && happened(claim.said.attribution.said_on, as_of).is_some()
    };
    let mut standing: Vec<&TotalClaim> = state.total_claims().filter(is_asked_for).collect();
    standing.sort_by_key(|claim| {
        (sort_key(claim.said.attribution.said_on), claim.said.measure, claim.said.statement)
    });
    let (mut by_account, mut of_nobody_named) = (Claims::new(), Vec::new());
    for claim in standing {
        match (claim.said.scope.holder, claim.said.scope.of) {
            (Some(holder), Some(Whose::Party(of))) => {
                by_account.entry((holder, of)).or_default().push(shown(&claim.said));
            }
            (Some(_) | None, Some(_) | None) => of_nobody_named.push(shown(&claim.said)),
        }
    }
    (by_account, of_nobody_named)
}

fn is_of_custody(measure: Measure) -> bool {
    match measure {
        Measure::Held | Measure::Captured | Measure::Died => true,
        Measure::Returned | Measure::Exchanges | Measure::Offered => false,
    }
}

#[cfg(test)]
mod tests;
