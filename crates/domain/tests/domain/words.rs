//! The words that stories are told in, and how a settlement reads in them.

use repatria_domain::{
    Attribution, Band, Basis, Channel, Command, Count, CountStatement, Equal, ExchangeId,
    ExchangeSettled, Figure, Leg, LegKey, OpenExchange, Parties, Party, Remainder, Settlement,
    Source, StatementId, Swap, Tense, Terms, Text, When,
};

pub(crate) fn party(code: &str) -> Party {
    code.parse().unwrap()
}

pub(crate) fn count(number: u32) -> Count {
    Count::new(number)
}

pub(crate) fn exactly(number: u32) -> Band {
    Band::exactly(count(number))
}

pub(crate) fn day(date: &str) -> When {
    date.parse().unwrap()
}

pub(crate) fn text(words: &str) -> Text {
    words.parse().unwrap()
}

pub(crate) fn exchange(reference: &str) -> ExchangeId {
    ExchangeId::of(&reference.parse().unwrap())
}

/// Living people of `to` who go home from `from`.
pub(crate) fn home(from: &str, to: &str) -> LegKey {
    LegKey::home(party(from), party(to))
}

/// Living people of `of` who go from `from` into a third state.
pub(crate) fn abroad(of: &str, from: &str, to: &str) -> LegKey {
    LegKey { of: Some(party(of)), ..home(from, to) }
}

pub(crate) fn leg(key: LegKey, number: u32) -> Leg {
    Leg::new(key, exactly(number), Basis::ReceivingSide)
}

/// What is left of a leg is there for this reason.
pub(crate) fn because(remainder: Remainder, leg: Leg) -> Leg {
    Leg { remainder: Some(remainder), ..leg }
}

pub(crate) fn swap(number: u32, a: LegKey, b: LegKey) -> Swap {
    Swap::man_for_man(a, count(number), b, count(number)).unwrap()
}

/// Opens an exchange between Ukraine and Russia.
pub(crate) fn open(reference: &str) -> Command {
    open_between(reference, &["UA", "RU"])
}

pub(crate) fn open_between(reference: &str, parties: &[&str]) -> Command {
    let parties = Parties::new(parties.iter().copied().map(party)).unwrap();
    Command::OpenExchange(OpenExchange::new(reference.parse().unwrap(), parties))
}

/// Settles an exchange by hand.
pub(crate) fn settle(reference: &str, revision: u32, settlement: Settlement) -> Command {
    let exchange = exchange(reference);
    Command::SettleExchange(ExchangeSettled { exchange, revision, settlement: settlement.into() })
}

/// What somebody says about an exchange: officials of the sides, or the press where there are
/// none. A figure reads `106 military to UA`, with `planned`, `from RU`, `of ?`, `by exchange`
/// and `outside` where that is said.
pub(crate) fn said(reference: &str, sides: &[&str], figures: &[&str]) -> CountStatement {
    let statement = StatementId::of(format!("{reference} {sides:?} {figures:?}").as_bytes());
    let page = Source::at(text("https://news.example/1"));
    let sides = sides.iter().copied().map(party).collect();
    let attribution = Attribution { sides, ..Attribution::of(page) };
    let figures: Vec<Figure> = figures.iter().copied().map(figure).collect();
    CountStatement::new(statement, exchange(reference), attribution, figures)
}

pub(crate) fn state(said: CountStatement) -> Command {
    Command::StateCount(said.into())
}

/// The same statement, that gives terms as well.
pub(crate) fn on_terms(terms: Terms, mut said: CountStatement) -> CountStatement {
    said.says.terms = terms;
    said
}

fn figure(words: &str) -> Figure {
    let (words, tense) = match words.strip_prefix("planned ") {
        Some(rest) => (rest, Tense::Planned),
        None => (words, Tense::Done),
    };
    let (quantity, rest) = match words.strip_prefix("not stated ") {
        Some(rest) => ("not stated", rest),
        None => words.split_once(' ').unwrap(),
    };
    let mut words = rest.split(' ');
    let population = serde_json::from_value(words.next().unwrap().into()).unwrap();
    let mut figure = Figure::new(party("UA"), population, quantity.parse().unwrap());
    figure.tense = tense;
    while let Some(word) = words.next() {
        match word {
            "to" => figure.to = words.next().unwrap().parse().unwrap(),
            "from" => figure.from = Some(party(words.next().unwrap())),
            "of" => figure.of = Some(words.next().unwrap().parse().unwrap()),
            "outside" => figure.channel = Channel::Outside,
            "by" => figure.channel = serde_json::from_value(words.next().unwrap().into()).unwrap(),
            other => panic!("`{other}` in a figure"),
        }
    }
    figure
}

/// How a settlement reads: its terms, its legs, its swaps.
pub(crate) fn told(settlement: &Settlement) -> Vec<String> {
    let terms = settlement.terms;
    let terms = (!terms.is_not_stated()).then(|| plain(&terms));
    let legs = settlement.legs.iter().map(|leg| leg_told(settlement, leg));
    let swaps = settlement.swaps.iter().map(|swap| match swap.equal {
        Equal::Persons(count) => format!("{count} swapped for {count}"),
        Equal::Weight(weight) => format!("{} privates' worth swapped", weight.privates()),
    });
    terms.into_iter().chain(legs).chain(swaps).collect()
}

fn leg_told(settlement: &Settlement, leg: &Leg) -> String {
    let split = [
        ("military", leg.split.military),
        ("civilian", leg.split.civilian),
        ("child", leg.split.child),
    ];
    let split = split.iter().filter_map(|(population, band)| {
        band.map(|band| format!(", {} {population}", band_told(band)))
    });
    let left = leg.remainder.map(|why| {
        let left = settlement.remainder(&leg.key).unwrap();
        format!(", {left} of them {}", plain(&why))
    });
    let more: String = split.chain(left).collect();
    format!("{} {}{more}", band_told(leg.count), leg.key)
}

fn band_told(band: Band) -> String {
    match (band.low(), band.best(), band.high()) {
        (low, Some(best), Some(high)) if low == high => best.to_string(),
        (low, Some(best), Some(high)) => format!("{best} ({low} to {high})"),
        (low, Some(best), None) => format!("{best} ({low} or more)"),
        (low, None, Some(high)) => format!("{low} to {high}"),
        (low, None, None) => format!("{low} or more"),
    }
}

fn plain(word: &impl serde::Serialize) -> String {
    let written = serde_json::to_string(word).unwrap();
    written.trim_matches('"').replace('-', " ")
}
