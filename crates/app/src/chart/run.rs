//! A run: hand-overs close in time, each a column at its day, one side up and one down. That they
//! are near one another is all that it says.

mod picture;
mod sketch;

use repatria_domain::{Basis, Day, LegKind, Party, Reference, When};
use repatria_projection::{Days, Head, InSeries, Row, SeriesBetween, Way};
use serde::Serialize;

use super::Chart;
use super::page::Width;
use super::sides::names;
use crate::models::{InSeriesAt, Models};
use crate::print::{counted, day, list, name, number};

/// The hand-overs of one run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Run {
    /// Up to which commit it knows the register.
    pub(crate) head: Head,
    /// What had happened by this day; absent: everything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) as_of: Option<Day>,
    /// Up and down.
    pub(crate) sides: Vec<Party>,
    pub(crate) from: Day,
    pub(crate) until: Day,
    /// The longest time between two of them.
    pub(crate) longest_gap: Days,
    pub(crate) hand_overs: Vec<HandOver>,
}

/// One hand-over of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct HandOver {
    pub(crate) reference: Reference,
    pub(crate) on: When,
    pub(crate) day: Day,
    /// The how-manieth within the seven days that end on its day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) within_seven_days: Option<u64>,
    /// By whom its numbers are withheld.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) withheld_by: Vec<Party>,
    /// How many came home, in the order of the sides.
    pub(crate) home: Vec<Figure>,
}

/// How many came home to one side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Figure {
    pub(crate) low: u64,
    /// Absent: no figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) best: Option<u64>,
    /// Absent: open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) high: Option<u64>,
    /// Whether no official gave it.
    pub(crate) is_press_only: bool,
}

/// Draws the run that an exchange is in, or the latest one of the longest series; none where
/// there is no such run.
pub(crate) fn run(models: &Models<'_>, holding: Option<&Reference>) -> Option<Run> {
    let (between, place) = match holding {
        Some(reference) => holding_one(models, reference)?,
        None => models.series().between.iter().find_map(latest)?,
    };
    let hand_overs = around(between, place)?;
    let number = hand_overs.first()?.run?;
    let run = between.runs.binary_search_by_key(&number, |run| run.number).ok()?;
    let run = between.runs.get(run)?;
    let sides = compared(models, between);
    Some(Run {
        head: models.record().head(),
        as_of: models.as_of(),
        from: run.from,
        until: run.until,
        longest_gap: run.longest_gap.days,
        hand_overs: hand_overs.iter().filter_map(|held| hand_over(models, held, &sides)).collect(),
        sides,
    })
}

/// Where the run of an exchange is; of the part of a deal that of the deal.
fn holding_one<'m>(
    models: &'m Models<'_>,
    reference: &Reference,
) -> Option<(&'m SeriesBetween, usize)> {
    let frame = models.row(reference).and_then(|row| row.frame.as_ref());
    let own = models.in_series(reference).iter();
    let of_deal = frame.into_iter().flat_map(|frame| models.in_series(frame));
    let mut places: Vec<InSeriesAt> = own.chain(of_deal).copied().collect();
    places.sort_unstable();
    places.dedup_by_key(|place| place.between);
    places.into_iter().find_map(|place| {
        let between = models.series().between.get(place.between)?;
        between.hand_overs.get(place.hand_over)?.run?;
        Some((between, place.hand_over))
    })
}

/// Where the latest run of a series is.
fn latest(between: &SeriesBetween) -> Option<(&SeriesBetween, usize)> {
    Some((between, between.hand_overs.iter().rposition(|held| held.run.is_some())?))
}

/// The hand-overs of the run that the one at this place is in: they follow one another.
fn around(between: &SeriesBetween, place: usize) -> Option<&[InSeries]> {
    let (before, behind) = between.hand_overs.split_at_checked(place)?;
    let run = behind.first()?.run;
    let is_of_it = |held: &&InSeries| held.run == run;
    let first = place - before.iter().rev().take_while(is_of_it).count();
    let end = place + behind.iter().take_while(is_of_it).count();
    between.hand_overs.get(first..end)
}

/// The sides of the whole register, as far as they are between whom the run was; then the others.
fn compared(models: &Models<'_>, between: &SeriesBetween) -> Vec<Party> {
    let (drawn, _) = models.sides();
    let mut sides: Vec<Party> =
        drawn.iter().copied().filter(|party| between.parties.contains(party)).collect();
    let others = between.parties.iter().filter(|party| !sides.contains(party)).copied();
    sides.extend(others.collect::<Vec<_>>());
    sides.truncate(2);
    sides
}

