//! The story of one exchange, for people, on one screen.

pub(crate) mod said;
pub(crate) mod ways;

use repatria_domain::{Basis, DetailWithheld, LegKind, Party, Total, Until, When};
use repatria_projection::{People, Row, RowState, Story, Way};

use self::said::said;
use self::ways::who_went_where;
use super::dates::{date, dates};
use super::layout::Page;
use super::names::name;
use super::phrases::{
    best, capital, counted, detail, list, milestone, names, noun_of, number, ordinal, population,
    rule, terms, texts, total, way,
};
use super::totals::sum_words;

/// The story in lines of at most `width` columns.
pub(crate) fn story_text(story: &Story, width: usize) -> String {
    let mut page = Page::new(width);
    page.line(&title(&story.exchange));
    page.blank();
    page.paragraph(&finding(story));
    who_went_where(&mut page, story);
    facts(&mut page, story);
    said(&mut page, story);
    page.into_text()
}

/// Which exchange it is, in a line.
pub(crate) fn story_title(story: &Story) -> String {
    title(&story.exchange)
}

fn title(row: &Row) -> String {
    let on = row.on.map_or_else(|| "no date".to_owned(), date);
    let mut parties: Vec<Party> = row.parties.iter().collect();
    parties.reverse();
    let between = names(parties);
    if row.parts.is_empty() {
        format!("{}: {on}, between {between}", row.reference)
    } else {
        let parts = counted(row.parts.len() as u64, "hand-over", "hand-overs");
        format!("{}: {on}, a deal between {between} in {parts}", row.reference)
    }
}

/// What is held to be true, in words that can be quoted.
pub(crate) fn finding(story: &Story) -> String {
    let row = &story.exchange;
    match &row.state {
        RowState::Cancelled { why } => return format!("It was called off: {why}."),
        RowState::NotSettled => {
            return "Nothing is settled: the register does not hold that anybody went anywhere."
                .to_owned();
        }
        RowState::Settled { .. } => {}
    }
    let living: Vec<&Way> = living_ways(story);
    if living.is_empty() {
        return format!("{}; mortal remains are in no total of people.", remains(row));
    }
    let numbered: Vec<&Way> =
        living.iter().copied().filter(|way| way.count.best().is_some()).collect();
    let people = capital(&people(story));
    if !numbered.is_empty() && numbered.iter().all(|way| way.basis == Basis::PressOnly) {
        format!("{people}, by the account of the press alone: no official has given a number.")
    } else {
        format!("{people}.")
    }
}

/// `1,212 bodies to Ukraine and 27 bodies to Russia`.
pub(crate) fn remains(row: &Row) -> String {
    let remains = row.ways.iter().map(|way| {
        let nouns = noun_of(way.count, population(way.kind));
        match way.count.best() {
            Some(_) => format!("{} {nouns} to {}", best(way.count), name(way.to)),
            None => format!("{nouns} to {}, no figure", name(way.to)),
        }
    });
    capital(&list(&remains.collect::<Vec<_>>()))
}

fn living_ways(story: &Story) -> Vec<&Way> {
    let own = story.exchange.ways.iter();
    let parts = story.parts.iter().flat_map(|part| &part.ways);
    own.chain(parts).filter(|way| way.kind == LegKind::Living).collect()
}

fn people(story: &Story) -> String {
    let sum = &story.people.all;
    let apart = apart(story);
    match sum.high {
        Some(high) if high == sum.low => {
            format!("{} altogether{apart}", persons(high))
        }
        Some(high) => {
            let (low, high) = (total(sum.low), total(high));
            format!("{} altogether, {low} to {high}{apart}", persons(sum.best))
        }
        None if sum.low == Total::ZERO => "how many people, nobody has published".to_owned(),
        None => format!(
            "at least {} altogether{apart}, and how many more nobody has published",
            persons(sum.low)
        ),
    }
}

