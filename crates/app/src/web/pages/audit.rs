//! What a careful editor would ask: the open questions of the register, with what settles each.

use maud::{Markup, html};
use repatria_projection::AuditQuestion;

use super::Page;
use super::figures::{exchanges, told};
use super::frame::{Kind, Sheet, framed};
use super::setting::Setting;
use crate::print::audit::figure;
use crate::print::phrases::{capital, counted, number};
use crate::web::address::{Language, Place};

pub(super) fn page(setting: &Setting<'_>) -> Page {
    let audit = setting.models().audit();
    let heading = match audit.questions.len() as u64 {
        0 => "Nothing to ask.".to_owned(),
        1 => "1 question that a careful editor would ask.".to_owned(),
        count => format!("{} questions that a careful editor would ask.", number(count)),
    };
    framed(
        setting,
        &Sheet {
            title: "Open questions".to_owned(),
            description: "What a careful editor would ask of this register.".to_owned(),
            language: Language::English,
            kind: Kind::Register,
            opening: html! {
                p.kick { "Open questions" }
                h1 { (heading) }
                p.lead {
                    "Where officials contradict one another, claims go beyond the record, or figures "
                    "conflict. A question is no verdict; it says what to look at next."
                }
            },
            body: html! {
                @for alike in audit.questions.chunk_by(|one, next| one.code == next.code) {
                    (group(setting, alike))
                }
            },
            data: vec!["audit.json".to_owned(), "audit.csv".to_owned()],
        },
    )
}

fn group(setting: &Setting<'_>, alike: &[AuditQuestion]) -> Markup {
    let Some(first) = alike.first() else { return html! {} };
    let id = first.code.as_str();
    html! {
        section aria-labelledby=(id) {
            h2 id=(id) { (capital(first.title)) }
            p.note { (id) ", " (counted(alike.len() as u64, "question", "questions")) }
            ul.log { @for question in alike { li { (asked(setting, question)) } } }
        }
    }
}

fn asked(setting: &Setting<'_>, question: &AuditQuestion) -> Markup {
    html! {
        b {
            @if question.exchanges.is_empty() {
                @for (index, called) in question.statements.iter().enumerate() {
                    @if index > 0 { ", " }
                    (claim(setting, called))
                }
            } @else {
                (exchanges(setting, &question.exchanges))
            }
        }
        ". " (told(&question.question))
        @for number in &question.numbers { small { (figure(number)) " " (told(&number.what)) } }
        small { "Next: " (told(&question.next)) }
    }
}

fn claim(setting: &Setting<'_>, called: &str) -> Markup {
    let number = called.strip_prefix("T/").and_then(|number| number.parse().ok());
    html! {
        @match number {
            Some(number) => a href=(setting.link(&Place::Claim(number))) { (called) },
            None => (called),
        }
    }
}
