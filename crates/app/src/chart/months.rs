//! Hand-overs by month, one square each: with a figure, with one that no official gave, without.
//! It counts hand-overs, not people, and never says that more hand-overs are more people.

mod picture;
mod sketch;

use std::collections::BTreeMap;

use repatria_domain::{Basis, Day, LegKind, Party};
use repatria_projection::{Head, HomeTotal, Month, Row, Sum};
use serde::Serialize;

use super::Chart;
use super::page::Width;
use super::sides::{left_out_words, names};
use crate::models::Models;
use crate::print::{counted, day, list, name, number};

/// The hand-overs of living people by month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Months {
    /// Up to which commit it knows the register.
    pub(crate) head: Head,
    /// What had happened by this day; absent: everything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) as_of: Option<Day>,
    /// Up and down.
    pub(crate) sides: Vec<Side>,
    /// To how many further parties people came home.
    pub(crate) sides_left_out: usize,
}

/// The hand-overs in which people came home to one side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Side {
    pub(crate) party: Party,
    pub(crate) sum: Sum,
    pub(crate) months: Vec<OfMonth>,
    /// Hand-overs of no certain month.
    pub(crate) without_month: u64,
}

/// The hand-overs of one month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct OfMonth {
    pub(crate) month: Month,
    /// With a figure that an official gave.
    pub(crate) with_figure: u64,
    /// With a figure that no official gave.
    pub(crate) press_only: u64,
    /// Without a figure.
    pub(crate) without_figure: u64,
}

/// Counts the hand-overs by month.
pub(crate) fn months(models: &Models<'_>) -> Months {
    let (parties, sides_left_out) = models.sides();
    let home = |party| models.home_to(party, LegKind::Living);
    let rows = &models.timeline().rows;
    Months {
        head: models.record().head(),
        as_of: models.as_of(),
        sides: parties.iter().map(|party| side(*party, home(*party), rows)).collect(),
        sides_left_out: *sides_left_out,
    }
}

fn side(party: Party, home: Option<&HomeTotal>, rows: &[Row]) -> Side {
    let press = press_only(party, rows);
    let all = home.map(|home| home.months.as_slice()).unwrap_or_default();
    let months = all.iter().filter_map(|counted| {
        let month = counted.month?;
        let without_figure = counted.sum.without_figure().min(counted.sum.exchanges);
        let with = counted.sum.exchanges - without_figure;
        let press_only = press.get(&month).copied().unwrap_or_default().min(with);
        Some(OfMonth { month, with_figure: with - press_only, press_only, without_figure })
    });
    Side {
        party,
        sum: home.map_or(Sum::EMPTY, |home| home.sum),
        months: months.collect(),
        without_month: all
            .iter()
            .filter(|counted| counted.month.is_none())
            .map(|counted| counted.sum.exchanges)
            .sum(),
    }
}

/// How many hand-overs of each month rest on the press alone.
fn press_only(party: Party, rows: &[Row]) -> BTreeMap<Month, u64> {
    let mut months = BTreeMap::new();
    for row in rows.iter().filter(|row| row.parts.is_empty()) {
        let mut ways = row.ways.iter().filter(|way| {
            way.home && way.to == party && way.kind == LegKind::Living && way.count.best().is_some()
        });
        let is_press = ways.next().is_some_and(|way| way.basis == Basis::PressOnly)
            && ways.all(|way| way.basis == Basis::PressOnly);
        if let Some(month) = Month::surely(row.on).filter(|_| is_press) {
            *months.entry(month).or_default() += 1;
        }
    }
    months
}

impl OfMonth {
    pub(super) fn all(&self) -> u64 {
        self.with_figure + self.press_only + self.without_figure
    }
}

impl Months {
    /// The first and the last day of the axis; none where no month is certain.
    fn days(&self) -> Option<(Day, Day)> {
        let months = || self.sides.iter().flat_map(|side| &side.months).map(|of| of.month);
        Some((months().min()?.first(), months().max()?.last()))
    }

