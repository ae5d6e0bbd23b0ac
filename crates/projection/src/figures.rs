//! The published figures, by who is counted and in order of days, ready to be added up as of any day.
//! It refuses to know what else was said of an exchange.

use std::collections::{BTreeMap, HashMap};
use std::iter::Peekable;

use repatria_domain::{Band, Day, LegKey, LegKind, Party, Reference};

use crate::deals::{Deals as _, beside, in_order, silent};
use crate::happened::Span;
use crate::month::Month;
use crate::outlines::{Name, Names, Outline, Outlines, PartsPlace, Place, Way};
use crate::split::{POPULATIONS, Parts};
use crate::sum::{Item, Sum, Tally};
use crate::totals::{HolderSum, HomeTotal, MonthSum, Populations};

/// Who came home, by party and kind; who went elsewhere, by way; and which exchanges are in neither.
#[derive(Clone, Debug, Default)]
pub(crate) struct Figures {
    pub(crate) home: BTreeMap<(Party, LegKind), InOrder>,
    pub(crate) elsewhere: BTreeMap<LegKey, InOrder>,
    /// In order of (earliest day, latest day, reference).
    pub(crate) not_settled: Vec<Reference>,
    /// In the same order.
    pub(crate) cancelled: Vec<Reference>,
    names: Names,
}

/// Figures in order of their first days; where that is open, it comes before all.
#[derive(Clone, Debug, Default)]
pub(crate) struct InOrder {
    figures: Vec<Figure>,
    // What is of each population in those that are split, in the same order.
    parts: Vec<Parts>,
    // The sum of each month that any was surely in, as it is by its last day and ever after, and the
    // running sum by then. Most months that are asked for are over.
    months: Vec<MonthSum>,
}

/// How many went one way in one exchange.
#[derive(Clone, Debug)]
struct Figure {
    exchange: Place,
    span: Span,
    // Where it is certain.
    month: Option<Month>,
    from: Option<Name>,
    // None where nobody speaks of the direction.
    count: Option<Band>,
    // Where any are told apart.
    parts: Option<PartsPlace>,
}

impl Figures {
    /// All that is published, whenever it was.
    pub(crate) fn of(outlines: &Outlines) -> Self {
        let mut gathered = Gathered::none_of(outlines);
        for outline in &outlines.exchanges {
            gathered.take(outlines, outline);
        }
        gathered.in_order(outlines)
    }

    /// Who came home to each party by the end of a day or of all days, of each kind.
    pub(crate) fn home(&self, as_of: Option<Day>) -> impl Iterator<Item = HomeTotal> {
        self.home.iter().filter_map(move |((to, kind), came)| {
            came.by(as_of).next()?;
            let mut home = Home::NOBODY;
            let mut parts = came.parts.iter();
            for (figure, item) in came.by(as_of) {
                home.take(figure, item, figure.parts.and_then(|_| parts.next()));
            }
            let [military, civilian, child, unsplit] = home.told_apart.each_ref().map(Tally::sum);
            let sum = home.all.sum();
            Some(HomeTotal {
                to: *to,
                kind: *kind,
                sum,
                populations: (*kind == LegKind::Living).then_some(Populations {
                    military,
                    civilian,
                    child,
                    unsplit,
                }),
                from: self.by_holder(&home.from),
                months: came.by_month(as_of, sum, home.in_no_month.map(|tally| tally.sum())),
            })
        })
    }

    fn by_holder(&self, from: &BTreeMap<Name, Tally<Place>>) -> Vec<HolderSum> {
        let sum = |(from, tally): (&Name, &Tally<Place>)| {
            Some(HolderSum { from: self.names.party(*from)?, sum: tally.sum() })
        };
        let mut sums: Vec<HolderSum> = from.iter().filter_map(sum).collect();
        sums.sort_unstable_by_key(|holder| holder.from);
        sums
    }

    /// Who came home to a party from the hands of another.
    pub(crate) fn home_from(
        &self,
        of: Party,
        kind: LegKind,
        holder: Party,
        as_of: Option<Day>,
    ) -> Option<Sum> {
        let holder = self.names.of(holder)?;
        self.home.get(&(of, kind))?.sum_of(as_of, |figure| figure.from == Some(holder))
    }
}

/// Figures in order of recording, those of an exchange one after another.
struct Gathered<'a> {
    rows: Rows,
    // By the number of a way, the row of its figures.
    of_ways: Vec<usize>,
    not_settled: Vec<&'a Outline>,
    cancelled: Vec<&'a Outline>,
}

/// Those that are added up together, in a row each.
#[derive(Default)]
struct Rows {
    all: Vec<Vec<Figure>>,
    home: HashMap<(Name, LegKind), usize>,
    elsewhere: HashMap<(Option<Name>, Name, Name, LegKind), usize>,
}

