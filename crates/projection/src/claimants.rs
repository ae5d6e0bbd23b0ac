//! What each claimant said, what became of it, and how often others contradict him.
//! It refuses to say who is right: a rate is a count of overlaps, never a verdict.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use repatria_domain::{
    Attribution, Band, Count, Day, Evidence, Exchange, ExchangeId, LegKey, Party, Rank, Reference,
    Role, Text, competing,
};
use serde::Serialize;

use crate::happened::{date, happened};
use crate::head::Head;
use crate::listed::in_order;
use crate::record::Record;

/// The claimants of a register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Claimants {
    /// [`Claimants::NAME`].
    pub name: &'static str,
    /// [`Claimants::VERSION`].
    pub version: u32,
    /// Up to which commit it knows the register.
    pub head: Head,
    /// What had happened by this day; absent: everything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Day>,
    /// Who said most first, then by name.
    pub claimants: Vec<ClaimantShown>,
}

/// One claimant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClaimantShown {
    /// Who; absent: the pages name nobody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claimant: Option<Text>,
    /// What he is, as the sources put it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Text>,
    /// The parties that he speaks for as an official; of the press none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sides: Vec<Party>,
    /// What became of all that he said.
    pub word: Word,
    /// The same by who passed it on.
    pub by_relay: Vec<WordOfRelay>,
}

/// What one relay passed on of a claimant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WordOfRelay {
    /// Who passed it on; absent: nobody between the claimant and the source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relay: Option<Text>,
    /// What became of it.
    pub word: Word,
}

/// What became of what somebody said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Word {
    /// How many statements about exchanges.
    pub statements: u64,
    /// About how many exchanges.
    pub exchanges: u64,
    /// How many statements about running totals.
    pub totals: u64,
    /// How many of all these a later statement corrects.
    pub corrected: u64,
    /// How many of all these a reviewer set aside.
    pub set_aside: u64,
    /// What the settlements that are held used them for, one for each leg.
    pub used: Used,
    /// In how many directions of exchanges both he and another claimant give a number.
    pub compared: u64,
    /// In how many of them the range of another excludes his.
    pub contradicted: u64,
    /// In how many directions two of his own figures exclude each other; of pages that name nobody,
    /// two of these pages.
    pub own_contradictions: u64,
    /// The exchanges of those in which another contradicts him.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contradicted_in: Vec<Reference>,
}

/// What statements were used for, one for each leg that they speak of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Used {
    /// The published figure is theirs.
    pub best: u64,
    /// They competed.
    pub heard: u64,
    /// They speak of a part.
    pub of_whom: u64,
    /// They were left out.
    pub left_out: u64,
}

impl Claimants {
    /// Its name.
    pub const NAME: &str = "claimants";
    /// The version of its layout.
    pub const VERSION: u32 = 1;
}

impl Word {
    /// In how many directions nobody contradicts him, of those in which others speak.
    pub fn agreed(&self) -> u64 {
        self.compared.saturating_sub(self.contradicted)
    }

    /// How many statements of either kind.
    pub fn all(&self) -> u64 {
        self.statements.saturating_add(self.totals)
    }
}

impl Used {
    /// How many uses altogether.
    pub fn all(&self) -> u64 {
        [self.best, self.heard, self.of_whom, self.left_out]
            .into_iter()
            .fold(0, u64::saturating_add)
    }
}

/// Counts what became of what each claimant said, as of the end of a day or of all days.
pub fn claimants(record: &Record, as_of: Option<Day>) -> Claimants {
    let mut heard = Heard::default();
    let exchanges = in_order(record);
    for exchange in exchanges.filter(|exchange| happened(date(exchange), as_of).is_some()) {
        heard.exchange(exchange);
    }
    for claim in record.state().total_claims() {
        let attribution = &claim.said.attribution;
        if happened(attribution.said_on, as_of).is_some() {
            heard.meet(attribution).each(attribution, |told| {
                let word = &mut told.word;
                word.totals += 1;
                word.corrected += u64::from(claim.corrected_by.is_some());
                word.set_aside += u64::from(claim.rank == Rank::Deprecated);
            });
        }
    }
    Claimants {
        name: Claimants::NAME,
        version: Claimants::VERSION,
        head: record.head(),
        as_of,
        claimants: heard.into_claimants(),
    }
}

