//! The overview, for people: what is recorded for each side, in a sentence that can be quoted, and
//! in the same breath what is not.

use repatria_domain::{LegKind, Toward};
use repatria_projection::{Claim, Overview, SideSummary, Sum};

use super::dates::{date, day};
use super::layout::{Align, Page, Table};
use super::names::name;
use super::phrases::{
    capital, counted, detail, kind_noun, list, number, population_noun, quantity, total,
};
use super::story::until;
use super::timeline;
use super::totals::{SUM, apart, row};

/// The overview in lines of at most `width` columns.
pub(crate) fn overview_text(overview: &Overview, width: usize) -> String {
    let mut page = Page::new(width);
    page.line(&title(overview));
    page.blank();
    page.paragraph(&finding(overview));
    sides(&mut page, overview);
    apart(&mut page, overview.abroad.iter().chain(&overview.whose_not_stated));
    last(&mut page, overview);
    withheld(&mut page, overview);
    claims(&mut page, overview);
    page.blank();
    page.paragraph(&kept(overview));
    next(&mut page, overview);
    page.into_text()
}

fn title(overview: &Overview) -> String {
    let parties: Vec<String> = overview.sides.iter().map(|side| name(side.party)).collect();
    let parties = if parties.is_empty() { "An empty register".to_owned() } else { list(&parties) };
    let period = overview
        .period
        .map(|(first, last)| format!(", {} to {}", day(first), day(last)))
        .unwrap_or_default();
    let as_of = overview.as_of.map(|as_of| format!(", as of {}", day(as_of))).unwrap_or_default();
    format!("{parties}{period}{as_of}")
}

/// What is recorded, and that it is not whole.
fn finding(overview: &Overview) -> String {
    let home: Vec<&SideSummary> =
        overview.sides.iter().filter(|side| side.living.exchanges > 0).collect();
    if home.is_empty() {
        return "Nobody is recorded as having come home.".to_owned();
    }
    let recorded: Vec<String> = home
        .iter()
        .enumerate()
        .map(|(index, side)| {
            let people = if index == 0 { " people are recorded as having come home" } else { "" };
            format!(
                "{}{people} to {}{}",
                lower_end(&side.living),
                name(side.party),
                upper_end(&side.living)
            )
        })
        .collect();
    format!("{}. {}", capital(&list(&recorded)), gaps(&home))
}

fn lower_end(sum: &Sum) -> String {
    if sum.high == Some(sum.low) { total(sum.low) } else { format!("at least {}", total(sum.low)) }
}

fn upper_end(sum: &Sum) -> String {
    let is_certain = sum.high == Some(sum.low);
    let end = match sum.high {
        Some(high) => format!("at most {}", total(high)),
        None => "no upper limit known".to_owned(),
    };
    if is_certain {
        String::new()
    } else if sum.best == sum.low {
        format!(" ({end})")
    } else {
        format!(" (best figure {}, {end})", total(sum.best))
    }
}

/// What is missing from the totals of the living; said in the same breath.
pub(crate) fn gaps(sides: &[&SideSummary]) -> String {
    let mut missing: Vec<String> = sides
        .iter()
        .filter(|side| side.living.without_figure() > 0)
        .map(|side| {
            let without = number(side.living.without_figure());
            format!("for {without} how many went home to {}", name(side.party))
        })
        .collect();
    let which = match (missing.len(), sides.len()) {
        (0, _) => return "Every hand-over that is recorded has a figure.".to_owned(),
        (_, 1) => "This total is not complete",
        (2, 2) => "Neither total is complete",
        (some, all) if some == all => "No total is complete",
        _ => "Not every total is complete",
    };
    if let Some((first, side)) = missing.first_mut().zip(incomplete(sides)) {
        let without = counted(side.living.without_figure(), "hand-over", "hand-overs");
        let to = name(side.party);
        *first = format!("for {without} nobody has published how many went home to {to}");
    }
    format!("{which}: {}. The register does not fill these gaps.", missing.join(", "))
}

