//! What is known of exchanges in outline: between whom, when, of which deal, and how many went which
//! way; without a word of what was said, and by whom. All that totals and series ask for, and a story
//! of other exchanges than its own; and little of what a [`Record`](crate::Record) takes.
//! It refuses to know the rules: what it is told was recorded, and so kept them.

use std::collections::HashMap;
use std::ops::Range;

use repatria_domain::{
    Channel, Day, Exchange, ExchangeId, ExchangeKind, Gist, LegGist, LegKey, LegKind, Parties,
    Party, Reference, Refusal, State, When,
};

use crate::deals::{Deals, Went, in_order};
use crate::figures::Figures;
use crate::head::Head;
use crate::series::{self, Series};
use crate::split::{Parts, parts};
use crate::totals::{self, Totals};

/// The exchanges of a register in outline, folded from the gists of its events.
///
/// ```
/// use repatria_domain::{Gist, Parties, Reference, ExchangeId};
/// use repatria_projection::Outlines;
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let reference: Reference = "2025-06-26".parse()?;
/// let parties = Parties::new(["UA".parse()?, "RU".parse()?])?;
/// let mut outlines = Outlines::default();
/// outlines.apply(&Gist::Opened { exchange: ExchangeId::of(&reference), reference: reference.clone(), parties })?;
/// assert_eq!(outlines.totals(None).not_settled, [reference]);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Outlines {
    pub(crate) exchanges: Vec<Outline>,
    places: HashMap<ExchangeId, Place>,
    // Of every exchange, one behind the other.
    parties: Vec<Name>,
    // Of every settlement, one behind the other, also of those no longer held.
    legs: Vec<Way>,
    // Of those of the legs of which any are told apart, in the same order.
    parts: Vec<Parts>,
    pub(crate) names: Names,
    head: Head,
}

/// One exchange in outline.
#[derive(Clone, Debug)]
pub(crate) struct Outline {
    pub(crate) place: Place,
    pub(crate) reference: Reference,
    between: Parties,
    parties: Range<usize>,
    described: Option<Described>,
    parts: Vec<Place>,
    pub(crate) is_cancelled: bool,
    settled: Option<Settled>,
}

/// The place of an exchange in order of recording: 0 is the first.
pub(crate) type Place = u32;
/// The place of a party in order of coming up.
pub(crate) type Name = u32;
/// The place of what is told apart of a leg, in order of recording.
pub(crate) type PartsPlace = u32;

#[derive(Clone, Debug)]
struct Described {
    kind: ExchangeKind,
    on: Option<When>,
    frame: Option<Place>,
}

#[derive(Clone, Debug)]
struct Settled {
    on: Option<When>,
    legs: Range<usize>,
}

/// Who went one way, and how many.
#[derive(Clone, Debug)]
pub(crate) struct Way {
    pub(crate) went: Went<Name>,
    // Where any are told apart.
    pub(crate) parts: Option<PartsPlace>,
}

/// Parties by number, which takes little room and no time to compare.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    all: Vec<Party>,
    places: HashMap<Party, Name>,
}

impl Outlines {
    /// Takes in the gist of the next event; what moves no total changes nothing.
    ///
    /// # Errors
    /// A [`Refusal`] when it speaks of an exchange that was not opened, or opens one again: then the
    /// events are not all of what was recorded.
    pub fn apply(&mut self, gist: &Gist) -> Result<(), Refusal> {
        match *gist {
            Gist::Opened { exchange, ref reference, ref parties } => {
                return self.open(exchange, reference, parties);
            }
            Gist::Described { exchange, kind, on, frame, .. } => {
                let place = self.place(exchange)?;
                let frame = frame.map(|frame| self.place(frame)).transpose()?;
                let before = self.at(place).and_then(Outline::frame);
                if before != frame {
                    self.change(before, |deal| deal.parts.retain(|part| *part != place));
                    self.change(frame, |deal| deal.parts.push(place));
                }
                let described = Some(Described { kind, on, frame });
                self.change(Some(place), |outline| outline.described = described);
            }
            Gist::Cancelled { exchange } => {
                let place = self.place(exchange)?;
                self.change(Some(place), |outline| outline.is_cancelled = true);
            }
            Gist::Reinstated { exchange } => {
                let place = self.place(exchange)?;
                self.change(Some(place), |outline| outline.is_cancelled = false);
            }
            Gist::Settled { exchange, on, ref legs, .. } => {
                let place = self.place(exchange)?;
                let sides = self.at(place).map(|outline| outline.parties.clone());
                let legs = self.settle_by(sides.unwrap_or_default(), legs);
                let settled = Some(Settled { on, legs });
                self.change(Some(place), |outline| outline.settled = settled);
            }
            Gist::Withdrawn { exchange, .. } => {
                let place = self.place(exchange)?;
                self.change(Some(place), |outline| outline.settled = None);
            }
            Gist::CountStated { .. } | Gist::Reviewed { .. } | Gist::Other => {}
        }
        Ok(())
    }

