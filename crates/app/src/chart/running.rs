//! Running totals of the people who came home, per side: the record with its band, what is claimed
//! beside it, and the hand-overs without a figure. Claims are shown as they were said; whether
//! they agree with the record is asked elsewhere.

mod picture;
mod sketch;

use std::collections::BTreeSet;

use repatria_domain::{
    Before, Channel, Day, LegKind, Measure, Party, Population, Quantity, Rank, Since, Total,
    TotalClaim, TotalStatement, Toward, When, Whose,
};
use repatria_projection::{Head, HomeTotal, Month, Record, Sum};
use serde::Serialize;

use super::Chart;
use super::calendar::middle;
use super::page::Width;
use super::sides::names;
use super::signs::Shape;
use crate::models::Models;
use crate::print::{counted, date, day, list, name, number, total};
pub(in crate::chart) use sketch::years;

/// Claims as much later than the record are not drawn, in days.
const CLAIMS_AFTER_MAX: i64 = 366;
/// Claims of so many times the record are not drawn.
const CLAIMS_ABOVE_MAX: u64 = 2;

/// What stands in the place of a sum of which nothing is known.
const NO_FIGURE: &str = "no figure";

/// The running totals of two sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Running {
    /// Up to which commit it knows the register.
    pub(crate) head: Head,
    /// What had happened by this day; absent: everything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) as_of: Option<Day>,
    /// Left and right.
    pub(crate) sides: Vec<Side>,
    /// To how many further parties people came home.
    pub(crate) sides_left_out: usize,
}

/// What is recorded and claimed of one side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Side {
    pub(crate) party: Party,
    pub(crate) sum: Sum,
    pub(crate) points: Vec<Recorded>,
    pub(crate) claims: Vec<Claim>,
    /// Claims that have no place on the paper, in words.
    pub(crate) claims_not_drawn: Vec<String>,
}

/// What is recorded by the end of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Recorded {
    pub(crate) month: Month,
    pub(crate) on: Day,
    pub(crate) low: u64,
    pub(crate) best: u64,
    /// Absent: open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) high: Option<u64>,
    /// Hand-overs of this month without a figure.
    pub(crate) without_figure: u64,
}

/// A claim about the running total.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Claim {
    pub(crate) said_on: When,
    pub(crate) on: Day,
    pub(crate) quantity: Quantity,
    pub(crate) shape: Shape,
    pub(crate) number: u64,
    /// Soldiers alone.
    pub(crate) is_of_soldiers: bool,
    /// Whether the claimant said from when on he counts.
    pub(crate) is_scope_stated: bool,
    pub(crate) who: String,
}

/// Draws the running totals.
pub(crate) fn running(models: &Models<'_>) -> Running {
    let (record, as_of) = (models.record(), models.as_of());
    let (parties, sides_left_out) = models.sides();
    let home = |party| models.home_to(party, LegKind::Living);
    let sides = parties.iter().map(|party| side(record, *party, home(*party), as_of)).collect();
    Running { head: record.head(), as_of, sides, sides_left_out: *sides_left_out }
}

fn side(record: &Record, party: Party, home: Option<&HomeTotal>, as_of: Option<Day>) -> Side {
    let points = home.map(|home| points(home, as_of)).unwrap_or_default();
    let sum = home.map_or(Sum::EMPTY, |home| home.sum);
    let mut side = Side { party, sum, points, claims: Vec::new(), claims_not_drawn: Vec::new() };
    let mut claims: Vec<&TotalStatement> = record
        .state()
        .total_claims()
        .filter(|claim| stands(claim) && speaks_of(&claim.said, party))
        .map(|claim| &*claim.said)
        .filter(|said| was_said_by(said, as_of))
        .collect();
    claims.sort_by_key(|said| {
        (said.attribution.said_on.and_then(middle).unwrap_or(Day::MAX), said.statement)
    });
    for said in claims {
        side.take(said);
    }
    side
}

fn points(home: &HomeTotal, as_of: Option<Day>) -> Vec<Recorded> {
    let months = home.months.iter().filter_map(|sum| Some((sum.month?, sum.running?, sum.sum)));
    months
        .map(|(month, running, sum)| Recorded {
            month,
            on: as_of.unwrap_or(Day::MAX).min(month.last()),
            low: running.low.number(),
            best: running.best.number(),
            high: running.high.map(Total::number),
            without_figure: sum.without_figure(),
        })
        .collect()
}

fn stands(claim: &TotalClaim) -> bool {
    claim.corrected_by.is_none() && claim.rank != Rank::Deprecated
}

