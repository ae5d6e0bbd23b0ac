//! How the register came to its figures: the statements in the order in which they count, leg by
//! leg, with the one that was taken and those that were left out.

use maud::{Markup, html};
use repatria_domain::{Attribution, Role, Rule};
use repatria_projection::{StatementShown, Story, Way};

use super::super::figures::{party, said};
use super::super::setting::Setting;
use crate::print::name;
use crate::print::phrases::{basis, best_and_range, kind_noun, list, quantity, role, rule};
use crate::web::address::Place;

pub(super) fn section(setting: &Setting<'_>, story: &Story) -> Markup {
    let Some(rule_used) = story.rule else { return html! {} };
    html! {
        section #how.box aria-labelledby="h-how" {
            h2 #h-how { "How the register came to its figures" }
            p {
                "Rule: " (rule(rule_used)) ". "
                a href=(setting.link(&Place::Method)) { "What that means" } "."
            }
            div.legs {
                @for held in &story.exchange.ways { (leg(setting, story, held, rule_used)) }
            }
        }
    }
}

fn leg(setting: &Setting<'_>, story: &Story, held: &Way, rule_used: Rule) -> Markup {
    html! {
        div {
            h3 {
                (best_and_range(held.count)) ": " (kind_noun(held.kind)) " to "
                (party(setting, held.to))
            }
            @if rule_used == Rule::ReceivingSideFirst {
                ol.steps {
                    @for class in Class::ALL { (step(story, held, class)) }
                }
            } @else {
                ul.plain {
                    @for statement in about(story, held) { li { (used(statement, held)) } }
                }
            }
            p.note { "It rests on: " (basis(held.basis)) "." }
        }
    }
}

/// In which order statements count.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    ReceivingSide,
    OtherSide,
    ThirdParty,
    Everybody,
}

impl Class {
    const ALL: [Self; 4] =
        [Self::ReceivingSide, Self::OtherSide, Self::ThirdParty, Self::Everybody];

    fn of(by: &Attribution, held: &Way) -> Self {
        let is_of_other =
            by.sides.contains(&held.from) || held.of.is_some_and(|of| by.sides.contains(&of));
        if by.sides.contains(&held.to) {
            Self::ReceivingSide
        } else if is_of_other {
            Self::OtherSide
        } else if by.sides.is_empty() {
            Self::Everybody
        } else {
            Self::ThirdParty
        }
    }

    fn words(self, held: &Way) -> String {
        match self {
            Self::ReceivingSide => format!("Officials of {}, who received them", name(held.to)),
            Self::OtherSide => format!("Officials of {}, the other side", name(held.from)),
            Self::ThirdParty => "Officials of third parties".to_owned(),
            Self::Everybody => "Everybody else".to_owned(),
        }
    }
}

fn step(story: &Story, held: &Way, class: Class) -> Markup {
    let of_class: Vec<&StatementShown> = about(story, held)
        .filter(|statement| Class::of(&statement.said.attribution, held) == class)
        .collect();
    html! {
        li {
            b { (class.words(held)) ": " }
            @if of_class.is_empty() { "nothing that speaks of it." }
            @for (index, statement) in of_class.iter().enumerate() {
                @if index > 0 { "; " }
                (used(statement, held))
            }
            @if !of_class.is_empty() { "." }
        }
    }
}

/// The statements that the settlement names for a leg.
fn about<'a>(story: &'a Story, held: &'a Way) -> impl Iterator<Item = &'a StatementShown> {
    let is_about = |statement: &&StatementShown| {
        statement.uses.iter().any(|used| used.leg.is_none_or(|leg| leg == held.key()))
    };
    story.statements.iter().filter(is_about)
}

/// `Kyiv Post says 106: used`.
fn used(statement: &StatementShown, held: &Way) -> Markup {
    let by = &statement.said.attribution;
    let who = by.claimant.as_ref().or(by.relay.as_ref());
    let roles: Vec<Role> = statement
        .uses
        .iter()
        .filter(|used| used.leg.is_none_or(|leg| leg == held.key()))
        .map(|used| used.role)
        .collect();
    let is_taken = roles.contains(&Role::Best);
    let words = list(&roles.iter().map(|held| role(*held).to_owned()).collect::<Vec<_>>());
    html! {
        a href="#said" { @match who { Some(who) => (said(who)), None => "nobody named" } }
        (said_words(statement, held)) ": "
        @if is_taken { b { "taken" } } @else { (words) }
    }
}

/// The figures that it gives of a leg.
fn said_words(statement: &StatementShown, held: &Way) -> String {
    use repatria_domain::Toward;
    let said: Vec<String> = statement
        .said
        .figures
        .iter()
        .filter(|figure| figure.population.kind() == held.kind)
        .filter(|figure| match figure.to {
            Toward::Party(to) => to == held.to,
            Toward::Each => true,
            Toward::Both => false,
        })
        .map(|figure| quantity(figure.quantity))
        .collect();
    if said.is_empty() { String::new() } else { format!(", {}", list(&said)) }
}
