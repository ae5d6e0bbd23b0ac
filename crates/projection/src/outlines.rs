//! What is known of exchanges in outline: between whom, when, of which deal, and how many went which
//! way; without a word of what was said, and by whom. All that totals and series ask for, and a story
//! of other exchanges than its own; and little of what a [`Record`](crate::Record) takes.
//! It refuses to know the rules: what it is told was recorded, and so kept them.

use std::collections::{HashMap, VecDeque};

use repatria_domain::{
    Band, Basis, Channel, Day, Exchange, ExchangeId, ExchangeKind, LegGist, LegKey, LegKind,
    Numbered, NumberedLeg, Parties, Party, Reference, Refusal, State, When,
};

use crate::deals::{Deals, Went, in_order};
use crate::figures::Figures;
use crate::head::Head;
use crate::series::{self, Series};
use crate::split::{Parts, parts};
use crate::totals::{self, Totals};

/// The exchanges of a register in outline, folded from the gists of its events, in which exchanges,
/// sets of parties and ways go by number: nothing is looked up by its name.
///
/// ```
/// use repatria_domain::{ExchangeId, Numbered, Parties, Reference};
/// use repatria_projection::Outlines;
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let reference: Reference = "2025-06-26".parse()?;
/// let mut outlines = Outlines::default();
/// outlines.apply(Numbered::Exchange(ExchangeId::of(&reference)))?;
/// outlines.apply(Numbered::Parties(Parties::new(["UA".parse()?, "RU".parse()?])?))?;
/// outlines.apply(Numbered::Opened { exchange: 0, reference: reference.clone(), between: 0 })?;
/// assert_eq!(outlines.totals(None).not_settled, [reference]);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Outlines {
    pub(crate) exchanges: Vec<Outline>,
    // Those that came up and were not opened, in order.
    not_opened: VecDeque<ExchangeId>,
    // The sets of parties, and the ways, that came up, in order.
    between: Vec<Between>,
    pub(crate) ways: Vec<Way>,
    // Of every settlement, one behind the other, also of those no longer held.
    legs: Vec<Leg>,
    // Of those of the legs of which any are told apart, in the same order.
    parts: Vec<Parts>,
    // The hand-overs of each exchange that ever was a deal of any.
    deals: Vec<Vec<Place>>,
    pub(crate) names: Names,
    head: Head,
}

/// One exchange in outline.
#[derive(Clone, Debug)]
pub(crate) struct Outline {
    pub(crate) place: Place,
    pub(crate) reference: Reference,
    between: u32,
    described: Option<Described>,
    // Where its hand-overs are.
    deal: Option<u32>,
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
    // From one of the legs, up to before another.
    legs: (u32, u32),
}

/// A set of parties, by name and by number.
#[derive(Clone, Debug)]
struct Between {
    parties: Parties,
    names: Vec<Name>,
}

/// Whose people went from whom to whom.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Way {
    pub(crate) of: Option<Name>,
    pub(crate) from: Name,
    pub(crate) to: Name,
    pub(crate) kind: LegKind,
    channel: Channel,
}

