//! The published figures, by who is counted and in order of days, ready to be added up as of any day.
//! It refuses to know what else was said of an exchange.

use std::collections::BTreeMap;

use repatria_domain::{Band, Day, LegKey, LegKind, Party, Population, Reference, Split};

use crate::deals::{Deals as _, Went, beside, silent};
use crate::happened::Span;
use crate::month::Month;
use crate::outlines::{Name, Outline, Outlines, Place};
use crate::split::part;
use crate::sum::{Item, Sum, Tally};
use crate::totals::MonthSum;

/// Who came home, by party and kind; who went elsewhere, by way; and which exchanges are in neither.
#[derive(Clone, Debug, Default)]
pub(crate) struct Figures {
    pub(crate) home: BTreeMap<(Party, LegKind), InOrder>,
    pub(crate) elsewhere: BTreeMap<LegKey, InOrder>,
    /// In order of (earliest day, latest day, reference).
    pub(crate) not_settled: Vec<Reference>,
    /// In the same order.
    pub(crate) cancelled: Vec<Reference>,
}

/// Figures in order of their first days; where that is open, it comes before all.
#[derive(Clone, Debug, Default)]
pub(crate) struct InOrder {
    figures: Vec<Figure>,
    // The same in order of their last days; where that is open, it comes after all.
    by_last_day: Vec<usize>,
}

/// How many went one way in one exchange.
#[derive(Clone, Debug)]
struct Figure {
    exchange: Place,
    span: Span,
    from: Option<Party>,
    // None where nobody speaks of the direction.
    count: Option<Band>,
    split: Option<Box<Split>>,
}

impl Figures {
    /// All that is published, whenever it was.
    pub(crate) fn of(outlines: &Outlines) -> Self {
        let mut gathered = Gathered::default();
        for (place, outline) in (0..).zip(&outlines.exchanges) {
            gathered.take(outlines, place, outline);
        }
        gathered.in_order(outlines)
    }
}

/// Figures in order of recording, those of an exchange one after another.
#[derive(Default)]
struct Gathered<'a> {
    home: BTreeMap<(Name, LegKind), Vec<Figure>>,
    elsewhere: BTreeMap<(Option<Name>, Name, Name, LegKind), Vec<Figure>>,
    not_settled: Vec<&'a Outline>,
    cancelled: Vec<&'a Outline>,
}

impl<'a> Gathered<'a> {
    fn take(&mut self, outlines: &'a Outlines, place: Place, outline: &'a Outline) {
        if outline.is_cancelled {
            return self.cancelled.push(outline);
        }
        if !outline.is_settled() {
            return self.not_settled.push(outline);
        }
        let span = outline.span();
        for leg in outlines.legs(outline) {
            if beside(outlines, outline, leg.went).is_some() {
                continue;
            }
            let Went { of, from, to, kind, .. } = leg.went;
            let figures = if of == Some(to) {
                self.home.entry((to, kind)).or_default()
            } else {
                self.elsewhere.entry((of, from, to, kind)).or_default()
            };
            figures.push(Figure {
                exchange: place,
                span,
                from: outlines.party(from),
                count: Some(leg.count),
                split: leg.split.clone(),
            });
        }
        for of in silent(outlines, outline) {
            let mut others = outlines.parties(outline).filter(|party| *party != of);
            // Between more than two nobody says who handed them over.
            let from = others.next().filter(|_| others.next().is_none());
            let from = from.and_then(|from| outlines.party(from));
            let figures = self.home.entry((of, LegKind::Living)).or_default();
            figures.push(Figure { exchange: place, span, from, count: None, split: None });
        }
    }

    fn in_order(self, outlines: &Outlines) -> Figures {
        let home = self.home.into_iter().filter_map(|((to, kind), figures)| {
            Some(((outlines.party(to)?, kind), InOrder::of(figures)))
        });
        let elsewhere = self.elsewhere.into_iter().filter_map(|((of, from, to, kind), figures)| {
            Some((outlines.way(of, from, to, kind)?, InOrder::of(figures)))
        });
        Figures {
            home: home.collect(),
            elsewhere: elsewhere.collect(),
            not_settled: references(self.not_settled),
            cancelled: references(self.cancelled),
        }
    }
}

fn references(mut outlines: Vec<&Outline>) -> Vec<Reference> {
    outlines.sort_unstable_by(|one, other| {
        let by_days = one.span().sort_key().cmp(&other.span().sort_key());
        by_days.then_with(|| one.reference.cmp(&other.reference))
    });
    outlines.into_iter().map(|outline| outline.reference.clone()).collect()
}

impl InOrder {
    /// Those of one exchange follow one another, and so they do in either order.
    fn of(mut figures: Vec<Figure>) -> Self {
        figures.sort_by_key(|figure| figure.span.earliest);
        let last_day = |figure: &Figure| (figure.span.latest.is_none(), figure.span.latest);
        let mut by_last_day: Vec<usize> = (0..figures.len()).collect();
        by_last_day.sort_by_key(|place| figures.get(*place).map(last_day));
        Self { figures, by_last_day }
    }

