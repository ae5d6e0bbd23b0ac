//! One line of a file of commands, and where it is wrong.

mod at_once;

use std::ops::Range;

use repatria_domain::{Command, CommandId, Handle, Refusal};
use serde::Deserialize;
use serde_json::error::Category;
use serde_json::value::RawValue;

use self::at_once::Said;
use super::reported;
use crate::problem::{Code, Excerpt, Problem};

/// Where a command stands in a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing<'a> {
    /// In which line, from 1.
    pub(super) number: usize,
    /// All of the line, without the line feed.
    text: &'a str,
}

/// A command as it stands in a file.
#[derive(Debug)]
pub(crate) struct Line<'a> {
    pub(super) standing: Standing<'a>,
    /// The id, where one is given.
    pub(crate) id: Option<CommandId>,
    /// Who records it, where it says so.
    pub(crate) by: Option<Handle>,
    /// What is to be recorded.
    pub(crate) command: Command,
}

/// Why a command that stands alone is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unread {
    /// It cannot be read.
    NoCommand(String),
    /// It says what cannot be written down.
    Refused(Refusal),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Envelope<'a> {
    id: Option<CommandId>,
    by: Option<Handle>,
    #[serde(rename = "type", borrow)]
    kind: &'a RawValue,
    #[serde(borrow)]
    data: &'a RawValue,
}

impl<'a> Line<'a> {
    /// The lines of a text, and what is wrong with the others. Blank lines are passed over.
    pub(super) fn read_all(file: &str, text: &'a str) -> (Vec<Self>, Vec<Problem>) {
        let (mut lines, mut problems) = (Vec::new(), Vec::new());
        for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            match Self::of(file, index + 1, line) {
                Ok(read) => lines.push(read),
                Err(problem) => problems.push(*problem),
            }
        }
        (lines, problems)
    }

    /// A command that stands alone.
    pub(crate) fn alone(text: &'a str) -> Result<Self, Unread> {
        Self::read(1, text).map_err(|wrong| match wrong.refusal {
            Some(refusal) => Unread::Refused(*refusal),
            None => Unread::NoCommand(wrong.message),
        })
    }

    /// One line of a text, or what is wrong with it.
    pub(super) fn of(file: &str, number: usize, text: &'a str) -> Result<Self, Box<Problem>> {
        Self::read(number, text).map_err(|wrong| wrong.problem(file, number, text).into())
    }

    fn read(number: usize, text: &'a str) -> Result<Self, Wrong> {
        // Whatever is not read at once is read again, to say what is wrong and where.
        let said = at_once::read(text).map_or_else(|| closely(text), Ok)?;
        let Said { id, by, command } = said;
        Ok(Self { standing: Standing { number, text }, id, by, command })
    }
}

impl Standing<'_> {
    /// What is wrong with a line that a rule refuses.
    pub(super) fn refused(self, file: &str, why: String) -> Problem {
        let at = Excerpt::new(file, self.number, self.text, 0..self.text.len(), "");
        let fix = "correct the line, or what it builds on".to_owned();
        Problem::new(Code::Refused, at, why, fix)
    }
}

/// Reads what a line says, or what is wrong with it.
fn closely(text: &str) -> Result<Said, Wrong> {
    let envelope: Envelope<'_> =
        serde_json::from_str(text).map_err(|error| Wrong::new(&error, text))?;
    let command = command(text, &envelope)?;
    Ok(Said { id: envelope.id, by: envelope.by, command })
}

/// Reads the command anew with its type in front, so that the parser keeps count of the bytes.
fn command(text: &str, envelope: &Envelope<'_>) -> Result<Command, Wrong> {
    let (kind, data) = (envelope.kind.get(), envelope.data.get());
    let reported = if kind == SETTLE && data.contains(REPORTED) {
        let with_one_number = reported::with_one_number(data);
        with_one_number.map_err(|refusal| Wrong::refused(refusal, place(text, data)))?
    } else {
        None
    };
    let written = reported.as_deref().unwrap_or(data);
    let before = format!("{{\"type\":{kind},\"data\":");
    let document = format!("{before}{written}}}");
    serde_json::from_str(&document).map_err(|error| {
        let wrong = Wrong::new(&error, &document);
        if reported.is_some() {
            return wrong.moved_to(place(text, data));
        }
        if wrong.span.start < before.len() {
            return wrong.moved_to(place(text, kind));
        }
        let data = place(text, data).start;
        let moved = wrong.span.start - before.len() + data..wrong.span.end - before.len() + data;
        wrong.moved_to(moved)
    })
}

/// The only command that holds swaps, and what stands in one that has two numbers.
const SETTLE: &str = "\"settle-exchange\"";
const REPORTED: &str = "\"to_a\"";

/// Where a part of a line stands in it.
fn place(line: &str, part: &str) -> Range<usize> {
    let start = line.find(part).unwrap_or(0);
    start..start + part.len()
}

/// What is wrong with a line, and the bytes that are.
#[derive(Debug)]
struct Wrong {
    code: Code,
    span: Range<usize>,
    message: String,
    refusal: Option<Box<Refusal>>,
}

impl Wrong {
    fn new(error: &serde_json::Error, text: &str) -> Self {
        let message = error.to_string();
        let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(what, _)| what);
        let code = match error.classify() {
            Category::Data => Code::NoCommand,
            Category::Io | Category::Syntax | Category::Eof => Code::NotJson,
        };
        let span = token_before(text, error.column());
        Self { code, span, message: message.to_owned(), refusal: None }
    }

    fn refused(refusal: Refusal, span: Range<usize>) -> Self {
        let message = refusal.to_string();
        Self { code: Code::Refused, span, message, refusal: Some(Box::new(refusal)) }
    }

    fn moved_to(self, span: Range<usize>) -> Self {
        Self { span, ..self }
    }

    fn problem(self, file: &str, number: usize, line: &str) -> Problem {
        let at = Excerpt::new(file, number, line, self.span, "");
        let fix = "correct it; `repatria append --help` shows how a line is written".to_owned();
        Problem::new(self.code, at, self.message, fix)
    }
}

/// The token that ends where the parser stopped: a text in quotes, a word, or one character.
fn token_before(text: &str, end: usize) -> Range<usize> {
    // The parser counts bytes, and may stop within a character.
    let end = (0..=end).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    let before = text.get(..end).unwrap_or_default();
    if let Some(inner) = before.strip_suffix('"') {
        return inner.rfind('"').unwrap_or(0)..end;
    }
    let is_of_a_word = |character: char| character.is_alphanumeric() || "-_.".contains(character);
    let start = before.trim_end_matches(is_of_a_word).len();
    start.min(end.saturating_sub(1))..end
}

#[cfg(test)]
mod tests;
