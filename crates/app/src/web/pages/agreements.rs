//! The agreements: what each side owes, what was delivered, and what is left, as far as it is known.

use maud::{Markup, html};
use repatria_domain::Reference;
use repatria_projection::{AgreementShown, Delivered, Owed, Sum, TariffAccount, WeighedExchange};

use super::Page;
use super::exchange::source;
use super::figures::{exchange, exchanges, on, party, said, unsaid, without};
use super::frame::{Kind, Sheet, framed};
use super::setting::Setting;
use super::tables::{Table, numbers, short, words};
use crate::print::agreements::{delivered, gap, how_many, left, noun};
use crate::print::name;
use crate::print::phrases::{counted, list, names, number, population_noun, terms};
use crate::print::totals::sum_words;
use crate::web::address::Language;

pub(super) fn page(setting: &Setting<'_>) -> Page {
    let all = &setting.models().agreements().agreements;
    let heading = match all.len() as u64 {
        0 => "No agreement is recorded.".to_owned(),
        1 => "1 agreement, and what is owed under it.".to_owned(),
        count => format!("{} agreements, and what is owed under them.", number(count)),
    };
    framed(
        setting,
        &Sheet {
            title: "Agreements".to_owned(),
            description: "What each side owes under each agreement, what was delivered, and what \
                          is left."
                .to_owned(),
            language: Language::English,
            kind: Kind::Register,
            opening: html! {
                p.kick { "Agreements" }
                h1 { (heading) }
                p.lead {
                    "A hand-over counts under an agreement where it is described so. One of which "
                    "nobody gives the number leaves open how many are left."
                }
            },
            body: html! { @for (index, one) in all.iter().enumerate() { (agreement(setting, index, one)) } },
            data: vec!["agreements.json".to_owned(), "agreements.csv".to_owned()],
        },
    )
}

fn agreement(setting: &Setting<'_>, index: usize, shown: &AgreementShown) -> Markup {
    let id = format!("agreement-{}", index + 1);
    html! {
        section aria-labelledby=(id) {
            h2 id=(id) { (said(&shown.title)) }
            p { "Between " (names(shown.parties.iter())) ", " (on(shown.on)) }
            (owed(setting, shown))
            (beside(shown))
            @if let Some(tariff) = &shown.tariff { (carried(setting, tariff)) }
            (facts(setting, shown))
        }
    }
}

fn owed(setting: &Setting<'_>, shown: &AgreementShown) -> Markup {
    let mut table = Table::new([
        words("Owed"),
        numbers("How many"),
        numbers("Delivered"),
        numbers("Without a figure"),
        words("Left"),
    ])
    .hidden_caption("What is owed under this agreement");
    for owed in &shown.owed {
        table.row(owed_row(setting, owed));
    }
    html! { @if !table.is_empty() { (table.markup()) } }
}

fn owed_row(setting: &Setting<'_>, owed: &Owed) -> [Markup; 5] {
    [
        html! {
            (population_noun(owed.population)) " to " (party(setting, owed.to))
            @if let Some(category) = &owed.category {
                small { (category.as_str().replace('-', " ")) }
            }
        },
        html! {
            @if owed.quantity.has_number() { b { (how_many(owed)) } } @else { (unsaid("not stated")) }
        },
        html! { (delivered(&owed.delivered)) },
        html! { (without(&owed.delivered)) },
        html! { (left(&owed.left)) },
    ]
}

/// What was delivered and is owed by no number.
fn beside(shown: &AgreementShown) -> Markup {
    let lines: Vec<String> = shown.delivered.iter().flat_map(|held| lines(shown, held)).collect();
    html! {
        @if !lines.is_empty() {
            h3 { "Delivered, and owed by no number" }
            ul.plain { @for line in &lines { li { (line) } } }
        }
    }
}

fn lines(shown: &AgreementShown, held: &Delivered) -> Vec<String> {
    let is_owed =
        shown.owed.iter().any(|owed| owed.to == held.to && owed.population.kind() == held.kind);
    let whom = |sum: &Sum| format!("{} to {}", noun(held.kind, sum), name(held.to));
    let line = |sum: &Sum, words: String| format!("{} {}", sum_words(sum), gap(words, sum));
    let mut lines = Vec::new();
    if !is_owed && !held.sum.is_empty() {
        lines.push(line(&held.sum, whom(&held.sum)));
    }
    if !held.outside.is_empty() {
        let words = format!("{}, outside the exchange", whom(&held.outside));
        lines.push(line(&held.outside, words));
    }
    lines
}

fn carried(setting: &Setting<'_>, tariff: &TariffAccount) -> Markup {
    let mut table = Table::new([
        words("Exchange"),
        short("To"),
        numbers("Received"),
        numbers("Swapped"),
        numbers("Surplus"),
        short("Carried forward"),
    ])
    .caption(html! {
        "By tariff" @if let Some(title) = &tariff.tariff { " (" (said(title)) ")" } ", in privates"
    });
    for weighed in &tariff.exchanges {
        table.row(weighed_row(setting, weighed));
    }
    html! {
        @if !table.is_empty() { (table.markup()) }
        @if !tariff.not_weighed.is_empty() {
            p.note { "Not weighed, because no ranks are given: " (exchanges(setting, &tariff.not_weighed)) "." }
        }
    }
}

fn weighed_row(setting: &Setting<'_>, weighed: &WeighedExchange) -> [Markup; 6] {
    let each = |cell: fn(&repatria_projection::SideWeight) -> String| {
        html! { @for side in &weighed.to { div { (cell(side)) } } }
    };
    [
        exchange(setting, &weighed.reference),
        each(|side| name(side.to)),
        each(|side| number(side.received.privates())),
        each(|side| number(side.swapped.privates())),
        each(|side| number(side.surplus.privates())),
        html! {
            @match weighed.carried {
                Some(owed) => { (number(owed.weight.privates())) " owed to " (name(owed.owed_to)) },
                None => "even",
            }
        },
    ]
}

fn facts(setting: &Setting<'_>, shown: &AgreementShown) -> Markup {
    html! {
        dl.facts {
            div {
                dt { "Terms" }
                dd { @if shown.terms.is_not_stated() { (unsaid("not stated")) } @else { (terms(shown.terms)) } }
            }
            @if !shown.categories.is_empty() {
                div { dt { "Limited to" } dd { (categories(shown)) } }
            }
            @if let Some(wider) = &shown.member_of {
                div { dt { "Belongs to" } dd { (said(wider)) } }
            }
            @if !shown.members.is_empty() {
                div { dt { "Holds" } dd { @for member in &shown.members { div { (said(member)) } } } }
            }
            (hand_overs(setting, "Carried out in", &shown.exchanges))
            (hand_overs(setting, "Not settled", &shown.not_settled))
            (hand_overs(setting, "Called off", &shown.cancelled))
            @if !shown.sources.is_empty() {
                div { dt { "Sources" } dd { @for one in &shown.sources { div { (source(one)) } } } }
            }
            @if let Some(note) = &shown.note { div { dt { "Our remark" } dd { (said(note)) } } }
        }
    }
}

fn categories(shown: &AgreementShown) -> String {
    list(&shown.categories.iter().map(|one| one.as_str().replace('-', " ")).collect::<Vec<_>>())
}

fn hand_overs(setting: &Setting<'_>, label: &str, references: &[Reference]) -> Markup {
    html! {
        @if !references.is_empty() {
            div {
                dt { (label) }
                dd {
                    (counted(references.len() as u64, "hand-over", "hand-overs"))
                    small { (exchanges(setting, references)) }
                }
            }
        }
    }
}
