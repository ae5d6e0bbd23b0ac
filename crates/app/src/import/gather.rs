//! Rows of counts gathered into statements, and statements into exchanges.
//!
//! Keyed by the cells as they are written, so that a row with a mistake still names the statement
//! that it belongs to: that one is left out whole.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use repatria_domain::{CountStatement, ExchangeId, Quantity, Reference};

use super::cells::{Cells, quoted};
use super::count_row::{self, Alike, CountRow, Slot};
use super::layout::{Layout, OF_THE_ROW};
use super::read::{Draft, LeftOut, Mentioned, place_of, wrong_width};
use super::said::{Said, unnamed};
use super::scan::Record;
use super::table::{At, Table};
use crate::problem::{Code, Problem};

/// The cells that name a statement.
const NAMED_BY: [&str; 4] = ["exchange", "claimant", "relayed_by", "source_url"];

type Name<'t> = [Cow<'t, str>; 4];

/// Rows of counts, as far as they are read.
#[derive(Debug, Default)]
pub(super) struct Gathered<'t> {
    by_name: HashMap<Name<'t>, usize>,
    statements: Vec<Gathering>,
    by_reference: HashMap<Reference, usize>,
    exchanges: Vec<Mentioned>,
    // References of exchanges of which nothing can be trusted, as they are written.
    wrong: BTreeSet<String>,
}

/// A statement whose rows are being gathered.
#[derive(Debug)]
struct Gathering {
    at: At,
    exchange: Option<usize>,
    alike: Option<Alike>,
    figures: BTreeMap<Slot, (Quantity, At)>,
    wrong: bool,
}

impl<'t> Gathered<'t> {
    /// Takes a row in, and answers with what is wrong with it.
    pub(super) fn take_row(
        &mut self,
        tables: &'t [Table],
        at: At,
        record: &Record<'t>,
    ) -> Vec<Problem> {
        let Some(table) = tables.get(at.table) else { return Vec::new() };
        if let Some(problem) = wrong_width(table, record) {
            self.distrust(table, record);
            return vec![problem];
        }
        let index = self.statement(table, at, record);
        let mut cells = Cells::of(table, record);
        let problems = match count_row::read(&mut cells) {
            None => cells.problems,
            Some(row) => self.take(tables, index, at, record, row),
        };
        if let Some(statement) = self.statements.get_mut(index) {
            statement.wrong |= !problems.is_empty();
        }
        problems
    }

    /// Cells that cannot be told apart belong to some statement about that exchange: its name is
    /// right when counted from the left or from the right, wherever the surplus comma stands.
    fn distrust(&mut self, table: &Table, record: &Record<'_>) {
        let Some(left) = table.header.column("exchange") else { return };
        let from_the_right = table.header.width - left;
        let right = record.cells.len().checked_sub(from_the_right);
        for cell in [Some(left), right].into_iter().flatten() {
            self.wrong.extend(record.cells.get(cell).map(|cell| cell.value.to_string()));
        }
    }

    fn statement(&mut self, table: &Table, at: At, record: &Record<'t>) -> usize {
        let name = NAMED_BY.map(|column| {
            let cell = table.header.column(column).and_then(|index| record.cells.get(index));
            cell.map_or(Cow::Borrowed(""), |cell| cell.value.clone())
        });
        let next = self.statements.len();
        let index = *self.by_name.entry(name).or_insert(next);
        if index == next {
            let (figures, wrong) = (BTreeMap::new(), false);
            self.statements.push(Gathering { at, exchange: None, alike: None, figures, wrong });
        }
        index
    }

    fn take(
        &mut self,
        tables: &[Table],
        index: usize,
        at: At,
        record: &Record<'_>,
        row: CountRow,
    ) -> Vec<Problem> {
        let (Some(statement), Some(table)) = (self.statements.get_mut(index), tables.get(at.table))
        else {
            return Vec::new();
        };
        let mut problems = Vec::new();
        match &statement.alike {
            Some(alike) if *alike != row.alike => {
                problems.extend(disagreements(tables, statement.at, at, record));
            }
            Some(_) => {}
            None => {
                let (exchange, wrong) = mention(
                    (&mut self.by_reference, &mut self.exchanges),
                    tables,
                    at,
                    record,
                    &row,
                );
                if !wrong.is_empty() {
                    self.wrong.insert(row.reference.to_string());
                }
                problems.extend(wrong);
                statement.exchange = Some(exchange);
                statement.at = at;
                statement.alike = Some(row.alike);
            }
        }
        match statement.figures.get(&row.slot) {
            None => {
                statement.figures.insert(row.slot, (row.quantity, at));
            }
            Some((quantity, first)) if first.table != at.table && *quantity == row.quantity => {}
            Some((_, first)) => problems.push(repeated(tables, table, *first, at, record)),
        }
        problems
    }

