//! What was said of an exchange, statement beside statement; the one that the figure rests on is
//! tinted, and says so.

use maud::{Markup, html};
use repatria_domain::{Figure, Party, Quantity, Role, Source, Toward};
use repatria_projection::{StatementShown, Story};

use super::super::claims::who;
use super::super::figures::{on, said, told, unsaid, withheld};
use super::super::setting::Setting;
use super::super::tables::{Table, numbers, short, words};
use crate::print::name;
use crate::print::phrases::{capital, counted, figure, names, population_noun, quantity};
use crate::print::story::said::{beside_figures, fate};

pub(super) fn section(setting: &Setting<'_>, story: &Story) -> Markup {
    let sides = sides(setting, story);
    let count = counted(story.statements.len() as u64, "statement", "statements");
    let toward = sides.iter().map(|side| numbers(format!("To {}", name(*side))));
    let heads = [words("Who")].into_iter().chain(toward);
    let heads = heads.chain([words("Also says"), short("Said on"), short("Source")]);
    let mut table = Table::new(heads)
        .caption(html! {
            (count) " about this exchange. A statement is never edited and never deleted."
        })
        .tall();
    for statement in &story.statements {
        let cells = cells(statement, &sides);
        if is_used(statement) { table.used_row(cells) } else { table.row(cells) }
    }
    html! {
        section #said aria-labelledby="h-said" {
            h2 #h-said { "What was said, side by side" }
            @if table.is_empty() {
                p { "Nothing that was said of it is recorded." }
            } @else {
                (table.markup())
            }
            @for side in sides.iter().filter(|side| !speaks(story, **side)) {
                p.note { "From officials of " (name(*side)) " the register holds no statement about it." }
            }
        }
    }
}

/// The two sides of the exchange: those with a colour, else its first two parties.
fn sides(setting: &Setting<'_>, story: &Story) -> Vec<Party> {
    let parties = &story.exchange.parties;
    let coloured = setting.sides.iter().copied().filter(|side| parties.contains(*side));
    let others = parties.iter().filter(|party| !setting.sides.contains(party));
    coloured.chain(others).take(2).collect()
}

fn speaks(story: &Story, side: Party) -> bool {
    story.statements.iter().any(|statement| statement.said.attribution.sides.contains(&side))
}

fn is_used(statement: &StatementShown) -> bool {
    statement.uses.iter().any(|used| used.role == Role::Best)
}

fn cells(statement: &StatementShown, sides: &[Party]) -> Vec<Markup> {
    let by = &statement.said.attribution;
    let mut cells = vec![html! {
        (who(by.claimant.as_ref(), by.role.as_ref(), by.relay.as_ref()))
        @if by.sides.is_empty() {
            small { "no official" }
        } @else {
            small { "for " (names(by.sides.iter().copied())) }
        }
    }];
    cells.extend(sides.iter().map(|side| toward(statement, *side)));
    cells.push(also(statement, sides));
    cells.push(html! { @if by.said_on.is_some() { (on(by.said_on)) } @else { "day not given" } });
    cells.push(html! {
        (source(&by.source))
        small {
            (statement.called)
            @if let Some(fate) = fate(statement) { ", " (fate) }
        }
    });
    cells
}

/// What it says of the people who went to a side.
fn toward(statement: &StatementShown, side: Party) -> Markup {
    let figures: Vec<&Figure> =
        statement.said.figures.iter().filter(|figure| is_toward(figure, side)).collect();
    html! {
        @if figures.is_empty() { (unsaid("not stated")) }
        @for figure in figures { div { (said_figure(figure)) } }
    }
}

fn is_toward(figure: &Figure, side: Party) -> bool {
    match figure.to {
        Toward::Party(to) => to == side,
        Toward::Each => true,
        Toward::Both => false,
    }
}

fn said_figure(figure: &Figure) -> Markup {
    let noun = population_noun(figure.population);
    html! {
        @match figure.quantity {
            Quantity::Withheld => { (withheld("withheld")) small { (noun) } },
            Quantity::NotStated => {
                @match &figure.words {
                    Some(words) => (unsaid(&format!("“{words}”"))),
                    None => (unsaid("no number")),
                }
                small { (noun) }
            },
            Quantity::Exactly(_)
            | Quantity::MoreThan(_)
            | Quantity::AtLeast(_)
            | Quantity::AtMost(_)
            | Quantity::Between(..)
            | Quantity::About(..) => { b { (quantity(figure.quantity)) } small { (noun) } },
        }
        @if !figure.tense.is_done() { small { "announced, not done" } }
    }
}

/// What it says of others, and beside its figures.
fn also(statement: &StatementShown, sides: &[Party]) -> Markup {
    let elsewhere = |figure: &&Figure| !sides.iter().any(|side| is_toward(figure, *side));
    let mut words: Vec<String> =
        statement.said.figures.iter().filter(elsewhere).map(figure).collect();
    words.extend(beside_figures(&statement.said.says));
    let words = words.iter().map(|words| capital(words)).collect::<Vec<_>>().join(". ");
    html! { @if !words.is_empty() { (told(&words)) } }
}

/// Where it was read: a link where it is an address of the web.
pub(crate) fn source(source: &Source) -> Markup {
    let address = source.address.as_str();
    html! {
        @if let Some(host) = host(address) {
            a href=(address) rel="noreferrer external" { (told(host)) }
        } @else {
            (said(&source.address))
        }
    }
}

/// The host of an address of the web; none of anything else, which is never a link.
fn host(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host)).filter(|host| !host.is_empty())
}
