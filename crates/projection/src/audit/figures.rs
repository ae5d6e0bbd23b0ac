//! Figures that contradict each other, and figures that stand on little.
//! It refuses to choose between them: that is the business of a settlement.

use std::collections::BTreeSet;
use std::fmt::Display;

use repatria_domain::{
    Attribution, Basis, Channel, Competing, Day, Direction, Exchange, Figure, Leg, LegKey, LegKind,
    Party, Population, RecordedStatement, Remainder, Role, Settlement, Tense, Toward, competing,
};

use super::number::conflict;
use super::settlements::published;
use super::{AuditCode, AuditNumber, AuditQuestion, standing};
use crate::deals::silent;
use crate::happened::{date, happened};
use crate::listed::in_order;
use crate::published::legs;
use crate::record::Record;
use crate::story::called;

pub(super) fn ask(record: &Record, as_of: Option<Day>) -> Vec<AuditQuestion> {
    let mut questions = Vec::new();
    for (exchange, settlement) in settled(record, as_of) {
        questions.extend(officials(exchange));
        questions.extend(splits(exchange, settlement));
        questions.extend(remainder(exchange, Remainder::Disputed));
    }
    questions
}

/// Asks about what is merely unusual.
pub(super) fn ask_unusual(record: &Record, as_of: Option<Day>) -> Vec<AuditQuestion> {
    let mut questions = Vec::new();
    for (exchange, settlement) in settled(record, as_of) {
        questions.extend(reporters(exchange, settlement));
        questions.extend(remainder(exchange, Remainder::Unexplained));
        questions.extend(without_date(exchange));
        for leg in legs(exchange) {
            questions.extend(press_only(exchange, leg));
        }
        let silent = silent(record.state(), exchange);
        questions.extend(silent.map(|of| one_direction(exchange, of)));
    }
    questions
}

/// The exchanges that are settled and may have happened by then.
fn settled(record: &Record, as_of: Option<Day>) -> impl Iterator<Item = (&Exchange, &Settlement)> {
    in_order(record)
        .filter(move |exchange| happened(date(exchange), as_of).is_some())
        .filter_map(|exchange| Some((exchange, exchange.settlement.as_deref()?)))
}

/// What the officials say of each way, where two of them exclude each other.
fn officials(exchange: &Exchange) -> Vec<AuditQuestion> {
    let officials = exchange.statements.iter().filter(|held| held.said.attribution.is_official());
    if officials.take(2).count() < 2 {
        return Vec::new();
    }
    let official = |claim: Competing| {
        let (number, held) = exchange.statement(claim.statement)?;
        let told = Told { number, held, figure: AuditNumber::of("", claim.count) };
        held.said.attribution.is_official().then_some((claim.leg, told))
    };
    let competing = competing(exchange).unwrap_or_default().into_iter();
    let mut officials: Vec<(LegKey, Told<'_>)> = competing.filter_map(official).collect();
    officials.sort_by_key(|(leg, _)| *leg);
    let ask = |told: &[(LegKey, Told<'_>)]| {
        let (leg, _) = told.first()?;
        let question = "Which of the officials is right, or do they count different people?";
        differing(exchange, told.iter().map(|(_, told)| told), leg).map(|(called, numbers)| {
            about(AuditCode::OfficialsConflict, exchange, question).said_in(called).with(numbers)
        })
    };
    officials.chunk_by(|(one, _), (next, _)| one == next).filter_map(ask).collect()
}

/// A figure of a statement, which is called by its number.
struct Told<'a> {
    number: usize,
    held: &'a RecordedStatement,
    figure: AuditNumber,
}

/// What statements say of something, and how they are called; none where no two exclude each other.
fn differing<'a>(
    exchange: &Exchange,
    told: impl Iterator<Item = &'a Told<'a>> + Clone,
    of_what: impl Display,
) -> Option<(Vec<String>, Vec<AuditNumber>)> {
    if !conflict(told.clone().map(|told| &told.figure)) {
        return None;
    }
    let named = |Told { number, held, figure }: &Told<'_>| {
        let called = called(exchange, *number);
        let what = format!("{called}, {}: {of_what}", who(&held.said.attribution));
        (called, figure.clone().named(what))
    };
    Some(told.map(named).unzip())
}

