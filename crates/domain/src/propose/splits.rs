//! How many of a leg are soldiers, civilians, children.
//! It refuses to guess: what nobody tells apart stays unsplit.

use alloc::vec::Vec;

use super::bands;
use super::claims::{Claim, Portion};
use super::parts;
use crate::count::Count;
use crate::quantity::Band;
use crate::settlement::Split;
use crate::statement::Population;

const POPULATIONS: [Population; 3] =
    [Population::Military, Population::Civilian, Population::Child];

/// The split of a leg: the winner's, else that of the first who gives the same whole; stretched
/// by those who split the same whole differently, filled by those who speak of a part.
pub(super) fn split(
    winner: Option<&Portion>,
    ranked: &[&Claim<'_>],
    of_whom: &[&Claim<'_>],
    count: Band,
) -> Split {
    let same = winner.map(|portion| of_the_same_whole(portion, ranked)).unwrap_or_default();
    let base = winner.filter(|portion| !portion.split.is_silent()).or(same.first().copied());
    let mut filled: Vec<(Population, Band)> = Vec::new();
    for population in POPULATIONS {
        let band = part(base, &same, population).or_else(|| told_apart(of_whom, population));
        if let Some(band) = band.filter(|band| *band != Band::exactly(Count::ZERO)) {
            filled.push((population, within(band, &filled, count)));
        }
    }
    let find =
        |population| filled.iter().find(|(named, _)| *named == population).map(|(_, band)| *band);
    Split {
        military: find(Population::Military),
        civilian: find(Population::Civilian),
        child: find(Population::Child),
    }
}

/// What those who compete say of the same channel, where they give the same whole and split it.
fn of_the_same_whole<'c>(winner: &Portion, ranked: &[&'c Claim<'_>]) -> Vec<&'c Portion> {
    ranked
        .iter()
        .filter_map(|claim| claim.portion(winner.channel))
        .filter(|portion| portion.whole.best().is_some())
        .filter(|portion| portion.whole.best() == winner.whole.best())
        .filter(|portion| !portion.split.is_silent())
        .collect()
}

fn part(base: Option<&Portion>, same: &[&Portion], population: Population) -> Option<Band> {
    let mut band = said(base?, population);
    for other in same.iter().filter_map(|portion| said(portion, population)) {
        band = Some(match band {
            Some(mine) if mine.best().is_some_and(|best| other.contains(best)) => mine,
            Some(mine) => bands::stretched(mine, other),
            None => other,
        });
    }
    band
}

/// Where the parts make up the whole, a part not named is none.
fn said(portion: &Portion, population: Population) -> Option<Band> {
    let none = portion.complete.then_some(Band::exactly(Count::ZERO));
    parts::named(&portion.split, population).or(none)
}

fn told_apart(of_whom: &[&Claim<'_>], population: Population) -> Option<Band> {
    of_whom
        .iter()
        .filter(|claim| claim.only_channel().is_none())
        .filter_map(|claim| parts::single(claim))
        .find(|(named, _)| *named == population)
        .map(|(_, band)| band)
}

/// The band as it is where the bests of the parts still fit into the leg, else without its best.
fn within(band: Band, filled: &[(Population, Band)], count: Band) -> Band {
    let taken = filled
        .iter()
        .filter_map(|(_, band)| band.best())
        .try_fold(band.best().unwrap_or_default(), Count::plus);
    let fits = taken.zip(count.best()).is_some_and(|(taken, best)| taken <= best);
    if fits { band } else { bands::without_best(band) }
}
