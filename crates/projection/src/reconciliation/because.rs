//! Why a verdict is what it is, in words with the numbers in them.
//! It refuses to judge; that is the verdict's business.

use repatria_domain::{Band, Measure, Party, Total};

use super::recorded::Recorded;
use super::verdict::{Missing, Verdict, WhyNot};

/// Why a verdict is what it is, as a clause that follows "because".
pub(super) fn because(verdict: &Verdict, claim: Band, record: Option<&Recorded>) -> String {
    match (verdict, record) {
        (Verdict::CannotBeCompared { why }, _) => why_not(why),
        (Verdict::Agrees, Some(record)) => agrees(claim, record),
        (Verdict::WithinTheBand, Some(record)) => within(record),
        (Verdict::Above, Some(record)) => above(claim, record),
        (Verdict::AboveImplausible { room }, Some(record)) => implausible(claim, record, *room),
        (Verdict::Below, Some(record)) => below(claim, record),
        // A verdict of these is never given without a record.
        (_, None) => String::new(),
    }
}

fn agrees(claim: Band, record: &Recorded) -> String {
    let is_exact = record.sum.high == Some(record.sum.low);
    let low = Total::from(claim.low());
    if claim.best().map(Total::from) == Some(record.sum.best) {
        "the best figure of the record is the number that is claimed".to_owned()
    } else if is_exact {
        format!("the record, {}, lies within the claim", total(record.sum.best))
    } else if low <= record.sum.low && claim.high().is_none() {
        format!("the record holds at least {}", total(record.sum.low))
    } else {
        format!("the best figure of the record, {}, lies within the claim", total(record.sum.best))
    }
}

fn within(record: &Recorded) -> String {
    format!("the record allows {}, its best figure is {}", range(record), total(record.sum.best))
}

fn above(claim: Band, record: &Recorded) -> String {
    let high = record.sum.high.unwrap_or(record.closed);
    let more = difference(claim.low().into(), high);
    if record.sum.exchanges == 0 && high == Total::ZERO {
        return "nothing is recorded in that scope".to_owned();
    }
    format!(
        "the record holds {} at most, {} fewer, and every exchange in it has a figure",
        total(high),
        more
    )
}

fn implausible(claim: Band, record: &Recorded, room: Total) -> String {
    let missing = difference(claim.low().into(), record.closed);
    let largest = record.largest_leg.map(Total::from).unwrap_or_default();
    format!(
        "it is at least {missing} above the {} recorded at most, and {} without a figure could hold \
         {} ({} each, the largest leg known)",
        total(record.closed),
        counted(record.open, "direction", "directions"),
        total(room),
        total(largest)
    )
}

fn below(claim: Band, record: &Recorded) -> String {
    let high = claim.high().map(Total::from).unwrap_or_default();
    let fewer = difference(record.sum.low, high);
    format!("the record holds {} at least, {fewer} more", total(record.sum.low))
}

fn why_not(why: &WhyNot) -> String {
    match why {
        WhyNot::NoNumber => "the claim gives no number".to_owned(),
        WhyNot::NotSaid { missing } => not_said(*missing).to_owned(),
        WhyNot::WhichSides { parties } => format!(
            "it does not say which two sides are meant: people came home to {}",
            list(parties)
        ),
        WhyNot::DifferentRules => {
            "exchanges are counted by different rules; our own count stands beside it".to_owned()
        }
        WhyNot::Offered => {
            "the register records who came, not who was offered; what is recorded stands beside it"
                .to_owned()
        }
        WhyNot::NotRecorded { measure } => {
            format!("the register records no such thing as {}", thing(*measure))
        }
        WhyNot::NoCustodyDeclared { holder, of } => {
            format!("the register has not judged how many people of {of} are held by {holder}")
        }
        WhyNot::CustodyNotToldApart => {
            "the register judges how many people are held, and does not tell them apart".to_owned()
        }
        WhyNot::NoSuchAgreement { agreement } => {
            format!("the register knows no agreement of the title “{agreement}”")
        }
        WhyNot::NoSuchMediator { mediator } => format!(
            "no exchange in the register names the mediator “{mediator}”, letter for letter"
        ),
        WhyNot::NoFigure { without, exchanges } => {
            format!("{} of {} no figure", number(*without), counted_have(*exchanges, *without))
        }
        WhyNot::NoUpperEnd => "nobody gives the record an upper end".to_owned(),
    }
}

fn not_said(missing: Missing) -> &'static str {
    match missing {
        Missing::Direction => "it was not said to which side",
        Missing::Population => "it was not said who is counted",
        Missing::Since => "it was not said since when",
        Missing::Holder => "it was not said who holds them",
        Missing::Of => "it was not said whose people they are",
        Missing::Date => "neither the day of the claim nor its end is known",
    }
}

fn thing(measure: Measure) -> &'static str {
    match measure {
        Measure::Returned => "people who returned",
        Measure::Held => "remains that are held",
        Measure::Captured => "how many were ever captured",
        Measure::Died => "how many died in captivity",
        Measure::Exchanges => "exchanges by the claimant’s rule",
        Measure::Offered => "people who were offered",
    }
}

/// What the record allows, from low to high.
fn range(record: &Recorded) -> String {
    match record.sum.high {
        Some(high) => format!("{} to {}", total(record.sum.low), total(high)),
        None => format!("{} to {} and more", total(record.sum.low), total(record.closed)),
    }
}

fn difference(more: Total, less: Total) -> String {
    total(more.minus(less).unwrap_or_default())
}

fn total(total: Total) -> String {
    number(total.number())
}

/// A number with its thousands set apart: `1,212`.
fn number(number: u64) -> String {
    let digits = number.to_string();
    let mut shown = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{} {}", number(count), if count == 1 { one } else { many })
}

fn counted_have(exchanges: u64, without: u64) -> String {
    let have = if without == 1 { "has" } else { "have" };
    format!("{} {have}", counted(exchanges, "exchange", "exchanges"))
}

fn list(parties: &[Party]) -> String {
    let codes: Vec<String> = parties.iter().map(ToString::to_string).collect();
    match codes.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => "nobody".to_owned(),
    }
}
