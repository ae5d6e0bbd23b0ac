//! The two clocks of a page: where they stand, and a form to set them. Two fields of text: a field
//! for dates would show the browser's own order of day and month.

use maud::{Markup, html};
use repatria_domain::Timestamp;

use super::super::setting::Setting;
use crate::print::day;
use crate::web::address::{Clocks, KnownAt};

/// A day, as the fields take it.
const DAY: &str = "[0-9]{4}-[0-9]{2}-[0-9]{2}";

pub(super) fn clocks(setting: &Setting<'_>) -> Markup {
    html! {
        (notice(setting))
        @if setting.is_published() { (still(setting)) } @else { (form(setting)) }
    }
}

/// That this is not the register as it is now.
fn notice(setting: &Setting<'_>) -> Markup {
    let clocks = setting.address.clocks;
    if clocks.is_now() || setting.is_published() {
        return html! {};
    }
    html! {
        p.then role="note" {
            (words(&clocks)) " "
            a href=(setting.address.place) { "Show it as it is now" } "."
        }
    }
}

fn words(clocks: &Clocks) -> String {
    match (clocks.as_of, clocks.known_at) {
        (Some(as_of), Some(known)) => format!(
            "This is what this page would have shown {}, of what had happened by {}.",
            known_words(known),
            day(as_of)
        ),
        (None, Some(known)) => {
            format!("This is what this page would have shown {}.", known_words(known))
        }
        (Some(as_of), None) => format!(
            "This is what had happened by {}, as far as the register knows it now.",
            day(as_of)
        ),
        (None, None) => String::new(),
    }
}

fn known_words(known: KnownAt) -> String {
    match known {
        KnownAt::Day(on) => format!("at the end of {}", day(on)),
        KnownAt::Time(at) => format!("on {}", time(at)),
    }
}

/// `23 November 2026 at 02:11 UTC`.
pub(super) fn time(at: Timestamp) -> String {
    let clock: String = at.to_string().chars().skip(11).take(5).collect();
    format!("{} at {clock} UTC", day(at.day()))
}

fn form(setting: &Setting<'_>) -> Markup {
    let Clocks { as_of, known_at } = setting.address.clocks;
    let either = format!("{DAY}(T[0-9:.]+(Z|[+\\-][0-9:]+))?");
    html! {
        form.clock method="get" action=(setting.address.place) {
            label {
                "Happened by"
                input name="as_of" value=[as_of] placeholder="today" autocomplete="off"
                    inputmode="numeric" pattern=(DAY) title="year-month-day, as 2025-06-26";
            }
            label {
                "Known on"
                input name="known_at" value=[known_at] placeholder="today" autocomplete="off"
                    pattern=(either) title="year-month-day, as 2025-06-26, or a time as 2025-06-26T12:00:00Z";
            }
            button { "Show that day" }
            p { (state(setting)) a href="#cite" { "Cite this page" } }
        }
    }
}

/// How far the register goes here.
fn state(setting: &Setting<'_>) -> Markup {
    let Some(at) = setting.record().head().at else { return html! {} };
    html! { span.muted { "Last entry " time datetime=(at) { (day(at.day())) } } " · " }
}

/// The clocks of a copy, which stand still.
fn still(setting: &Setting<'_>) -> Markup {
    let Clocks { as_of, known_at } = setting.address.clocks;
    let by = as_of.map_or_else(|| "any day".to_owned(), day);
    let known = match (known_at, setting.record().head().at) {
        (Some(KnownAt::Day(on)), _) => day(on),
        (Some(KnownAt::Time(at)), _) | (None, Some(at)) => time(at),
        (None, None) => "no day yet".to_owned(),
    };
    html! {
        div.clock {
            dl {
                div { dt { "Happened by" } dd { (by) } }
                div { dt { "Known on" } dd { (known) } }
            }
            p { a href="#cite" { "Cite this page" } }
        }
    }
}
