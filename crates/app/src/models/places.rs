//! Where one exchange, one party or one day stands in a model of all of them, so that nobody goes
//! through the whole model for it. It refuses to draw any.

use std::collections::HashMap;

use repatria_domain::{Day, LegKind, Party, Reference};
use repatria_projection::{Reconciliation, Series, Timeline, Totals};

/// The rows of a timeline.
#[derive(Debug, Default)]
pub(super) struct Rows {
    own: HashMap<Reference, usize>,
    parts: HashMap<Reference, Vec<usize>>,
}

/// A hand-over in the series: between whom, and the how-manieth, both from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct InSeriesAt {
    pub(crate) between: usize,
    pub(crate) hand_over: usize,
}

/// The hand-overs of the series, by exchange. A deal may stand there on several days.
#[derive(Debug, Default)]
pub(super) struct HandOvers(HashMap<Reference, Vec<InSeriesAt>>);

/// The totals of those who came home, by party.
#[derive(Debug, Default)]
pub(super) struct Homes(HashMap<(Party, LegKind), usize>);

/// The claims that were said on a day, by the first that it can have been.
#[derive(Debug, Default)]
pub(super) struct Claims(Vec<(Day, usize)>);

impl Rows {
    pub(super) fn of(timeline: &Timeline) -> Self {
        let mut rows = Self::default();
        for (row, place) in timeline.rows.iter().zip(0..) {
            rows.own.insert(row.reference.clone(), place);
            if let Some(deal) = &row.frame {
                rows.parts.entry(deal.clone()).or_default().push(place);
            }
        }
        rows
    }

    pub(super) fn own(&self, reference: &Reference) -> Option<usize> {
        self.own.get(reference).copied()
    }

    /// The hand-overs of a deal, in order.
    pub(super) fn parts(&self, deal: &Reference) -> &[usize] {
        self.parts.get(deal).map_or(&[], Vec::as_slice)
    }
}

impl HandOvers {
    pub(super) fn of(series: &Series) -> Self {
        let mut places: HashMap<Reference, Vec<InSeriesAt>> = HashMap::new();
        for (all, between) in series.between.iter().zip(0..) {
            for (held, hand_over) in all.hand_overs.iter().zip(0..) {
                let own = places.entry(held.reference.clone()).or_default();
                own.push(InSeriesAt { between, hand_over });
            }
        }
        Self(places)
    }

    pub(super) fn own(&self, reference: &Reference) -> &[InSeriesAt] {
        self.0.get(reference).map_or(&[], Vec::as_slice)
    }
}

impl Homes {
    pub(super) fn of(totals: &Totals) -> Self {
        Self(totals.home.iter().map(|home| (home.to, home.kind)).zip(0..).collect())
    }

    pub(super) fn to(&self, party: Party, kind: LegKind) -> Option<usize> {
        self.0.get(&(party, kind)).copied()
    }
}

impl Claims {
    pub(super) fn of(reconciliation: &Reconciliation) -> Self {
        let said = reconciliation.claims.iter().map(|claim| claim.said_on?.earliest()).zip(0..);
        let mut said: Vec<(Day, usize)> =
            said.filter_map(|(first, place)| Some((first?, place))).collect();
        said.sort_unstable();
        Self(said)
    }

    /// Those of these days, in order of recording.
    pub(super) fn between(&self, from: Day, until: Day) -> Vec<usize> {
        let begin = self.0.partition_point(|(first, _)| *first < from);
        let held = self.0.get(begin..).unwrap_or_default().iter();
        let held = held.take_while(|(first, _)| *first <= until);
        let mut places: Vec<usize> = held.map(|(_, place)| *place).collect();
        places.sort_unstable();
        places
    }
}
