//! What a total rests on: every exchange that adds to it, on whose word, and what was left out.

use maud::{Markup, html};
use repatria_domain::{LegKind, Population};
use repatria_projection::{
    Certainty, Contribution, Explanation, HomeTotal, Question, Sum, Support, TotalAsked, Which,
};

use super::figures::{
    band, exchange, exchanges, explained, low_best_high, on, said, unsaid, without,
};
use super::frame::{Kind, Sheet, framed};
use super::setting::Setting;
use super::tables::{Table, numbers, short, sums, words};
use super::{NoSuchPage, Page};
use crate::print::explanation::{asked_words, way_there, why};
use crate::print::name;
use crate::print::phrases::{
    basis, best_and_range, capital, counted, high, quantity, role, total, way,
};
use crate::web::address::{Language, Place};

pub(super) fn page(setting: &Setting<'_>, asked: &TotalAsked) -> Result<Page, NoSuchPage> {
    let question = Question::Total(*asked);
    let explanation = &setting.models().explanations().of_figure(&question);
    let sum = explanation.sum.unwrap_or(Sum::EMPTY);
    if sum.is_empty() && explanation.left_out.is_empty() && !is_side(setting, asked) {
        return Err(NoSuchPage);
    }
    let title = capital(&asked_words(asked));
    Ok(framed(
        setting,
        &Sheet {
            title: format!("{title}: what the total rests on"),
            description: format!("Every exchange that adds to this total: {title}."),
            language: Language::English,
            kind: Kind::Register,
            opening: opening(setting, &title, &sum),
            body: body(setting, asked, explanation),
            data: vec!["totals.json".to_owned(), "totals.csv".to_owned()],
        },
    ))
}

/// A side has a total, also where nothing is in it.
fn is_side(setting: &Setting<'_>, asked: &TotalAsked) -> bool {
    matches!(asked.which, Which::Home(party) if setting.sides.contains(&party))
        && asked.from.is_none()
        && asked.month.is_none()
}

fn opening(setting: &Setting<'_>, title: &str, sum: &Sum) -> Markup {
    html! {
        nav aria-label="Where this page is" {
            p.kick { a href=(setting.link(&Place::Overview)) { "Overview" } " / What a total rests on" }
        }
        h1 { (title) ": " (total(sum.best)) }
        p.lead {
            "Low " (total(sum.low)) ", best " (total(sum.best)) ", high " (high(sum.high)) ". "
            (counted(sum.exchanges, "hand-over", "hand-overs")) ": in "
            (sum.without_number) " somebody speaks of them and gives no number, in "
            (sum.silent) " nobody speaks of them."
        }
    }
}

fn body(setting: &Setting<'_>, asked: &TotalAsked, explanation: &Explanation) -> Markup {
    html! {
        (narrower(setting, asked))
        (contributions(setting, explanation))
        (silent(setting, explanation))
        (left_out(setting, explanation))
    }
}

/// The same total in parts, each of which leads to its own explanation.
fn narrower(setting: &Setting<'_>, asked: &TotalAsked) -> Markup {
    let Which::Home(party) = asked.which else { return html! {} };
    if asked.population.is_some_and(|population| population.kind() == LegKind::Living)
        || asked.from.is_some()
        || asked.month.is_some()
    {
        let whole = TotalAsked { from: None, month: None, ..*asked };
        let whole = match asked.population {
            Some(population) if population.kind() == LegKind::Living => TotalAsked::home(party),
            Some(_) | None => whole,
        };
        return html! {
            p { a href=(setting.link(&Place::Explain(whole))) { "The whole total" } }
        };
    }
    let Some(home) = setting.models().home_to(party, asked.kind()) else { return html! {} };
    html! {
        (by_whom(setting, asked, home))
        (by_month(setting, asked, home))
    }
}

