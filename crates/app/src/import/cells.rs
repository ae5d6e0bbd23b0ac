//! The cells of one row, read as values of the domain; what cannot be read becomes a problem.
//! A blank cell is no value and no problem, unless the column asks for one.

use std::fmt::Display;

use repatria_domain::{Category, Parties, Party, Quantity, Reference, Text, When, WhenError};

use super::guess;
use super::nearest::nearest;
use super::scan::Record;
use super::table::Table;
use crate::problem::{Code, Problem};

/// One row that is being read.
#[derive(Debug)]
pub(super) struct Cells<'a> {
    table: &'a Table,
    record: &'a Record<'a>,
    /// What could not be read so far.
    pub(super) problems: Vec<Problem>,
}

impl<'a> Cells<'a> {
    /// Of a row of a table.
    pub(super) fn of(table: &'a Table, record: &'a Record<'a>) -> Self {
        Self { table, record, problems: Vec::new() }
    }

    /// The cell in a column, as it is written.
    pub(super) fn value(&self, column: &str) -> &'a str {
        self.table.value(self.record, column)
    }

    /// A value that the column cannot do without.
    pub(super) fn needed<T>(
        &mut self,
        column: &str,
        fix: &str,
        read: impl FnOnce(&mut Self, &str) -> Option<T>,
    ) -> Option<T> {
        if self.value(column).is_empty() {
            self.report(column, Code::BlankCell, format!("`{column}` is blank"), fix.into());
            return None;
        }
        read(self, column)
    }

    pub(super) fn text(&mut self, column: &str) -> Option<Text> {
        self.parse(column, str::parse, |cells, value, error| {
            let _ = value;
            let fix = "shorten it, and keep it on one line";
            cells.report(column, Code::BadText, format!("{error}"), fix.into());
        })
    }

    pub(super) fn texts(&mut self, column: &str) -> Vec<Text> {
        let parse = |value: &str| parts(value, ';').map(str::parse).collect::<Result<_, _>>();
        let texts = self.parse(column, parse, |cells, value, error| {
            let _ = value;
            let fix = "shorten it, and keep it on one line";
            cells.report(column, Code::BadText, format!("{error}"), fix.into());
        });
        texts.unwrap_or_default()
    }

    pub(super) fn date(&mut self, column: &str) -> Option<When> {
        self.date_or(column, When::parse)
    }

    /// A date, or what else `parse` takes in its place.
    pub(super) fn date_or<T>(
        &mut self,
        column: &str,
        parse: impl FnOnce(&str) -> Result<T, WhenError>,
    ) -> Option<T> {
        self.parse(column, parse, |cells, value, error| {
            let mut message = format!("{} is no date", quoted(value));
            // The rule shows the forms; other errors say which part of the date is wrong.
            if error != WhenError::Unreadable {
                message = format!("{message}: {error}");
            }
            let fix = "write what the source says in this form, or leave the cell blank";
            cells.report(column, Code::NoDate, message, or_write(guess::date(value), fix));
        })
    }

    pub(super) fn reference(&mut self, column: &str) -> Option<Reference> {
        self.parse(column, str::parse, |cells, value, _| {
            let message = format!("{} is no reference", quoted(value));
            let fix = "write it like 2025-06-26 or 2025-06-26-a";
            cells.report(
                column,
                Code::NoReference,
                message,
                or_write(guess::reference(value), fix),
            );
        })
    }

    pub(super) fn party(&mut self, column: &str) -> Option<Party> {
        self.party_or(column, str::parse)
    }

    /// A party, or what else `parse` takes in its place.
    pub(super) fn party_or<T, E>(
        &mut self,
        column: &str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        self.parse(column, parse, |cells, value, _| cells.no_party(column, value))
    }

    /// Parties, separated by blanks or `;`.
    pub(super) fn parties(&mut self, column: &str) -> Option<Vec<Party>> {
        let codes = self.value(column).split([' ', ';', ',']).filter(|code| !code.is_empty());
        let parties: Result<Vec<Party>, &str> =
            codes.map(|code| code.parse().map_err(|_| code)).collect();
        parties.map_err(|code| self.no_party(column, code)).ok()
    }

    pub(super) fn between(&mut self, column: &str) -> Option<Parties> {
        let parties = self.parties(column)?;
        let value = self.value(column);
        Parties::new(parties)
            .map_err(|_| {
                let message = format!("{} names fewer than two parties", quoted(value));
                let fix = "name both sides, separated by a blank: `UA RU`";
                self.report(column, Code::NoParties, message, fix.into());
            })
            .ok()
    }

    pub(super) fn quantity(&mut self, column: &str) -> Option<Quantity> {
        self.parse(column, str::parse, |cells, value, _| {
            let message = format!("{} is no quantity", quoted(value));
            let fix =
                "write `not stated` where the source gives no number, and its words in `note`";
            cells.report(column, Code::NoQuantity, message, or_write(guess::quantity(value), fix));
        })
    }

    pub(super) fn categories(&mut self, column: &str) -> Vec<Category> {
        let parse = |value: &str| parts(value, ';').map(str::parse).collect::<Result<_, _>>();
        let categories = self.parse(column, parse, |cells, value, _| {
            let message = format!("{} is no list of categories", quoted(value));
            let fix = "write it like seriously-wounded-or-ill;under-25";
            cells.report(column, Code::NoCategory, message, fix.into());
        });
        categories.unwrap_or_default()
    }

    /// One of a few words.
    pub(super) fn word<T: Copy>(&mut self, column: &str, words: &[(&str, T)]) -> Option<T> {
        let value = self.value(column);
        if value.is_empty() {
            return None;
        }
        let found = words.iter().find(|(word, _)| *word == value);
        if found.is_none() {
            let message = format!("{} is no word for `{column}`", quoted(value));
            let all = || words.iter().map(|(word, _)| *word);
            let list = all().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
            let fix = match nearest(value, all()) {
                Some(meant) => format!("write `{meant}`; the words are {list}"),
                None => format!("write one of {list}"),
            };
            self.report(column, Code::UnknownWord, message, fix);
        }
        found.map(|(_, value)| *value)
    }

    /// Notes a problem with the cell in a column.
    pub(super) fn report(&mut self, column: &str, code: Code, message: String, fix: String) {
        self.problems.push(self.table.problem(self.record, column, code, message, fix));
    }

    fn no_party(&mut self, column: &str, value: &str) {
        let message = format!("{} is no party", quoted(value));
        let fix = "write the code of the state (UA, RU), or x- and a slug for what has none";
        self.report(column, Code::NoParty, message, or_write(guess::party(value), fix));
    }

    fn parse<T, E>(
        &mut self,
        column: &str,
        parse: impl FnOnce(&str) -> Result<T, E>,
        report: impl FnOnce(&mut Self, &str, E),
    ) -> Option<T> {
        let value = self.value(column);
        if value.is_empty() {
            return None;
        }
        parse(value).map_err(|error| report(self, value, error)).ok()
    }
}

/// The parts of a list that say something.
fn parts(value: &str, separator: char) -> impl Iterator<Item = &str> {
    value.split(separator).map(str::trim).filter(|part| !part.is_empty())
}

/// A value as a problem quotes it: not longer than a line takes.
pub(super) fn quoted(value: &str) -> String {
    const MOST: usize = 40;
    let shown: String = value.chars().take(MOST).collect();
    let more = if value.chars().nth(MOST).is_some() { "…" } else { "" };
    format!("`{shown}{more}`")
}

fn or_write(guess: Option<String>, fix: impl Display) -> String {
    match guess {
        Some(guess) => format!("write `{guess}` if that is meant"),
        None => fix.to_string(),
    }
}
