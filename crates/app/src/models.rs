//! The read models of a register as of a day, each drawn when somebody asks for it first, and kept
//! for whoever asks next: however many pages are drawn from them, each model is drawn once.
//! It refuses to know who asks, and what is made of them.

mod places;

use std::cell::OnceCell;

use repatria_domain::{Day, LegKind, Party, Reference};
use repatria_projection::{
    Agreements, Audit, Changes, Claimants, Custody, Disclosures, Explanations, HomeTotal, Overview,
    Reconciled, Reconciliation, Reconciliations, Record, Row, Scrutiny, Series, Stories, Timeline,
    Totals, agreements, audit, changes, claimants, custody, disclosures, overview, series,
    timeline, totals,
};

use crate::chart;
use places::{Claims, HandOvers, Homes, Rows};

pub(crate) use places::InSeriesAt;

/// The read models of a record. Two days are asked for: by when things had happened, and by when
/// they are due.
#[derive(Debug)]
pub(crate) struct Models<'a> {
    record: &'a Record,
    as_of: Option<Day>,
    due_by: Option<Day>,
    overview: OnceCell<Overview>,
    timeline: OnceCell<Timeline>,
    totals: OnceCell<Totals>,
    totals_of_all_days: OnceCell<Totals>,
    sides: OnceCell<(Vec<Party>, usize)>,
    series: OnceCell<Series>,
    custody: OnceCell<Custody>,
    agreements: OnceCell<Agreements>,
    disclosures: OnceCell<Disclosures>,
    disclosures_as_of: OnceCell<Disclosures>,
    claimants: OnceCell<Claimants>,
    changes: OnceCell<Changes>,
    audit: OnceCell<Audit>,
    stories: OnceCell<Stories<'a>>,
    explanations: OnceCell<Explanations<'a>>,
    reconciliations: OnceCell<Reconciliations<'a>>,
    reconciliation: OnceCell<Reconciliation>,
    rows: OnceCell<Rows>,
    hand_overs: OnceCell<HandOvers>,
    homes: OnceCell<Homes>,
    claims: OnceCell<Claims>,
}

impl<'a> Models<'a> {
    /// Draws nothing yet.
    pub(crate) fn of(record: &'a Record, as_of: Option<Day>, due_by: Option<Day>) -> Self {
        Self {
            record,
            as_of,
            due_by,
            overview: OnceCell::new(),
            timeline: OnceCell::new(),
            totals: OnceCell::new(),
            totals_of_all_days: OnceCell::new(),
            sides: OnceCell::new(),
            series: OnceCell::new(),
            custody: OnceCell::new(),
            agreements: OnceCell::new(),
            disclosures: OnceCell::new(),
            disclosures_as_of: OnceCell::new(),
            claimants: OnceCell::new(),
            changes: OnceCell::new(),
            audit: OnceCell::new(),
            stories: OnceCell::new(),
            explanations: OnceCell::new(),
            reconciliations: OnceCell::new(),
            reconciliation: OnceCell::new(),
            rows: OnceCell::new(),
            hand_overs: OnceCell::new(),
            homes: OnceCell::new(),
            claims: OnceCell::new(),
        }
    }