/// How many soldiers, civilians and children went each way, where two statements about the same
/// whole exclude each other.
fn splits(exchange: &Exchange, settlement: &Settlement) -> Vec<AuditQuestion> {
    let mut questions = Vec::new();
    let tells_apart = |held: &RecordedStatement| {
        let of = |figure: &Figure| POPULATIONS.iter().any(|(told, _)| *told == figure.population);
        held.said.figures.iter().any(of)
    };
    // One alone contradicts nobody.
    if standing(exchange).filter(|(_, held)| tells_apart(held)).take(2).count() < 2 {
        return questions;
    }
    let ways: BTreeSet<Direction> = legs(exchange)
        .filter(|leg| leg.key.kind == LegKind::Living)
        .map(|leg| leg.key.direction())
        .collect();
    for way in ways {
        let statements = of_the_whole(exchange, settlement, way);
        let populations = POPULATIONS.into_iter().filter(|_| statements.len() > 1);
        for (population, noun) in populations {
            let told = told_apart(&statements, way, population);
            if let Some((called, numbers)) = differing(exchange, told.iter(), noun) {
                let leg = way.leg(Channel::NotStated);
                let question = format!("How many of the {leg} were {noun}?");
                let asked = about(AuditCode::SplitsConflict, exchange, question);
                questions.push(asked.said_in(called).with(numbers));
            }
        }
    }
    questions
}

const POPULATIONS: [(Population, &str); 3] = [
    (Population::Military, "soldiers"),
    (Population::Civilian, "civilians"),
    (Population::Child, "children"),
];

/// The statements about the whole of those who went one way. A statement that gives another whole is
/// asked about by its whole, not by its parts.
fn of_the_whole<'a>(
    exchange: &'a Exchange,
    settlement: &Settlement,
    way: Direction,
) -> Vec<(usize, &'a RecordedStatement)> {
    let published = legs(exchange).filter(|leg| leg.key.direction() == way).map(|leg| leg.count);
    let published = AuditNumber::sum("", &published).best;
    let used = |held: &RecordedStatement, role: Role| {
        settlement.evidence.iter().any(|evidence| {
            evidence.statement == held.said.statement
                && evidence.role == role
                && evidence.leg.is_some_and(|leg| leg.direction() == way)
        })
    };
    let is_of_the_whole = |held: &RecordedStatement| {
        let whole = said(held, way, None);
        used(held, Role::OfWhom) || whole.is_some_and(|whole| whole.best == published)
    };
    standing(exchange).filter(|(_, held)| is_of_the_whole(held)).collect()
}

/// What each of these statements says of one population of those who went one way.
fn told_apart<'a>(
    statements: &[(usize, &'a RecordedStatement)],
    way: Direction,
    population: Population,
) -> Vec<Told<'a>> {
    let told = |(number, held): &(usize, &'a RecordedStatement)| {
        Some(Told { number: *number, held, figure: said(held, way, Some(population))? })
    };
    statements.iter().filter_map(told).collect()
}

/// What a statement says of a population of those who went one way, or of all of them.
fn said(
    held: &RecordedStatement,
    way: Direction,
    population: Option<Population>,
) -> Option<AuditNumber> {
    let went = |figure: &&Figure| {
        figure.to == Toward::Party(way.to)
            && figure.population.kind() == way.kind
            && figure.from.is_none_or(|from| from == way.from)
            && figure.tense == Tense::Done
            && figure.quantity.has_number()
    };
    let figures = held.said.figures.iter().filter(went);
    let is_whole = |figure: &Figure| figure.population == Population::Persons;
    let has_whole = || figures.clone().any(is_whole).then_some(Population::Persons);
    let asked = population.or_else(has_whole);
    let bands = figures
        .filter(|figure| asked.is_none_or(|asked| figure.population == asked))
        .map(|figure| figure.quantity.band());
    bands.clone().next()?;
    Some(AuditNumber::sum("", &bands))
}

