//! Soldiers, civilians, children, as far as the sources tell them apart. Nothing is guessed.

use repatria_domain::{Band, Count, Population, Split};

/// Soldiers, civilians, children, and those who are not told apart.
pub(crate) const POPULATIONS: [Population; 4] =
    [Population::Military, Population::Civilian, Population::Child, Population::Persons];

/// How many are of each population, in that order.
pub(crate) type Parts = [Option<Band>; POPULATIONS.len()];

/// The parts of a leg; none where nobody is told apart.
pub(crate) fn parts(count: Band, split: &Split) -> Option<Parts> {
    (!split.is_silent()).then(|| POPULATIONS.map(|population| part(count, split, population)))
}

/// How many of a leg are of this population; none where the leg has none of it.
///
/// `persons` are those who are not told apart: the leg without what its split holds, as a band.
pub(crate) fn part(count: Band, split: &Split, population: Population) -> Option<Band> {
    match population {
        Population::Military => split.military,
        Population::Civilian => split.civilian,
        Population::Child => split.child,
        Population::Persons => unsplit(count, split),
        Population::Bodies | Population::Bags => Some(count),
    }
}

fn unsplit(count: Band, split: &Split) -> Option<Band> {
    if split.is_silent() {
        return Some(count);
    }
    let high_of_parts = split.parts().try_fold(Count::ZERO, |sum, part| sum.plus(part.high()?));
    let low = high_of_parts.map_or(Count::ZERO, |parts| without(count.low(), parts));
    let best_of_parts = sum(split.parts().map(|part| part.best().unwrap_or(part.low())));
    let best = count.best().map(|best| without(best, best_of_parts));
    let low_of_parts = sum(split.parts().map(|part| part.low()));
    let high = count.high().map(|high| without(high, low_of_parts));
    let rest = Band::new(low, best, high).unwrap_or(count);
    (rest != Band::exactly(Count::ZERO)).then_some(rest)
}

fn without(count: Count, parts: Count) -> Count {
    count.minus(parts).unwrap_or(Count::ZERO)
}

fn sum(counts: impl Iterator<Item = Count>) -> Count {
    counts.fold(Count::ZERO, |sum, count| sum.plus(count).unwrap_or(Count::new(u32::MAX)))
}
