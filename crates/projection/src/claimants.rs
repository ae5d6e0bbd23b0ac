//! What each claimant said, what became of it, and how often others contradict him.
//! It refuses to say who is right: a rate is a count of overlaps, never a verdict.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use repatria_domain::{
    Attribution, Band, Competing, Count, Day, Evidence, Exchange, ExchangeId, LegKey, Party, Rank,
    Reference, Role, Text, competing,
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
            let place = heard.place(attribution);
            heard.meet(place, attribution, |told| {
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

/// Whose word: of the claimant at a place altogether (`None`), or as a relay passed it on.
type Voice<'a> = (usize, Option<Option<&'a Text>>);

/// Everybody heard so far.
#[derive(Debug, Default)]
struct Heard<'a> {
    places: BTreeMap<Option<&'a Text>, usize>,
    persons: Vec<Person<'a>>,
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
        let all = exchange.statements.iter();
        let places: Vec<usize> =
            all.clone().map(|held| self.place(&held.said.attribution)).collect();
        for (held, place) in all.zip(&places).filter(|(held, _)| held.moved_to.is_none()) {
            self.meet(*place, &held.said.attribution, |told| {
                let word = &mut told.word;
                word.statements += 1;
                word.corrected += u64::from(held.corrected_by.is_some());
                word.set_aside += u64::from(held.rank == Rank::Deprecated);
                // All of one exchange is counted before the next.
                word.exchanges += u64::from(told.about.replace(exchange.id) != Some(exchange.id));
            });
        }
        for evidence in exchange.settlement.iter().flat_map(|settlement| &settlement.evidence) {
            self.used(exchange, &places, evidence);
        }
        let figures = figures(exchange, &places);
        // One alone contradicts nobody.
        let compared = figures.chunk_by(|one, next| one.leg == next.leg);
        for figures in compared.filter(|figures| figures.len() > 1) {
            self.compare(exchange, figures);
        }
    }

    /// The place of a claimant among those heard so far.
    fn place(&mut self, attribution: &'a Attribution) -> usize {
        let place = *self.places.entry(attribution.claimant.as_ref()).or_insert(self.persons.len());
        if place == self.persons.len() {
            self.persons.push(Person::default());
        }
        place
    }

    /// Meets who said something, and changes the word of the claimant, and that of his relay.
    fn meet(&mut self, place: usize, by: &'a Attribution, change: impl FnMut(&mut Told)) {
        if let Some(person) = self.persons.get_mut(place) {
            person.is_met = true;
            person.roles.extend(&by.role);
            person.sides.extend(&by.sides);
            person.each(by, change);
        }
    }

    fn used(&mut self, exchange: &'a Exchange, places: &[usize], evidence: &Evidence) {
        let Some((number, held)) = exchange.statement(evidence.statement) else { return };
        let Some(person) = place_of(places, number).and_then(|place| self.persons.get_mut(place))
        else {
            return;
        };
        person.each(&held.said.attribution, |told| {
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
    fn compare(&mut self, exchange: &'a Exchange, figures: &[Given<'a>]) {
        // A handful, each once.
        let mut spoken: Vec<(Voice<'a>, Ends)> = Vec::with_capacity(2 * figures.len());
        for figure in figures {
            for voice in figure.voices() {
                let own = Ends::of(figure.band);
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
            let Some(person) = self.persons.get_mut(voice.0) else { continue };
            let word = &mut person.told(*voice).word;
            word.compared += u64::from(is_compared);
            word.contradicted += u64::from(is_contradicted);
            word.own_contradictions += u64::from(own.exclude(*own));
            if is_contradicted && word.contradicted_in.last() != Some(&exchange.reference) {
                word.contradicted_in.push(exchange.reference.clone());
            }
        }
    }

    fn into_claimants(self) -> Vec<ClaimantShown> {
        let mut persons: Vec<Option<Person<'a>>> = self.persons.into_iter().map(Some).collect();
        let by_name = self.places.into_iter();
        let met = by_name.filter_map(|(claimant, place)| {
            let person = persons.get_mut(place)?.take()?;
            person.is_met.then(|| person.shown(claimant))
        });
        let mut claimants: Vec<ClaimantShown> = met.collect();
        // The sort is stable: of those who said as much they keep the order of their names.
        claimants.sort_by_key(|shown| Reverse(shown.word.all()));
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

/// What a statement says of all the people, or remains, who went one way.
#[derive(Clone, Copy, Debug)]
struct Given<'a> {
    leg: LegKey,
    /// Where the claimant is found among those heard.
    place: usize,
    relay: Option<&'a Text>,
    band: Band,
}

impl<'a> Given<'a> {
    fn voices(&self) -> [Voice<'a>; 2] {
        [(self.place, None), (self.place, Some(self.relay))]
    }
}

/// What whole statements with a number say, those of the same people together; of claimants at these
/// places. Figures that add up to more than can be counted are compared with nothing.
fn figures<'a>(exchange: &'a Exchange, places: &[usize]) -> Vec<Given<'a>> {
    if places.len() < 2 {
        return Vec::new();
    }
    let given = |claim: Competing| {
        let (number, held) = exchange.statement(claim.statement)?;
        let relay = held.said.attribution.relay.as_ref();
        Some(Given { leg: claim.leg, place: place_of(places, number)?, relay, band: claim.count })
    };
    let competing = competing(exchange).unwrap_or_default().into_iter();
    let mut figures: Vec<Given<'a>> = competing.filter_map(given).collect();
    figures.sort_by_key(|figure| figure.leg);
    figures
}

/// The place of the claimant of the statement of a number.
fn place_of(places: &[usize], number: usize) -> Option<usize> {
    places.get(number.checked_sub(1)?).copied()
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
