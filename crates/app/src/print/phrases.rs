//! What the domain's values are called in plain words. A missing number is a word, never a sign.

use repatria_domain::{
    Band, Basis, Channel, Count, Detail, Equal, Figure, LegKey, LegKind, Milestone, Party,
    Population, Quantity, Remainder, Role, Rule, Terms, Text, Total, Toward, Whose,
};
use repatria_projection::Sum;

use super::names::name;

/// A number with its thousands set apart: `1,212`.
pub(crate) fn number(number: u64) -> String {
    let mut shown = number.to_string();
    let mut place = shown.len();
    while place > 3 {
        place -= 3;
        shown.insert(place, ',');
    }
    shown
}

/// A number, and the word for 0.
pub(crate) fn number_or_none(count: u64) -> String {
    if count == 0 { "none".to_owned() } else { number(count) }
}

pub(crate) fn total(total: Total) -> String {
    number(total.number())
}

/// A high end, which may be open.
pub(crate) fn high(high: Option<Total>) -> String {
    high.map_or_else(|| "open".to_owned(), total)
}

/// So many of a noun: `1 hand-over`, `24 hand-overs`.
pub(crate) fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{} {}", number(count), if count == 1 { one } else { many })
}

/// The best figure of a band, or the words that stand in its place.
pub(crate) fn best(band: Band) -> String {
    match band.best() {
        Some(best) => number(best.number().into()),
        None if band.low().number() > 0 => {
            format!("at least {}", number(band.low().number().into()))
        }
        None => "no figure".to_owned(),
    }
}

/// From low to high, where they differ from the best figure.
pub(crate) fn range(band: Band) -> Option<String> {
    let best = band.best()?;
    match band.high() {
        Some(high) if high == best && band.low() == best => None,
        Some(high) => Some(format!(
            "{} to {}",
            number(band.low().number().into()),
            number(high.number().into())
        )),
        None => Some(format!("{} or more", number(band.low().number().into()))),
    }
}

/// The best figure with its range: `189 (150 to 189)`.
pub(crate) fn best_and_range(band: Band) -> String {
    range(band).map_or_else(|| best(band), |range| format!("{} ({range})", best(band)))
}

/// How many hand-overs have no figure, of how many: `8 of 86`.
pub(crate) fn without_figure(sum: &Sum) -> String {
    let without = number_or_none(sum.without_figure());
    let possibly = match sum.possible {
        0 => String::new(),
        possible => format!(" ({} possibly)", number(possible)),
    };
    format!("{without} of {}{possibly}", number(sum.exchanges))
}

/// A quantity in the words of a sentence.
pub(crate) fn quantity(quantity: Quantity) -> String {
    let of = |count: Count| number(count.number().into());
    match quantity {
        Quantity::Exactly(count) => of(count),
        Quantity::MoreThan(count) => format!("more than {}", of(count)),
        Quantity::AtLeast(count) => format!("at least {}", of(count)),
        Quantity::AtMost(count) => format!("at most {}", of(count)),
        Quantity::Between(low, high) => format!("{} to {}", of(low), of(high)),
        Quantity::About(count, None) => format!("about {}", of(count)),
        Quantity::About(count, Some((low, high))) => {
            format!("about {} ({} to {})", of(count), of(low), of(high))
        }
        Quantity::NotStated => "no number".to_owned(),
        Quantity::Withheld => "number withheld".to_owned(),
    }
}

/// A quantity of a population: `106 soldiers`, `people, no number`.
pub(crate) fn quantity_of(said: Quantity, population: Population) -> String {
    let (one, many) = nouns(population);
    let is_one = said == Quantity::Exactly(Count::new(1));
    if said.has_number() {
        format!("{} {}", quantity(said), if is_one { one } else { many })
    } else {
        format!("{many}, {}", quantity(said))
    }
}

/// A figure as its source gives it: `106 soldiers to Russia`, `people to Ukraine, no number`.
pub(crate) fn figure(figure: &Figure) -> String {
    let way = figure_way(figure);
    let counted = quantity_of(figure.quantity, figure.population);
    match counted.split_once(", ") {
        Some((nouns, no_number)) if !figure.quantity.has_number() => {
            format!("{nouns} {way}, {no_number}")
        }
        Some(_) | None => format!("{counted} {way}"),
    }
}

pub(crate) fn population_noun(population: Population) -> &'static str {
    nouns(population).1
}

/// What one, and what several of a population are called.
fn nouns(population: Population) -> (&'static str, &'static str) {
    match population {
        Population::Military => ("soldier", "soldiers"),
        Population::Civilian => ("civilian", "civilians"),
        Population::Child => ("child", "children"),
        Population::Persons => ("person", "people"),
        Population::Bodies => ("body", "bodies"),
        Population::Bags => ("bag", "bags"),
    }
}

/// How many of a population: `1 civilian`, `at least 2 soldiers`.
pub(crate) fn best_of(band: Band, population: Population) -> String {
    format!("{} {}", best(band), noun_of(band, population))
}

/// What so many of a population are called.
pub(crate) fn noun_of(band: Band, population: Population) -> &'static str {
    let (one, many) = nouns(population);
    if band.best() == Some(Count::new(1)) { one } else { many }
}

