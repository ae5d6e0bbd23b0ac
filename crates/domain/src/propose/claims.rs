//! Gathers the figures of a statement into one whole claim for each direction.
//! It refuses to know who is believed.

use alloc::collections::BTreeMap;
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

type Cells = BTreeMap<(Channel, Population), Quantity>;

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
    let mut cells: BTreeMap<Direction, Cells> = BTreeMap::new();
    for figure in said.done() {
        if let Some(direction) = direction(figure, parties) {
            enter(cells.entry(direction).or_default(), figure);
        }
    }
    let mut claims = Vec::new();
    for (direction, cells) in cells {
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
    let cell = cells.entry((figure.channel, figure.population)).or_insert(figure.quantity);
    if precision(figure.quantity) < precision(*cell) {
        *cell = figure.quantity;
    }
}

fn claim<'a>(said: Counting<'a>, cells: &Cells) -> Option<Claim<'a>> {
    let portions = portions(cells)?;
    let total = bands::total(portions.iter().map(|portion| portion.whole))?;
    Some(Claim { from: said, portions, total, balanced: false })
}

/// A figure without a channel is the sum over channels, so channelled figures of the same people
/// are parts of it: they make the legs where they add up to it, else they are left to the whole.
/// Channelled figures of other people stand beside it.
fn portions(cells: &Cells) -> Option<Vec<Portion>> {
    let (blank, channelled): (Cells, Cells) =
        cells.iter().partition(|((channel, _), _)| channel.is_not_stated());
    let (parts, beside): (Cells, Cells) =
        channelled.iter().partition(|((_, population), _)| includes(&blank, *population));
    let told = by_channel(&channelled)?;
    if !parts.is_empty() && beside.is_empty() && add_up(&told, &by_channel(&blank)?)? {
        return Some(told);
    }
    let mut portions = by_channel(&blank)?;
    portions.extend(by_channel(&beside)?);
    Some(portions)
}

fn includes(blank: &Cells, population: Population) -> bool {
    let named = |named: Population| blank.contains_key(&(Channel::NotStated, named));
    let overlapping = population == Population::Persons && !blank.is_empty();
    named(population) || named(Population::Persons) || overlapping
}

fn add_up(told: &[Portion], whole: &[Portion]) -> Option<bool> {
    let best = bands::total(told.iter().map(|portion| portion.whole))?.best();
    Some(best.is_some() && whole.iter().all(|portion| portion.whole.best() == best))
}

fn by_channel(cells: &Cells) -> Option<Vec<Portion>> {
    let mut portions = Vec::new();
    for channel in [Channel::NotStated, Channel::Exchange, Channel::Outside] {
        let of_channel: Vec<(Population, Quantity)> = cells
            .iter()
            .filter(|((other, _), _)| *other == channel)
            .map(|((_, population), quantity)| (*population, *quantity))
            .collect();
        if !of_channel.is_empty() {
            portions.push(portion(channel, &of_channel)?);
        }
    }
    Some(portions)
}

/// `persons` beside others is the whole, and they are "of whom"; else they are summed.
fn portion(channel: Channel, cells: &[(Population, Quantity)]) -> Option<Portion> {
    let parts: Vec<(Population, Quantity)> = cells
        .iter()
        .copied()
        .filter(|(population, _)| *population != Population::Persons)
        .collect();
    let persons = cells
        .iter()
        .find(|(population, _)| *population == Population::Persons)
        .map(|(_, quantity)| *quantity);
    let sum = bands::total(parts.iter().map(|(_, quantity)| quantity.band()))?;
    let whole = match persons {
        Some(quantity) if quantity.has_number() => quantity.band(),
        Some(_) => Band::from(sum.low()),
        None => sum,
    };
    let committed = persons.filter(Quantity::has_number);
    Some(Portion {
        channel,
        whole,
        split: split(&parts),
        complete: persons.is_none() && parts.iter().all(|(_, quantity)| quantity.has_number()),
        numbered: cells.iter().any(|(_, quantity)| quantity.has_number()),
        precision: committed.map_or_else(|| least_precise(cells), precision),
    })
}

fn split(parts: &[(Population, Quantity)]) -> Split {
    let mut split = Split::default();
    for (population, quantity) in parts.iter().filter(|(_, quantity)| quantity.has_number()) {
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

fn least_precise(cells: &[(Population, Quantity)]) -> Precision {
    cells.iter().map(|(_, quantity)| precision(*quantity)).max().unwrap_or(Precision::Silent)
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
