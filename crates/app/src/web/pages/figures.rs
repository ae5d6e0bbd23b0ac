//! How a figure stands on a page, and what stands where there is none: one sign for one meaning.

use maud::{Markup, PreEscaped, html};
use repatria_domain::{Band, Basis, Detail, LegKind, Party, Population, Reference, Text, When};
use repatria_projection::{Row, Sum, TotalAsked, Way};

use super::setting::Setting;
use crate::chart::{Figure, Key};
use crate::print::phrases::{best, high, noun_of, number, population, range, total};
use crate::print::timeline::no_way;
use crate::print::{date, name};
use crate::web::address::Place;

/// Words of a source. Marks that turn text around end with them.
pub(super) fn said(words: &Text) -> Markup {
    html! { bdi { (breakable(words.as_str())) } }
}

/// Words of ours in which words of a source stand: marks that turn text around would turn ours too,
/// and are left out.
pub(super) fn told(words: &str) -> Markup {
    html! { bdi { (breakable(&plain(words))) } }
}

/// The same, where no element can stand.
pub(super) fn plain(words: &str) -> String {
    let is_turning = |letter: char| matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    words.chars().filter(|letter| !is_turning(*letter)).collect()
}

/// So many letters of one word stand in the narrowest column.
const LETTERS: usize = 20;

/// Words in which a longer one may be broken, so that no column grows with it. They stay the words.
fn breakable(words: &str) -> Markup {
    html! {
        @for (index, piece) in pieces(words).into_iter().enumerate() {
            @if index > 0 { wbr; }
            (piece)
        }
    }
}

fn pieces(words: &str) -> Vec<&str> {
    let (mut pieces, mut begin, mut letters) = (Vec::new(), 0, 0);
    for (at, letter) in words.char_indices() {
        // Marks belong to the letter before them, and a sign may be made of several.
        if letters >= LETTERS && letter.is_alphanumeric() {
            pieces.extend(words.get(begin..at));
            (begin, letters) = (at, 0);
        }
        letters = if letter.is_whitespace() { 0 } else { letters + 1 };
    }
    pieces.extend(words.get(begin..));
    pieces
}

/// Somebody refuses it.
pub(super) fn withheld(words: &str) -> Markup {
    html! { span.none.withheld { (breakable(&plain(words))) } }
}

/// The sources are silent, or give no number.
pub(super) fn unsaid(words: &str) -> Markup {
    html! { span.none.unsaid { (breakable(&plain(words))) } }
}

/// A party, in its colour where it has one.
pub(super) fn party(setting: &Setting<'_>, party: Party) -> Markup {
    html! { span.(setting.class(party)) { (name(party)) } }
}

/// An exchange, by its name.
pub(super) fn exchange(setting: &Setting<'_>, reference: &Reference) -> Markup {
    let place = Place::Exchange(reference.clone());
    html! { a href=(setting.link(&place)) { (reference) } }
}

/// Several of them, parted by commas.
pub(super) fn exchanges<'a>(
    setting: &Setting<'_>,
    references: impl IntoIterator<Item = &'a Reference>,
) -> Markup {
    html! {
        @for (index, reference) in references.into_iter().enumerate() {
            @if index > 0 { ", " }
            (exchange(setting, reference))
        }
    }
}

/// A date in words, for programs in figures where it is one day.
pub(super) fn on(when: Option<When>) -> Markup {
    let Some(when) = when else { return unsaid("no date") };
    html! {
        @if let Some(day) = when.exact_day() {
            time datetime=(day) { (date(when)) }
        } @else {
            (date(when))
        }
    }
}

/// A total that leads to what it rests on.
pub(super) fn explained(setting: &Setting<'_>, asked: TotalAsked, shown: &Markup) -> Markup {
    html! { a.fig href=(setting.link(&Place::Explain(asked))) { (shown) } }
}

/// `6,418 · 6,602 · open`, the best figure bold.
pub(super) fn low_best_high(sum: &Sum) -> Markup {
    html! {
        span.nb { (total(sum.low)) " · " b { (total(sum.best)) } " · " (high(sum.high)) }
    }
}

/// `8 of 86`.
pub(super) fn without(sum: &Sum) -> String {
    format!("{} of {}", number(sum.without_figure()), number(sum.exchanges))
}

/// How many came home to a side in an exchange; the range under it; the words where there is none.
pub(super) fn home(setting: &Setting<'_>, row: &Row, side: Party) -> Markup {
    let ways: Vec<&Way> = row.ways.iter().filter(|way| way.home && way.to == side).collect();
    if ways.is_empty() {
        return match no_way(row, side) {
            Some("not stated") => unsaid("not stated"),
            Some(words) => html! { span.s { (words) } },
            None => apart(row, side),
        };
    }
    html! { @for way in ways { div { (way_home(setting, row, way)) } } }
}

/// What stands where nobody could come home to a side. Whatever the row says beside its date is not
/// said again.
fn apart(row: &Row, side: Party) -> Markup {
    let is_about = |way: &Way| way.to == side || way.of == Some(side);
    html! {
        @if row.ways.iter().any(is_about) {
            span.s { "counted apart" }
        } @else if !row.parties.contains(side) {
            span.s { "takes no part" }
        }
    }
}

fn way_home(setting: &Setting<'_>, row: &Row, way: &Way) -> Markup {
    let place = Place::Exchange(row.reference.clone());
    let noun = match way.kind {
        LegKind::Living => String::new(),
        LegKind::Bodies | LegKind::Bags => {
            format!(" {}", noun_of(way.count, population(way.kind)))
        }
    };
    let is_withheld =
        row.withheld.iter().any(|held| held.detail == Detail::Count && held.by == way.to);
    html! {
        @if way.count.best().is_some() {
            a.fig.(setting.class(way.to)) href=(setting.link_within(&place, "how")) {
                (best(way.count))
            }
            (noun)
            @if let Some(range) = range(way.count) { small { (range) } }
            @if way.basis == Basis::PressOnly { small { "press only" } }
        } @else if way.count.low().number() > 0 {
            (unsaid("no figure"))
            small { (best(way.count)) (noun) }
        } @else if is_withheld {
            (withheld("withheld"))
            @if !noun.is_empty() { small { (noun) } }
        } @else {
            (unsaid("no figure"))
            @if !noun.is_empty() { small { (noun) } }
        }
    }
}

/// A band in words: `189`, under it `150 to 189`; a sign where there is no figure.
pub(super) fn band(count: Band) -> Markup {
    html! {
        @if count.best().is_some() {
            b { (best(count)) }
            @if let Some(range) = range(count) { small { (range) } }
        } @else {
            (unsaid(&best(count)))
        }
    }
}

/// Living people, bodies or bags, as a total is asked for.
pub(super) fn population_of(kind: LegKind) -> Option<Population> {
    (kind != LegKind::Living).then_some(population(kind))
}

/// A picture: its parts were escaped when they were drawn.
pub(super) fn picture(figure: &Figure) -> Markup {
    html! { figure { @for drawing in &figure.drawings { (PreEscaped(drawing)) } } }
}

/// The signs of a picture and their meanings.
pub(super) fn key(keys: &[Key]) -> Markup {
    html! {
        ul.key {
            @for key in keys { li { (PreEscaped(&key.sign)) (key.words) } }
        }
    }
}
