//! The totals, for people: one table a kind, the holders they came from, what they were, the months.

use repatria_domain::{Channel, LegKey, LegKind, Reference, Total};
use repatria_projection::{AbroadTotal, HomeTotal, MonthSum, Sum, Totals};

use super::dates::day;
use super::layout::{Align, Page, Table};
use super::names::name;
use super::phrases::{counted, high, kind_noun, total, way, without_figure};

/// The totals in lines of at most `width` columns.
pub(crate) fn totals_text(totals: &Totals, width: usize) -> String {
    let mut page = Page::new(width);
    if totals.home.is_empty() {
        page.line("Nobody is recorded as having come home.");
    }
    if let Some(as_of) = totals.as_of {
        page.paragraph(&format!(
            "As of {}. What had only possibly happened by then widens the high end alone.",
            day(as_of)
        ));
        page.blank();
    }
    summary(&mut page, totals);
    apart(&mut page, totals.abroad.iter().chain(&totals.whose_not_stated));
    for home in &totals.home {
        months(&mut page, home);
    }
    page.blank();
    legend(&mut page, totals);
    page.into_text()
}

pub(super) const SUM: [(&str, Align); 5] = [
    ("recorded as having come home", Align::Left),
    ("low", Align::Right),
    ("best", Align::Right),
    ("high", Align::Right),
    ("hand-overs without a figure", Align::Left),
];

fn summary(page: &mut Page, totals: &Totals) {
    let mut table = Table::new(SUM);
    for home in &totals.home {
        let kind = kind_noun(home.kind);
        table.row(row(&format!("{kind} to {}", name(home.to)), &home.sum));
        if home.from.len() > 1 {
            for holder in &home.from {
                table.row(row(&format!("  from {}", name(holder.from)), &holder.sum));
            }
        }
        if let Some(split) = &home.populations {
            let parts = [
                ("  soldiers", split.military),
                ("  civilians", split.civilian),
                ("  children", split.child),
                ("  not told apart", split.unsplit),
            ];
            for (label, sum) in parts.iter().filter(|(_, sum)| !sum.is_empty()) {
                table.row(row(label, sum));
            }
        }
    }
    if !table.is_empty() {
        page.table(&table);
    }
}

/// A sum with its label, and its gap beside it.
pub(super) fn row(label: &str, sum: &Sum) -> [String; 5] {
    [label.to_owned(), total(sum.low), total(sum.best), high(sum.high), without_figure(sum)]
}

/// Who is in none of the sums of people who came home.
pub(super) fn apart<'a>(page: &mut Page, totals: impl IntoIterator<Item = &'a AbroadTotal>) {
    let mut table = Table::bare([Align::Right, Align::Left]);
    for apart in totals {
        table.row([sum_words(&apart.sum), apart_words(apart)]);
    }
    if !table.is_empty() {
        page.blank();
        page.line("Counted apart, in no total above");
        page.table(&table);
    }
}

/// `of Ukraine, from Russia to Türkiye; home from there since: 5`.
pub(crate) fn apart_words(apart: &AbroadTotal) -> String {
    let key = LegKey {
        of: apart.of,
        from: apart.from,
        to: apart.to,
        kind: apart.kind,
        channel: Channel::NotStated,
    };
    let kind = kind_noun(apart.kind);
    let since = apart
        .home_since
        .map_or_else(String::new, |since| format!("; home from there: {}", sum_words(&since)));
    format!("{kind} {}{since}", way(&key))
}

/// A sum in running text: `106`, `100 to 120`, `at least 50`, `no figure`.
pub(crate) fn sum_words(sum: &Sum) -> String {
    match sum.high {
        Some(high) if high == sum.low => total(high),
        Some(high) if sum.low == Total::ZERO => format!("at most {}", total(high)),
        Some(high) => format!("{} to {}", total(sum.low), total(high)),
        None if sum.low == Total::ZERO => "no figure".to_owned(),
        None => format!("at least {}", total(sum.low)),
    }
}

fn months(page: &mut Page, home: &HomeTotal) {
    let kind = match home.kind {
        LegKind::Living => "People",
        LegKind::Bodies => "Bodies",
        LegKind::Bags => "Bags",
    };
    page.blank();
    page.line(&format!("{kind} to {}, by month", name(home.to)));
    let mut table = Table::new([
        ("month", Align::Left),
        ("low", Align::Right),
        ("best", Align::Right),
        ("high", Align::Right),
        ("no figure", Align::Right),
        ("  running low", Align::Right),
        ("best", Align::Right),
        ("high", Align::Right),
    ]);
    for month in &home.months {
        table.row(month_row(month));
    }
    page.table(&table);
}

fn month_row(month: &MonthSum) -> [String; 8] {
    let name = month.month.map_or_else(|| "not certain".to_owned(), |month| month.to_string());
    let [low, best, top] = month.running.map_or_else(Default::default, |running| {
        [total(running.low), total(running.best), high(running.high)]
    });
    let sum = &month.sum;
    [name, total(sum.low), total(sum.best), high(sum.high), without_figure(sum), low, best, top]
}

fn legend(page: &mut Page, totals: &Totals) {
    page.paragraph(
        "Without a figure: hand-overs of which somebody gives no number for this side, or of which \
         nobody speaks for it; they open the high end. Soldiers and civilians are told apart only \
         as far as a source does. People, bodies and bags are never added up.",
    );
    not_counted(page, &totals.not_settled, "is not settled and in no total");
    not_counted(page, &totals.cancelled, "was called off");
}

fn not_counted(page: &mut Page, references: &[Reference], why: &str) {
    let why = if references.len() == 1 {
        why.to_owned()
    } else {
        why.replacen("is ", "are ", 1).replacen("was ", "were ", 1)
    };
    if !references.is_empty() {
        let named: Vec<&str> = references.iter().map(Reference::as_str).collect();
        let count = counted(references.len() as u64, "exchange", "exchanges");
        page.paragraph(&format!("{count} {why}: {}.", named.join(", ")));
    }
}
