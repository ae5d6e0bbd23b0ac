//! Bytes of a source table into records, each cell with the place where it stands.
//!
//! RFC 4180, strictly: a quote that is never closed is a mistake and not the rest of the file,
//! and every cell keeps its span, so that a problem can point at it. That is why no reader of
//! the shelf is used. It refuses to know what a column means.

use std::borrow::Cow;
use std::ops::Range;

/// The cells between two ends of line; those of a cell in quotes do not count.
#[derive(Debug)]
pub(super) struct Record<'a> {
    /// The line that it begins on, from 1.
    pub(super) line: usize,
    /// Where it begins, in bytes.
    pub(super) start: usize,
    /// What it holds.
    pub(super) cells: Vec<Cell<'a>>,
}

/// One cell.
#[derive(Debug)]
pub(super) struct Cell<'a> {
    /// What it says, without quotes and surrounding blanks.
    pub(super) value: Cow<'a, str>,
    /// Where it stands, in bytes, quotes included.
    pub(super) span: Range<usize>,
}

/// A record that cannot be taken apart; nothing after it can be trusted.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Broken {
    /// What cannot be read, in bytes.
    pub(super) span: Range<usize>,
    /// Why.
    pub(super) how: BrokenHow,
}

/// Why a record cannot be taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BrokenHow {
    /// A quote is opened and never closed.
    NeverClosed,
    /// Something stands between the closing quote and the comma.
    AfterQuote,
    /// A quote stands in a cell that does not begin with one.
    WithinCell,
}

/// The records of a text, one after the other.
#[derive(Debug)]
pub(super) struct Records<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl<'a> Records<'a> {
    /// From the start of `text`, after a byte order mark.
    pub(super) fn of(text: &'a str) -> Self {
        let at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Self { text, at, line: 1 }
    }

    /// From a place where a record is known to begin.
    pub(super) fn from(text: &'a str, (at, line): (usize, usize)) -> Self {
        Self { text, at, line }
    }

    /// Where the next record begins: byte and line.
    pub(super) fn position(&self) -> (usize, usize) {
        (self.at, self.line)
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn record(&mut self) -> Result<Record<'a>, Broken> {
        let (line, start) = (self.line, self.at);
        let mut cells = Vec::new();
        loop {
            cells.push(self.cell()?);
            let rest = self.rest();
            if rest.starts_with(',') {
                self.at += 1;
                continue;
            }
            self.at += rest.find('\n').map_or(rest.len(), |feed| feed + 1);
            self.line += 1;
            return Ok(Record { line, start, cells });
        }
    }

    fn cell(&mut self) -> Result<Cell<'a>, Broken> {
        let rest = self.rest();
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        if rest.get(blanks..).is_some_and(|cell| cell.starts_with('"')) {
            self.at += blanks;
            return self.quoted();
        }
        let end = rest.find([',', '\n', '"']).unwrap_or(rest.len());
        let whole = rest.get(..end).unwrap_or_default();
        let start = self.at;
        self.at += end;
        if self.rest().starts_with('"') {
            let span = self.at..self.at + 1;
            return Err(Broken { span, how: BrokenHow::WithinCell });
        }
        let value = whole.trim();
        let start = start + (whole.len() - whole.trim_start().len());
        Ok(Cell { value: Cow::Borrowed(value), span: start..start + value.len() })
    }

    fn quoted(&mut self) -> Result<Cell<'a>, Broken> {
        let start = self.at;
        let never_closed = Broken { span: start..start + 1, how: BrokenHow::NeverClosed };
        let body = start + 1;
        let close = closing_quote(self.text, body).ok_or(never_closed)?;
        let inside = self.text.get(body..close).unwrap_or_default();
        self.line += inside.matches('\n').count();
        self.at = close + 1;
        let span = start..self.at;
        let rest = self.rest();
        let after = rest.find([',', '\n']).unwrap_or(rest.len());
        let trailing = rest.get(..after).unwrap_or_default();
        if !trailing.trim().is_empty() {
            let span = self.at..self.at + trailing.trim_end().len();
            return Err(Broken { span, how: BrokenHow::AfterQuote });
        }
        self.at += after;
        Ok(Cell { value: unquoted(inside), span })
    }
}

/// Where the cell in quotes that begins at `from` ends.
fn closing_quote(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let quote = at + text.get(at..)?.find('"')?;
        if !text.get(quote + 1..)?.starts_with('"') {
            return Some(quote);
        }
        at = quote + 2;
    }
}

fn unquoted(inside: &str) -> Cow<'_, str> {
    let value = inside.trim();
    if value.contains('"') { Cow::Owned(value.replace("\"\"", "\"")) } else { Cow::Borrowed(value) }
}

impl<'a> Iterator for Records<'a> {
    type Item = Result<Record<'a>, Broken>;

    /// The next record that is not blank. After a broken one there is none.
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if self.rest().is_empty() {
                return None;
            }
            match self.record() {
                Ok(record) if record.is_blank() => {}
                Ok(record) => return Some(Ok(record)),
                Err(broken) => {
                    self.at = self.text.len();
                    return Some(Err(broken));
                }
            }
        }
    }
}

impl Record<'_> {
    fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.value.is_empty())
    }
}

#[cfg(test)]
mod tests;
