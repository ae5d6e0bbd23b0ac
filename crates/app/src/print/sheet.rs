//! Rows of cells as CSV (RFC 4180), safe to open in a spreadsheet.

use serde::Serialize;

/// Rows under heads.
#[derive(Debug)]
pub(crate) struct Sheet {
    columns: usize,
    text: String,
}

impl Sheet {
    pub(crate) fn new(heads: &[&str]) -> Self {
        let mut sheet = Self { columns: heads.len(), text: String::new() };
        sheet.row(heads.iter().map(|head| (*head).to_owned()));
        sheet
    }

    /// A row; cells that are left out at its end are empty.
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        let mut cells: Vec<String> = cells.into_iter().map(|cell| quoted(&cell)).collect();
        cells.resize(self.columns, String::new());
        self.text.push_str(&cells.join(","));
        self.text.push('\n');
    }

    pub(crate) fn into_text(self) -> String {
        self.text
    }
}

/// A cell that a spreadsheet would take for a formula is made a text by an apostrophe before it.
fn quoted(cell: &str) -> String {
    let apostrophe = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{apostrophe}{}\"", cell.replace('"', "\"\""))
    } else {
        format!("{apostrophe}{cell}")
    }
}

/// The name that a value has in the log.
pub(crate) fn code(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        Ok(other) => other.to_string(),
        Err(_) => String::new(),
    }
}

/// What there is, as text; nothing where there is nothing.
pub(crate) fn opt(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