fn incomplete<'a>(sides: &[&'a SideSummary]) -> Option<&'a SideSummary> {
    sides.iter().copied().find(|side| side.living.without_figure() > 0)
}

fn sides(page: &mut Page, overview: &Overview) {
    let mut table = Table::new(SUM);
    for kind in [LegKind::Living, LegKind::Bodies, LegKind::Bags] {
        for side in &overview.sides {
            let sum = side.sum(kind);
            if !sum.is_empty() {
                table.row(row(&format!("{} to {}", kind_noun(kind), name(side.party)), &sum));
            }
        }
    }
    if !table.is_empty() {
        page.blank();
        page.table(&table);
    }
}

fn last(page: &mut Page, overview: &Overview) {
    if overview.last.is_empty() {
        return;
    }
    page.blank();
    let two: Vec<_> = overview.sides.iter().map(|side| side.party).take(2).collect();
    let mut table = timeline::table(&two, "the last hand-overs");
    for row in &overview.last {
        table.row(timeline::cells(row, &two));
    }
    page.table(&table);
}

fn withheld(page: &mut Page, overview: &Overview) {
    for held in &overview.withheld {
        let exchanges = counted(held.exchanges.len() as u64, "hand-over", "hand-overs");
        page.blank();
        page.paragraph(&format!(
            "Withheld: the {} of {exchanges}, by {}{}.",
            detail(held.detail.detail),
            name(held.detail.by),
            until(&held.detail),
        ));
    }
}

fn claims(page: &mut Page, overview: &Overview) {
    let mut table = Table::bare([Align::Right, Align::Left]);
    for claim in &overview.latest_claims {
        table.row([quantity(claim.quantity), claim_words(claim)]);
    }
    if !table.is_empty() {
        page.blank();
        page.paragraph(
            "What is claimed for the whole war, latest first, not held against the record",
        );
        page.table(&table);
    }
}

fn claim_words(claim: &Claim) -> String {
    let who = claim.claimant.as_ref().or(claim.relay.as_ref());
    let who = who.map_or_else(|| "nobody named".to_owned(), ToString::to_string);
    let on = claim.said_on.map(|on| format!(", {}", date(on))).unwrap_or_default();
    let whom = claim.scope.population.map_or("of nobody says whom", population_noun);
    let to = match claim.scope.to {
        Some(Toward::Party(to)) => format!(" to {}", name(to)),
        Some(Toward::Both) => " both ways together".to_owned(),
        Some(Toward::Each) => " each way".to_owned(),
        None => String::new(),
    };
    format!("{whom}{to}: {who}{on}")
}

fn kept(overview: &Overview) -> String {
    let stale = match overview.stale {
        0 => String::new(),
        stale => format!(", {} of them stale", number(stale)),
    };
    format!(
        "The register keeps {} about {}, {} settled{stale}, {} called off; and {} about running \
         totals.",
        counted(overview.statements, "statement", "statements"),
        counted(overview.exchanges, "exchange", "exchanges"),
        number(overview.settled),
        number(overview.cancelled),
        counted(overview.claims, "statement", "statements"),
    )
}

fn next(page: &mut Page, overview: &Overview) {
    let reference = overview.last.first().map_or("REF", |row| row.reference.as_str());
    let first = overview.sides.first().map_or("PARTY", |side| side.party.as_str());
    let mut table = Table::bare([Align::Left, Align::Left]);
    table.row(["repatria timeline".to_owned(), "every exchange, in order".to_owned()]);
    table.row(["repatria totals".to_owned(), "by holder, population and month".to_owned()]);
    table.row([format!("repatria show {reference}"), "the story of one exchange".to_owned()]);
    table.row([format!("repatria explain total home {first}"), "what it rests on".to_owned()]);
    page.blank();
    page.table(&table);
}
