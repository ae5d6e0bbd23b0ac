//! A file whose header is understood, and its rows.

use super::SourceFile;
use super::header::Header;
use super::page::Page;
use super::scan::{Record, Records};
use crate::problem::{Code, Problem};

/// A file whose header is understood.
#[derive(Debug)]
pub(super) struct Table {
    /// Its text.
    pub(super) page: Page,
    /// Its columns.
    pub(super) header: Header,
}

/// Where a row begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct At {
    /// Which table of the run.
    pub(super) table: usize,
    /// Its first line, from 1.
    pub(super) line: usize,
    /// Its first byte.
    pub(super) start: usize,
}

impl Table {
    /// Reads the header of a file.
    ///
    /// # Errors
    /// Everything that is wrong with the header; then no row can be read.
    pub(super) fn open(file: SourceFile) -> Result<Self, Vec<Problem>> {
        let page = Page::new(file)?;
        let header = Header::read(&page)?;
        Ok(Self { page, header })
    }

    /// The rows under the header.
    pub(super) fn rows(&self) -> Records<'_> {
        Records::from(&self.page.text, self.header.body)
    }

    /// The row that begins there.
    pub(super) fn row(&self, at: At) -> Option<Record<'_>> {
        Records::from(&self.page.text, (at.start, at.line)).next()?.ok()
    }

    /// What a row says in a column; blank where the file has no such column.
    pub(super) fn value<'r>(&self, record: &'r Record<'_>, column: &str) -> &'r str {
        let cell = self.header.column(column).and_then(|index| record.cells.get(index));
        cell.map_or("", |cell| cell.value.as_ref())
    }

    /// A problem with the cell of this column, or at the start of the row where it has none.
    pub(super) fn problem(
        &self,
        record: &Record<'_>,
        column: &str,
        code: Code,
        message: String,
        fix: String,
    ) -> Problem {
        let cell = self.header.column(column).and_then(|index| record.cells.get(index));
        let (span, label) = match cell {
            Some(cell) => (cell.span.clone(), column),
            None => (record.start..record.start, ""),
        };
        let at = self.page.excerpt((record.start, record.line), span, label);
        Problem::new(code, at, message, fix)
    }
}
