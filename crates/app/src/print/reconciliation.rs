//! The reconciliation, for people: each claim with its verdict and the reason, and the record beside
//! it with what is missing there.

pub(crate) mod claim;
mod counted;
mod sheet;

use repatria_domain::Text;
use repatria_projection::{Comparison, Reconciled, Reconciliation, Verdict};

use super::dates::{date, day};
use super::layout::{Page, columns, set_blanks};
use super::phrases::{counted as so_many, high, names, quantity, total};

pub(crate) use sheet::reconciliation_csv;

/// The reconciliation in lines of at most `width` columns.
pub(crate) fn reconciliation_text(reconciliation: &Reconciliation, width: usize) -> String {
    let mut page = Page::new(width);
    as_of(&mut page, reconciliation);
    if reconciliation.claims.is_empty() {
        page.paragraph("Nobody is recorded as having claimed a total.");
        return page.into_text();
    }
    page.paragraph(&summary(reconciliation));
    page.blank();
    heads(&mut page);
    blocks(&mut page, reconciliation, |page, claim, comparison| {
        page.indented(INDENT, &who(claim));
        verdict(page, claim, comparison);
    });
    page.blank();
    page.paragraph(LEGEND);
    page.into_text()
}

/// Some claims, each with where it was read and what the record beside it is made of.
pub(crate) fn claims_text(reconciliation: &Reconciliation, width: usize) -> String {
    let mut page = Page::new(width);
    as_of(&mut page, reconciliation);
    if reconciliation.claims.is_empty() {
        page.paragraph("That was not said yet.");
        return page.into_text();
    }
    heads(&mut page);
    blocks(&mut page, reconciliation, |page, claim, comparison| {
        page.indented(INDENT, &who(claim));
        page.indented(INDENT, &claim.source.address.to_string());
        if let Some(note) = &claim.note {
            page.indented(INDENT, &format!("our remark: {note}"));
        }
        verdict(page, claim, comparison);
        page.indented(INDENT, &format!("id, for `review`: {}", claim.statement));
        counted::listed(page, comparison);
    });
    page.blank();
    page.paragraph(EACH);
    page.into_text()
}

fn as_of(page: &mut Page, reconciliation: &Reconciliation) {
    if let Some(as_of) = reconciliation.as_of {
        page.paragraph(&format!("As of {}. What was said later is left out.", day(as_of)));
        page.blank();
    }
}

fn heads(page: &mut Page) {
    page.line(&beside(page, "claim", "recorded: low · best · high"));
    page.line(&"─".repeat(page.width()));
}

/// A block for each comparison, with the rest of it as is asked for.
fn blocks(
    page: &mut Page,
    reconciliation: &Reconciliation,
    rest: impl Fn(&mut Page, &Reconciled, &Comparison),
) {
    let claims = reconciliation.claims.iter();
    let held = claims.flat_map(|claim| claim.comparisons.iter().map(move |held| (claim, held)));
    for (index, (claim, comparison)) in held.enumerate() {
        if index > 0 {
            page.blank();
        }
        head(page, claim, comparison);
        let scope = Some(claim::scope(claim)).filter(|scope| !scope.is_empty());
        for line in scope.into_iter().chain(claim::words(claim, comparison)) {
            page.indented(INDENT, &line);
        }
        rest(page, claim, comparison);
    }
}

const LEGEND: &str = "The record is what is recorded, never the whole truth. Each claim is held \
    against what is recorded of its scope by the day it was said; hand-overs without a figure open \
    the high end. What a claim leaves blank is not guessed. `repatria reconcile T/1` lists what the \
    record beside a claim is made of.";

const EACH: &str = "What the figures rest on: `repatria explain` with the name of an exchange.";

/// How many claims came to which verdict.
pub(crate) fn summary(reconciliation: &Reconciliation) -> String {
    let (set_aside, standing): (Vec<_>, Vec<_>) =
        reconciliation.claims.iter().partition(|claim| claim.standing.is_set_aside());
    let verdicts = || standing.iter().flat_map(|claim| &claim.comparisons);
    let count = |place: usize| verdicts().filter(|held| sign(&held.verdict).0 == place).count();
    let mut words: Vec<String> = SIGNS
        .iter()
        .enumerate()
        .map(|(place, (mark, word))| (count(place), mark, word))
        .filter(|(count, _, _)| *count > 0)
        .map(|(count, mark, word)| format!("{mark} {count} {word}"))
        .collect();
    if !set_aside.is_empty() {
        words.push(format!("{SET_ASIDE} {} set aside", set_aside.len()));
    }
    let claims = so_many(reconciliation.claims.len() as u64, "claim", "claims");
    format!("{claims} held against the record: {}.", words.join(", "))
}