fn by_whom(setting: &Setting<'_>, asked: &TotalAsked, home: &HomeTotal) -> Markup {
    let mut table =
        Table::new([words("Of them"), sums("low · best · high"), numbers("Without a figure")])
            .hidden_caption("The total by who they are, and by who held them");
    if let Some(populations) = &home.populations {
        for (population, label, sum) in [
            (Population::Military, "soldiers", &populations.military),
            (Population::Civilian, "civilians", &populations.civilian),
            (Population::Child, "children", &populations.child),
            (Population::Persons, "not told apart", &populations.unsplit),
        ] {
            if !sum.is_empty() {
                let asked = TotalAsked { population: Some(population), ..*asked };
                table.row(part(setting, asked, label, sum));
            }
        }
    }
    for holder in &home.from {
        let asked = TotalAsked { from: Some(holder.from), ..*asked };
        table.row(part(setting, asked, &format!("from {}", name(holder.from)), &holder.sum));
    }
    html! {
        section aria-labelledby="h-who" {
            h2 #h-who { "Who they are, and who held them" }
            (table.markup())
        }
    }
}

fn by_month(setting: &Setting<'_>, asked: &TotalAsked, home: &HomeTotal) -> Markup {
    let mut table =
        Table::new([words("Month"), sums("low · best · high"), numbers("Without a figure")])
            .hidden_caption("The total by month");
    for month in &home.months {
        match month.month {
            Some(of) => {
                let asked = TotalAsked { month: Some(of), ..*asked };
                table.row(part(setting, asked, &of.to_string(), &month.sum));
            }
            None => table.row([
                html! { "not certain" },
                low_best_high(&month.sum),
                html! { (without(&month.sum)) },
            ]),
        }
    }
    html! {
        details { summary { "The same, month by month" } (table.markup()) }
    }
}

fn part(setting: &Setting<'_>, asked: TotalAsked, label: &str, sum: &Sum) -> [Markup; 3] {
    [html! { (label) }, explained(setting, asked, &low_best_high(sum)), html! { (without(sum)) }]
}

fn contributions(setting: &Setting<'_>, explanation: &Explanation) -> Markup {
    let mut table = Table::new([
        words("Exchange"),
        numbers("Adds"),
        short("From"),
        short("On whose word"),
        words("Statements"),
    ])
    .hidden_caption("Every exchange that adds to this total")
    .tall();
    for held in &explanation.contributions {
        table.row(contribution(setting, held));
    }
    html! {
        section aria-labelledby="h-rests" {
            h2 #h-rests { "What it rests on" }
            @if table.is_empty() { p { "Nothing that is recorded." } } @else { (table.markup()) }
        }
    }
}

fn contribution(setting: &Setting<'_>, held: &Contribution) -> [Markup; 5] {
    [
        html! {
            (exchange(setting, &held.reference))
            small { (on(held.on)) }
            @if held.happened == Certainty::Possibly {
                small { "possibly by then: widens the high end only" }
            }
        },
        band(held.count),
        html! { (way_there(&held.leg)) },
        html! { (basis(held.basis)) small { "revision " (held.revision) } },
        html! { @for support in &held.statements { (statement(support)) } },
    ]
}

fn statement(support: &Support) -> Markup {
    let who = support.claimant.as_ref().or(support.relay.as_ref());
    let figures: Vec<String> = support.figures.iter().map(|(_, said)| quantity(*said)).collect();
    html! {
        small {
            @match who { Some(who) => (said(who)), None => "nobody named" }
            @if !figures.is_empty() { ", " (figures.join(" and ")) }
            ": " (role(support.role)) " (" (support.called) ")"
        }
    }
}

fn silent(setting: &Setting<'_>, explanation: &Explanation) -> Markup {
    html! {
        @if !explanation.silent.is_empty() {
            section aria-labelledby="h-silent" {
                h2 #h-silent { "Nobody speaks of these people" }
                p { (unsaid("not stated")) " " (exchanges(setting, &explanation.silent)) }
            }
        }
    }
}

fn left_out(setting: &Setting<'_>, explanation: &Explanation) -> Markup {
    html! {
        @if !explanation.left_out.is_empty() {
            section aria-labelledby="h-left" {
                h2 #h-left { "Left out, so that nobody is counted twice" }
                ul.plain {
                    @for held in &explanation.left_out {
                        li {
                            (exchange(setting, &held.reference))
                            @if let Some((leg, count)) = held.leg.zip(held.count) {
                                ", " (best_and_range(count)) " " (way(&leg))
                            }
                            ": " (why(held.why))
                        }
                    }
                }
            }
        }
    }
}