    /// Everybody, by the end of a day or of all days; none where nothing had happened.
    pub(crate) fn sum(&self, as_of: Option<Day>) -> Option<Sum> {
        self.sum_of(as_of, |figure| Some(figure.count))
    }

    /// Those of a population.
    pub(crate) fn part(&self, population: Population, as_of: Option<Day>) -> Option<Sum> {
        self.sum_of(as_of, |figure| figure.part(population))
    }

    /// By the party from whose hands they came, in order.
    pub(crate) fn by_holder(&self, as_of: Option<Day>) -> BTreeMap<Party, Sum> {
        let mut tallies: BTreeMap<Party, Tally<Place>> = BTreeMap::new();
        for (figure, item) in self.by(as_of) {
            if let Some(from) = figure.from {
                tallies.entry(from).or_insert(Tally::EMPTY).take(item);
            }
        }
        tallies.into_iter().map(|(from, tally)| (from, tally.sum())).collect()
    }

    /// By the month that they surely came in, in order; those of no certain month last.
    pub(crate) fn by_month(&self, as_of: Option<Day>) -> Vec<MonthSum> {
        let mut months: Vec<(Month, Tally<Place>)> = Vec::new();
        let mut in_no_month = None;
        for (figure, item) in self.by(as_of) {
            // Neighbours mostly lie in the same month.
            let last = months.last().map(|(month, _)| *month);
            let tally = match figure.month(last) {
                None => in_no_month.get_or_insert(Tally::EMPTY),
                Some(month) => {
                    if last != Some(month) {
                        months.push((month, Tally::EMPTY));
                    }
                    let Some((_, tally)) = months.last_mut() else { continue };
                    tally
                }
            };
            tally.take(item);
        }
        let mut running = Running { of: self, widened: 0, raised: 0, tally: Tally::EMPTY };
        let months = months.into_iter().map(|(month, tally)| {
            let end = as_of.map_or(month.last(), |day| day.min(month.last()));
            MonthSum { month: Some(month), sum: tally.sum(), running: Some(running.by(end)) }
        });
        let last = in_no_month.map(|tally| tally.sum());
        let last = last.map(|sum| MonthSum { month: None, sum, running: None });
        months.chain(last).collect()
    }

    fn sum_of(
        &self,
        as_of: Option<Day>,
        part: impl Fn(&Figure) -> Option<Option<Band>>,
    ) -> Option<Sum> {
        let mut sum = None;
        for (figure, item) in self.by(as_of) {
            if let Some(count) = part(figure) {
                sum.get_or_insert(Tally::EMPTY).take(Item { count, ..item });
            }
        }
        sum.map(|tally| tally.sum())
    }

    /// What had surely or possibly happened by the end of a day.
    fn by(&self, as_of: Option<Day>) -> impl Iterator<Item = (&Figure, Item<Place>)> {
        self.figures.iter().map_while(move |figure| {
            let happened = figure.span.happened(as_of)?;
            Some((figure, Item { exchange: figure.exchange, happened, count: figure.count }))
        })
    }
}

impl Figure {
    /// The part that is of a population; none where there is no such part. A direction of which
    /// nobody speaks is not told apart either.
    #[expect(
        clippy::option_option,
        reason = "no such part, and a part without a figure, are two things"
    )]
    fn part(&self, population: Population) -> Option<Option<Band>> {
        match (self.count, &self.split) {
            (Some(count), Some(split)) => part(count, split, population).map(Some),
            (count, _) => (population == Population::Persons).then_some(count),
        }
    }

    /// The month that it surely was in.
    fn month(&self, guess: Option<Month>) -> Option<Month> {
        let (earliest, latest) = self.span.earliest.zip(self.span.latest)?;
        let guess = guess.filter(|month| month.holds(earliest));
        guess.or_else(|| Some(Month::of(earliest))).filter(|month| month.holds(latest))
    }
}

/// What all figures come to by the end of a day, for days in order.
struct Running<'a> {
    of: &'a InOrder,
    // How many widened it, and how many raised it.
    widened: usize,
    raised: usize,
    tally: Tally<Place>,
}

impl Running<'_> {
    fn by(&mut self, day: Day) -> Sum {
        while let Some(figure) = self.of.figures.get(self.widened) {
            if figure.span.earliest.is_some_and(|earliest| earliest > day) {
                break;
            }
            self.tally.widen(figure.exchange, figure.count);
            self.widened = self.widened.saturating_add(1);
        }
        let by_last_day = |place| self.of.figures.get(*self.of.by_last_day.get(place)?);
        while let Some(figure) = by_last_day(self.raised) {
            if figure.span.latest.is_none_or(|latest| latest > day) {
                break;
            }
            self.tally.raise(figure.exchange, figure.count);
            self.raised = self.raised.saturating_add(1);
        }
        self.tally.sum()
    }
}
