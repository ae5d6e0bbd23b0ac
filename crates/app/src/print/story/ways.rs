//! Who went where: the ways of an exchange, or of the hand-overs of a deal.

use repatria_domain::{Place, Population, Swap};
use repatria_projection::{Later, Story, Way};

use super::super::dates::date;
use super::super::layout::{Align, Page, Table};
use super::super::names::name;
use super::super::phrases::{
    basis, best, best_of, equal, noun_of, number, population, range, remainder, way,
};

pub(super) fn who_went_where(page: &mut Page, story: &Story) {
    if story.exchange.ways.is_empty() && story.parts.is_empty() {
        return;
    }
    page.heading("Who went where");
    for part in &story.parts {
        page.paragraph(&format!("{}{}", part.reference, place_beside(&part.place)));
        page.table(&ways(&part.ways, &part.swaps, story));
    }
    if !story.parts.is_empty() && !story.exchange.ways.is_empty() {
        page.paragraph("The deal as a whole, never added to its hand-overs");
    }
    let mut table = ways(&story.exchange.ways, &story.swaps, story);
    for silent in &story.exchange.silent {
        let words = format!("home to {}: nobody speaks of it", name(*silent));
        table.row(["not stated".to_owned(), words]);
    }
    page.table(&table);
}

fn place_beside(place: &Place) -> String {
    match place {
        Place::Known(place) => format!(", {place}"),
        Place::Withheld => ", place withheld".to_owned(),
        Place::NotStated => String::new(),
    }
}

fn ways(ways: &[Way], swaps: &[Swap], story: &Story) -> Table {
    let mut table = Table::bare([Align::Right, Align::Left]);
    let widest = figure_width(story);
    for held in ways {
        let range = range(held.count).map(|range| format!(" ({range})")).unwrap_or_default();
        let (noun, split) = told_apart(held);
        let words = format!("{noun} {}{split}{range}; {}", way(&held.key()), basis(held.basis));
        table.row([format!("{:>widest$}", best(held.count)), words]);
        if let Some(beyond) = beyond_swaps(held) {
            table.row([String::new(), format!("  {beyond}")]);
        }
        for later in story.later.iter().filter(|later| later.abroad == held.key()) {
            table.row([String::new(), format!("  {}", came_home(later))]);
        }
    }
    for swap in swaps {
        table.row([String::new(), format!("one swap of {}", equal(swap.equal))]);
    }
    table
}

/// How many more went than came the other way, and why.
pub(crate) fn beyond_swaps(held: &Way) -> Option<String> {
    let words = remainder(held.mark?);
    match held.remainder.map(|count| number(count.number().into())) {
        Some(count) if held.swapped > 0 => Some(format!("{count} beyond the swap: {words}")),
        Some(_) | None => Some(words.to_owned()),
    }
}

/// The figures of a deal and of its hand-overs stand in one column.
fn figure_width(story: &Story) -> usize {
    let parts = story.parts.iter().flat_map(|part| &part.ways);
    let ways = story.exchange.ways.iter().chain(parts);
    ways.map(|way| best(way.count).len()).max().unwrap_or_default()
}

/// What they are called, and how they are told apart, as far as they are.
pub(crate) fn told_apart(held: &Way) -> (&'static str, String) {
    let parts = [
        (held.split.military, Population::Military),
        (held.split.civilian, Population::Civilian),
        (held.split.child, Population::Child),
    ];
    let told: Vec<_> =
        parts.into_iter().filter_map(|(part, population)| Some((part?, population))).collect();
    match told.as_slice() {
        [] => (noun_of(held.count, population(held.kind)), String::new()),
        [(part, population)] if *part == held.count => (noun_of(*part, *population), String::new()),
        parts => {
            let parts: Vec<String> =
                parts.iter().map(|(part, population)| best_of(*part, *population)).collect();
            (noun_of(held.count, population(held.kind)), format!(" ({})", parts.join(", ")))
        }
    }
}

pub(crate) fn came_home(later: &Later) -> String {
    let on = later.on.map_or_else(|| "on no stated day".to_owned(), date);
    format!("came home later: {} on {on} ({})", best(later.count), later.reference)
}