/// What the unsplit people, or the remains, of a kind of leg are.
pub(crate) fn population(kind: LegKind) -> Population {
    match kind {
        LegKind::Living => Population::Persons,
        LegKind::Bodies => Population::Bodies,
        LegKind::Bags => Population::Bags,
    }
}

pub(crate) fn kind_noun(kind: LegKind) -> &'static str {
    match kind {
        LegKind::Living => "people",
        LegKind::Bodies => "bodies",
        LegKind::Bags => "bags",
    }
}

/// The way of a leg: `home to Ukraine, from Russia`.
pub(crate) fn way(leg: &LegKey) -> String {
    let (from, to) = (name(leg.from), name(leg.to));
    let way = match leg.of {
        Some(of) if of == leg.to => format!("home to {to}, from {from}"),
        Some(of) => format!("of {}, from {from} to {to}", name(of)),
        None => format!("from {from} to {to}, nobody says whose"),
    };
    match leg.channel {
        Channel::NotStated => way,
        Channel::Exchange => format!("{way}, in exchange"),
        Channel::Outside => format!("{way}, outside the exchange"),
    }
}

/// The way of a figure, as its source gives it.
pub(crate) fn figure_way(figure: &Figure) -> String {
    let to = match figure.to {
        Toward::Party(to) => format!("to {}", name(to)),
        Toward::Both => "both ways together".to_owned(),
        Toward::Each => "each way".to_owned(),
    };
    let of = match figure.of {
        Some(Whose::Party(of)) => format!(" of {}", name(of)),
        Some(Whose::NotStated) => " of whom is not stated".to_owned(),
        None => String::new(),
    };
    let planned = if figure.tense.is_done() { "" } else { ", planned" };
    format!("{to}{of}{planned}")
}

pub(crate) fn equal(equal: Equal) -> String {
    match equal {
        Equal::Persons(count) => {
            let count = number(count.number().into());
            format!("{count} for {count}")
        }
        Equal::Weight(weight) => {
            format!("{} privates’ weight a side", number(weight.privates()))
        }
    }
}

pub(crate) fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::ReceivingSide => "as the receiving side says",
        Basis::OtherSide => "as the other side says",
        Basis::ThirdParty => "as a third party says",
        Basis::PressOnly => "by the press alone",
    }
}

pub(crate) fn remainder(mark: Remainder) -> &'static str {
    match mark {
        Remainder::Surplus => "a surplus, by the terms or by one source",
        Remainder::Disputed => "disputed, somebody says that the numbers were equal",
        Remainder::Unexplained => "unexplained",
        Remainder::NoCounterpartRecorded => "no counterpart recorded",
    }
}

pub(crate) fn terms(terms: Terms) -> &'static str {
    match terms {
        Terms::NotStated => "not stated",
        Terms::ManForMan => "man for man",
        Terms::AllForAll => "all for all",
        Terms::Unequal => "unequal",
        Terms::ByTariff => "by tariff",
    }
}

pub(crate) fn rule(rule: Rule) -> &'static str {
    match rule {
        Rule::ReceivingSideFirst => "the receiving side’s officials first",
        Rule::Lowest => "the lowest figure",
        Rule::Highest => "the highest figure",
        Rule::MostSources => "the figure that most sources give",
        Rule::PreferredOnly => "preferred statements only",
        Rule::ByHand => "written by hand",
    }
}

pub(crate) fn role(role: Role) -> &'static str {
    match role {
        Role::Best => "used",
        Role::Heard => "heard",
        Role::OfWhom => "of whom",
        Role::NoNumber => "left out",
        Role::Planned => "left out, announced, not done",
        Role::Deprecated => "left out, set aside by a reviewer",
        Role::Corrected => "left out, corrected later",
        Role::BothDirections => "left out, adds both directions up",
        Role::NoDirection => "left out, does not say from whom",
        Role::NotPreferred => "left out, not preferred",
    }
}

pub(crate) fn milestone(milestone: Milestone) -> &'static str {
    match milestone {
        Milestone::Listed => "listed",
        Milestone::Assembled => "assembled",
        Milestone::InTransit => "on the way",
        Milestone::HandedOver => "handed over",
        Milestone::ReceivedAbroad => "received abroad",
        Milestone::ArrivedHome => "arrived home",
    }
}

pub(crate) fn detail(detail: Detail) -> &'static str {
    match detail {
        Detail::Place => "place",
        Detail::Date => "date",
        Detail::Count => "numbers",
    }
}

/// `first`, `second`, `third`; then `4th`, `11th`, `22nd`.
pub(crate) fn ordinal(position: u64) -> String {
    match position {
        1 => "first".to_owned(),
        2 => "second".to_owned(),
        3 => "third".to_owned(),
        _ => {
            let ending = match (position % 10, position % 100) {
                (1, ones) if ones != 11 => "st",
                (2, ones) if ones != 12 => "nd",
                (3, ones) if ones != 13 => "rd",
                _ => "th",
            };
            format!("{position}{ending}")
        }
    }
}

/// The same words with a capital letter first.
pub(crate) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// `a`, `a and b`, `a, b and c`.
pub(crate) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [others @ .., last] => format!("{} and {last}", others.join(", ")),
    }
}

pub(crate) fn names(parties: impl IntoIterator<Item = Party>) -> String {
    list(&parties.into_iter().map(name).collect::<Vec<_>>())
}

pub(crate) fn texts(texts: &[Text]) -> String {
    list(&texts.iter().map(ToString::to_string).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests;
