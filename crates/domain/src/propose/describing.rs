//! What an exchange is, apart from its numbers, drawn from what was said of it.
//! It refuses to draw over a frame that somebody gave it.

use alloc::vec::Vec;

use super::counting::{self, Counting};
use super::{claims, propose, votes};
use crate::event::{Description, Drawn, ExchangeKind};
use crate::id::AgreementId;
use crate::party::Party;
use crate::place::Place;
use crate::settlement::{Channel, LegKind, Parties, Rule, Terms};
use crate::state::{Exchange, State};
use crate::statement::{Figure, Population, Toward, Whose};

/// Draws up a description of an exchange from its statements, keeping its frame.
///
/// Plans speak only where nothing else does. `None` where no statement stands.
pub fn describe(state: &State, exchange: &Exchange) -> Option<Description> {
    let mut said = counting::counting(exchange, Rule::ReceivingSideFirst);
    if said.is_empty() {
        said = counting::with_plans(exchange);
    }
    if said.is_empty() {
        return None;
    }
    Some(Description {
        kind: kind(&said, &exchange.parties),
        on: votes::day(&said, &exchange.parties),
        terms: terms(exchange, &said),
        frame: exchange.description.as_ref().and_then(|description| description.frame),
        agreements: agreements(state, &said),
        categories: union(said.iter().flat_map(|said| said.said().says.categories.iter())),
        place: place(&said),
        transit: union(said.iter().filter_map(|said| said.said().says.transit.as_ref())),
        mediators: union(said.iter().flat_map(|said| said.said().says.mediators.iter())),
        drawn: Drawn::FromStatements,
    })
}

/// The terms that a settlement would have; while there is none, what is said.
fn terms(exchange: &Exchange, said: &[Counting]) -> Terms {
    propose(exchange, Rule::ReceivingSideFirst)
        .map_or_else(|_| votes::terms(said, &exchange.parties), |settlement| settlement.terms)
}

fn union<'a, T: Ord + Clone + 'a>(values: impl Iterator<Item = &'a T>) -> Vec<T> {
    let mut union: Vec<T> = values.cloned().collect();
    union.sort_unstable();
    union.dedup();
    union
}

fn agreements(state: &State, said: &[Counting]) -> Vec<AgreementId> {
    let named = said.iter().filter_map(|said| said.said().says.agreement.as_ref());
    let known: Vec<AgreementId> =
        named.map(AgreementId::of).filter(|id| state.agreement(*id).is_some()).collect();
    union(known.iter())
}

/// The place that most name, of equals the first; withheld where somebody refuses it and nobody
/// names it.
fn place(said: &[Counting]) -> Place {
    let places: Vec<&Place> = said.iter().map(|said| &said.said().says.place).collect();
    let named = |place: &&&Place| match place {
        Place::Known(_) => true,
        Place::NotStated | Place::Withheld => false,
    };
    let times = |place: &Place| places.iter().filter(|other| **other == place).count();
    let most = places.iter().filter(named).map(|place| times(place)).max();
    let first = places.iter().filter(named).find(|place| Some(times(place)) == most);
    match first {
        Some(place) => (**place).clone(),
        None if places.contains(&&Place::Withheld) => Place::Withheld,
        None => Place::NotStated,
    }
}

/// An exchange unless living people are known to have gone one way only: the other side of a swap
/// between two belligerents is often not published.
fn kind(said: &[Counting], parties: &Parties) -> ExchangeKind {
    let figures: Vec<&Figure> = said.iter().flat_map(|said| &said.said().figures).collect();
    let living: Vec<&Figure> =
        figures.iter().copied().filter(|f| f.population.kind() == LegKind::Living).collect();
    if !figures.is_empty() && living.is_empty() {
        return ExchangeKind::Bodies;
    }
    if is_transfer(&living, parties) { ExchangeKind::Transfer } else { ExchangeKind::Exchange }
}

fn is_transfer(living: &[&Figure], parties: &Parties) -> bool {
    let mut senders = living
        .iter()
        .map(|figure| claims::direction(figure, parties).map(|direction| direction.from));
    let Some(Some(first)) = senders.next() else { return false };
    let one_way = senders.all(|sender| sender == Some(first));
    let outside = |figure: &&Figure| figure.channel == Channel::Outside;
    let children = |figure: &&Figure| figure.population == Population::Child;
    let third = |figure: &&Figure| involves_a_third(figure, first, parties);
    one_way
        && (living.iter().all(outside) || living.iter().all(children) || living.iter().any(third))
}

/// Whether people go to or come from somebody beside the two sides. A source that names who handed
/// them over speaks of such a way; of a swap between belligerents it does not need to.
fn involves_a_third(figure: &Figure, from: Party, parties: &Parties) -> bool {
    let Toward::Party(to) = figure.to else { return false };
    let foreign = match figure.of {
        Some(Whose::Party(of)) => of != to && of != from,
        Some(Whose::NotStated) => true,
        None => false,
    };
    foreign || figure.from.is_some() || !parties.contains(to) || !parties.contains(from)
}
