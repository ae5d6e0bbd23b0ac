//! What was changed after it was recorded: nothing is deleted, and what stood before is shown.

use maud::{Markup, html};
use repatria_projection::Change;

use super::figures::exchange;
use super::setting::Setting;
use crate::print::changes::what;
use crate::print::day;
use crate::print::phrases::capital;

/// One change: what, then each difference, then why.
pub(super) fn entry(setting: &Setting<'_>, change: &Change) -> Markup {
    let words = what(change);
    let mut lines = words.lines();
    let first = lines.next().unwrap_or_default();
    html! {
        bdi { (capital(first)) } "."
        @for line in lines { small { bdi { (line) } } }
        small {
            time datetime=(change.recorded.at) { (day(change.recorded.at.day())) }
            ", by " (change.recorded.by.as_str())
            @if let Some(reference) = &change.reference { ", " (exchange(setting, reference)) }
        }
    }
}