/// Who of them did not go home, where somebody did not.
fn apart(story: &Story) -> String {
    let People { home, abroad, whose_not_stated, .. } = &story.people;
    let groups =
        [(abroad, "to a third state"), (whose_not_stated, "of whom nobody says whose they are")];
    let mut apart: Vec<String> = groups
        .into_iter()
        .filter(|(sum, _)| sum.exchanges > 0)
        .map(|(sum, words)| format!("{} {words}", sum_words(sum)))
        .collect();
    if apart.is_empty() {
        return String::new();
    }
    if home.exchanges > 0 {
        apart.insert(0, format!("{} home", sum_words(home)));
    }
    format!(" ({})", apart.join(", "))
}

fn persons(count: Total) -> String {
    counted(count.number(), "person", "people")
}

fn facts(page: &mut Page, story: &Story) {
    let row = &story.exchange;
    page.blank();
    page.fact("When", &when(story));
    if let Some(frame) = &story.frame {
        page.fact("Part of", frame.reference.as_str());
    }
    if !row.agreements.is_empty() {
        page.fact("Agreement", &texts(&row.agreements));
    }
    page.fact("Terms", terms(row.terms));
    if !row.categories.is_empty() {
        let categories: Vec<String> =
            row.categories.iter().map(|c| c.as_str().replace('-', " ")).collect();
        page.fact("Limited to", &list(&categories));
    }
    page.fact("Place", &row.place.to_string());
    if !row.transit.is_empty() {
        page.fact("By way of", &texts(&row.transit));
    }
    page.fact("Mediator", &stated(texts(&row.mediators)));
    for held in &row.withheld {
        let label = detail(held.detail);
        page.fact(&capital(label), &format!("withheld by {}{}", name(held.by), until(held)));
    }
    for later in &story.earlier {
        page.fact(
            "Before that",
            &format!("{} {} ({})", best(later.count), way(&later.abroad), later.reference),
        );
    }
    for arrival in &story.arrivals {
        let on = arrival.on.map(|on| format!(" on {}", date(on))).unwrap_or_default();
        page.fact(
            "Arrived",
            &format!(
                "{} {}{on}, {}",
                number(arrival.count.number().into()),
                milestone(arrival.milestone),
                way(&arrival.leg)
            ),
        );
    }
    page.fact("State", &state(story));
}

fn stated(words: String) -> String {
    if words.is_empty() { "not stated".to_owned() } else { words }
}

pub(crate) fn when(story: &Story) -> String {
    let Some(on) = story.exchange.on else { return "not stated".to_owned() };
    let Some(position) = story.exchange.run.filter(|position| *position > 1) else {
        return date(on);
    };
    let days: Vec<When> = story.within_seven_days.iter().map(|held| held.on).collect();
    format!("{}: {} in seven days ({})", date(on), ordinal(position), dates(&days))
}

/// Until when something is kept back, who said so, and where.
pub(crate) fn until(held: &DetailWithheld) -> String {
    let until = match &held.until {
        Some(Until::Day(when)) => format!(" until {}", date(*when)),
        Some(Until::Event(words)) => format!(" until {words}"),
        None => ", until when is not said".to_owned(),
    };
    let who = held.claimant.as_ref().map(ToString::to_string);
    let said = [who, held.said_on.map(date)].into_iter().flatten().collect::<Vec<_>>();
    if said.is_empty() { until } else { format!("{until} ({})", said.join(", ")) }
}

pub(crate) fn state(story: &Story) -> String {
    match &story.exchange.state {
        RowState::Cancelled { .. } => "called off".to_owned(),
        RowState::NotSettled => "not settled".to_owned(),
        RowState::Settled { revision } => {
            let rule = story.rule.map(rule).unwrap_or_default();
            let stale = if story.exchange.stale { "; stale, more was said since" } else { "" };
            format!("settled, revision {revision} ({rule}){stale}")
        }
    }
}
