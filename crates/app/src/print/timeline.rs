//! The timeline, for people: a row an exchange, a column for each of the two sides.

use std::collections::BTreeMap;

use repatria_domain::{Basis, Detail, ExchangeKind, LegKind, Party, Place};
use repatria_projection::{Certainty, Row, RowState, Timeline, Way};

use super::dates::{date, day};
use super::layout::{Align, Page, Table};
use super::names::name;
use super::phrases::{best, counted, kind_noun, noun_of, population, range, texts};

/// The timeline in lines of at most `width` columns.
pub(crate) fn timeline_text(timeline: &Timeline, width: usize) -> String {
    let mut page = Page::new(width);
    if timeline.rows.is_empty() {
        page.line("No exchange is recorded.");
        return page.into_text();
    }
    let two = two_sides(timeline);
    let mut shown = table(&two, "exchange");
    for row in &timeline.rows {
        shown.row(cells(row, &two));
    }
    page.table(&shown);
    page.blank();
    legend(&mut page);
    if let Some(as_of) = timeline.as_of {
        page.paragraph(&format!("As of {}.", day(as_of)));
    }
    page.into_text()
}

/// The two parties that most exchanges are between.
pub(crate) fn two_sides(timeline: &Timeline) -> Vec<Party> {
    let mut often: BTreeMap<Party, u64> = BTreeMap::new();
    for party in timeline.rows.iter().flat_map(|row| row.parties.iter()) {
        *often.entry(party).or_default() += 1;
    }
    let mut parties: Vec<(u64, Party)> =
        often.into_iter().map(|(party, times)| (times, party)).collect();
    parties.sort_by_key(|(times, party)| (std::cmp::Reverse(*times), *party));
    let mut two: Vec<Party> = parties.into_iter().take(2).map(|(_, party)| party).collect();
    two.sort_unstable_by(|a, b| b.cmp(a));
    two
}

pub(super) fn table(two: &[Party], first: &str) -> Table {
    let mut heads = vec![(first.to_owned(), Align::Left)];
    heads.extend(two.iter().map(|side| (format!("to {}", name(*side)), Align::Right)));
    heads.push(("where, and what else".to_owned(), Align::Left));
    Table::new(heads)
}

/// The cells of a row: the exchange, how many came home to each of the two sides, and the rest.
pub(super) fn cells(row: &Row, two: &[Party]) -> Vec<String> {
    let indent = if row.frame.is_some() { "  " } else { "" };
    let mut cells = vec![format!("{indent}{}", row.reference)];
    cells.extend(two.iter().map(|side| cell(row, *side)));
    cells.push(rest(row, two));
    cells
}

/// How many came home to a side, in as many lines as it takes.
fn cell(row: &Row, side: Party) -> String {
    let ways = row.ways.iter().filter(|way| way.home && way.to == side);
    let mut lines: Vec<String> = ways.flat_map(|way| figure(row, way)).collect();
    if lines.is_empty() {
        lines.extend(no_way(row, side).map(str::to_owned));
    }
    lines.join("\n")
}

/// What stands where nobody came home to a side: nothing only where nothing could.
pub(crate) fn no_way(row: &Row, side: Party) -> Option<&'static str> {
    let is_settled = matches!(row.state, RowState::Settled { .. });
    let takes_part = row.parties.contains(side) && row.parts.is_empty();
    let went_home = row.ways.iter().any(|way| way.home);
    match row.kind {
        _ if !is_settled || !takes_part => None,
        Some(ExchangeKind::Transfer) => went_home.then_some("one way"),
        Some(ExchangeKind::Exchange) if !row.silent.contains(&side) => None,
        Some(ExchangeKind::Exchange | ExchangeKind::Bodies) | None => Some("not stated"),
    }
}

fn figure(row: &Row, way: &Way) -> Vec<String> {
    let is_withheld =
        row.withheld.iter().any(|held| held.detail == Detail::Count && held.by == way.to);
    let mut figure = match way.count.best() {
        None if is_withheld && way.count.low().number() == 0 => "withheld".to_owned(),
        _ => best(way.count),
    };
    if way.kind != LegKind::Living {
        let comma = if way.count.best().is_none() { "," } else { "" };
        figure = format!("{figure}{comma} {}", noun_of(way.count, population(way.kind)));
    }
    if way.basis == Basis::PressOnly && way.count.best().is_some() {
        figure = format!("({figure})");
    }
    [Some(figure), range(way.count)].into_iter().flatten().collect()
}

fn rest(row: &Row, two: &[Party]) -> String {
    let mut rest = Vec::new();
    match &row.state {
        RowState::Cancelled { .. } => rest.push("called off".to_owned()),
        RowState::NotSettled => rest.push("not settled".to_owned()),
        RowState::Settled { .. } if row.stale => rest.push("stale: more was said since".to_owned()),
        RowState::Settled { .. } => {}
    }
    if row.happened == Certainty::Possibly {
        rest.push("possibly by then".to_owned());
    }
    match row.on {
        None => rest.push("no date".to_owned()),
        Some(on) if !row.reference.as_str().starts_with(&on.to_string()) => rest.push(date(on)),
        Some(_) => {}
    }
    if !row.parts.is_empty() {
        rest.push(format!("a deal in {}", counted(row.parts.len() as u64, "part", "parts")));
    }
    let elsewhere = row.ways.iter().filter(|way| !(way.home && two.contains(&way.to)));
    rest.extend(elsewhere.map(|way| format!("{} {}", best(way.count), way_words(way))));
    let from_others =
        row.ways.iter().filter(|way| way.home && two.contains(&way.to) && !two.contains(&way.from));
    rest.extend(from_others.map(|way| format!("from {}", name(way.from))));
    rest.extend(place(&row.place));
    if !row.transit.is_empty() {
        rest.push(format!("via {}", texts(&row.transit)));
    }
    rest.join("; ")
}

fn way_words(way: &Way) -> String {
    let kind = match way.kind {
        LegKind::Living => String::new(),
        LegKind::Bodies | LegKind::Bags => format!("{} ", kind_noun(way.kind)),
    };
    match way.of {
        Some(of) if way.home => format!("{kind}to {}", name(of)),
        Some(of) => format!("{kind}of {} to {}", name(of), name(way.to)),
        None => format!("{kind}to {}, nobody says whose", name(way.to)),
    }
}

fn place(place: &Place) -> Option<String> {
    match place {
        Place::Known(words) => Some(words.to_string()),
        Place::Withheld => Some("place withheld".to_owned()),
        Place::NotStated => None,
    }
}

fn legend(page: &mut Page) {
    page.paragraph(
        "People who came home, best figure, and under it from low to high where sources differ. \
         (106): no official gave it. no figure: somebody speaks of these people and gives no \
         number. not stated: nobody speaks of them. withheld: that side refuses the number.",
    );
}
