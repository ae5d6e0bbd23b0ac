//! What was changed after it was recorded: nothing is deleted, and what stood before is shown.

use maud::{Markup, html};
use repatria_projection::Change;

use super::Page;
use super::figures::{exchange, told};
use super::frame::{Kind, Sheet, framed};
use super::setting::Setting;
use crate::print::changes::what;
use crate::print::day;
use crate::print::phrases::{capital, number};
use crate::web::address::Language;

/// One change: what, then each difference, then why.
pub(super) fn entry(setting: &Setting<'_>, change: &Change) -> Markup {
    let words = what(change);
    let mut lines = words.lines();
    let first = lines.next().unwrap_or_default();
    html! {
        (told(&capital(first))) "."
        @for line in lines { small { (told(line)) } }
        small {
            time datetime=(change.recorded.at) { (day(change.recorded.at.day())) }
            ", by " (change.recorded.by.as_str())
            @if let Some(reference) = &change.reference { ", " (exchange(setting, reference)) }
        }
    }
}

pub(super) fn page(setting: &Setting<'_>) -> Page {
    let all = &setting.models().changes().changes;
    let heading = match all.len() as u64 {
        0 => "Nothing was changed after it was recorded.".to_owned(),
        1 => "1 change, and what stood before.".to_owned(),
        count => format!("{} changes, and what stood before.", number(count)),
    };
    framed(
        setting,
        &Sheet {
            title: "Changes".to_owned(),
            description: "What was corrected, reviewed, withdrawn or disclosed, and why."
                .to_owned(),
            language: Language::English,
            kind: Kind::Register,
            opening: html! {
                p.kick { "Changes" }
                h1 { (heading) }
                p.lead {
                    "Nothing is deleted. A correction is a new statement that names the old one; "
                    "what stood before stays, and can be shown again."
                }
            },
            body: html! {
                @if !all.is_empty() {
                    section aria-label="Changes, newest first" {
                        ul.log { @for change in all.iter().rev() { li { (entry(setting, change)) } } }
                    }
                }
            },
            data: vec!["changes.json".to_owned(), "changes.csv".to_owned()],
        },
    )
}
