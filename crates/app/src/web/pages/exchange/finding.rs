//! The heading of an exchange: what is held to be true, and on whose word.

use maud::{Markup, html};
use repatria_domain::{Basis, LegKind};
use repatria_projection::{RowState, Story, Way};

use super::super::setting::Setting;
use crate::print::phrases::{best, list, noun_of, ordinal, population};
use crate::print::story::remains;
use crate::print::{counted, date, name};

/// The heading without its colours.
pub(super) fn title(story: &Story) -> String {
    let on = story.exchange.on.map_or_else(|| story.exchange.reference.to_string(), date);
    format!("{on}: {}", finding(story))
}

pub(super) fn heading(_: &Setting<'_>, story: &Story) -> Markup {
    html! { (title(story)) }
}

fn finding(story: &Story) -> String {
    match &story.exchange.state {
        RowState::Cancelled { .. } => return "called off.".to_owned(),
        RowState::NotSettled => return "nothing is settled.".to_owned(),
        RowState::Settled { .. } => {}
    }
    let ways = ways(story);
    let living: Vec<&Way> =
        ways.iter().copied().filter(|way| way.kind == LegKind::Living).collect();
    if living.is_empty() {
        return format!("{}.", remains(&story.exchange));
    }
    let numbered: Vec<&Way> =
        living.iter().copied().filter(|way| way.count.best().is_some()).collect();
    if numbered.is_empty() {
        return "how many people, nobody has published.".to_owned();
    }
    let by_press = numbered.iter().all(|way| way.basis == Basis::PressOnly);
    let account = if by_press { ", by the account of the press alone" } else { "" };
    format!("{}{account}.", people(&numbered))
}

/// The legs of an exchange, or of the hand-overs of a deal.
fn ways(story: &Story) -> Vec<&Way> {
    let own: Vec<&Way> = story.exchange.ways.iter().collect();
    if own.is_empty() { story.parts.iter().flat_map(|part| &part.ways).collect() } else { own }
}

/// `106 people a side came home`, `205 people came home to Ukraine and 195 to Russia`.
fn people(ways: &[&Way]) -> String {
    if let [one, other] = ways
        && one.home
        && other.home
        && one.count.best() == other.count.best()
        && one.to != other.to
    {
        let noun = noun_of(one.count, population(one.kind));
        return format!("{} {noun} a side came home", best(one.count));
    }
    let home = ways.iter().filter(|way| way.home);
    let mut words: Vec<String> = home
        .enumerate()
        .map(|(index, way)| {
            let noun = noun_of(way.count, population(way.kind));
            let came = if index == 0 { format!(" {noun} came home") } else { String::new() };
            format!("{}{came} to {}", best(way.count), name(way.to))
        })
        .collect();
    words.extend(ways.iter().filter(|way| !way.home).map(|way| abroad(way)));
    list(&words)
}

fn abroad(way: &Way) -> String {
    let noun = noun_of(way.count, population(way.kind));
    let to = name(way.to);
    match way.of {
        Some(of) => format!("{} {noun} of {} went to {to}", best(way.count), name(of)),
        None => format!("{} {noun} went to {to}, nobody says whose", best(way.count)),
    }
}

/// `The third within seven days`.
pub(super) fn place_in_run(story: &Story) -> String {
    match story.exchange.run {
        Some(position) if position > 1 => {
            let ordinal = ordinal(position);
            format!("The {ordinal} hand-over within seven days")
        }
        _ => {
            let others = story.within_seven_days.len().saturating_sub(1) as u64;
            if others == 0 {
                "The first of a run".to_owned()
            } else {
                format!("In a run, after {}", counted(others, "other", "others"))
            }
        }
    }
}