    pub(crate) fn record(&self) -> &'a Record {
        self.record
    }

    pub(crate) fn as_of(&self) -> Option<Day> {
        self.as_of
    }

    pub(crate) fn due_by(&self) -> Option<Day> {
        self.due_by
    }

    pub(crate) fn overview(&self) -> &Overview {
        once(&self.overview, || overview(self.record, self.as_of))
    }

    pub(crate) fn timeline(&self) -> &Timeline {
        once(&self.timeline, || timeline(self.record, self.as_of))
    }

    pub(crate) fn totals(&self) -> &Totals {
        once(&self.totals, || totals(self.record, self.as_of))
    }

    /// Which two parties pictures and tables compare, and how many more there are.
    pub(crate) fn sides(&self) -> &(Vec<Party>, usize) {
        once(&self.sides, || chart::sides(self.totals_of_all_days()))
    }

    pub(crate) fn series(&self) -> &Series {
        once(&self.series, || series(self.record, self.as_of))
    }

    pub(crate) fn custody(&self) -> &Custody {
        once(&self.custody, || custody(self.record, self.as_of))
    }

    pub(crate) fn agreements(&self) -> &Agreements {
        once(&self.agreements, || agreements(self.record, self.as_of))
    }

    /// What is withheld, and what of it is due.
    pub(crate) fn disclosures(&self) -> &Disclosures {
        once(&self.disclosures, || disclosures(self.record, self.due_by))
    }

    /// What is withheld, as of the day by which things had happened.
    pub(crate) fn disclosures_as_of(&self) -> &Disclosures {
        if self.due_by == self.as_of {
            return self.disclosures();
        }
        once(&self.disclosures_as_of, || disclosures(self.record, self.as_of))
    }

    pub(crate) fn claimants(&self) -> &Claimants {
        once(&self.claimants, || claimants(self.record, self.as_of))
    }

    pub(crate) fn changes(&self) -> &Changes {
        once(&self.changes, || changes(self.record, self.as_of))
    }

    /// What a careful editor would ask, of what is due too.
    pub(crate) fn audit(&self) -> &Audit {
        once(&self.audit, || audit(self.record, self.due_by, Scrutiny::Usual))
    }

    /// The story of one exchange, or of all.
    pub(crate) fn stories(&self) -> &Stories<'a> {
        once(&self.stories, || Stories::of(self.record, self.as_of))
    }

    /// What one figure rests on.
    pub(crate) fn explanations(&self) -> &Explanations<'a> {
        once(&self.explanations, || Explanations::of(self.record, self.as_of))
    }

    /// One claim, in detail.
    pub(crate) fn reconciliations(&self) -> &Reconciliations<'a> {
        once(&self.reconciliations, || Reconciliations::of(self.record, self.as_of))
    }

    /// Every claim.
    pub(crate) fn reconciliation(&self) -> &Reconciliation {
        once(&self.reconciliation, || self.reconciliations().all())
    }

    /// The row of an exchange in the timeline.
    pub(crate) fn row(&self, reference: &Reference) -> Option<&Row> {
        self.timeline().rows.get(self.rows().own(reference)?)
    }

    /// The rows before and behind that of an exchange.
    pub(crate) fn neighbours(&self, reference: &Reference) -> Option<[Option<&Row>; 2]> {
        let here = self.rows().own(reference)?;
        let row = |place: Option<usize>| self.timeline().rows.get(place?);
        Some([row(here.checked_sub(1)), row(here.checked_add(1))])
    }

    /// The rows of the hand-overs of a deal, in order.
    pub(crate) fn parts(&self, deal: &Reference) -> impl Iterator<Item = &Row> {
        let places = self.rows().parts(deal).iter();
        places.filter_map(|place| self.timeline().rows.get(*place))
    }

    /// Where an exchange stands in the series, in order; a deal may stand there on several days.
    pub(crate) fn in_series(&self, reference: &Reference) -> &[InSeriesAt] {
        once(&self.hand_overs, || HandOvers::of(self.series())).own(reference)
    }

    /// The claims that can have been said first on one of these days, in order of recording.
    pub(crate) fn said_first(&self, from: Day, until: Day) -> impl Iterator<Item = &Reconciled> {
        let claims = once(&self.claims, || Claims::of(self.reconciliation()));
        let places = claims.between(from, until).into_iter();
        places.filter_map(|place| self.reconciliation().claims.get(place))
    }

    /// Who came home to a party.
    pub(crate) fn home_to(&self, party: Party, kind: LegKind) -> Option<&HomeTotal> {
        let homes = once(&self.homes, || Homes::of(self.totals()));
        self.totals().home.get(homes.to(party, kind)?)
    }

    fn rows(&self) -> &Rows {
        once(&self.rows, || Rows::of(self.timeline()))
    }

    /// Those of all days, whichever is asked for.
    fn totals_of_all_days(&self) -> &Totals {
        if self.as_of.is_none() {
            return self.totals();
        }
        once(&self.totals_of_all_days, || totals(self.record, None))
    }
}

fn once<Model>(kept: &OnceCell<Model>, draw: impl FnOnce() -> Model) -> &Model {
    kept.get_or_init(|| {
        #[cfg(test)]
        tests::count::<Model>();
        draw()
    })
}

#[cfg(test)]
pub(crate) mod tests;