/// Whether a claim counts all the people, or all the soldiers, who came home to a party: since the
/// war began, or without saying since when.
fn speaks_of(said: &TotalStatement, party: Party) -> bool {
    let scope = &said.scope;
    let is_to = matches!(scope.to, Some(Toward::Each)) || scope.to == Some(Toward::Party(party));
    let is_since = match scope.since {
        Some(Since::Start) => scope.channel == Channel::NotStated,
        Some(Since::Day(_)) => false,
        None => scope.channel != Channel::Outside,
    };
    said.measure == Measure::Returned
        && is_to
        && is_since
        && scope.of.is_none_or(|of| of == Whose::Party(party))
        && matches!(scope.population, None | Some(Population::Persons | Population::Military))
        && scope.until.is_none()
        && scope.agreement.is_none()
        && scope.mediator.is_none()
}

fn was_said_by(said: &TotalStatement, as_of: Option<Day>) -> bool {
    let on = said.attribution.said_on;
    as_of.is_none_or(|day| on.is_some_and(|on| on.by(day) != Before::No))
}

impl Side {
    /// The best figure; a word where there are hand-overs and none has a figure.
    fn best(&self) -> String {
        if self.sum.best == Total::ZERO && self.sum.without_figure() > 0 {
            return NO_FIGURE.to_owned();
        }
        total(self.sum.best)
    }

    /// Where the line ends, in which band, and how much is claimed beside it.
    fn finding(&self) -> String {
        let Sum { low, high, .. } = self.sum;
        let upper = high.map_or_else(
            || "without an upper end".to_owned(),
            |high| format!("to {}", total(high)),
        );
        format!(
            "To {}: the line ends at {}, in a band from {} {upper}; {} beside it.",
            name(self.party),
            self.best(),
            total(low),
            counted(self.claims.len() as u64, "claim", "claims")
        )
    }

    /// The same, with what is missing from it.
    fn finding_alone(&self) -> String {
        let without = number(self.sum.without_figure());
        let of = counted(self.sum.exchanges, "hand-over", "hand-overs");
        format!("{} {without} of {of} have no figure.", self.finding())
    }

    fn take(&mut self, said: &TotalStatement) {
        let Some((shape, number)) = Shape::of(said.quantity) else { return };
        let attribution = &said.attribution;
        let who = attribution.claimant.as_ref().or(attribution.relay.as_ref());
        let who = who.map_or_else(|| "nobody named".to_owned(), ToString::to_string);
        let number = u64::from(number.number());
        let claim = attribution.said_on.and_then(|said_on| {
            Some(Claim {
                said_on,
                on: middle(said_on)?,
                quantity: said.quantity,
                shape,
                number,
                is_of_soldiers: said.scope.population == Some(Population::Military),
                is_scope_stated: said.scope.since.is_some(),
                who: who.clone(),
            })
        });
        match claim {
            Some(claim) if self.has_room_for(&claim) => self.claims.push(claim),
            _ => {
                let on = attribution.said_on.map_or_else(|| "without a date".to_owned(), date);
                let quantity = crate::print::quantity(said.quantity);
                self.claims_not_drawn.push(format!("{quantity}, {who}, {on}"));
            }
        }
    }

    fn has_room_for(&self, claim: &Claim) -> bool {
        let (Some(first), Some(last)) = (self.points.first(), self.points.last()) else {
            return false;
        };
        let highest = last.high.unwrap_or(last.best).max(1);
        let days = claim.on.signed_duration_since(last.on).num_days();
        claim.on >= first.month.first()
            && days <= CLAIMS_AFTER_MAX
            && claim.number <= highest.saturating_mul(CLAIMS_ABOVE_MAX)
    }
}

impl Running {
    /// The first and the last day of the axis; none where no month is certain.
    fn days(&self) -> Option<(Day, Day)> {
        let points = || self.sides.iter().flat_map(|side| &side.points);
        let first = points().map(|point| point.month.first()).min()?;
        let last = points().map(|point| point.month.last()).max()?;
        let claimed = self.sides.iter().flat_map(|side| &side.claims).map(|claim| claim.on).max();
        Some((first, claimed.map_or(last, |on| on.max(last))))
    }

    /// The highest number to be drawn.
    fn max(&self) -> u64 {
        let points = self.sides.iter().flat_map(|side| &side.points);
        let recorded = points.map(|point| point.high.unwrap_or(point.best).max(point.best));
        let claimed = self.sides.iter().flat_map(|side| &side.claims).map(|claim| claim.number);
        recorded.chain(claimed).max().unwrap_or_default()
    }

    /// What the picture is.
    fn title(&self) -> String {
        let to = names(self.sides.iter().map(|side| side.party));
        let period = self
            .days()
            .map(|(first, last)| format!(", {} to {}", day(first), day(last)))
            .unwrap_or_default();
        format!("People recorded as having come home to {to}, running totals{period}")
    }

    /// What the picture shows, in a sentence.
    fn heading(&self) -> String {
        let with: Vec<&Side> =
            self.sides.iter().filter(|side| side.sum.best > Total::ZERO).collect();
        let by = self.as_of.map(|as_of| format!("By {}, ", day(as_of))).unwrap_or_default();
        let Some((first, others)) = with.split_first() else {
            let nobody = if by.is_empty() { "Nobody" } else { "nobody" };
            return format!("{by}{nobody} is recorded as having come home.");
        };
        let people = if first.sum.best == Total::new(1) { "person is" } else { "people are" };
        let (best, to) = (total(first.sum.best), name(first.party));
        let recorded = format!("{best} {people} recorded as having come home to {to}");
        let others = others.iter();
        let others = others.map(|side| format!("{} to {}", total(side.sum.best), name(side.party)));
        let all: Vec<String> = [recorded].into_iter().chain(others).collect();
        format!("{by}{}.", list(&all))
    }

