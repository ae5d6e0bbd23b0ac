//! Whether something had happened by the day that was asked for.

use repatria_domain::{Day, Exchange, When};
use serde::Serialize;

use crate::month::Month;

/// Whether something had happened by the day that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// Whichever of its possible days is the true one.
    Surely,
    /// For some of its possible days, but not for all.
    Possibly,
}

/// When an exchange was: as it is settled, else as it is described.
pub(crate) fn date(exchange: &Exchange) -> Option<When> {
    let settled = exchange.settlement.as_ref().and_then(|settlement| settlement.on);
    settled.or_else(|| exchange.description.as_ref().and_then(|description| description.on))
}

/// Whether it had happened by the end of `as_of`: none if surely not. Asked of no day, everything
/// has; what nobody dates may have happened by any day.
pub(crate) fn happened(on: Option<When>, as_of: Option<Day>) -> Option<Certainty> {
    Span::of(on).happened(as_of)
}

/// The first and the last day that something can have been on; none where that end is open.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span {
    pub(crate) earliest: Option<Day>,
    pub(crate) latest: Option<Day>,
}

impl Span {
    pub(crate) fn of(on: Option<When>) -> Self {
        let (earliest, latest) = (on.and_then(|on| on.earliest()), on.and_then(|on| on.latest()));
        Self { earliest, latest }
    }

    /// The month that it surely lies in; of neighbours it is mostly the same.
    pub(crate) fn month(self, neighbour: Option<Month>) -> Option<Month> {
        let (earliest, latest) = self.earliest.zip(self.latest)?;
        let same = neighbour.filter(|month| month.holds(earliest));
        same.or_else(|| Some(Month::of(earliest))).filter(|month| month.holds(latest))
    }

    /// As [`happened`].
    pub(crate) fn happened(self, as_of: Option<Day>) -> Option<Certainty> {
        let Some(day) = as_of else { return Some(Certainty::Surely) };
        if self.latest.is_some_and(|latest| latest <= day) {
            return Some(Certainty::Surely);
        }
        self.earliest.is_none_or(|earliest| earliest <= day).then_some(Certainty::Possibly)
    }
}
