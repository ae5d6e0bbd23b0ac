//! Agreements, for people: what is owed, what was delivered, what is left.

use repatria_domain::{Band, Count, LegKind, Reference, Total};
use repatria_projection::{AgreementShown, Agreements, Left, Owed, SideWeight, Sum, TariffAccount};

use super::csv::sum_cells;
use super::dates::{date, day};
use super::layout::{Align, Page, Table};
use super::names::name;
use super::phrases::{
    capital, counted, kind_noun, list, names, noun_of, number, population, population_noun,
    quantity, terms, texts, total, without_figure,
};
use super::sheet::{Sheet, code, opt};
use super::totals::sum_words;

/// The agreements in lines of at most `width` columns.
pub(crate) fn agreements_text(agreements: &Agreements, width: usize) -> String {
    let mut page = Page::new(width);
    if agreements.agreements.is_empty() {
        page.line("No agreement is recorded.");
        return page.into_text();
    }
    for agreement in &agreements.agreements {
        one(&mut page, agreement);
    }
    page.blank();
    page.paragraph(
        "An exchange counts under an agreement where it is described so. One of which nobody gives \
         the number leaves open how many are left. People, bodies and bags are never added up.",
    );
    if let Some(as_of) = agreements.as_of {
        page.paragraph(&format!("As of {}.", day(as_of)));
    }
    page.into_text()
}

fn one(page: &mut Page, agreement: &AgreementShown) {
    page.heading(&agreement.title.to_string());
    facts(page, agreement);
    let owed = owed(agreement);
    if !owed.is_empty() {
        page.blank();
        page.table(&owed);
    }
    let beside = beside(agreement);
    if !beside.is_empty() {
        page.blank();
        page.line("Delivered, and owed by no number:");
        page.table(&beside);
    }
    if let Some(tariff) = &agreement.tariff {
        page.blank();
        carried(page, tariff);
    }
}

fn facts(page: &mut Page, agreement: &AgreementShown) {
    let reached = agreement.on.map_or_else(|| "no date".to_owned(), date);
    page.fact("between", &format!("{}, {reached}", names(agreement.parties.iter())));
    page.fact("terms", terms(agreement.terms));
    if !agreement.categories.is_empty() {
        let categories: Vec<String> =
            agreement.categories.iter().map(ToString::to_string).collect();
        page.fact("limited to", &list(&categories));
    }
    if let Some(wider) = &agreement.member_of {
        page.fact("member of", &wider.to_string());
    }
    if !agreement.members.is_empty() {
        page.fact("members", &texts(&agreement.members));
    }
    let many = counted(agreement.exchanges.len() as u64, "hand-over", "hand-overs");
    let carried_out = if agreement.exchanges.is_empty() {
        "by no hand-over that is recorded".to_owned()
    } else {
        format!("in {many}: {}", references(&agreement.exchanges))
    };
    page.fact("carried out", &carried_out);
    if !agreement.not_settled.is_empty() {
        page.fact("not settled", &references(&agreement.not_settled));
    }
    if !agreement.cancelled.is_empty() {
        page.fact("called off", &references(&agreement.cancelled));
    }
    if let Some(note) = &agreement.note {
        page.fact("note", &note.to_string());
    }
}

fn references(references: &[Reference]) -> String {
    references.iter().map(Reference::as_str).collect::<Vec<_>>().join(", ")
}

fn owed(agreement: &AgreementShown) -> Table {
    let mut table = Table::new([
        ("owed", Align::Left),
        ("how many", Align::Right),
        ("delivered", Align::Right),
        ("no figure", Align::Right),
        ("left", Align::Left),
    ]);
    for owed in &agreement.owed {
        let category =
            owed.category.as_ref().map(|category| format!(", {category}")).unwrap_or_default();
        table.row([
            format!("{} to {}{category}", population_noun(owed.population), name(owed.to)),
            how_many(owed),
            delivered(&owed.delivered),
            without_figure(&owed.delivered),
            left(&owed.left),
        ]);
    }
    table
}

pub(crate) fn how_many(owed: &Owed) -> String {
    if owed.quantity.has_number() { quantity(owed.quantity) } else { "not stated".to_owned() }
}

pub(crate) fn delivered(sum: &Sum) -> String {
    if sum.exchanges == 0 { "none recorded".to_owned() } else { sum_words(sum) }
}

/// `303`, `none`, `610 or more`, `not known; 644 by the best figures`.
pub(crate) fn left(left: &Left) -> String {
    let Some(best) = left.best else { return "no number was agreed".to_owned() };
    if left.beyond > Total::ZERO {
        return format!("none; {} more than was owed", total(left.beyond));
    }
    let range = match left.high {
        Some(high) if high == left.low => {
            return if high == Total::ZERO { "none".into() } else { total(high) };
        }
        Some(high) if left.low == Total::ZERO => format!("at most {}", total(high)),
        Some(high) => format!("{} to {}", total(left.low), total(high)),
        None if left.low == Total::ZERO && best == Total::ZERO => {
            return "none that is known".to_owned();
        }
        None if left.low == Total::ZERO => "not known".to_owned(),
        None if left.low == best => return format!("at least {}", total(best)),
        None => format!("at least {}", total(left.low)),
    };
    format!("{range}; by the figures given {}", total(best))
}

