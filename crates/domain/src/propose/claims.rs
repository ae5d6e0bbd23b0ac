//! Gathers the figures of a statement into one whole claim for each direction.
//! It refuses to know who is believed.

use alloc::collections::BTreeMap;
use alloc::vec;
use alloc::vec::Vec;

use super::NotProposed;
use super::bands;
use super::counting::Counting;
use crate::quantity::{Band, Quantity};
use crate::settlement::{Channel, Direction, Parties, Split};
use crate::statement::{CountStatement, Figure, Population};

/// What one statement says of one direction.
#[derive(Clone, Debug)]
pub(super) struct Claim<'a> {
    /// The statement, its rank and its place in the log.
    pub(super) from: Counting<'a>,
    /// One for each channel that it tells apart; never empty.
    pub(super) portions: Vec<Portion>,
    /// All of them together.
    pub(super) total: Band,
    /// Whether the same statement gives the same number the other way.
    pub(super) balanced: bool,
}

/// What a statement says of one channel.
#[derive(Clone, Copy, Debug)]
pub(super) struct Portion {
    /// By exchange, outside it, or not said.
    pub(super) channel: Channel,
    /// All of them.
    pub(super) whole: Band,
    /// Soldiers, civilians, children among them.
    pub(super) split: Split,
    /// Whether the parts make up the whole, so that a part not named is none.
    pub(super) complete: bool,
    /// Whether there is any number in it.
    pub(super) numbered: bool,
    /// How far the source commits itself.
    pub(super) precision: Precision,
}

/// How far a source commits itself, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Precision {
    /// A number.
    Exact,
    /// Ends.
    Bounded,
    /// A number more or less.
    Approximate,
    /// Nothing.
    Silent,
}

/// What a statement says of one population by one channel.
type Cell = ((Channel, Population), Quantity);
/// Each once, in order: there are few of them, so a list is enough.
type Cells = Vec<Cell>;

/// The claims of all statements that count, by direction.
pub(super) fn gather<'a>(
    counting: &[Counting<'a>],
    parties: &Parties,
) -> Result<BTreeMap<Direction, Vec<Claim<'a>>>, NotProposed> {
    let mut gathered: BTreeMap<Direction, Vec<Claim<'a>>> = BTreeMap::new();
    for said in counting {
        for (direction, claim) in claims(*said, parties).ok_or(NotProposed::TooLarge)? {
            gathered.entry(direction).or_default().push(claim);
        }
    }
    Ok(gathered)
}

/// The way a figure goes; a way that ends where it begins is none.
pub(super) fn direction(figure: &Figure, parties: &Parties) -> Option<Direction> {
    figure.direction(parties).filter(|direction| direction.from != direction.to)
}

fn claims<'a>(said: Counting<'a>, parties: &Parties) -> Option<Vec<(Direction, Claim<'a>)>> {
    let mut told: Vec<(Direction, Cells)> = Vec::new();
    for figure in said.done() {
        let Some(direction) = direction(figure, parties) else { continue };
        match told.iter_mut().find(|(other, _)| *other == direction) {
            Some((_, cells)) => enter(cells, figure),
            None => told.push((direction, vec![cell(figure)])),
        }
    }
    let mut claims = Vec::with_capacity(told.len());
    for (direction, cells) in told {
        claims.push((direction, claim(said, &cells)?));
    }
    let totals: Vec<(Direction, Band)> =
        claims.iter().map(|(direction, claim)| (*direction, claim.total)).collect();
    for (direction, claim) in &mut claims {
        claim.balanced = totals.iter().any(|(other, total)| {
            answers(direction, other)
                && total.best().is_some()
                && total.best() == claim.total.best()
        });
    }
    Some(claims)
}

/// Whether two directions can answer each other: one kind, other sides, other goals.
pub(super) fn answers(one: &Direction, other: &Direction) -> bool {
    one.kind == other.kind && one.from != other.from && one.to != other.to
}

/// Of two figures for one cell the source commits itself to the more precise one.
fn enter(cells: &mut Cells, figure: &Figure) {
    let new = cell(figure);
    match cells.binary_search_by_key(&new.0, |(name, _)| *name) {
        Err(place) => cells.insert(place, new),
        Ok(place) => {
            let held = cells.get_mut(place).map(|(_, quantity)| quantity);
            if let Some(held) = held.filter(|held| precision(new.1) < precision(**held)) {
                *held = new.1;
            }
        }
    }
}

fn cell(figure: &Figure) -> Cell {
    ((figure.channel, figure.population), figure.quantity)
}

fn claim<'a>(said: Counting<'a>, cells: &[Cell]) -> Option<Claim<'a>> {
    let portions = portions(cells)?;
    let total = bands::total(portions.iter().map(|portion| portion.whole))?;
    Some(Claim { from: said, portions, total, balanced: false })
}

