//! Sums and unions of bands. It refuses to know what is counted.

use crate::count::Count;
use crate::quantity::Band;

/// All together; `None` where it is too large.
pub(super) fn total(bands: impl IntoIterator<Item = Band>) -> Option<Band> {
    bands.into_iter().try_fold(Band::exactly(Count::ZERO), sum)
}

/// Both together: no best unless both have one, open if either is; `None` where it is too large.
fn sum(one: Band, other: Band) -> Option<Band> {
    let both = |a: Option<Count>, b: Option<Count>| match a.zip(b) {
        Some((a, b)) => a.plus(b).map(Some),
        None => Some(None),
    };
    let low = one.low().plus(other.low())?;
    Some(ends(low, both(one.best(), other.best())?, both(one.high(), other.high())?))
}

/// The band stretched to hold the other, its best kept.
pub(super) fn stretched(band: Band, by: Band) -> Band {
    let high = band.high().zip(by.high()).map(|(mine, its)| mine.max(its));
    ends(band.low().min(by.low()), band.best(), high)
}

/// What both allow; what either allows where they exclude each other.
pub(super) fn agreed(one: Band, other: Band) -> Band {
    if !overlap(one, other) {
        return ends(one.low().min(other.low()), None, stretched(one, other).high());
    }
    let high = match (one.high(), other.high()) {
        (Some(mine), Some(its)) => Some(mine.min(its)),
        (mine, its) => mine.or(its),
    };
    ends(one.low().max(other.low()), None, high)
}

/// The band with nothing below `low`, where it allows that.
pub(super) fn raised(band: Band, low: Count) -> Band {
    let fits = band.best().is_none() && band.contains(low);
    if fits { ends(low, None, band.high()) } else { band }
}

/// Whether some number lies in both.
pub(super) fn overlap(one: Band, other: Band) -> bool {
    let starts_by_end = |a: Band, b: Band| b.high().is_none_or(|high| a.low() <= high);
    starts_by_end(one, other) && starts_by_end(other, one)
}

/// The ends without the number between them.
pub(super) fn without_best(band: Band) -> Band {
    ends(band.low(), None, band.high())
}

/// The band of these ends, which the caller knows to be in order.
pub(super) fn ends(low: Count, best: Option<Count>, high: Option<Count>) -> Band {
    Band::new(low, best, high).unwrap_or(Band::UNKNOWN)
}