fn hand_over(models: &Models<'_>, held: &InSeries, sides: &[Party]) -> Option<HandOver> {
    let parts: Vec<&Row> =
        models.parts(&held.reference).filter(|row| row.on == Some(held.on)).collect();
    let whole = models.row(&held.reference);
    let figure = |party: &Party| {
        let of_parts = figure(parts.iter().copied(), *party);
        match of_parts {
            Some(figure) if figure.best.is_some() => figure,
            _ => figure_of_whole(whole, *party).or(of_parts).unwrap_or_default(),
        }
    };
    let withheld = parts.iter().copied().chain(whole).flat_map(|row| &row.withheld);
    let mut withheld_by: Vec<Party> = withheld
        .filter(|held| held.detail == repatria_domain::Detail::Count)
        .map(|held| held.by)
        .collect();
    withheld_by.sort_unstable();
    withheld_by.dedup();
    Some(HandOver {
        reference: held.reference.clone(),
        on: held.on,
        day: super::calendar::middle(held.on)?,
        within_seven_days: held.within_seven_days,
        withheld_by,
        home: sides.iter().map(figure).collect(),
    })
}

fn figure_of_whole(whole: Option<&Row>, party: Party) -> Option<Figure> {
    figure(whole.into_iter(), party)
}

/// What came home to a party in some hand-overs together; none where nobody speaks of it.
fn figure<'a>(rows: impl Iterator<Item = &'a Row>, party: Party) -> Option<Figure> {
    let ways: Vec<&Way> = rows
        .flat_map(|row| &row.ways)
        .filter(|way| way.home && way.to == party && way.kind == LegKind::Living)
        .collect();
    let sum = |count: fn(&Way) -> Option<u64>| ways.iter().map(|way| count(way)).sum();
    (!ways.is_empty()).then(|| Figure {
        low: ways.iter().map(|way| u64::from(way.count.low().number())).sum(),
        best: sum(|way| way.count.best().map(|best| best.number().into())),
        high: sum(|way| way.count.high().map(|high| high.number().into())),
        is_press_only: ways.iter().all(|way| way.basis == Basis::PressOnly),
    })
}

impl Run {
    /// The hand-overs without a figure for a side.
    fn without_figure(&self, side: usize) -> u64 {
        let without = self
            .hand_overs
            .iter()
            .filter(|held| held.home.get(side).is_none_or(|figure| figure.best.is_none()));
        without.count() as u64
    }

    fn title(&self) -> String {
        let parties = names(self.sides.iter().copied());
        let (from, until) = (day(self.from), day(self.until));
        format!("Hand-overs of living people between {parties}, {from} to {until}")
    }

    fn heading(&self) -> String {
        let count = counted(self.hand_overs.len() as u64, "hand-over", "hand-overs");
        let span = super::calendar::days(self.from, self.until) + 1;
        let days = if span == 1 { "day" } else { "days" };
        format!("{count} in {span} {days}, {}.", self.span())
    }

    /// `9 to 26 June 2025`.
    fn span(&self) -> String {
        let is_same =
            |part: &str| self.from.format(part).to_string() == self.until.format(part).to_string();
        let from = match (is_same("%Y-%m"), is_same("%Y")) {
            _ if self.from == self.until => return day(self.from),
            (true, _) => self.from.format("%-d").to_string(),
            (false, true) => self.from.format("%-d %B").to_string(),
            (false, false) => day(self.from),
        };
        format!("{from} to {}", day(self.until))
    }

    fn lead(&self) -> String {
        [self.missing(), self.withheld(), self.by_press(), self.position()].concat()
    }

    fn missing(&self) -> String {
        let without: Vec<(u64, &Party)> = self
            .sides
            .iter()
            .enumerate()
            .map(|(index, party)| (self.without_figure(index), party))
            .filter(|(without, _)| *without > 0)
            .collect();
        match without.as_slice() {
            [] => "Each has a figure for both sides.".to_owned(),
            [(one, _), (other, _)] if one == other => format!(
                "Nobody has published how many came home in {} of them, on either side.",
                number(*one)
            ),
            some => {
                let each = some.iter().map(|(without, party)| {
                    format!("{} of them to {}", number(*without), name(**party))
                });
                let each: Vec<String> = each.collect();
                format!("Nobody has published how many came home in {}.", list(&each))
            }
        }
    }