/// A figure without a channel is the sum over channels, so channelled figures of the same people
/// are parts of it: they make the legs where they add up to it, else they are left to the whole.
/// Channelled figures of other people stand beside it.
fn portions(cells: &[Cell]) -> Option<Vec<Portion>> {
    // In order of the channels, the one that is not said before the others.
    let blanks = cells.partition_point(|((channel, _), _)| channel.is_not_stated());
    let (blank, channelled) = cells.split_at_checked(blanks)?;
    let mut portions = by_channel(blank)?;
    if channelled.is_empty() {
        return Some(portions);
    }
    let (parts, beside): (Cells, Cells) =
        channelled.iter().partition(|((_, population), _)| includes(blank, *population));
    let told = by_channel(channelled)?;
    if !parts.is_empty() && beside.is_empty() && add_up(&told, &portions)? {
        return Some(told);
    }
    portions.extend(by_channel(&beside)?);
    Some(portions)
}

fn includes(blank: &[Cell], population: Population) -> bool {
    let named = |named: Population| blank.iter().any(|((_, other), _)| *other == named);
    let overlapping = population == Population::Persons && !blank.is_empty();
    named(population) || named(Population::Persons) || overlapping
}

fn add_up(told: &[Portion], whole: &[Portion]) -> Option<bool> {
    let best = bands::total(told.iter().map(|portion| portion.whole))?.best();
    Some(best.is_some() && whole.iter().all(|portion| portion.whole.best() == best))
}

fn by_channel(cells: &[Cell]) -> Option<Vec<Portion>> {
    cells.chunk_by(|((one, _), _), ((next, _), _)| one == next).map(portion).collect()
}

/// `persons` beside others is the whole, and they are "of whom"; else they are summed.
fn portion(of_channel: &[Cell]) -> Option<Portion> {
    let ((channel, _), _) = of_channel.first()?;
    let cells = of_channel.iter().map(|((_, population), quantity)| (*population, *quantity));
    let parts = cells.clone().filter(|(population, _)| *population != Population::Persons);
    let persons = cells
        .clone()
        .find(|(population, _)| *population == Population::Persons)
        .map(|(_, quantity)| quantity);
    let sum = bands::total(parts.clone().map(|(_, quantity)| quantity.band()))?;
    let whole = match persons {
        Some(quantity) if quantity.has_number() => quantity.band(),
        Some(_) => Band::from(sum.low()),
        None => sum,
    };
    let committed = persons.filter(Quantity::has_number);
    Some(Portion {
        channel: *channel,
        whole,
        split: split(parts.clone()),
        complete: persons.is_none() && parts.clone().all(|(_, quantity)| quantity.has_number()),
        numbered: cells.clone().any(|(_, quantity)| quantity.has_number()),
        precision: committed.map_or_else(|| least_precise(cells), precision),
    })
}

fn split(parts: impl Iterator<Item = (Population, Quantity)>) -> Split {
    let mut split = Split::default();
    for (population, quantity) in parts.filter(|(_, quantity)| quantity.has_number()) {
        let band = Some(quantity.band());
        match population {
            Population::Military => split.military = band,
            Population::Civilian => split.civilian = band,
            Population::Child => split.child = band,
            Population::Persons | Population::Bodies | Population::Bags => {}
        }
    }
    split
}

fn least_precise(cells: impl Iterator<Item = (Population, Quantity)>) -> Precision {
    cells.map(|(_, quantity)| precision(quantity)).max().unwrap_or(Precision::Silent)
}

fn precision(quantity: Quantity) -> Precision {
    match quantity {
        Quantity::Exactly(_) => Precision::Exact,
        Quantity::MoreThan(_)
        | Quantity::AtLeast(_)
        | Quantity::AtMost(_)
        | Quantity::Between(..) => Precision::Bounded,
        Quantity::About(..) => Precision::Approximate,
        Quantity::NotStated | Quantity::Withheld => Precision::Silent,
    }
}

impl<'a> Claim<'a> {
    /// The statement.
    pub(super) fn said(&self) -> &'a CountStatement {
        self.from.said()
    }

    /// Whether it gives any number.
    pub(super) fn is_numbered(&self) -> bool {
        self.portions.iter().any(|portion| portion.numbered)
    }

    /// The only channel that it speaks of, if it speaks of one channel only.
    pub(super) fn only_channel(&self) -> Option<Channel> {
        match self.portions.as_slice() {
            [portion] if !portion.channel.is_not_stated() => Some(portion.channel),
            _ => None,
        }
    }

    /// What it says of one channel.
    pub(super) fn portion(&self, channel: Channel) -> Option<&Portion> {
        self.portions.iter().find(|portion| portion.channel == channel)
    }

    /// How many parts it tells apart: populations and channels.
    pub(super) fn fineness(&self) -> usize {
        let populations: usize =
            self.portions.iter().map(|portion| portion.split.parts().count()).sum();
        populations.saturating_add(self.portions.len())
    }

    /// How far it commits itself, at its vaguest.
    pub(super) fn precision(&self) -> Precision {
        self.portions.iter().map(|portion| portion.precision).max().unwrap_or(Precision::Silent)
    }
}