/// The marks of the verdicts, and their words.
pub(crate) const SIGNS: [(&str, &str); 6] = [
    ("=", "agrees"),
    ("≈", "within the band"),
    ("▲", "above what is recorded"),
    ("▲", "above, implausible"),
    ("▼", "below what is recorded"),
    ("?", "cannot be compared"),
];
pub(crate) const SET_ASIDE: &str = "×";

/// The place of a verdict in [`SIGNS`], its mark and its words.
pub(crate) fn sign(verdict: &Verdict) -> (usize, &'static str, &'static str) {
    let place = match verdict {
        Verdict::Agrees => 0,
        Verdict::WithinTheBand => 1,
        Verdict::Above => 2,
        Verdict::AboveImplausible { .. } => 3,
        Verdict::Below => 4,
        Verdict::CannotBeCompared { .. } => 5,
    };
    let (mark, words) = SIGNS.get(place).copied().unwrap_or_default();
    (place, mark, words)
}

/// The columns that the mark and the name of a claim take.
const INDENT: usize = 8;

/// `= T/69   6,057 bodies home to Ukraine           6,057 · 6,057 · 6,060`.
fn head(page: &mut Page, claim: &Reconciled, comparison: &Comparison) {
    let (_, mark, _) = sign(&comparison.verdict);
    let mark = if claim.standing.is_set_aside() { SET_ASIDE } else { mark };
    let claimed = [mark, " ", &format!("{:<6}", claim.called), &claim::claimed(claim, comparison)];
    let claimed = claimed.concat();
    let record = match (&comparison.record, comparison.own_count) {
        (Some(record), _) => {
            let sum = &record.sum;
            [total(sum.low), total(sum.best), high(sum.high)].join(" · ")
        }
        (None, Some(own)) => format!("our count: {}", own.hand_overs),
        (None, None) => String::new(),
    };
    page.line(&beside(page, &claimed, &record));
}

/// Two texts at the two ends of a line.
fn beside(page: &Page, left: &str, right: &str) -> String {
    let mut shown = String::with_capacity(page.width() + right.len());
    shown.push_str(left);
    set_blanks(&mut shown, page.width().saturating_sub(columns(left) + columns(right)).max(2));
    shown.push_str(right);
    shown
}

/// Most that is said in a line has fewer bytes.
const ABOUT_A_LINE: usize = 96;

/// Who said it and when, and who passed it on.
pub(crate) fn who(claim: &Reconciled) -> String {
    let mut who = String::with_capacity(ABOUT_A_LINE);
    who.push_str(claim.claimant.as_ref().map_or("nobody named", Text::as_str));
    if !claim.sides.is_empty() {
        who.extend([" (for ", &names(claim.sides.iter().copied()), ")"]);
    }
    if let Some(relay) = &claim.relay {
        who.extend([", by way of ", relay.as_str()]);
    }
    who.extend([", ", &claim.said_on.map_or_else(|| "no date".to_owned(), date)]);
    who
}

fn verdict(page: &mut Page, claim: &Reconciled, comparison: &Comparison) {
    let (_, _, words) = sign(&comparison.verdict);
    page.indented(INDENT, &[words, ": ", &claim::because(comparison)].concat());
    if let Some(gaps) = claim::gaps(comparison) {
        page.indented(INDENT, &gaps);
    }
    if let Some(standing) = claim::standing(claim) {
        page.indented(INDENT, &standing);
    }
    if !claim.beside.is_empty() {
        let others = claim.beside.iter().map(|other| {
            let who = other.relay.as_ref().or(other.claimant.as_ref());
            let who = who.map_or_else(|| "nobody named".to_owned(), ToString::to_string);
            format!("{}, {who} ({})", quantity(other.quantity), other.called)
        });
        let others: Vec<String> = others.collect();
        page.indented(INDENT, &format!("of the same scope, that day: {}", others.join("; ")));
    }
}