    /// Up to which commit these outlines know the register.
    pub fn known_to(&mut self, head: Head) {
        self.head = head;
    }

    /// Adds up who came home, as of the end of a day or of all days: as [`totals`](crate::totals)
    /// does of a record.
    pub fn totals(&self, as_of: Option<Day>) -> Totals {
        totals::drawn(&Figures::of(self), self.head, as_of)
    }

    /// Lines the hand-overs of living people up, as of the end of a day or of all days: as
    /// [`series`](crate::series) does of a record.
    pub fn series(&self, as_of: Option<Day>) -> Series {
        series::drawn(self, &in_order(self, &self.exchanges), self.head, as_of)
    }

    /// Those of the exchanges of a state.
    pub(crate) fn of(state: &State) -> Self {
        let mut outlines = Self::default();
        for (place, exchange) in (0..).zip(state.exchanges()) {
            outlines.draw(state, place, exchange);
        }
        outlines
    }

    fn draw(&mut self, state: &State, place: Place, exchange: &Exchange) {
        let other = |id| state.place_of_exchange(id).and_then(|place| Place::try_from(place).ok());
        let parties = self.name_all(&exchange.parties);
        let described = exchange.description.as_ref().map(|described| Described {
            kind: described.kind,
            on: described.on,
            frame: described.frame.and_then(other),
        });
        let settled = exchange.settlement.as_ref().map(|settlement| {
            let legs: Vec<LegGist> = settlement.legs.iter().map(LegGist::from).collect();
            let legs = self.settle_by(parties.clone(), &legs);
            Settled { on: settlement.on, legs }
        });
        self.exchanges.push(Outline {
            place,
            reference: exchange.reference.clone(),
            between: exchange.parties.clone(),
            parties,
            described,
            parts: exchange.parts.iter().filter_map(|part| other(*part)).collect(),
            is_cancelled: exchange.cancelled.is_some(),
            settled,
        });
    }

    /// The party of a number.
    pub(crate) fn party(&self, name: Name) -> Option<Party> {
        self.names.party(name)
    }

    /// The name of a leg, whichever channel people went by.
    pub(crate) fn way(
        &self,
        of: Option<Name>,
        from: Name,
        to: Name,
        kind: LegKind,
    ) -> Option<LegKey> {
        let of = match of {
            Some(of) => Some(self.party(of)?),
            None => None,
        };
        let (from, to) = (self.party(from)?, self.party(to)?);
        Some(LegKey { of, from, to, kind, channel: Channel::NotStated })
    }

    /// How many are of each population.
    pub(crate) fn parts(&self, place: PartsPlace) -> Option<&Parts> {
        self.parts.get(usize::try_from(place).ok()?)
    }

    /// The legs that an exchange is settled by.
    pub(crate) fn legs(&self, outline: &Outline) -> &[Way] {
        let legs = outline.settled.as_ref().and_then(|settled| self.legs.get(settled.legs.clone()));
        legs.unwrap_or_default()
    }

    fn open(
        &mut self,
        exchange: ExchangeId,
        reference: &Reference,
        between: &Parties,
    ) -> Result<(), Refusal> {
        let next = Place::try_from(self.exchanges.len()).map_err(|_| Refusal::TotalTooLarge)?;
        if *self.places.entry(exchange).or_insert(next) != next {
            return Err(Refusal::ExchangeRepeated { reference: reference.clone() });
        }
        let parties = self.name_all(between);
        self.exchanges.push(Outline {
            place: next,
            reference: reference.clone(),
            between: between.clone(),
            parties,
            described: None,
            parts: Vec::new(),
            is_cancelled: false,
            settled: None,
        });
        Ok(())
    }

