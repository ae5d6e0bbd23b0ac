//! The published figures without their exchanges: as little as sums need, sorted so that what had
//! happened by a day is the beginning of each list.
//! It refuses to know which figures are published, and to add anything up.

use std::collections::BTreeMap;

use repatria_domain::{Band, Channel, Day, ExchangeId, LegKey, LegKind, Party, Population};

use crate::happened::{Certainty, Span};
use crate::month::Month;
use crate::published::{Entry, Published, Which};
use crate::sum::{Item, Sum, Tally};

/// Who came home, by party and kind; and who went elsewhere, by way.
#[derive(Clone, Debug, Default)]
pub(crate) struct Figures {
    pub(crate) home: BTreeMap<(Party, LegKind), Together>,
    /// The living among them again, by what they are.
    pub(crate) told_apart: BTreeMap<(Party, Population), Together>,
    pub(crate) elsewhere: BTreeMap<LegKey, Together>,
}

/// Soldiers, civilians, children, and those who are not told apart.
const POPULATIONS: [Population; 4] =
    [Population::Military, Population::Civilian, Population::Child, Population::Persons];

/// Figures that are added up together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Together {
    /// In order of the first day; those of one exchange follow one another.
    by_earliest: Vec<Figure>,
    /// The places of the same in order of the last day.
    by_latest: Vec<usize>,
}

/// How many went one way in one exchange.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Figure {
    pub(crate) exchange: ExchangeId,
    pub(crate) span: Span,
    /// The month that it surely lies in.
    pub(crate) month: Option<Month>,
    /// From whose hands; of a silent direction between more than two: none.
    pub(crate) from: Option<Party>,
    /// None where nobody speaks of it.
    pub(crate) count: Option<Band>,
}

impl Figures {
    /// All that is published, whenever it was.
    pub(crate) fn of(published: &Published<'_>) -> Self {
        let (mut figures, mut month) = (Self::default(), None);
        for entry in &published.entries {
            figures.take(entry, Figure::of(entry, &mut month));
        }
        let all = figures.home.values_mut().chain(figures.told_apart.values_mut());
        all.chain(figures.elsewhere.values_mut()).for_each(Together::sort);
        figures
    }

    fn take(&mut self, entry: &Entry<'_>, figure: Figure) {
        match (entry.which(), entry.kind(), entry.leg()) {
            (Which::Home(to), kind, _) => {
                if kind == LegKind::Living {
                    self.tell_apart(entry, to, figure);
                }
                self.home.entry((to, kind)).or_default().by_earliest.push(figure);
            }
            (Which::Abroad(_) | Which::WhoseNotStated(_), _, Some(leg)) => {
                let way = leg.key.direction().leg(Channel::NotStated);
                self.elsewhere.entry(way).or_default().by_earliest.push(figure);
            }
            (Which::Abroad(_) | Which::WhoseNotStated(_), _, None) => {}
        }
    }

    fn tell_apart(&mut self, entry: &Entry<'_>, to: Party, figure: Figure) {
        for population in POPULATIONS {
            if let Some(Item { count, .. }) = Item::part(entry, population) {
                let part = Figure { count, ..figure };
                self.told_apart.entry((to, population)).or_default().by_earliest.push(part);
            }
        }
    }
}

impl Together {
    fn sort(&mut self) {
        self.by_earliest.sort_by_key(|figure| figure.span.earliest);
        self.by_latest = (0..self.by_earliest.len()).collect();
        let latest = |place: &usize| {
            let figure = self.by_earliest.get(*place);
            figure.and_then(|figure| figure.span.latest).unwrap_or(Day::MAX)
        };
        self.by_latest.sort_by_key(latest);
    }

    /// What had happened by the end of a day, surely or possibly.
    pub(crate) fn by(&self, as_of: Option<Day>) -> &[Figure] {
        let all = self.by_earliest.as_slice();
        let end = as_of
            .map_or(all.len(), |day| all.partition_point(|figure| figure.span.possibly_by(day)));
        all.get(..end).unwrap_or_default()
    }

    /// All of them, those first that ended first.
    pub(crate) fn by_end(&self) -> impl Iterator<Item = &Figure> {
        self.by_latest.iter().filter_map(|place| self.by_earliest.get(*place))
    }

    /// The sum of what had happened; none where nothing had.
    pub(crate) fn sum(&self, as_of: Option<Day>) -> Option<Sum> {
        let figures = self.by(as_of);
        (!figures.is_empty()).then(|| sum(figures, as_of))
    }
}

impl Figure {
    fn of(entry: &Entry<'_>, last: &mut Option<Month>) -> Self {
        let span = Span::of(entry.on);
        Self {
            exchange: entry.exchange.id,
            span,
            month: month(span, last),
            from: entry.from(),
            count: entry.count(),
        }
    }

    /// Of one that had happened: surely or possibly.
    pub(crate) fn certainty(&self, as_of: Option<Day>) -> Certainty {
        self.span.happened(as_of).unwrap_or(Certainty::Possibly)
    }
}

/// The sum of figures of which each had happened, surely or possibly.
pub(crate) fn sum<'a>(figures: impl IntoIterator<Item = &'a Figure>, as_of: Option<Day>) -> Sum {
    let mut tally = Tally::EMPTY;
    for figure in figures {
        tally.take(figure.exchange, figure.certainty(as_of), figure.count);
    }
    tally.sum()
}

/// The month that something surely was in. Neighbours mostly lie in the same as the `last`.
fn month(span: Span, last: &mut Option<Month>) -> Option<Month> {
    let (earliest, latest) = span.earliest.zip(span.latest)?;
    let month = last.filter(|month| month.holds(earliest)).unwrap_or_else(|| Month::of(earliest));
    *last = Some(month);
    month.holds(latest).then_some(month)
}