/// What no ceiling speaks of, and what went outside the exchange.
fn beside(agreement: &AgreementShown) -> Table {
    let mut table = Table::bare([Align::Right, Align::Left]);
    for delivered in &agreement.delivered {
        let is_owed = agreement
            .owed
            .iter()
            .any(|owed| owed.to == delivered.to && owed.population.kind() == delivered.kind);
        let whom = |sum: &Sum| format!("{} to {}", noun(delivered.kind, sum), name(delivered.to));
        if !is_owed && !delivered.sum.is_empty() {
            table.row([sum_words(&delivered.sum), gap(whom(&delivered.sum), &delivered.sum)]);
        }
        if !delivered.outside.is_empty() {
            let outside = format!("{}, outside the exchange", whom(&delivered.outside));
            table.row([sum_words(&delivered.outside), gap(outside, &delivered.outside)]);
        }
    }
    table
}

pub(crate) fn noun(kind: LegKind, sum: &Sum) -> &'static str {
    let one = Count::new(1);
    let is_one = sum.low == Total::from(one) && sum.high == Some(sum.low);
    if is_one { noun_of(Band::exactly(one), population(kind)) } else { kind_noun(kind) }
}

pub(crate) fn gap(whom: String, sum: &Sum) -> String {
    match sum.without_figure() {
        0 => whom,
        without => {
            format!("{whom}; no figure for {} of {}", number(without), number(sum.exchanges))
        }
    }
}

fn carried(page: &mut Page, tariff: &TariffAccount) {
    let title = tariff.tariff.as_ref().map_or_else(String::new, |title| format!(" ({title})"));
    page.line(&format!("By tariff{title}, in privates:"));
    let mut table = Table::new([
        ("exchange", Align::Left),
        ("to", Align::Left),
        ("received", Align::Right),
        ("swapped", Align::Right),
        ("surplus", Align::Right),
        ("carried forward", Align::Left),
    ]);
    for weighed in &tariff.exchanges {
        let column = |cell: fn(&SideWeight) -> String| {
            weighed.to.iter().map(cell).collect::<Vec<_>>().join("\n")
        };
        let owed = weighed.carried.map_or_else(
            || "even".to_owned(),
            |owed| format!("{} owed to {}", number(owed.weight.privates()), name(owed.owed_to)),
        );
        table.row([
            weighed.reference.to_string(),
            column(|side| name(side.to)),
            column(|side| number(side.received.privates())),
            column(|side| number(side.swapped.privates())),
            column(|side| number(side.surplus.privates())),
            owed,
        ]);
    }
    if !table.is_empty() {
        page.table(&table);
    }
    if !tariff.not_weighed.is_empty() {
        let named = references(&tariff.not_weighed);
        page.paragraph(&capital(&format!("not weighed, because no ranks are given: {named}.")));
    }
}

/// The agreements: a row for each ceiling, for what was delivered, and for each weighed side.
pub(crate) fn agreements_csv(agreements: &Agreements) -> String {
    let mut sheet = Sheet::new(&HEADS);
    for agreement in &agreements.agreements {
        let title = [agreement.title.to_string(), opt(agreement.on), code(&agreement.terms)];
        for owed in &agreement.owed {
            sheet.row(title.iter().cloned().chain(owed_cells(owed)));
        }
        for delivered in &agreement.delivered {
            for (row, sum) in [("delivered", &delivered.sum), ("outside", &delivered.outside)] {
                if !sum.is_empty() {
                    let counted = code(&delivered.kind);
                    let labels = labels(row, &delivered.to, counted);
                    sheet.row(title.iter().cloned().chain(labels).chain(sum_cells(sum)));
                }
            }
        }
        for weighed in agreement.tariff.iter().flat_map(|tariff| &tariff.exchanges) {
            for side in &weighed.to {
                let cells = weighed_cells(&weighed.reference, side);
                sheet.row(title.iter().cloned().chain(cells));
            }
        }
    }
    sheet.into_text()
}

const HEADS: [&str; 23] = [
    "agreement",
    "on",
    "terms",
    "row",
    "to",
    "counted",
    "category",
    "quantity",
    "low",
    "best",
    "high",
    "exchanges",
    "without_number",
    "silent",
    "possible",
    "left_low",
    "left_best",
    "left_high",
    "beyond",
    "reference",
    "received_privates",
    "swapped_privates",
    "surplus_privates",
];

fn labels(row: &str, to: &impl ToString, counted: String) -> [String; 5] {
    [row.to_owned(), to.to_string(), counted, String::new(), String::new()]
}

fn owed_cells(owed: &Owed) -> Vec<String> {
    let mut cells = vec![
        "owed".to_owned(),
        owed.to.to_string(),
        code(&owed.population),
        opt(owed.category.as_ref()),
        owed.quantity.to_string(),
    ];
    cells.extend(sum_cells(&owed.delivered));
    cells.extend([
        owed.left.low.to_string(),
        opt(owed.left.best),
        opt(owed.left.high),
        owed.left.beyond.to_string(),
    ]);
    cells
}

fn weighed_cells(reference: &Reference, side: &SideWeight) -> Vec<String> {
    let mut cells = labels("weighed", &side.to, code(&LegKind::Living)).to_vec();
    cells.resize(16, String::new());
    cells.extend([
        reference.to_string(),
        side.received.privates().to_string(),
        side.swapped.privates().to_string(),
        side.surplus.privates().to_string(),
    ]);
    cells
}
