//! An explanation, for people: what a figure rests on, line by line.

use repatria_domain::{LegKey, Population, Reference};
use repatria_projection::{
    Certainty, Contribution, Explanation, Question, Support, TotalAsked, Which, Why,
};

use super::layout::Page;
use super::names::name;
use super::phrases::{
    basis, best_and_range, counted, high, kind_noun, number_or_none, population_noun, quantity_of,
    role, rule, total, way,
};

/// The explanation in lines of at most `width` columns.
pub(crate) fn explanation_text(explanation: &Explanation, width: usize) -> String {
    let mut page = Page::new(width);
    let is_total = explanation.sum.is_some();
    match &explanation.question {
        Question::Total(asked) => page.line(&asked_words(asked)),
        Question::Exchange(reference) => {
            page.line(&format!("{reference}: what its figures rest on"));
        }
    }
    if let Some(sum) = &explanation.sum {
        page.line(&format!(
            "low {} · best {} · high {}",
            total(sum.low),
            total(sum.best),
            high(sum.high)
        ));
        page.paragraph(&format!(
            "{}: {} where somebody speaks of them and gives no number, {} where nobody does",
            counted(sum.exchanges, "hand-over", "hand-overs"),
            number_or_none(sum.without_number),
            number_or_none(sum.silent)
        ));
    }
    page.heading("What it rests on");
    for contribution in &explanation.contributions {
        self::contribution(&mut page, contribution, is_total);
    }
    left_out(&mut page, explanation);
    page.into_text()
}

pub(crate) fn asked_words(asked: &TotalAsked) -> String {
    let who = match asked.population {
        Some(Population::Persons) => "people not told apart",
        Some(population) => population_noun(population),
        None => kind_noun(asked.kind()),
    };
    let which = match asked.which {
        Which::Home(party) => format!("home to {}", name(party)),
        Which::Abroad(party) => format!("of {}, gone abroad", name(party)),
        Which::WhoseNotStated(party) => format!("to {}, whose is not stated", name(party)),
    };
    let from = asked.from.map(|from| format!(", from {}", name(from))).unwrap_or_default();
    let month = asked.month.map(|month| format!(", in {month}")).unwrap_or_default();
    format!("{who} {which}{from}{month}")
}

fn contribution(page: &mut Page, contribution: &Contribution, is_total: bool) {
    let possibly = match contribution.happened {
        Certainty::Surely => "",
        Certainty::Possibly => " (possibly by then: widens the high end only)",
    };
    page.paragraph(&format!(
        "{}  {}  {}{possibly}",
        contribution.reference,
        best_and_range(contribution.count),
        if is_total { way_there(&contribution.leg) } else { way(&contribution.leg) }
    ));
    if !is_total {
        page.indented(
            2,
            &format!(
                "revision {}, {}; {}",
                contribution.revision,
                rule(contribution.rule),
                basis(contribution.basis)
            ),
        );
    }
    for support in &contribution.statements {
        page.indented(2, &support_words(support));
    }
}

fn support_words(support: &Support) -> String {
    let who = support.claimant.as_ref().or(support.relay.as_ref());
    let who = who.map_or_else(|| "nobody named".to_owned(), ToString::to_string);
    let figures: Vec<String> =
        support.figures.iter().map(|(population, said)| quantity_of(*said, *population)).collect();
    let figures =
        if figures.is_empty() { String::new() } else { format!(": {}", figures.join(", ")) };
    format!("{} {who}{figures}; {}", support.called, role(support.role))
}

/// From whom to whom, where the question says whose they are.
pub(crate) fn way_there(leg: &LegKey) -> String {
    if leg.goes_home() {
        format!("from {}", name(leg.from))
    } else {
        format!("from {} to {}", name(leg.from), name(leg.to))
    }
}

fn left_out(page: &mut Page, explanation: &Explanation) {
    if !explanation.silent.is_empty() {
        page.heading("Nobody speaks of this direction");
        let named: Vec<&str> = explanation.silent.iter().map(Reference::as_str).collect();
        page.paragraph(&named.join(", "));
    }
    if explanation.left_out.is_empty() {
        return;
    }
    page.heading("Left out");
    for held in &explanation.left_out {
        let leg = held
            .leg
            .zip(held.count)
            .map(|(leg, count)| format!(", {} {}", best_and_range(count), way(&leg)))
            .unwrap_or_default();
        page.paragraph(&format!("{}{leg}: {}", held.reference, why(held.why)));
    }
}

pub(crate) fn why(why: Why) -> &'static str {
    match why {
        Why::PartsCounted => "a deal, and its hand-overs are counted",
        Why::FrameCounted => "a hand-over of a deal that is counted as a whole",
        Why::Cancelled => "called off",
        Why::NotSettled => "not settled",
        Why::NotYet => "had not happened by then",
    }
}
