//! Rows into statements, over all files of a run: the order of files and rows makes no difference.
//!
//! A statement with a wrong row is kept as one that is left out, whole: part of a statement would
//! be another statement. It refuses to know the register.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use repatria_domain::{Parties, Reference, Text, TotalStatement};

use super::SourceFile;
use super::cells::Cells;
use super::gather::Gathered;
use super::layout::Layout;
use super::said::{Key, Said};
use super::scan::Record;
use super::table::{At, Table};
use super::total_row;
use crate::problem::{Code, Problem};

/// What the files of a run say, and what is wrong with them.
#[derive(Debug, Default)]
pub(super) struct Rows {
    /// The files whose header is understood.
    pub(super) tables: Vec<Table>,
    /// Every statement, in order of its first row.
    pub(super) drafts: Vec<Draft>,
    /// Every exchange, in order of its first row.
    pub(super) exchanges: Vec<Mentioned>,
    /// Everything that is wrong.
    pub(super) problems: Vec<Problem>,
    /// Statements about exchanges with something wrong.
    pub(super) left_out: Vec<LeftOut>,
    /// How many statements about totals have something wrong.
    pub(super) totals_left_out: usize,
}

/// A statement with something wrong, as its rows name it: what depends on it is left out too,
/// and is no mistake of its own.
#[derive(Debug)]
pub(super) struct LeftOut {
    pub(super) exchange: String,
    pub(super) claimant: String,
    pub(super) address: String,
}

/// A statement that is read.
#[derive(Debug)]
pub(super) struct Draft {
    /// Its first row.
    pub(super) at: At,
    /// What it says.
    pub(super) said: Said,
    /// Which of the exchanges it is about.
    pub(super) exchange: Option<usize>,
    /// Whether it says that the exchange was called off.
    pub(super) cancelled: bool,
    /// Where the earlier statement stands that the claimant corrects.
    pub(super) corrects: Option<Text>,
}

/// An exchange that the rows speak of.
#[derive(Debug)]
pub(super) struct Mentioned {
    /// The first row that does.
    pub(super) at: At,
    /// What people call it.
    pub(super) reference: Reference,
    /// Between whom.
    pub(super) parties: Parties,
    /// The deal that frames it, and the row that says so.
    pub(super) frame: Option<(Reference, At)>,
}

/// Reads all files of a run.
pub(super) fn read(files: Vec<SourceFile>) -> Rows {
    let mut problems = Vec::new();
    let mut tables = Vec::new();
    for file in files {
        match Table::open(file) {
            Ok(table) => tables.push(table),
            Err(wrong) => problems.extend(wrong),
        }
    }
    let mut counts = Gathered::default();
    let mut totals = Totals::default();
    let mut cut_short = BTreeSet::new();
    for (number, table) in tables.iter().enumerate() {
        for record in table.rows() {
            match record {
                Ok(record) => {
                    let at = At { table: number, line: record.line, start: record.start };
                    match table.header.layout {
                        Layout::Counts => problems.extend(counts.take_row(&tables, at, &record)),
                        Layout::Totals => problems.extend(totals.take_row(&tables, at, &record)),
                    }
                }
                Err(broken) => {
                    problems.push(table.page.broken(&broken));
                    cut_short.insert(number);
                }
            }
        }
    }
    let (mut drafts, exchanges, left_out) = counts.into_drafts(&cut_short);
    let (totals, totals_left_out) = totals.into_drafts(&cut_short);
    drafts.extend(totals);
    Rows { tables, drafts, exchanges, problems, left_out, totals_left_out }
}

/// The problem of a row that has not as many cells as the header.
pub(super) fn wrong_width(table: &Table, record: &Record<'_>) -> Option<Problem> {
    let (found, width) = (record.cells.len(), table.header.width);
    if found == width {
        return None;
    }
    let message = format!("the row has {found} cells, the header {width}");
    let fix = if found > width {
        "put a cell that holds a comma in quotes"
    } else {
        "add the commas of the cells that are blank"
    };
    let surplus = record.cells.get(width).or(record.cells.last());
    let span = surplus.map_or(record.start..record.start, |cell| cell.span.clone());
    let at = table.page.excerpt((record.start, record.line), span, "");
    Some(Problem::new(Code::FieldCount, at, message, fix.into()))
}

/// Totals as they are read: a row is a statement.
#[derive(Debug, Default)]
struct Totals {
    by_key: HashMap<Key, usize>,
    drafts: Vec<Draft>,
    wrong: usize,
}

impl Totals {
    fn take_row(&mut self, tables: &[Table], at: At, record: &Record<'_>) -> Vec<Problem> {
        let Some(table) = tables.get(at.table) else { return Vec::new() };
        let mut problems = Vec::from_iter(wrong_width(table, record));
        if problems.is_empty() {
            let mut cells = Cells::of(table, record);
            match total_row::read(&mut cells) {
                Some(statement) => problems.extend(self.take(tables, at, record, statement)),
                None => problems = cells.problems,
            }
        }
        self.wrong += usize::from(!problems.is_empty());
        problems
    }

    fn take(
        &mut self,
        tables: &[Table],
        at: At,
        record: &Record<'_>,
        statement: TotalStatement,
    ) -> Option<Problem> {
        let said = Said::Total(Arc::new(statement));
        let earlier = *self.by_key.entry(said.key()).or_insert(self.drafts.len());
        let Some(first) = self.drafts.get(earlier) else {
            self.drafts.push(Draft { at, said, exchange: None, cancelled: false, corrects: None });
            return None;
        };
        if first.at.table != at.table && first.said.says_what(&said) {
            return None;
        }
        let table = tables.get(at.table)?;
        let place = place_of(tables, first.at, at);
        let message =
            format!("this claimant gives a total of this scope in this source already, {place}");
        let fix = "keep one of the two rows, or say in a scope column what tells them apart";
        Some(table.problem(record, "quantity", Code::TotalTwice, message, fix.into()))
    }

    /// The statements that nothing is wrong with, and how many are left out.
    fn into_drafts(self, cut_short: &BTreeSet<usize>) -> (Vec<Draft>, usize) {
        let read = self.drafts.len();
        let whole = |draft: &Draft| !cut_short.contains(&draft.at.table);
        let drafts: Vec<Draft> = self.drafts.into_iter().filter(whole).collect();
        let left_out = self.wrong + read - drafts.len();
        (drafts, left_out)
    }
}

/// Where another row stands, as seen from a row: `in line 4`, `in line 4 of june.csv`.
pub(super) fn place_of(tables: &[Table], other: At, seen_from: At) -> String {
    match tables.get(other.table) {
        Some(table) if other.table != seen_from.table => {
            format!("in line {} of {}", other.line, table.page.name)
        }
        Some(_) | None => format!("in line {}", other.line),
    }
}