    /// The statements that nothing is wrong with, their exchanges, and what is left out.
    pub(super) fn into_drafts(
        self,
        cut_short: &BTreeSet<usize>,
    ) -> (Vec<Draft>, Vec<Mentioned>, Vec<LeftOut>) {
        let Self { by_name, statements, exchanges, wrong, .. } = self;
        let mut left_out = Vec::new();
        let mut sound = vec![true; statements.len()];
        for ([exchange, claimant, _, address], index) in by_name {
            let statement = statements.get(index);
            let whole = statement.is_some_and(|held| held.is_whole(cut_short));
            if !whole || wrong.contains(exchange.as_ref()) {
                left_out.push(LeftOut {
                    exchange: exchange.into_owned(),
                    claimant: claimant.into_owned(),
                    address: address.into_owned(),
                });
                sound.get_mut(index).into_iter().for_each(|sound| *sound = false);
            }
        }
        let sound = statements.into_iter().zip(sound).filter(|(_, sound)| *sound);
        let drafts = sound.filter_map(|(held, _)| held.into_draft(&exchanges)).collect();
        (drafts, exchanges, left_out)
    }
}

impl Gathering {
    /// Whether every row of it was read, and nothing is wrong with them.
    fn is_whole(&self, cut_short: &BTreeSet<usize>) -> bool {
        let cut = |(_, at): &(Quantity, At)| cut_short.contains(&at.table);
        self.alike.is_some() && !self.wrong && !self.figures.values().any(cut)
    }

    fn into_draft(self, exchanges: &[Mentioned]) -> Option<Draft> {
        let alike = self.alike?;
        let exchange = ExchangeId::of(&exchanges.get(self.exchange?)?.reference);
        let figure = |(slot, (quantity, _)): (Slot, (Quantity, At))| slot.figure(quantity);
        let said = CountStatement {
            statement: unnamed(),
            exchange,
            attribution: alike.attribution,
            figures: self.figures.into_iter().map(figure).collect(),
            says: alike.says,
            note: alike.note,
            corrects: None,
        };
        Some(Draft {
            at: self.at,
            said: Said::Count(Arc::new(said)),
            exchange: self.exchange,
            cancelled: alike.cancelled,
            corrects: alike.corrects,
        })
    }
}

/// Notes that a statement speaks of its exchange, and what it says of it otherwise than others do.
fn mention(
    (by_reference, exchanges): (&mut HashMap<Reference, usize>, &mut Vec<Mentioned>),
    tables: &[Table],
    at: At,
    record: &Record<'_>,
    row: &CountRow,
) -> (usize, Vec<Problem>) {
    let Alike { parties, frame, .. } = &row.alike;
    let frame = frame.clone().map(|frame| (frame, at));
    let index = *by_reference.entry(row.reference.clone()).or_insert(exchanges.len());
    let Some(known) = exchanges.get_mut(index) else {
        let (reference, parties) = (row.reference.clone(), parties.clone());
        exchanges.push(Mentioned { at, reference, parties, frame });
        return (index, Vec::new());
    };
    let mut problems = Vec::new();
    let Some(table) = tables.get(at.table) else { return (index, problems) };
    if known.parties != *parties {
        let message = format!(
            "{} is between {} {}",
            row.reference,
            super::plan::named(&known.parties),
            place_of(tables, known.at, at)
        );
        let fix =
            "name the same parties in every row, or give the other exchange a reference of its own";
        problems.push(table.problem(record, "between", Code::OtherParties, message, fix.into()));
    }
    // A blank cell says nothing, so it contradicts nothing.
    match (&known.frame, frame) {
        (None, frame) => known.frame = frame,
        (Some((held, first)), Some((given, _))) if *held != given => {
            let message =
                format!("{} is part of {held} {}", row.reference, place_of(tables, *first, at));
            let fix = "name the same deal in every row of the exchange";
            problems.push(table.problem(record, "part_of", Code::OtherFrame, message, fix.into()));
        }
        (Some(_), Some(_) | None) => {}
    }
    (index, problems)
}

/// One problem for every column in which a row says otherwise than the first of its statement.
fn disagreements(tables: &[Table], first: At, at: At, record: &Record<'_>) -> Vec<Problem> {
    let (Some(before), Some(table)) = (tables.get(first.table), tables.get(at.table)) else {
        return Vec::new();
    };
    let Some(earlier) = before.row(first) else { return Vec::new() };
    let columns = Layout::Counts.columns().iter().map(|column| column.name);
    columns
        .filter(|column| !OF_THE_ROW.contains(column))
        .filter(|column| before.value(&earlier, column) != table.value(record, column))
        .map(|column| {
            let message = format!(
                "`{column}` is {} here, and {} {}, a row of the same statement",
                written(table.value(record, column)),
                written(before.value(&earlier, column)),
                place_of(tables, first, at)
            );
            let fix = "write the same in both rows; what was read elsewhere has its own source_url";
            table.problem(record, column, Code::StatementDisagrees, message, fix.into())
        })
        .collect()
}

fn written(value: &str) -> String {
    if value.is_empty() { "blank".into() } else { quoted(value) }
}

fn repeated(tables: &[Table], table: &Table, first: At, at: At, record: &Record<'_>) -> Problem {
    let message =
        format!("the statement gives this figure already, {}", place_of(tables, first, at));
    let fix = "keep one of the two rows; import an older file before the newer one, not with it";
    table.problem(record, "quantity", Code::FigureTwice, message, fix.into())
}