    /// The most hand-overs of a month.
    fn max(&self) -> u64 {
        let months = self.sides.iter().flat_map(|side| &side.months);
        months.map(OfMonth::all).max().unwrap_or_default()
    }

    fn title(&self) -> String {
        let to = names(self.sides.iter().map(|side| side.party));
        let period = self
            .days()
            .map(|(first, last)| format!(", {} to {}", day(first), day(last)))
            .unwrap_or_default();
        format!("Hand-overs by month in which people came home to {to}{period}")
    }

    fn heading(&self) -> String {
        if self.sides.is_empty() {
            return "No hand-over of living people is recorded.".to_owned();
        }
        let sides: Vec<String> = self
            .sides
            .iter()
            .enumerate()
            .map(|(index, side)| {
                let count = if index == 0 {
                    counted(side.sum.exchanges, "hand-over", "hand-overs")
                } else {
                    number(side.sum.exchanges)
                };
                format!("{count} to {}", name(side.party))
            })
            .collect();
        let as_of = self.as_of.map(|as_of| format!("By {}, ", day(as_of))).unwrap_or_default();
        format!("{as_of}{} are recorded.", list(&sides))
    }

    fn lead(&self) -> String {
        let sides: Vec<String> = self
            .sides
            .iter()
            .filter(|side| side.sum.without_figure() > 0)
            .map(|side| {
                let without = number(side.sum.without_figure());
                format!("{without} of those to {}", name(side.party))
            })
            .collect();
        if self.sides.is_empty() {
            return String::new();
        }
        if sides.is_empty() {
            return "Each has a figure.".to_owned();
        }
        format!("Nobody has published how many came home in {}.", list(&sides))
    }

    /// How many are recorded, and of how many nobody has published a figure.
    pub(crate) fn words(&self) -> String {
        format!("{} {}", self.heading(), self.lead())
    }

    fn finding(&self) -> String {
        let sides = self.sides.iter().map(|side| {
            let most = side.months.iter().max_by_key(|of| of.all());
            let most = most.map(|of| {
                format!(
                    " Most to {} were in {}: {}, {} without a figure.",
                    name(side.party),
                    month_words(of.month),
                    number(of.all()),
                    number(of.without_figure)
                )
            });
            most.unwrap_or_default()
        });
        format!("{} {}{}", self.heading(), self.lead(), sides.collect::<String>())
    }

    fn note(&self) -> String {
        let mut note =
            "Hand-overs are counted here, not people: one may bring home five people or \
                        three hundred."
                .to_owned();
        for side in self.sides.iter().filter(|side| side.without_month > 0) {
            let count = counted(side.without_month, "hand-over", "hand-overs");
            let to = name(side.party);
            note = format!("{note} {count} to {to} of no certain month are not drawn.");
        }
        if let Some(words) = left_out_words(self.sides_left_out) {
            note = format!("{note} {words}");
        }
        format!("{note} Drawn from the register at commit {}.", number(self.head.n))
    }
}

/// `June 2025`.
pub(super) fn month_words(month: Month) -> String {
    month.first().format("%B %Y").to_string()
}

impl Chart for Months {
    const HEADS: &'static [&'static str] =
        &["to", "month", "with_figure", "press_only", "without_figure"];

    fn svg(&self, width: Width) -> String {
        self.picture(width)
    }

    fn sketch(&self, width: usize) -> String {
        self.terminal(width)
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let row = |side: &Side, of: &OfMonth| {
            vec![
                side.party.to_string(),
                of.month.to_string(),
                of.with_figure.to_string(),
                of.press_only.to_string(),
                of.without_figure.to_string(),
            ]
        };
        let rows =
            self.sides.iter().flat_map(|side| side.months.iter().map(move |of| row(side, of)));
        rows.collect()
    }
}
