//! Given what was said, then what is held to be true: the rules of proposals, on whole answers.

mod cases;
mod competing;
mod describing;
mod order;
mod properties;

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::{String, ToString as _};
use alloc::sync::Arc;
use alloc::vec::Vec;
use alloc::{format, vec};
use core::fmt::Write as _;

use super::{NotProposed, propose};
use crate::event::Rank;
use crate::id::{ExchangeId, StatementId};
use crate::party::Party;
use crate::quantity::{Band, Quantity};
use crate::settlement::{Basis, Channel, Equal, Leg, LegKey, Parties, Role, Rule, Settlement};
use crate::state::{Exchange, RecordedStatement};
use crate::statement::{
    Attribution, Circumstances, CountStatement, Figure, Population, Source, Tense,
};
use crate::text::Text;

/// An exchange between `parties` about which this was said, in this order.
fn exchange(parties: &str, said: Vec<RecordedStatement>) -> Exchange {
    let reference = "2025-06-26".parse().unwrap();
    Exchange {
        id: ExchangeId::of(&reference),
        reference,
        parties: Parties::new(parties.split(' ').map(party)).unwrap(),
        description: None,
        description_revision: 0,
        parts: BTreeSet::new(),
        cancelled: None,
        statements: said.into_iter().enumerate().map(numbered).collect(),
        settlement: None,
        settlement_revision: 0,
        stale: false,
        arrived: BTreeMap::new(),
        withheld: BTreeMap::new(),
    }
}

/// Between Ukraine and Russia.
fn between(said: Vec<RecordedStatement>) -> Exchange {
    exchange("UA RU", said)
}

fn numbered((order, mut recorded): (usize, RecordedStatement)) -> RecordedStatement {
    Arc::make_mut(&mut recorded.said).statement = id(order);
    recorded
}

fn id(order: usize) -> StatementId {
    StatementId::of(order.to_string().as_bytes())
}

/// A statement of somebody who speaks for `sides` (separated by blanks), with figures such as
/// `106 military to UA from RU of UA outside planned`.
fn said(sides: &str, figures: &[&str]) -> RecordedStatement {
    let exchange = ExchangeId::of(&"2025-06-26".parse().unwrap());
    let said = CountStatement {
        statement: id(0),
        exchange,
        attribution: Attribution {
            claimant: Some(text(&format!("spokesman of {sides}"))),
            role: None,
            sides: sides.split_whitespace().map(party).collect(),
            relay: None,
            source: Source { address: text("https://example.org/"), title: None },
            said_on: None,
        },
        figures: figures.iter().map(|figure| figure_of(figure)).collect(),
        says: Circumstances::default(),
        note: None,
        corrects: None,
    };
    RecordedStatement {
        said: Arc::new(said),
        rank: Rank::Normal,
        corrected_by: None,
        moved_to: None,
    }
}

/// The same statement, changed.
fn but(mut said: RecordedStatement, change: impl FnOnce(&mut CountStatement)) -> RecordedStatement {
    change(Arc::make_mut(&mut said.said));
    said
}

fn terms(said: RecordedStatement, terms: crate::settlement::Terms) -> RecordedStatement {
    but(said, |said| said.says.terms = terms)
}

fn on(said: RecordedStatement, day: &str) -> RecordedStatement {
    but(said, |said| said.says.on = Some(day.parse().unwrap()))
}

fn figure_of(words: &str) -> Figure {
    let (quantity, rest) = ["not stated", "withheld"]
        .iter()
        .find_map(|silence| words.strip_prefix(silence).map(|rest| (*silence, rest)))
        .or_else(|| words.split_once(' '))
        .unwrap();
    let mut words = rest.split_whitespace();
    let population = match words.next().unwrap() {
        "military" => Population::Military,
        "civilian" => Population::Civilian,
        "child" => Population::Child,
        "persons" => Population::Persons,
        "bodies" => Population::Bodies,
        other => panic!("no population {other}"),
    };
    let mut figure = Figure {
        of: None,
        from: None,
        to: "both".parse().unwrap(),
        population,
        quantity: quantity.parse::<Quantity>().unwrap(),
        channel: Channel::NotStated,
        tense: Tense::Done,
        words: None,
    };
    while let Some(word) = words.next() {
        match word {
            "to" => figure.to = words.next().unwrap().parse().unwrap(),
            "from" => figure.from = Some(party(words.next().unwrap())),
            "of" => figure.of = Some(words.next().unwrap().parse().unwrap()),
            "exchanged" => figure.channel = Channel::Exchange,
            "outside" => figure.channel = Channel::Outside,
            "planned" => figure.tense = Tense::Planned,
            other => panic!("no word {other}"),
        }
    }
    figure
}