impl Rows {
    fn of_way(&mut self, Way { of, from, to, kind, .. }: Way) -> usize {
        if of == Some(to) { self.home(to, kind) } else { self.elsewhere(of, from, to, kind) }
    }

    fn home(&mut self, to: Name, kind: LegKind) -> usize {
        let Self { all, home, .. } = self;
        *home.entry((to, kind)).or_insert_with(|| begin(all))
    }

    fn elsewhere(&mut self, of: Option<Name>, from: Name, to: Name, kind: LegKind) -> usize {
        let Self { all, elsewhere, .. } = self;
        *elsewhere.entry((of, from, to, kind)).or_insert_with(|| begin(all))
    }

    /// Makes room for so many more in a row, before any are there.
    fn make_room(&mut self, row: usize, many: usize) {
        if let Some(row) = self.all.get_mut(row) {
            row.reserve(row.capacity().saturating_add(many));
        }
    }

    fn take(&mut self, row: usize, figure: Figure) {
        if let Some(row) = self.all.get_mut(row) {
            row.push(figure);
        }
    }
}

fn begin(rows: &mut Vec<Vec<Figure>>) -> usize {
    rows.push(Vec::new());
    rows.len().saturating_sub(1)
}

impl<'a> Gathered<'a> {
    fn none_of(outlines: &Outlines) -> Self {
        let mut rows = Rows::default();
        let of_ways: Vec<usize> = outlines.ways.iter().map(|way| rows.of_way(*way)).collect();
        let room = of_ways.iter().zip(outlines.went_each_way());
        room.for_each(|(row, many)| rows.make_room(*row, many));
        Self { rows, of_ways, not_settled: Vec::new(), cancelled: Vec::new() }
    }

    fn take(&mut self, outlines: &'a Outlines, outline: &'a Outline) {
        if outline.is_cancelled {
            return self.cancelled.push(outline);
        }
        if !outline.is_settled() {
            return self.not_settled.push(outline);
        }
        let (exchange, span) = (outline.place, Span::of(outline.on()));
        for (leg, went) in outlines.legs(outline) {
            if beside(outlines, outline, went).is_some() {
                continue;
            }
            let row = usize::try_from(leg.way).ok().and_then(|way| self.of_ways.get(way));
            let (from, count, parts) = (Some(went.from), Some(went.count), leg.parts);
            let figure = Figure { exchange, span, month: None, from, count, parts };
            if let Some(row) = row {
                self.rows.take(*row, figure);
            }
        }
        for of in silent(outlines, outline) {
            let mut others = outlines.parties(outline).filter(|party| *party != of);
            // Between more than two nobody says who handed them over.
            let from = others.next().filter(|_| others.next().is_none());
            let row = self.rows.home(of, LegKind::Living);
            let (month, count, parts) = (None, None, None);
            self.rows.take(row, Figure { exchange, span, month, from, count, parts });
        }
    }

    fn in_order(self, outlines: &Outlines) -> Figures {
        let Rows { all, home, elsewhere } = self.rows;
        let mut rows: Vec<Option<InOrder>> = all
            .into_iter()
            .map(|figures| (!figures.is_empty()).then(|| InOrder::of(figures, outlines)))
            .collect();
        let mut row = |place: usize| rows.get_mut(place)?.take();
        let home = home
            .into_iter()
            .filter_map(|((to, kind), place)| Some(((outlines.party(to)?, kind), row(place)?)));
        let home = home.collect();
        let elsewhere = elsewhere.into_iter().filter_map(|((of, from, to, kind), place)| {
            Some((outlines.way(of, from, to, kind)?, row(place)?))
        });
        Figures {
            home,
            elsewhere: elsewhere.collect(),
            not_settled: references(outlines, self.not_settled),
            cancelled: references(outlines, self.cancelled),
            names: outlines.names.clone(),
        }
    }
}

fn references(outlines: &Outlines, those: Vec<&Outline>) -> Vec<Reference> {
    let those = in_order(outlines, those).into_iter();
    those.map(|outline| outline.reference.clone()).collect()
}

impl InOrder {
    /// Those of one exchange follow one another.
    fn of(mut figures: Vec<Figure>, outlines: &Outlines) -> Self {
        figures.sort_by_key(|figure| figure.span.earliest);
        let parts = figures.iter().filter_map(|figure| outlines.parts(figure.parts?)).copied();
        let parts = parts.collect();
        let mut last = None;
        for figure in &mut figures {
            figure.month = figure.span.month(last);
            last = figure.month.or(last);
        }
        let months = whole_months(&figures);
        Self { figures, parts, months }
    }