/// Whose word: of a claimant altogether (`None`), or as a relay passed it on.
type Voice<'a> = (Option<&'a Text>, Option<Option<&'a Text>>);

/// Everybody heard so far.
#[derive(Debug, Default)]
struct Heard<'a> {
    persons: BTreeMap<Option<&'a Text>, Person<'a>>,
}

/// A claimant, and what became of his word.
#[derive(Debug, Default)]
struct Person<'a> {
    // Whether he is shown: a settlement may name what he said of another exchange, and no more.
    is_met: bool,
    roles: BTreeSet<&'a Text>,
    sides: BTreeSet<Party>,
    all: Told,
    by_relay: BTreeMap<Option<&'a Text>, Told>,
}

/// What became of somebody's word, and the last exchange that it is about.
#[derive(Debug, Default)]
struct Told {
    word: Word,
    about: Option<ExchangeId>,
}

impl<'a> Heard<'a> {
    fn exchange(&mut self, exchange: &'a Exchange) {
        let standing = exchange.statements.iter().filter(|held| held.moved_to.is_none());
        for held in standing {
            self.meet(&held.said.attribution).each(&held.said.attribution, |told| {
                let word = &mut told.word;
                word.statements += 1;
                word.corrected += u64::from(held.corrected_by.is_some());
                word.set_aside += u64::from(held.rank == Rank::Deprecated);
                // All of one exchange is counted before the next.
                word.exchanges += u64::from(told.about.replace(exchange.id) != Some(exchange.id));
            });
        }
        for evidence in exchange.settlement.iter().flat_map(|settlement| &settlement.evidence) {
            self.used(exchange, evidence);
        }
        for figures in by_leg(exchange).into_values() {
            self.compare(exchange, &figures);
        }
    }

    fn meet(&mut self, attribution: &'a Attribution) -> &mut Person<'a> {
        let person = self.person(attribution.claimant.as_ref());
        person.is_met = true;
        person.roles.extend(&attribution.role);
        person.sides.extend(&attribution.sides);
        person
    }

    fn person(&mut self, claimant: Option<&'a Text>) -> &mut Person<'a> {
        self.persons.entry(claimant).or_default()
    }

    fn used(&mut self, exchange: &'a Exchange, evidence: &Evidence) {
        let Some((_, held)) = exchange.statement(evidence.statement) else { return };
        let attribution = &held.said.attribution;
        self.person(attribution.claimant.as_ref()).each(attribution, |told| {
            let used = &mut told.word.used;
            *match evidence.role {
                Role::Best => &mut used.best,
                Role::Heard => &mut used.heard,
                Role::OfWhom => &mut used.of_whom,
                Role::NoNumber
                | Role::Planned
                | Role::Deprecated
                | Role::Corrected
                | Role::BothDirections
                | Role::NoDirection
                | Role::NotPreferred => &mut used.left_out,
            } += 1;
        });
    }

    /// Holds what each says of the same people against what the others say.
    fn compare(&mut self, exchange: &'a Exchange, figures: &[(&'a Attribution, Band)]) {
        // A handful, each once.
        let mut spoken: Vec<(Voice<'a>, Ends)> = Vec::with_capacity(2 * figures.len());
        for (who, band) in figures {
            for voice in voices(who) {
                let own = Ends::of(*band);
                match spoken.iter_mut().find(|(other, _)| *other == voice) {
                    Some((_, ends)) => *ends = ends.and(own),
                    None => spoken.push((voice, own)),
                }
            }
        }
        for (voice, own) in &spoken {
            // Of the others all that they said together: what a relay passed on is among it.
            let mut others = spoken
                .iter()
                .filter(|(other, _)| other.1.is_none() && other.0 != voice.0)
                .map(|(_, ends)| ends)
                .peekable();
            let is_compared = others.peek().is_some();
            let is_contradicted = others.any(|ends| own.exclude(*ends));
            let word = &mut self.person(voice.0).told(*voice).word;
            word.compared += u64::from(is_compared);
            word.contradicted += u64::from(is_contradicted);
            word.own_contradictions += u64::from(own.exclude(*own));
            if is_contradicted && word.contradicted_in.last() != Some(&exchange.reference) {
                word.contradicted_in.push(exchange.reference.clone());
            }
        }
    }

    fn into_claimants(self) -> Vec<ClaimantShown> {
        let met = self.persons.into_iter().filter(|(_, person)| person.is_met);
        let mut claimants: Vec<ClaimantShown> =
            met.map(|(claimant, person)| person.shown(claimant)).collect();
        claimants.sort_by_key(|shown| (Reverse(shown.word.all()), shown.claimant.clone()));
        claimants
    }
}

impl<'a> Person<'a> {
    /// Changes the word of the claimant, and that of his relay.
    fn each(&mut self, attribution: &'a Attribution, mut change: impl FnMut(&mut Told)) {
        change(&mut self.all);
        change(self.by_relay.entry(attribution.relay.as_ref()).or_default());
    }

