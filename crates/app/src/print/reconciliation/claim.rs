//! The words of one claim: what is claimed, of what scope, and what stands in the way of a verdict.

use repatria_domain::{Channel, Measure, Mistake, Since, Toward, Whose};
use repatria_projection::{ClaimStanding, Comparison, Reconciled, Recorded, Verdict, WhyNot};

use super::super::dates::{date, day};
use super::super::names::name;
use super::super::phrases::{counted, names, number, quantity, quantity_of};

/// What is claimed: `6,057 bodies home to Ukraine`.
pub(crate) fn claimed(claim: &Reconciled, comparison: &Comparison) -> String {
    let scope = &claim.scope;
    let many = match (claim.measure, scope.population) {
        (Measure::Exchanges, _) => format!("{} exchanges", quantity(claim.quantity)),
        (_, Some(population)) => quantity_of(claim.quantity, population),
        (_, None) => quantity(claim.quantity),
    };
    let of = match scope.of {
        Some(Whose::Party(of)) => format!(" of {}", name(of)),
        Some(Whose::NotStated) => ", whose is not stated,".to_owned(),
        None => String::new(),
    };
    let by = scope.holder.map(|holder| format!(" by {}", name(holder))).unwrap_or_default();
    match claim.measure {
        Measure::Exchanges => many,
        Measure::Returned => format!("{many}{of} {}", toward(comparison.to, scope.of.is_none())),
        Measure::Offered => format!("{many}{of} offered {}", toward(comparison.to, false)),
        Measure::Held => format!("{many}{of} held{by}"),
        Measure::Captured => format!("{many}{of} captured{by}"),
        Measure::Died => format!("{many}{of} dead in captivity"),
    }
}

fn toward(to: Option<Toward>, home: bool) -> String {
    let to = match to {
        Some(Toward::Party(to)) => format!("to {}", name(to)),
        Some(Toward::Both) => "on both sides together".to_owned(),
        Some(Toward::Each) => "on each side".to_owned(),
        None => "to a side that is not stated".to_owned(),
    };
    if home { format!("home {to}") } else { to }
}

/// The rest of the scope: since and until when, under which agreement, by whom.
pub(crate) fn scope(claim: &Reconciled) -> String {
    let scope = &claim.scope;
    let is_open = scope.agreement.is_none() && scope.mediator.is_none();
    let since = match scope.since {
        Some(Since::Start) => Some("since the war began".to_owned()),
        Some(Since::Day(since)) => Some(format!("since {}", date(since))),
        None if is_open && is_over_time(claim.measure) => {
            Some("since when is not stated".to_owned())
        }
        None => None,
    };
    let channel = match scope.channel {
        Channel::NotStated => None,
        Channel::Exchange => Some("by exchange".to_owned()),
        Channel::Outside => Some("outside exchanges".to_owned()),
    };
    let parts = [
        (scope.to == Some(Toward::Each)).then(|| "said of each side".to_owned()),
        since,
        scope.until.map(|until| format!("until {}", date(until))),
        scope.agreement.as_ref().map(|agreement| format!("under “{agreement}”")),
        scope.mediator.as_ref().map(|mediator| format!("mediated by {mediator}")),
        channel,
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(", ")
}

/// The scope as the source put it: shown where a part of it was not said, or of a single claim.
pub(crate) fn words(claim: &Reconciled, comparison: &Comparison) -> Option<String> {
    let is_listed = comparison.record.as_ref().is_some_and(|record| !record.counted.is_empty());
    let is_unclear = match &comparison.verdict {
        Verdict::CannotBeCompared { why } => matches!(why, WhyNot::NotSaid { .. }),
        Verdict::Agrees
        | Verdict::WithinTheBand
        | Verdict::Above
        | Verdict::AboveImplausible { .. }
        | Verdict::Below => false,
    };
    let words = claim.words.as_ref().filter(|_| is_listed || is_unclear)?;
    Some(format!("“{words}”"))
}

fn is_over_time(measure: Measure) -> bool {
    match measure {
        Measure::Returned | Measure::Captured | Measure::Exchanges => true,
        Measure::Held | Measure::Died | Measure::Offered => false,
    }
}

/// Why, with the names of the parties.
pub(crate) fn because(comparison: &Comparison) -> String {
    match &comparison.verdict {
        Verdict::CannotBeCompared { why: WhyNot::NoCustodyDeclared { holder, of } } => format!(
            "the register has not judged how many people of {} are held by {}",
            name(*of),
            name(*holder)
        ),
        Verdict::CannotBeCompared { why: WhyNot::WhichSides { parties } } => format!(
            "it does not say which two sides are meant: people came home to {}",
            names(parties.iter().copied())
        ),
        Verdict::CannotBeCompared { why: WhyNot::DifferentRules } => rules(comparison),
        Verdict::Agrees
        | Verdict::WithinTheBand
        | Verdict::Above
        | Verdict::AboveImplausible { .. }
        | Verdict::Below
        | Verdict::CannotBeCompared { .. } => comparison.because.clone(),
    }
}

fn rules(comparison: &Comparison) -> String {
    let Some(own) = comparison.own_count else { return comparison.because.clone() };
    format!(
        "counted by different rules; by ours {}, or {} where the hand-overs of a deal are one",
        counted(own.hand_overs, "hand-over", "hand-overs"),
        number(own.deals)
    )
}

/// What is missing in the record, and over which days it goes.
pub(crate) fn gaps(comparison: &Comparison) -> Option<String> {
    let record = comparison.record.as_ref()?;
    let days = match record.from {
        Some(from) => ["recorded ", &day(from), " to ", &day(record.until)].concat(),
        None => "recorded until ".to_owned() + &day(record.until),
    };
    if record.sum.exchanges == 0 {
        return Some(days);
    }
    let exchanges = counted(record.sum.exchanges, "exchange", "exchanges");
    Some([&days, ": ", &exchanges, &missing(record)].concat())
}

/// What is not whole in the record: both kinds of gaps apart.
fn missing(record: &Recorded) -> String {
    let sum = &record.sum;
    let parts = [
        (sum.without_number, "without a number"),
        (sum.silent, "of which nobody speaks for this side"),
        (sum.possible, "perhaps not in the scope"),
        (record.not_told_apart, "with people not told apart"),
    ];
    let there = parts.into_iter().filter(|(count, _)| *count > 0);
    there.map(|(count, words)| [", ", &number(count), " ", words].concat()).collect()
}

pub(crate) fn standing(claim: &Reconciled) -> Option<String> {
    let corrects = claim.corrects.as_ref().map(|name| format!("it corrects {name}"));
    match &claim.standing {
        ClaimStanding::Stands => corrects,
        ClaimStanding::Deprecated => Some("set aside by a reviewer".to_owned()),
        ClaimStanding::Corrected { by, mistake } => Some(match mistake {
            Mistake::Claimant => format!("set aside: he corrected himself in {by}"),
            Mistake::Register => format!("set aside: we mistyped it, {by} is right"),
        }),
    }
}