    fn withheld(&self) -> String {
        let mut by: Vec<Party> =
            self.hand_overs.iter().flat_map(|held| &held.withheld_by).copied().collect();
        by.sort_unstable();
        by.dedup();
        let withheld = self.hand_overs.iter().filter(|held| !held.withheld_by.is_empty()).count();
        let verb = if by.len() == 1 { "withholds" } else { "withhold" };
        match withheld {
            0 => String::new(),
            all if all == self.hand_overs.len() => {
                format!(" {} {verb} the numbers of all {all}.", names(by))
            }
            some => format!(" {} {verb} the numbers of {some}.", names(by)),
        }
    }

    fn by_press(&self) -> String {
        let is_press = |held: &&HandOver| {
            held.home.iter().any(|figure| figure.best.is_some() && figure.is_press_only)
        };
        let press: Vec<&HandOver> = self.hand_overs.iter().filter(is_press).collect();
        match press.as_slice() {
            [] => String::new(),
            [one] => format!(
                " The figure of {} is the press’s; no official has said it.",
                one.day.format("%-d %B")
            ),
            some => {
                let count = some.len();
                format!(" The figures of {count} are the press’s; no official has said them.")
            }
        }
    }

    /// The how-manieth the last one was.
    fn position(&self) -> String {
        let last = self.hand_overs.last().and_then(|held| Some((held.within_seven_days?, held)));
        match last {
            Some((position, held)) if position > 1 => format!(
                " That of {} was the {} within seven days.",
                held.day.format("%-d %B"),
                crate::print::ordinal(position)
            ),
            _ => String::new(),
        }
    }

    /// How many in how many days, and what is not known of them.
    pub(crate) fn words(&self) -> String {
        format!("{} {}", self.heading(), self.lead())
    }

    fn finding(&self) -> String {
        let each: Vec<String> = self
            .hand_overs
            .iter()
            .map(|held| {
                let figures: Vec<String> = held
                    .home
                    .iter()
                    .zip(&self.sides)
                    .map(|(figure, party)| format!("{} to {}", figure.words(), name(*party)))
                    .collect();
                format!("{}: {}.", crate::print::date(held.on), figures.join(", "))
            })
            .collect();
        format!("{} {}", self.lead(), each.join(" "))
    }

    fn note(&self) -> String {
        let Days { low, high } = self.longest_gap;
        let gap = if low == high { number(low) } else { format!("{low} to {high}") };
        let days = if (low, high) == (1, 1) { "day" } else { "days" };
        format!(
            "A run is two and more hand-overs, each within seven days of the one before; here at \
             most {gap} {days} lie between neighbours. It says that they are close in time, not \
             that they belong together. Drawn from the register at commit {}.",
            number(self.head.n)
        )
    }

    fn max(&self) -> u64 {
        let figures = self.hand_overs.iter().flat_map(|held| &held.home);
        let tops = figures.filter_map(|figure| figure.high.max(figure.best).or(Some(figure.low)));
        tops.max().unwrap_or_default()
    }
}

impl Figure {
    /// `106`, `at least 100`, `no figure`.
    fn words(&self) -> String {
        match self.best {
            Some(best) => number(best),
            None if self.low > 0 => format!("at least {}", number(self.low)),
            None => "no figure".to_owned(),
        }
    }
}

impl Chart for Run {
    const HEADS: &'static [&'static str] =
        &["exchange", "on", "within_seven_days", "to", "low", "best", "high", "press_only"];

    fn svg(&self, width: Width) -> String {
        self.picture(width)
    }

    fn sketch(&self, width: usize) -> String {
        self.terminal(width)
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let opt = |number: Option<u64>| number.map(|number| number.to_string()).unwrap_or_default();
        let row = |held: &HandOver, party: &Party, figure: &Figure| {
            vec![
                held.reference.to_string(),
                held.on.to_string(),
                opt(held.within_seven_days),
                party.to_string(),
                figure.low.to_string(),
                opt(figure.best),
                opt(figure.high),
                figure.is_press_only.to_string(),
            ]
        };
        let rows = self.hand_overs.iter().flat_map(|held| {
            self.sides.iter().zip(&held.home).map(move |(party, figure)| row(held, party, figure))
        });
        rows.collect()
    }
}

#[cfg(test)]
mod tests;