    /// The sum of each month by the end of a day or of all days, and the running sum by the end of
    /// the month, or of the day, when all came to `sum`; those of no certain month last.
    fn by_month(&self, as_of: Option<Day>, sum: Sum, in_no_month: Option<Sum>) -> Vec<MonthSum> {
        let ends_by =
            |day: Day| move |held: &MonthSum| held.month.is_none_or(|month| month.last() <= day);
        let over = as_of.map_or(self.months.len(), |day| self.months.partition_point(ends_by(day)));
        let (over, rest) = self.months.split_at_checked(over).unwrap_or_default();
        let mut months = Vec::with_capacity(over.len().saturating_add(2));
        months.extend_from_slice(over);
        if let Some(month) = rest.first().and_then(|held| held.month) {
            let so_far = self.sum_of(as_of, |figure| figure.month == Some(month));
            let running = Some(sum);
            months.extend(so_far.map(|sum| MonthSum { month: Some(month), sum, running }));
        }
        months.extend(in_no_month.map(|sum| MonthSum { month: None, sum, running: None }));
        months
    }

    /// Everybody, by the end of a day or of all days; none where nothing had happened.
    pub(crate) fn sum(&self, as_of: Option<Day>) -> Option<Sum> {
        self.sum_of(as_of, |_| true)
    }

    fn sum_of(&self, as_of: Option<Day>, is_meant: impl Fn(&Figure) -> bool) -> Option<Sum> {
        let mut sum = None;
        for (_, item) in self.by(as_of).filter(|(figure, _)| is_meant(figure)) {
            sum.get_or_insert(Tally::EMPTY).take(item);
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

/// Who came home to a party, under way through the figures.
struct Home {
    all: Tally<Place>,
    // In the order of the populations.
    told_apart: [Tally<Place>; POPULATIONS.len()],
    from: BTreeMap<Name, Tally<Place>>,
    in_no_month: Option<Tally<Place>>,
}

impl Home {
    const NOBODY: Self = Self {
        all: Tally::EMPTY,
        told_apart: [Tally::EMPTY; POPULATIONS.len()],
        from: BTreeMap::new(),
        in_no_month: None,
    };

    fn take(&mut self, figure: &Figure, item: Item<Place>, parts: Option<&Parts>) {
        self.all.take(item);
        self.tell_apart(item, parts);
        if let Some(from) = figure.from {
            self.from.entry(from).or_insert(Tally::EMPTY).take(item);
        }
        if figure.month.is_none() {
            self.in_no_month.get_or_insert(Tally::EMPTY).take(item);
        }
    }

    /// A direction of which nobody speaks is not told apart either.
    fn tell_apart(&mut self, item: Item<Place>, parts: Option<&Parts>) {
        let [.., not_told_apart] = &mut self.told_apart;
        let Some(parts) = parts else { return not_told_apart.take(item) };
        for (tally, part) in self.told_apart.iter_mut().zip(parts) {
            if part.is_some() {
                tally.take(Item { count: *part, ..item });
            }
        }
    }
}

/// The sum of each month that any was surely in, and the running sum by its last day.
fn whole_months(figures: &[Figure]) -> Vec<MonthSum> {
    let mut months: Vec<(Month, Tally<Place>)> = Vec::new();
    for figure in figures {
        let Some(month) = figure.month else { continue };
        if months.last().is_none_or(|(last, _)| *last != month) {
            months.push((month, Tally::EMPTY));
        }
        if let Some((_, tally)) = months.last_mut() {
            tally.widen(figure.exchange, figure.count);
            tally.raise(figure.exchange, figure.count);
        }
    }
    let mut running = Running::of(figures);
    let sum = |(month, tally): (Month, Tally<Place>)| {
        let running = Some(running.by(month.last()));
        MonthSum { month: Some(month), sum: tally.sum(), running }
    };
    months.into_iter().map(sum).collect()
}

/// What all figures come to by the end of a day, for days in order.
struct Running<'a> {
    to_widen: Peekable<std::slice::Iter<'a, Figure>>,
    to_raise: Peekable<std::vec::IntoIter<&'a Figure>>,
    tally: Tally<Place>,
}

impl<'a> Running<'a> {
    fn of(figures: &'a [Figure]) -> Self {
        let mut by_last_day: Vec<&Figure> =
            figures.iter().filter(|figure| figure.span.latest.is_some()).collect();
        by_last_day.sort_by_key(|figure| figure.span.latest);
        Self {
            to_widen: figures.iter().peekable(),
            to_raise: by_last_day.into_iter().peekable(),
            tally: Tally::EMPTY,
        }
    }

    fn by(&mut self, day: Day) -> Sum {
        let may_be = |figure: &&Figure| figure.span.earliest.is_none_or(|earliest| earliest <= day);
        while let Some(figure) = self.to_widen.next_if(may_be) {
            self.tally.widen(figure.exchange, figure.count);
        }
        let is_sure = |figure: &&Figure| figure.span.latest.is_some_and(|latest| latest <= day);
        while let Some(figure) = self.to_raise.next_if(is_sure) {
            self.tally.raise(figure.exchange, figure.count);
        }
        self.tally.sum()
    }
}
