//! The audit: the questions for people, under a heading a code; and as CSV, a row a number.

use repatria_domain::{Reference, Total};
use repatria_projection::{Audit, AuditNumber, AuditQuestion, Scrutiny};

use super::dates::day;
use super::layout::{Align, Page, Table};
use super::phrases::{capital, counted, total};
use super::sheet::{Sheet, opt};

/// The audit in lines of at most `width` columns.
pub(crate) fn audit_text(audit: &Audit, width: usize) -> String {
    let mut page = Page::new(width);
    page.paragraph(&summary(audit));
    for alike in audit.questions.chunk_by(|one, next| one.code == next.code) {
        let Some(first) = alike.first() else { continue };
        page.heading(&format!("{} {} ({})", first.code.as_str(), first.title, alike.len()));
        for (index, question) in alike.iter().enumerate() {
            if index > 0 {
                page.blank();
            }
            ask(&mut page, question);
        }
    }
    page.into_text()
}

pub(crate) fn summary(audit: &Audit) -> String {
    let as_of = audit.as_of.map(|as_of| format!("As of {}: ", day(as_of))).unwrap_or_default();
    let unusual = match audit.scrutiny {
        Scrutiny::Usual => " What is merely unusual is asked with --strict.",
        Scrutiny::Strict => "",
    };
    let questions = counted(audit.questions.len() as u64, "question", "questions");
    let found = if audit.questions.is_empty() { "nothing to ask".to_owned() } else { questions };
    capital(&format!("{as_of}{found}.{unusual}"))
}

fn ask(page: &mut Page, question: &AuditQuestion) {
    page.paragraph(&about(question));
    let mut table = Table::bare([Align::Left, Align::Right, Align::Left]);
    for number in &question.numbers {
        table.row([String::new(), figure(number), number.what.clone()]);
    }
    if !table.is_empty() {
        page.table(&table);
    }
    page.indented(2, &question.question);
    page.indented(2, &format!("> {}", question.next));
}

/// What it is about: the exchanges, else the claims about totals, else the log itself.
pub(crate) fn about(question: &AuditQuestion) -> String {
    let references: Vec<&str> = question.exchanges.iter().map(Reference::as_str).collect();
    match (references.is_empty(), question.statements.is_empty()) {
        (false, _) => references.join(", "),
        (true, false) => question.statements.join(", "),
        (true, true) => "the log".to_owned(),
    }
}

/// The number with its band, where it has one.
pub(crate) fn figure(number: &AuditNumber) -> String {
    let AuditNumber { low, best, high, .. } = number;
    match (best, high) {
        (Some(best), Some(high)) if best == high && best == low => total(*best),
        (Some(best), Some(high)) => {
            format!("{} ({} to {})", total(*best), total(*low), total(*high))
        }
        (Some(best), None) => format!("{} ({} or more)", total(*best), total(*low)),
        (None, Some(high)) => format!("{} to {}", total(*low), total(*high)),
        (None, None) if *low == Total::ZERO => "no figure".to_owned(),
        (None, None) => format!("{} or more", total(*low)),
    }
}

const AUDIT: [&str; 12] = [
    "question_number",
    "code",
    "title",
    "unusual",
    "exchanges",
    "statements",
    "number_of",
    "low",
    "best",
    "high",
    "question",
    "next",
];

/// The audit: a row for each number of each question, and for each question without numbers.
pub(crate) fn audit_csv(audit: &Audit) -> String {
    let mut sheet = Sheet::new(&AUDIT);
    for (number, question) in (1..).zip(&audit.questions) {
        let mut row = |told: [String; 4]| {
            let labels = labels(number, question).into_iter();
            let ends = [question.question.clone(), question.next.clone()];
            sheet.row(labels.chain(told).chain(ends));
        };
        if question.numbers.is_empty() {
            row(Default::default());
        }
        for told in &question.numbers {
            row([told.what.clone(), told.low.to_string(), opt(told.best), opt(told.high)]);
        }
    }
    sheet.into_text()
}

fn labels(number: u64, question: &AuditQuestion) -> [String; 6] {
    let references: Vec<&str> = question.exchanges.iter().map(Reference::as_str).collect();
    [
        number.to_string(),
        question.code.as_str().to_owned(),
        question.title.to_owned(),
        question.unusual.to_string(),
        references.join(" "),
        question.statements.join(" "),
    ]
}
