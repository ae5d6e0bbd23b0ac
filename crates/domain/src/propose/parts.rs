//! Which claims speak of a part only: a population beside a whole.
//! It refuses to know who is believed: a part is a part, whoever names it.

use super::bands;
use super::claims::Claim;
use crate::quantity::Band;
use crate::settlement::{LegKind, Split};
use crate::statement::Population;

/// Whether a claim of one population is a part of what others say of the same people.
///
/// It is when somebody tells the populations apart and gives this one the same figure, when
/// somebody gives a larger number of persons not split, or when it is only a bound while others
/// speak of persons without a number.
pub(super) fn is_part(claim: &Claim<'_>, others: &[&Claim<'_>], kind: LegKind) -> bool {
    let Some((population, band)) = single(claim) else { return false };
    if kind != LegKind::Living {
        return false;
    }
    others.iter().any(|other| {
        is_bound_beside_silence(band, other)
            || is_told_apart(population, band, other)
            || is_of_more(claim, population, band, other, others)
    })
}

fn is_bound_beside_silence(band: Band, other: &Claim<'_>) -> bool {
    band.best().is_none() && !other.is_numbered()
}

fn is_told_apart(population: Population, band: Band, other: &Claim<'_>) -> bool {
    let named = |split: &Split| named(split, population);
    other.portions.iter().any(|portion| {
        portion.split.parts().count() > 1
            && named(&portion.split).is_some_and(|theirs| bands::overlap(theirs, band))
    })
}

/// A smaller number of soldiers is a part of a larger number of persons, unless its own statement
/// swaps it for as many, or others say that the larger number are all soldiers: then they differ.
fn is_of_more(
    claim: &Claim<'_>,
    population: Population,
    band: Band,
    other: &Claim<'_>,
    others: &[&Claim<'_>],
) -> bool {
    let unsplit = other.is_numbered() && other.portions.iter().all(|p| p.split.is_silent());
    let below = |theirs: Band| band.high().is_some_and(|high| high < theirs.low());
    let all_of_it = |third: &&Claim<'_>| {
        single(third).is_some_and(|(theirs, figure)| {
            theirs == population && bands::overlap(figure, other.total)
        })
    };
    unsplit && below(other.total) && !claim.balanced && !others.iter().any(all_of_it)
}

/// The one population of a claim that names no whole, and how many.
pub(super) fn single(claim: &Claim<'_>) -> Option<(Population, Band)> {
    let [portion] = claim.portions.as_slice() else { return None };
    if !portion.complete {
        return None;
    }
    match portion.split {
        Split { military: Some(band), civilian: None, child: None } => {
            Some((Population::Military, band))
        }
        Split { military: None, civilian: Some(band), child: None } => {
            Some((Population::Civilian, band))
        }
        Split { military: None, civilian: None, child: Some(band) } => {
            Some((Population::Child, band))
        }
        Split { .. } => None,
    }
}

/// What a split says of one population.
pub(super) fn named(split: &Split, population: Population) -> Option<Band> {
    match population {
        Population::Military => split.military,
        Population::Civilian => split.civilian,
        Population::Child => split.child,
        Population::Persons | Population::Bodies | Population::Bags => None,
    }
}