/// Who went one way, and how many.
#[derive(Clone, Debug)]
pub(crate) struct Leg {
    /// Which of the ways.
    pub(crate) way: u32,
    pub(crate) count: Band,
    basis: Basis,
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
    /// Takes in what comes up next, or the gist of the next event.
    ///
    /// # Errors
    /// A [`Refusal`] when it speaks of an exchange that was not opened, or opens one again: then the
    /// events are not all of what was recorded.
    pub fn apply(&mut self, shown: Numbered<'_>) -> Result<(), Refusal> {
        match shown {
            Numbered::Exchange(exchange) => self.not_opened.push_back(exchange),
            Numbered::Parties(parties) => self.bring_together(parties),
            Numbered::Way(way) => self.lead(&way),
            Numbered::Opened { exchange, reference, between } => {
                return self.open(exchange, reference, between);
            }
            Numbered::Described { exchange, kind, on, frame, .. } => {
                self.check(exchange)?;
                frame.map_or(Ok(()), |frame| self.check(frame))?;
                let before = self.at(exchange).and_then(Outline::frame);
                if before != frame {
                    if let Some(deal) = before {
                        self.take_out(exchange, deal);
                    }
                    if let Some(deal) = frame {
                        self.put_in(exchange, deal);
                    }
                }
                let described = Some(Described { kind, on, frame });
                self.change(exchange, |outline| outline.described = described);
            }
            Numbered::Cancelled { exchange } => {
                self.check(exchange)?;
                self.change(exchange, |outline| outline.is_cancelled = true);
            }
            Numbered::Reinstated { exchange } => {
                self.check(exchange)?;
                self.change(exchange, |outline| outline.is_cancelled = false);
            }
            Numbered::Settled { exchange, on, legs, .. } => {
                self.check(exchange)?;
                let settled = Some(Settled { on, legs: self.settle_by(legs)? });
                self.change(exchange, |outline| outline.settled = settled);
            }
            Numbered::Withdrawn { exchange, .. } => {
                self.check(exchange)?;
                self.change(exchange, |outline| outline.settled = None);
            }
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
        let (mut outlines, mut named) = (Self::default(), Named::default());
        for (place, exchange) in (0..).zip(state.exchanges()) {
            outlines.draw(state, &mut named, place, exchange);
        }
        for (place, exchange) in (0..).zip(state.exchanges()) {
            let others = exchange.parts.iter().filter_map(|part| state.place_of_exchange(*part));
            let parts = others.filter_map(|part| Place::try_from(part).ok());
            parts.for_each(|part| outlines.put_in(part, place));
        }
        outlines
    }

    fn draw<'s>(
        &mut self,
        state: &State,
        named: &mut Named<'s>,
        place: Place,
        exchange: &'s Exchange,
    ) {
        let other = |id| state.place_of_exchange(id).and_then(|place| Place::try_from(place).ok());
        let between = named.between(self, &exchange.parties);
        let described = exchange.description.as_ref().map(|described| Described {
            kind: described.kind,
            on: described.on,
            frame: described.frame.and_then(other),
        });
        let settled = exchange.settlement.as_ref().and_then(|settlement| {
            let mut number =
                |leg: &LegGist| NumberedLeg::of(leg, named.way(self, between, leg.key));
            let gists = settlement.legs.iter().map(LegGist::from);
            let legs: Vec<NumberedLeg> = gists.map(|leg| number(&leg)).collect();
            Some(Settled { on: settlement.on, legs: self.settle_by(&legs).ok()? })
        });
        self.exchanges.push(Outline {
            place,
            reference: exchange.reference.clone(),
            between,
            described,
            deal: None,
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
        self.parts.get(place_of(place))
    }

    /// The legs that an exchange is settled by, each with its way.
    pub(crate) fn legs(&self, outline: &Outline) -> impl Iterator<Item = (&Leg, Went<Name>)> {
        let legs = outline.settled.as_ref().and_then(|Settled { legs: (from, to), .. }| {
            self.legs.get(place_of(*from)..place_of(*to))
        });
        legs.unwrap_or_default().iter().filter_map(|leg| Some((leg, self.went(leg)?)))
    }

    /// How many legs were ever recorded of each way.
    pub(crate) fn went_each_way(&self) -> impl Iterator<Item = usize> {
        let mut many = vec![0_usize; self.ways.len()];
        for leg in &self.legs {
            if let Some(many) = many.get_mut(place_of(leg.way)) {
                *many = many.saturating_add(1);
            }
        }
        many.into_iter()
    }

    fn set(&self, outline: &Outline) -> Option<&Between> {
        self.between.get(place_of(outline.between))
    }

    fn went(&self, leg: &Leg) -> Option<Went<Name>> {
        let Way { of, from, to, kind, channel } = *self.ways.get(place_of(leg.way))?;
        Some(Went { of, from, to, kind, channel, count: leg.count, basis: leg.basis })
    }

    fn open(&mut self, exchange: Place, reference: Reference, between: u32) -> Result<(), Refusal> {
        if self.at(exchange).is_some() {
            return Err(Refusal::ExchangeRepeated { reference });
        }
        let next = place(self.exchanges.len())?;
        if exchange != next {
            // What came up before it was not opened.
            self.check(next)?;
        }
        self.not_opened.pop_front();
        self.exchanges.push(Outline {
            place: next,
            reference,
            between,
            described: None,
            deal: None,
            is_cancelled: false,
            settled: None,
        });
        Ok(())
    }

    /// Takes down a set of parties.
    fn bring_together(&mut self, parties: Parties) {
        let names = parties.iter().map(|party| self.names.name(party)).collect();
        self.between.push(Between { parties, names });
    }

    /// Takes down a way.
    fn lead(&mut self, LegKey { of, from, to, kind, channel }: &LegKey) {
        let mut name = |party: &Party| self.names.name(*party);
        let (of, from, to) = (of.as_ref().map(&mut name), name(from), name(to));
        self.ways.push(Way { of, from, to, kind: *kind, channel: *channel });
    }

    /// Takes down who went which way.
    fn settle_by(&mut self, legs: &[NumberedLeg]) -> Result<(u32, u32), Refusal> {
        let from = place(self.legs.len())?;
        for NumberedLeg { way, count, basis, split } in legs {
            let parts = match parts(*count, split) {
                Some(parts) => {
                    self.parts.push(parts);
                    Some(place(self.parts.len().saturating_sub(1))?)
                }
                None => None,
            };
            self.legs.push(Leg { way: *way, count: *count, basis: *basis, parts });
        }
        Ok((from, place(self.legs.len())?))
    }

    /// Makes an exchange one of the hand-overs of a deal.
    fn put_in(&mut self, part: Place, deal: Place) {
        let next = number(self.deals.len());
        let Some(outline) = self.at_mut(deal) else { return };
        let at = *outline.deal.get_or_insert(next);
        if at == next {
            self.deals.push(Vec::new());
        }
        if let Some(parts) = self.deals.get_mut(place_of(at)) {
            parts.push(part);
        }
    }

    fn take_out(&mut self, part: Place, deal: Place) {
        let Some(at) = self.at(deal).and_then(|outline| outline.deal) else { return };
        if let Some(parts) = self.deals.get_mut(place_of(at)) {
            parts.retain(|other| *other != part);
        }
    }

    /// Whether what came up by a number was opened.
    fn check(&self, exchange: Place) -> Result<(), Refusal> {
        let of_those_not_opened = place_of(exchange).checked_sub(self.exchanges.len());
        match of_those_not_opened.and_then(|place| self.not_opened.get(place)) {
            Some(exchange) => Err(Refusal::NoSuchExchange { exchange: *exchange }),
            None => Ok(()),
        }
    }

    fn at(&self, place: Place) -> Option<&Outline> {
        self.exchanges.get(place_of(place))
    }

    fn at_mut(&mut self, place: Place) -> Option<&mut Outline> {
        self.exchanges.get_mut(place_of(place))
    }

    fn change(&mut self, place: Place, change: impl FnOnce(&mut Outline)) {
        self.at_mut(place).map(change);
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
        self.all.get(place_of(name)).copied()
    }

    pub(crate) fn of(&self, party: Party) -> Option<Name> {
        self.places.get(&party).copied()
    }

    fn name(&mut self, party: Party) -> Name {
        let next = self.all.len();
        *self.places.entry(party).or_insert_with(|| {
            self.all.push(party);
            Name::try_from(next).unwrap_or(Name::MAX)
        })
    }
}

/// The numbers of sets of parties, and of the ways of each, where things go by their names.
#[derive(Default)]
struct Named<'s> {
    between: HashMap<&'s Parties, u32>,
    ways: Vec<Vec<(LegKey, u32)>>,
}

impl<'s> Named<'s> {
    fn between(&mut self, outlines: &mut Outlines, parties: &'s Parties) -> u32 {
        let next = number(outlines.between.len());
        *self.between.entry(parties).or_insert_with(|| {
            outlines.bring_together(parties.clone());
            self.ways.push(Vec::new());
            next
        })
    }