    /// What is not known, in the same breath.
    fn lead(&self) -> String {
        let missing: Vec<String> = self
            .sides
            .iter()
            .filter(|side| side.sum.without_figure() > 0)
            .map(|side| {
                let count = number(side.sum.without_figure());
                let of = counted(side.sum.exchanges, "hand-over", "hand-overs");
                format!("{count} of {of} to {}", name(side.party))
            })
            .collect();
        if self.sides.iter().all(|side| side.sum.exchanges == 0) {
            return String::new();
        }
        if missing.is_empty() {
            return "Every hand-over that is recorded has a figure.".to_owned();
        }
        format!(
            "Nobody has published how many came home in {}. The register does not fill these gaps: \
             where one is, the upper end is open, and stays open.",
            list(&missing)
        )
    }

    /// The finding in numbers, for readers who do not see the picture.
    fn finding(&self) -> String {
        let sides = self.sides.iter().map(|side| side.finding() + " ");
        sides.collect::<String>() + &self.lead()
    }

    /// What the picture of one side is.
    fn title_of(&self, side: &Side) -> String {
        let period = self
            .days()
            .map(|(first, last)| format!(", {} to {}", day(first), day(last)))
            .unwrap_or_default();
        format!(
            "People recorded as having come home to {}, running total{period}",
            name(side.party)
        )
    }

    /// What is worth knowing beside the picture.
    fn note(&self) -> String {
        let mut note = "Soldiers and civilians together; the dead are counted apart. Claims stand \
                        as they were said: most count by rules of their own."
            .to_owned();
        let not_drawn: BTreeSet<&String> =
            self.sides.iter().flat_map(|side| &side.claims_not_drawn).collect();
        if !not_drawn.is_empty() {
            let count = counted(not_drawn.len() as u64, "claim has", "claims have");
            let each: Vec<&str> = not_drawn.iter().map(|words| words.as_str()).take(3).collect();
            note = format!("{note} {count} no place on the axes: {}.", each.join("; "));
        }
        if let Some(words) = super::sides::left_out_words(self.sides_left_out) {
            note = format!("{note} {words}");
        }
        format!("{note} Drawn from the register at commit {}.", number(self.head.n))
    }
}

/// Which claims are named: the last of stated scope, the first without, then those farthest in time
/// from the ones named already.
fn chosen(claims: &[Claim], most: usize) -> Vec<usize> {
    let last_stated = claims.iter().rposition(|claim| claim.is_scope_stated);
    let first_not_stated = claims.iter().position(|claim| !claim.is_scope_stated);
    let mut chosen: Vec<usize> = [last_stated, first_not_stated].into_iter().flatten().collect();
    while chosen.len() < most.min(claims.len()) {
        let apart = |index: &usize| {
            let on = claims.get(*index).map(|claim| claim.on);
            let days = chosen.iter().filter_map(|other| {
                let other = claims.get(*other)?.on;
                Some(on?.signed_duration_since(other).num_days().abs())
            });
            days.min()
        };
        let others = (0..claims.len()).filter(|index| !chosen.contains(index));
        let Some(next) = others.max_by_key(apart) else { break };
        chosen.push(next);
    }
    chosen
}

impl Chart for Running {
    const HEADS: &'static [&'static str] =
        &["to", "is", "on", "low", "best", "high", "without_figure", "who"];

    fn svg(&self, width: Width) -> String {
        self.picture(width)
    }

    fn sketch(&self, width: usize) -> String {
        self.terminal(width)
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let rows = self.sides.iter().flat_map(|side| {
            let party = side.party.to_string();
            let recorded = side.points.iter().map({
                let party = party.clone();
                move |point| {
                    vec![
                        party.clone(),
                        "recorded".to_owned(),
                        point.on.to_string(),
                        point.low.to_string(),
                        point.best.to_string(),
                        point.high.map(|high| high.to_string()).unwrap_or_default(),
                        point.without_figure.to_string(),
                        String::new(),
                    ]
                }
            });
            let claimed = side.claims.iter().map(move |claim| {
                let band = claim.quantity.band();
                vec![
                    party.clone(),
                    "claimed".to_owned(),
                    claim.said_on.to_string(),
                    band.low().to_string(),
                    band.best().map(|best| best.to_string()).unwrap_or_default(),
                    band.high().map(|high| high.to_string()).unwrap_or_default(),
                    String::new(),
                    claim.who.clone(),
                ]
            });
            recorded.chain(claimed)
        });
        rows.collect()
    }
}