fn party(code: &str) -> Party {
    code.parse().unwrap()
}

fn text(words: &str) -> Text {
    words.parse().unwrap()
}

/// What is proposed under the usual rule, line by line, with the evidence as `number role`.
#[track_caller]
fn check(exchange: &Exchange, lines: &[&str]) {
    check_by(exchange, Rule::ReceivingSideFirst, lines);
}

#[track_caller]
fn check_by(exchange: &Exchange, rule: Rule, lines: &[&str]) {
    let settlement = propose(exchange, rule).unwrap();
    assert_eq!(told(exchange, &settlement), lines, "{:#?}", told(exchange, &settlement));
}

fn told(exchange: &Exchange, settlement: &Settlement) -> Vec<String> {
    let mut lines = Vec::new();
    if !settlement.terms.is_not_stated() {
        lines.push(format!("{:?}", settlement.terms));
    }
    for leg in &settlement.legs {
        lines.push(leg_told(settlement, leg));
        lines.extend(evidence_told(exchange, settlement, Some(leg.key)));
    }
    for swap in &settlement.swaps {
        let Equal::Persons(count) = swap.equal else { panic!("by weight") };
        lines.push(format!("swap {count}: {} with {}", swap.a, swap.b));
    }
    lines.extend(evidence_told(exchange, settlement, None));
    lines
}

fn leg_told(settlement: &Settlement, leg: &Leg) -> String {
    let basis = match leg.basis {
        Basis::ReceivingSide => "receiving side",
        Basis::OtherSide => "other side",
        Basis::ThirdParty => "third party",
        Basis::PressOnly => "press only",
    };
    let mut line = format!("{}: {} by {basis}", leg.key, band_told(leg.count));
    let split = leg.split;
    let parts =
        [("military", split.military), ("civilian", split.civilian), ("child", split.child)];
    for (name, band) in parts {
        if let Some(band) = band {
            let _ = write!(line, ", {name} {}", band_told(band));
        }
    }
    if let Some(why) = leg.remainder {
        let _ = write!(line, ", left {} {why:?}", settlement.remainder(&leg.key).unwrap());
    }
    line
}

fn band_told(band: Band) -> String {
    if let Some(best) = band.best().filter(|best| Band::exactly(*best) == band) {
        return best.to_string();
    }
    let best = band.best().map_or("?".to_string(), |best| best.to_string());
    let high = band.high().map_or(String::new(), |high| high.to_string());
    format!("{best} ({}..{high})", band.low())
}

fn evidence_told(
    exchange: &Exchange,
    settlement: &Settlement,
    leg: Option<LegKey>,
) -> Option<String> {
    let entries: Vec<String> = settlement
        .evidence
        .iter()
        .filter(|entry| entry.leg == leg)
        .map(|entry| {
            let (number, _) = exchange.statement(entry.statement).unwrap();
            format!("{number} {}", role_told(entry.role))
        })
        .collect();
    (!entries.is_empty()).then(|| format!("  {}", entries.join(", ")))
}

fn role_told(role: Role) -> &'static str {
    match role {
        Role::Best => "best",
        Role::Heard => "heard",
        Role::OfWhom => "of whom",
        Role::NoNumber => "no number",
        Role::Planned => "planned",
        Role::Deprecated => "deprecated",
        Role::Corrected => "corrected",
        Role::BothDirections => "both directions",
        Role::NoDirection => "no direction",
        Role::NotPreferred => "not preferred",
    }
}

fn refused(exchange: &Exchange) -> NotProposed {
    propose(exchange, Rule::ReceivingSideFirst).unwrap_err()
}

/// The count of the only leg, as told.
fn count(said: Vec<RecordedStatement>, rule: Rule) -> String {
    let settlement = propose(&between(said), rule).unwrap();
    assert_eq!(settlement.legs.len(), 1);
    band_told(settlement.legs[0].count)
}
