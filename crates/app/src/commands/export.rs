//! `export`: the register as tables and documents for other programs.

use std::path::PathBuf;

use clap::Args;
use repatria_log::CommitReader as _;
use serde::Serialize;

use crate::cli::{Call, Format};
use crate::export::{self, ExportedFile, Licence, Origin};
use crate::failure::Failure;
use crate::flow;
use crate::models::Models;
use crate::output::Output;

const EXAMPLE: &str = "Example:
  repatria export tables
  repatria export tables --licence CC-BY-4.0

Every table, column and unit is described in docs/DATA.md and in tables/datapackage.json, which
`frictionless validate` checks.";

/// Where the export goes, as it is typed.
#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Export {
    /// A folder: new, empty, or holding an earlier export
    folder: PathBuf,
    /// Under which licence the data goes out
    #[arg(long, value_enum, default_value_t, value_name = "NAME")]
    licence: Licence,
}

/// A file, as it was written.
#[derive(Debug, Serialize)]
struct Written<'a> {
    path: &'a str,
    bytes: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<usize>,
}

impl Export {
    pub(crate) fn run(self, call: &Call, output: &mut Output) -> Result<(), Failure> {
        export::check(&self.folder)?;
        let files = self.files(call)?;
        export::write(&self.folder, &files)?;
        let written: Vec<Written<'_>> = files.iter().map(Written::of).collect();
        match output.format() {
            Format::Json => output.json(&written),
            Format::Csv => {
                output.csv(&["path", "bytes", "rows"], written.iter().map(Written::cells))
            }
            Format::Table => written.iter().try_for_each(|file| output.text(&file.line())),
        }?;
        output.message(&format!("exported to {}", self.folder.display()))
    }

    /// What the log holds, and where it ends: of one moment, also while others append.
    fn files(&self, call: &Call) -> Result<Vec<ExportedFile>, Failure> {
        loop {
            let log = flow::reader(call)?;
            let head = log.head()?;
            let record = flow::project(&log, None, |_| ())?;
            if record.head().n == head.n {
                let models = &Models::of(&record, None, None);
                return export::files(Origin { models, head, licence: self.licence });
            }
        }
    }
}

impl<'a> Written<'a> {
    fn of(file: &'a ExportedFile) -> Self {
        let is_table = file.path.starts_with("tables/");
        // No cell holds a line break: texts have no control characters.
        let rows = is_table.then(|| file.text.lines().count().saturating_sub(1));
        Self { path: &file.path, bytes: file.text.len(), rows }
    }

    fn line(&self) -> String {
        let rows = self.rows.map(|rows| format!("  {rows:>6} rows")).unwrap_or_default();
        format!("{:<32}{:>10} bytes{rows}\n", self.path, self.bytes)
    }

    fn cells(&self) -> Vec<String> {
        let rows = self.rows.map(|rows| rows.to_string()).unwrap_or_default();
        vec![self.path.to_owned(), self.bytes.to_string(), rows]
    }
}
