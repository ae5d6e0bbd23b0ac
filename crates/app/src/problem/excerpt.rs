//! The place of a problem: file, line, column, and as much of the line as a screen holds.

use std::ops::Range;

use serde::Serialize;

/// How many characters are shown before the caret, and after it.
const AROUND: usize = 30;
/// How many characters the caret underlines at most.
const CARET_MAX: usize = 40;

/// A place in a file, with the part of its line that surrounds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Excerpt {
    /// The file, as it was named.
    pub(crate) file: String,
    /// From 1.
    pub(crate) line: usize,
    /// From 1, in characters.
    pub(crate) column: usize,
    /// The surroundings, on one line; `…` where the line goes on.
    #[serde(rename = "excerpt")]
    pub(crate) text: String,
    /// What the caret stands under, in characters of the excerpt, from 0.
    pub(crate) caret: Range<usize>,
    /// What stands there: the name of a column, or nothing.
    pub(crate) label: String,
}

impl Excerpt {
    /// The place of the bytes `span` of `line`, which is line `number` of the file.
    pub(crate) fn new(
        file: &str,
        number: usize,
        line: &str,
        span: Range<usize>,
        label: &str,
    ) -> Self {
        let start = boundary(line, span.start);
        let end = boundary(line, span.end).max(start);
        let part = |range: Range<usize>| line.get(range).unwrap_or_default();
        let before = last(part(0..start));
        let under = first(part(start..end), CARET_MAX);
        let after = first(part(end..line.len()), AROUND);
        let left = before.chars().count();
        Self {
            file: file.to_owned(),
            line: number,
            column: part(0..start).chars().count() + 1,
            caret: left..left + under.chars().count(),
            text: [before, under, after].concat(),
            label: label.to_owned(),
        }
    }

    /// The excerpt up to the caret, and what the caret stands under.
    pub(super) fn around_caret(&self) -> (String, String) {
        let characters = || self.text.chars();
        (
            characters().take(self.caret.start).collect(),
            characters().take(self.caret.end).skip(self.caret.start).collect(),
        )
    }
}

/// The last place up to `byte` where a character begins.
fn boundary(line: &str, byte: usize) -> usize {
    (0..=byte.min(line.len())).rev().find(|byte| line.is_char_boundary(*byte)).unwrap_or_default()
}

fn first(text: &str, most: usize) -> String {
    let shown: String = text.chars().take(most).map(visible).collect();
    if text.chars().nth(most).is_some() { shown + "…" } else { shown }
}

fn last(text: &str) -> String {
    let shown: String = text
        .chars()
        .rev()
        .take(AROUND)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .map(visible)
        .collect();
    if text.chars().nth(AROUND).is_some() { format!("…{shown}") } else { shown }
}

/// A tab or another control character would move the caret.
fn visible(character: char) -> char {
    if character.is_control() { ' ' } else { character }
}
