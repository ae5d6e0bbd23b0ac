//! What each table and each of its columns holds, read from the page that people read, so that the
//! two cannot differ.

use serde::Serialize;

/// The page.
const PAGE: &str = include_str!("../../../../docs/DATA.md");

/// A table, as the page describes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Described {
    pub(super) name: &'static str,
    /// What one row is.
    pub(super) row: &'static str,
    pub(super) fields: Vec<Field>,
}

/// A column, as a table schema has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Field {
    pub(super) name: &'static str,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) unit: &'static str,
    pub(super) description: &'static str,
}

/// The tables of the page: each under a heading with its name in code, with a line that says what
/// one row is, and a list of columns.
pub(super) fn tables() -> Vec<Described> {
    let mut tables: Vec<Described> = Vec::new();
    let mut in_table = false;
    for line in PAGE.lines() {
        if line.starts_with('#') {
            let name = line.strip_prefix("### `").and_then(|name| name.strip_suffix('`'));
            in_table = name.is_some();
            tables.extend(name.map(|name| Described { name, ..Described::default() }));
        }
        let Some(table) = tables.last_mut().filter(|_| in_table) else { continue };
        if let Some(row) = line.strip_prefix("One row: ") {
            table.row = row;
        }
        table.fields.extend(field(line));
    }
    tables
}

/// `| name | type | unit | holds |`, but for the head of the list and the line under it.
fn field(line: &'static str) -> Option<Field> {
    let mut cells = line.strip_prefix("| ")?.strip_suffix(" |")?.split(" | ");
    let field = Field {
        name: cells.next()?,
        kind: cells.next()?,
        unit: cells.next()?.trim(),
        description: cells.next()?,
    };
    (field.name != "column").then_some(field)
}