    /// What became of all that he said, or of what a relay passed on.
    fn told(&mut self, (_, passed_on_by): Voice<'a>) -> &mut Told {
        match passed_on_by {
            Some(relay) => self.by_relay.entry(relay).or_default(),
            None => &mut self.all,
        }
    }

    fn shown(self, claimant: Option<&Text>) -> ClaimantShown {
        let by_relay = self.by_relay.into_iter();
        ClaimantShown {
            claimant: claimant.cloned(),
            roles: self.roles.into_iter().cloned().collect(),
            sides: self.sides.into_iter().collect(),
            word: self.all.word,
            by_relay: by_relay
                .map(|(relay, told)| WordOfRelay { relay: relay.cloned(), word: told.word })
                .collect(),
        }
    }
}

fn voices(attribution: &Attribution) -> [Voice<'_>; 2] {
    let claimant = attribution.claimant.as_ref();
    [(claimant, None), (claimant, Some(attribution.relay.as_ref()))]
}

/// What whole statements with a number say of the same people. Figures that add up to more than can
/// be counted are compared with nothing.
fn by_leg(exchange: &Exchange) -> BTreeMap<LegKey, Vec<(&Attribution, Band)>> {
    let mut figures: BTreeMap<LegKey, Vec<(&Attribution, Band)>> = BTreeMap::new();
    for claim in competing(exchange).unwrap_or_default() {
        if let Some((_, held)) = exchange.statement(claim.statement) {
            figures.entry(claim.leg).or_default().push((&held.said.attribution, claim.count));
        }
    }
    figures
}

/// The inner ends of some ranges: two of them exclude each other where one ends below the other.
#[derive(Clone, Copy, Debug)]
struct Ends {
    highest_low: Count,
    lowest_high: Option<Count>,
}

impl Ends {
    fn of(band: Band) -> Self {
        Self { highest_low: band.low(), lowest_high: band.high() }
    }

    fn and(self, other: Self) -> Self {
        let lowest_high = match (self.lowest_high, other.lowest_high) {
            (Some(mine), Some(its)) => Some(mine.min(its)),
            (mine, its) => mine.or(its),
        };
        Self { highest_low: self.highest_low.max(other.highest_low), lowest_high }
    }

    /// Whether one of these ranges and one of the others have no number in common.
    fn exclude(self, other: Self) -> bool {
        let ends_below = |a: Self, b: Self| a.lowest_high.is_some_and(|high| high < b.highest_low);
        ends_below(self, other) || ends_below(other, self)
    }
}

#[cfg(test)]
mod tests;