    /// The number of a way that people went between those of a set.
    fn way(&mut self, outlines: &mut Outlines, between: u32, way: LegKey) -> u32 {
        let next = number(outlines.ways.len());
        let Some(ways) = self.ways.get_mut(place_of(between)) else { return next };
        if let Some((_, known)) = ways.iter().find(|(known, _)| *known == way) {
            return *known;
        }
        outlines.lead(&way);
        ways.push((way, next));
        next
    }
}

fn number(many: usize) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}

/// Of a number that no place has, there is nothing.
fn place_of(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn place(many: usize) -> Result<u32, Refusal> {
    u32::try_from(many).map_err(|_| Refusal::TotalTooLarge)
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

    fn between(self, outline: &'a Outline) -> Option<&'a Parties> {
        Some(&self.set(outline)?.parties)
    }

    fn called(self, party: Name) -> Option<Party> {
        self.party(party)
    }

    fn on(self, outline: &'a Outline) -> Option<When> {
        outline.on()
    }

    fn parties(self, outline: &'a Outline) -> impl Iterator<Item = Name> {
        self.set(outline).into_iter().flat_map(|set| set.names.iter().copied())
    }

    fn kind(self, outline: &'a Outline) -> Option<ExchangeKind> {
        outline.described.as_ref().map(|described| described.kind)
    }

    fn frame(self, outline: &'a Outline) -> Option<&'a Outline> {
        self.at(outline.frame()?)
    }

    fn settled_parts(self, deal: &'a Outline) -> impl Iterator<Item = &'a Outline> {
        let parts = deal.deal.and_then(|at| self.deals.get(place_of(at)));
        let parts = parts.into_iter().flatten().filter_map(move |part| self.at(*part));
        parts.filter(|part| part.is_settled())
    }

    fn ways(self, outline: &'a Outline) -> impl Iterator<Item = Went<Name>> {
        self.legs(outline).map(|(_, went)| went)
    }
}

#[cfg(test)]
mod tests;
