//! The first line of a file: which layout it is of, and where each column stands.

use std::collections::BTreeMap;

use super::layout::Layout;
use super::nearest::nearest;
use super::page::Page;
use super::scan::{Cell, Record, Records};
use crate::problem::{Code, Problem};

/// Where each column of a file stands.
#[derive(Debug)]
pub(super) struct Header {
    /// What the file is a table of.
    pub(super) layout: Layout,
    /// How many cells a row has.
    pub(super) width: usize,
    /// Where the rows begin: byte and line.
    pub(super) body: (usize, usize),
    columns: BTreeMap<&'static str, usize>,
}

impl Header {
    /// Reads the header of a file.
    ///
    /// # Errors
    /// Everything that is wrong with it; then no row can be read.
    pub(super) fn read(page: &Page) -> Result<Self, Vec<Problem>> {
        let mut records = Records::of(&page.text);
        let record = match records.next() {
            None => return Err(vec![no_header(page, None, "the file is empty")]),
            Some(Err(broken)) => return Err(vec![page.broken(&broken)]),
            Some(Ok(record)) => record,
        };
        let names = record.cells.iter().map(|cell| cell.value.as_ref());
        let Some(layout) = Layout::of(&names) else {
            let message = "the first line names no columns of a table of counts or of totals";
            return Err(vec![no_header(page, Some(&record), message)]);
        };
        let Columns { places: columns, meant, mut problems } = Columns::find(page, &record, layout);
        let there = |name: &str| columns.contains_key(name) || meant.contains(&name);
        problems.extend(missing(page, &record, layout, there));
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Self { layout, width: record.cells.len(), body: records.position(), columns })
    }

    /// Where a column stands, from 0.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.columns.get(name).copied()
    }
}

fn no_header(page: &Page, record: Option<&Record<'_>>, message: &str) -> Problem {
    let cell = record.and_then(|record| record.cells.first());
    let span = cell.map_or(0..0, |cell| cell.span.clone());
    let text = cell.map_or("", |cell| cell.value.as_ref());
    let fix = if text.contains([';', '\t']) {
        "save the file with commas between the cells"
    } else {
        "write the header over the rows: `exchange,date,between,…` or `claimant,…,what,…`"
    };
    Problem::new(Code::NoHeader, page.excerpt((0, 1), span, ""), message.into(), fix.into())
}

/// The names in a header: where the known ones stand, and what was meant by others.
#[derive(Default)]
struct Columns {
    places: BTreeMap<&'static str, usize>,
    meant: Vec<&'static str>,
    problems: Vec<Problem>,
}

impl Columns {
    fn find(page: &Page, record: &Record<'_>, layout: Layout) -> Self {
        let mut found = Self::default();
        for (index, cell) in record.cells.iter().enumerate() {
            match layout.columns().iter().find(|column| column.name == cell.value) {
                None => found.unknown(page, cell, layout),
                Some(column) if found.places.contains_key(column.name) => {
                    found.problems.push(twice(page, cell));
                }
                Some(column) => {
                    found.places.insert(column.name, index);
                }
            }
        }
        found
    }

    fn unknown(&mut self, page: &Page, cell: &Cell<'_>, layout: Layout) {
        let name = cell.value.as_ref();
        let message = format!("`{name}` is no column of a table of {}", layout.name());
        let meant = nearest(name, layout.columns().iter().map(|column| column.name));
        let fix = match meant {
            Some(meant) => format!("write `{meant}` if that is meant, or take the column out"),
            None => "take the column out, or move what it says to `note`".into(),
        };
        let at = page.excerpt((0, 1), cell.span.clone(), "");
        self.problems.push(Problem::new(Code::UnknownColumn, at, message, fix));
        self.meant.extend(meant);
    }
}

fn twice(page: &Page, cell: &Cell<'_>) -> Problem {
    let message = format!("the column `{}` stands in the header twice", cell.value);
    let at = page.excerpt((0, 1), cell.span.clone(), "");
    Problem::new(Code::ColumnTwice, at, message, "take one of them out".into())
}

fn missing(
    page: &Page,
    record: &Record<'_>,
    layout: Layout,
    there: impl Fn(&str) -> bool,
) -> Vec<Problem> {
    let end = record.cells.last().map_or(0, |cell| cell.span.end);
    let columns = layout.columns().iter();
    columns
        .filter(|column| !column.optional && !there(column.name))
        .map(|column| {
            let name = column.name;
            let message =
                format!("the column `{name}` is missing from a table of {}", layout.name());
            let fix = format!("add `{name}` to the header, with blank cells where nothing is said");
            let at = page.excerpt((0, 1), end..end, "");
            Problem::new(Code::MissingColumn, at, message, fix)
        })
        .collect()
}
