//! The text of one file, and the places in it that a problem can point at.

use std::ops::Range;

use super::SourceFile;
use super::scan::{Broken, BrokenHow};
use crate::problem::{Code, Excerpt, Problem};

/// The text of one file.
#[derive(Debug)]
pub(super) struct Page {
    /// What it is called in a problem.
    pub(super) name: String,
    /// All of it.
    pub(super) text: String,
}

impl Page {
    /// The text of a file.
    ///
    /// # Errors
    /// When it is not UTF-8.
    pub(super) fn new(file: SourceFile) -> Result<Self, Vec<Problem>> {
        let name = file.name;
        String::from_utf8(file.bytes)
            .map_err(|error| {
                vec![not_utf8(&name, error.as_bytes(), error.utf8_error().valid_up_to())]
            })
            .map(|text| Self { name, text })
    }

    /// The place of a span, counted from line `line`, which begins at byte `start`.
    pub(super) fn excerpt(
        &self,
        (start, line): (usize, usize),
        span: Range<usize>,
        label: &str,
    ) -> Excerpt {
        let between = self.text.get(start..span.start).unwrap_or_default();
        let line_start = between.rfind('\n').map_or(start, |feed| start + feed + 1);
        let rest = self.text.get(line_start..).unwrap_or_default();
        let whole = rest.lines().next().unwrap_or_default();
        let span = span.start - line_start..span.end.saturating_sub(line_start);
        Excerpt::new(&self.name, line + between.matches('\n').count(), whole, span, label)
    }

    /// The problem of a record that cannot be taken apart.
    pub(super) fn broken(&self, broken: &Broken) -> Problem {
        let (message, fix) = match broken.how {
            BrokenHow::NeverClosed => (
                "a quote is opened here and never closed; no row from here on was read",
                "close it, or double it where it belongs to the text",
            ),
            BrokenHow::AfterQuote => (
                "text follows a closing quote; no row from here on was read",
                "double the quotes within the cell, or take the text out",
            ),
            BrokenHow::WithinCell => (
                "a quote stands in a cell without quotes around it; no row from here on was read",
                "put the whole cell in quotes and double those within it",
            ),
        };
        let at = self.excerpt((0, 1), broken.span.clone(), "");
        Problem::new(Code::BrokenQuotes, at, message.into(), fix.into())
    }
}

fn not_utf8(name: &str, bytes: &[u8], valid: usize) -> Problem {
    let (before, rest) = bytes.split_at_checked(valid).unwrap_or((bytes, &[]));
    let before = String::from_utf8_lossy(before);
    let good = before.rsplit('\n').next().unwrap_or_default();
    let line = 1 + before.matches('\n').count();
    let end = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
    let bad = String::from_utf8_lossy(rest.get(..end).unwrap_or_default());
    let span = good.len()..good.len() + char::REPLACEMENT_CHARACTER.len_utf8();
    let at = Excerpt::new(name, line, &[good, bad.as_ref()].concat(), span, "");
    let found = rest.first().copied().unwrap_or_default();
    let message = format!("byte {} of the file, 0x{found:02x}, is not UTF-8", valid + 1);
    Problem::new(Code::NotUtf8, at, message, "save the file as UTF-8 and import it again".into())
}