    /// Takes down who went which way; mostly they are of the `sides` of the exchange.
    fn settle_by(&mut self, sides: Range<usize>, legs: &[LegGist]) -> Range<usize> {
        let begins = self.legs.len();
        let sides = self.parties.get(sides).unwrap_or_default();
        for LegGist { key, count, basis, split } in legs {
            let LegKey { of, from, to, kind, channel } = *key;
            let went = Went {
                of: of.map(|of| self.names.name_among(sides, of)),
                from: self.names.name_among(sides, from),
                to: self.names.name_among(sides, to),
                kind,
                channel,
                count: *count,
                basis: *basis,
            };
            let parts = parts(*count, split).and_then(|parts| {
                let place = PartsPlace::try_from(self.parts.len()).ok();
                self.parts.push(parts);
                place
            });
            self.legs.push(Way { went, parts });
        }
        begins..self.legs.len()
    }

    fn name_all(&mut self, parties: &Parties) -> Range<usize> {
        let from = self.parties.len();
        self.parties.extend(parties.iter().map(|party| self.names.name(party)));
        from..self.parties.len()
    }

    fn place(&self, exchange: ExchangeId) -> Result<Place, Refusal> {
        self.places.get(&exchange).copied().ok_or(Refusal::NoSuchExchange { exchange })
    }

    fn at(&self, place: Place) -> Option<&Outline> {
        self.exchanges.get(usize::try_from(place).ok()?)
    }

    fn change(&mut self, place: Option<Place>, change: impl FnOnce(&mut Outline)) {
        let place = place.and_then(|place| usize::try_from(place).ok());
        place.and_then(|place| self.exchanges.get_mut(place)).map(change);
    }
}

impl Outline {
    /// When it was: as it is settled, else as it is described.
    pub(crate) fn on(&self) -> Option<When> {
        let settled = self.settled.as_ref().and_then(|settled| settled.on);
        settled.or_else(|| self.described.as_ref().and_then(|described| described.on))
    }

    pub(crate) fn is_settled(&self) -> bool {
        self.settled.is_some()
    }

    fn frame(&self) -> Option<Place> {
        self.described.as_ref()?.frame
    }
}

impl Names {
    pub(crate) fn party(&self, name: Name) -> Option<Party> {
        self.all.get(usize::try_from(name).ok()?).copied()
    }

    pub(crate) fn of(&self, party: Party) -> Option<Name> {
        self.places.get(&party).copied()
    }

    /// The number of a party that is probably one of these.
    fn name_among(&mut self, these: &[Name], party: Party) -> Name {
        let known = these.iter().find(|name| self.party(**name) == Some(party));
        known.copied().unwrap_or_else(|| self.name(party))
    }

    fn name(&mut self, party: Party) -> Name {
        let next = self.all.len();
        *self.places.entry(party).or_insert_with(|| {
            self.all.push(party);
            Name::try_from(next).unwrap_or(Name::MAX)
        })
    }
}

impl<'a> Deals<'a> for &'a Outlines {
    type Exchange = &'a Outline;
    type Id = Place;
    type Party = Name;

    fn all(self) -> impl Iterator<Item = &'a Outline> {
        self.exchanges.iter()
    }

    fn id(self, outline: &'a Outline) -> Place {
        outline.place
    }

    fn reference(self, outline: &'a Outline) -> &'a Reference {
        &outline.reference
    }

    fn between(self, outline: &'a Outline) -> &'a Parties {
        &outline.between
    }

    fn called(self, party: Name) -> Option<Party> {
        self.party(party)
    }

    fn on(self, outline: &'a Outline) -> Option<When> {
        outline.on()
    }

    fn parties(self, outline: &'a Outline) -> impl Iterator<Item = Name> {
        self.parties.get(outline.parties.clone()).unwrap_or_default().iter().copied()
    }

    fn kind(self, outline: &'a Outline) -> Option<ExchangeKind> {
        outline.described.as_ref().map(|described| described.kind)
    }

    fn frame(self, outline: &'a Outline) -> Option<&'a Outline> {
        self.at(outline.frame()?)
    }

    fn settled_parts(self, deal: &'a Outline) -> impl Iterator<Item = &'a Outline> {
        let parts = deal.parts.iter().filter_map(move |part| self.at(*part));
        parts.filter(|part| part.is_settled())
    }

    fn ways(self, outline: &'a Outline) -> impl Iterator<Item = Went<Name>> {
        self.legs(outline).iter().map(|leg| leg.went)
    }
}

#[cfg(test)]
mod tests;
