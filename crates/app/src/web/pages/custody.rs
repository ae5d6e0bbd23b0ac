//! Who holds how many of whom, in the register's own judgement; and what claimants say beside it.

use maud::{Markup, html};
use repatria_projection::{Account, Claim, PostingShown};

use super::Page;
use super::claims::who;
use super::figures::{on, told};
use super::frame::{Kind, Sheet, framed};
use super::setting::Setting;
use super::tables::{Table, numbers, short, words};
use crate::print::custody::{ends, measure, standing, what};
use crate::print::name;
use crate::print::phrases::{capital, population_noun, quantity};
use crate::web::address::Language;

pub(super) fn page(setting: &Setting<'_>) -> Page {
    let custody = setting.models().custody();
    let heading = if custody.accounts.is_empty() {
        "Nobody is recorded as held."
    } else {
        "Who holds whom, and how many is rarely known."
    };
    framed(
        setting,
        &Sheet {
            title: "Custody".to_owned(),
            description: "Who holds how many of whom, in the register’s own judgement.".to_owned(),
            language: Language::English,
            kind: Kind::Register,
            opening: html! {
                p.kick { "Custody" }
                h1 { (heading) }
                p.lead {
                    "A number of people held is declared by the register, never taken from a claim. "
                    "What claimants say stands beside it and moves nothing."
                }
            },
            body: html! {
                @for (index, account) in custody.accounts.iter().enumerate() { (one(index, account)) }
                @if !custody.of_nobody_named.is_empty() {
                    section aria-labelledby="h-nobody" {
                        h2 #h-nobody { "Claims that do not say by whom, or whose people" }
                        (claims(&custody.of_nobody_named))
                    }
                }
            },
            data: vec!["custody.json".to_owned(), "custody.csv".to_owned()],
        },
    )
}

fn one(index: usize, account: &Account) -> Markup {
    let id = format!("account-{}", index + 1);
    html! {
        section aria-labelledby=(id) {
            h2 id=(id) { "People of " (name(account.of)) " held by " (name(account.holder)) }
            p { (standing(account)) }
            (postings(account))
            @if !account.claims.is_empty() {
                h3 { "What claimants say" }
                (claims(&account.claims))
            }
        }
    }
}

fn postings(account: &Account) -> Markup {
    let mut table = Table::new([
        words("Day"),
        numbers("Low"),
        numbers("Best"),
        numbers("High"),
        words("After"),
    ])
    .hidden_caption("The balance from the first declaration on");
    for posted in account.postings.iter().filter(|posted| posted.balance.is_some()) {
        table.row(posting(posted));
    }
    html! { @if !table.is_empty() { (table.markup()) } }
}

fn posting(posted: &PostingShown) -> [Markup; 5] {
    let [low, best, high] = posted.balance.as_ref().map(ends).unwrap_or_default();
    [
        on(posted.on),
        html! { (low) },
        html! { b { (best) } },
        html! { (high) },
        html! { (told(&what(posted))) },
    ]
}

fn claims(claims: &[Claim]) -> Markup {
    let mut table = Table::new([words("Claim"), short("Who"), short("Said on")])
        .hidden_caption("What claimants say of people held, captured or dead");
    for claim in claims {
        let whom = claim.scope.population.map_or("population not stated", population_noun);
        table.row([
            html! { (capital(&quantity(claim.quantity))) " " (whom) ", " (measure(claim.measure)) },
            who(claim.claimant.as_ref(), None, claim.relay.as_ref()),
            on(claim.said_on),
        ]);
    }
    table.markup()
}