fn remainder(exchange: &Exchange, mark: Remainder) -> Option<AuditQuestion> {
    legs(exchange).find(|leg| leg.remainder == Some(mark))?;
    let (code, question) = match mark {
        Remainder::Disputed => (
            AuditCode::RemainderDisputed,
            "Somebody says that the sides were equal: whose number is wrong?",
        ),
        Remainder::Unexplained => (
            AuditCode::RemainderUnexplained,
            "Why did more go one way than the other? Does any source say so?",
        ),
        Remainder::Surplus | Remainder::NoCounterpartRecorded => return None,
    };
    Some(about(code, exchange, question).with(published(exchange)))
}

fn press_only(exchange: &Exchange, leg: &Leg) -> Option<AuditQuestion> {
    if leg.basis != Basis::PressOnly || leg.count.best().is_none() {
        return None;
    }
    let question = format!("Does any official confirm the {}?", leg.key);
    let figure = AuditNumber::of(leg.key.to_string(), leg.count);
    Some(about(AuditCode::PressOnly, exchange, question).with([figure]))
}

fn without_date(exchange: &Exchange) -> Option<AuditQuestion> {
    let undated: Vec<String> = standing(exchange)
        .filter(|(_, held)| held.said.attribution.said_on.is_none())
        .map(|(number, _)| called(exchange, number))
        .collect();
    let question = "When were they said? Of two that differ the later one counts more.";
    (undated.len() > 1).then(|| about(AuditCode::WithoutDate, exchange, question).said_in(undated))
}

/// A figure whose best word is that of a reporter who was entered as the official of a side, where
/// no other official of that side speaks of the same people.
fn reporters(exchange: &Exchange, settlement: &Settlement) -> Option<AuditQuestion> {
    let alone: Vec<(String, &Attribution, AuditNumber)> = legs(exchange)
        .filter_map(|leg| {
            let (called, by) = reporter(exchange, settlement, leg)?;
            Some((called, by, AuditNumber::of(leg.key.to_string(), leg.count)))
        })
        .collect();
    let (_, by, _) = alone.first()?;
    let question = format!("Does {} speak for a party, or report?", who(by));
    let mut called: Vec<String> = alone.iter().map(|(called, ..)| called.clone()).collect();
    called.dedup();
    let figures = alone.into_iter().map(|(_, _, figure)| figure);
    let asked = about(AuditCode::ReporterAsOfficial, exchange, question);
    Some(asked.said_in(called).with(figures))
}

fn reporter<'a>(
    exchange: &'a Exchange,
    settlement: &Settlement,
    leg: &Leg,
) -> Option<(String, &'a Attribution)> {
    let officials: Vec<(String, &Attribution)> = settlement
        .evidence
        .iter()
        .filter(|evidence| evidence.leg == Some(leg.key))
        .filter(|evidence| matches!(evidence.role, Role::Best | Role::Heard))
        .filter_map(|evidence| exchange.statement(evidence.statement))
        .filter(|(_, held)| held.said.attribution.is_official())
        .map(|(number, held)| (called(exchange, number), &held.said.attribution))
        .collect();
    let sides: Vec<&Party> = officials.iter().flat_map(|(_, by)| &by.sides).collect();
    let is_alone = |(_, by): &&(String, &Attribution)| {
        let others = sides.iter().filter(|side| by.sides.contains(side)).count();
        is_reporter(by) && others == by.sides.len()
    };
    officials.iter().find(is_alone).cloned()
}

fn is_reporter(by: &Attribution) -> bool {
    let words = by.claimant.iter().chain(&by.role);
    let mut words = words.map(|words| words.as_str().to_lowercase());
    words.any(|words| {
        ["correspondent", "reporter", "journalist"].iter().any(|it| words.contains(it))
    })
}

fn one_direction(exchange: &Exchange, of: Party) -> AuditQuestion {
    let question = format!("Did people of {of} go home as well, and how many?");
    about(AuditCode::OneDirection, exchange, question).with(published(exchange))
}

fn about(code: AuditCode, exchange: &Exchange, question: impl Into<String>) -> AuditQuestion {
    let next = format!("repatria show {}", exchange.reference);
    AuditQuestion::new(code, question, next).about(exchange)
}

fn who(by: &Attribution) -> String {
    match (&by.claimant, &by.relay) {
        (Some(who), _) | (None, Some(who)) => who.to_string(),
        (None, None) => "somebody not named".to_owned(),
    }
}
