//! The only place that prints: data to standard output, messages to standard error.
//! It refuses to know what the data means.

mod progress;

use std::env;
use std::io::{self, BufWriter, IsTerminal as _, Stdout, Write as _};
use std::time::Duration;

use serde::Serialize;
use terminal_size::{Height, Width, terminal_size_of};

use crate::cli::Format;
use crate::failure::{Ending, Failure};
use crate::print::number;

pub(crate) use progress::Progress;

/// The columns of a page where nobody says how wide it is.
const WIDTH_DEFAULT: usize = 80;
/// The columns below which tables are no longer squeezed.
const WIDTH_MIN: usize = 60;

/// Where a run prints, and how.
#[derive(Debug)]
pub(crate) struct Output {
    format: Format,
    data: BufWriter<Stdout>,
}

impl Output {
    pub(crate) fn new(format: Format) -> Self {
        Self { format, data: BufWriter::new(io::stdout()) }
    }

    /// How data is asked for.
    pub(crate) fn format(&self) -> Format {
        self.format
    }

    /// Prints data that is made of whole lines.
    pub(crate) fn text(&mut self, text: &str) -> Result<(), Failure> {
        self.bytes(text.as_bytes())
    }

    /// Prints data byte by byte, as it is stored.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.data.write_all(bytes).map_err(not_printed)
    }

    /// Prints data as one JSON document.
    pub(crate) fn json(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        self.text(&document(value)?)
    }

    /// Prints data as CSV, under a header.
    pub(crate) fn csv(
        &mut self,
        header: &[&str],
        rows: impl IntoIterator<Item = Vec<String>>,
    ) -> Result<(), Failure> {
        self.csv_row(header)?;
        rows.into_iter().try_for_each(|row| self.csv_row(&row))
    }

    /// Prints one row of CSV.
    pub(crate) fn csv_row<Cell: AsRef<[u8]>>(
        &mut self,
        row: impl IntoIterator<Item = Cell>,
    ) -> Result<(), Failure> {
        let mut writer = csv::WriterBuilder::new().from_writer(&mut self.data);
        writer.write_record(row).map_err(io::Error::from).map_err(not_printed)?;
        writer.flush().map_err(not_printed)
    }

    /// Says what was done, or what is worth knowing; of whole lines, without the last line feed.
    pub(crate) fn message(&mut self, text: &str) -> Result<(), Failure> {
        // Data first, so that the two read in order on a terminal.
        self.flush()?;
        complain(text);
        Ok(())
    }

    /// Prints what is still held back.
    pub(crate) fn flush(&mut self) -> Result<(), Failure> {
        self.data.flush().map_err(not_printed)
    }

    /// Says why the run ended, and how it ends.
    pub(crate) fn end(&mut self, result: Result<(), Failure>) -> Ending {
        let failure = match result.and_then(|()| self.flush()) {
            Ok(()) => return Ending::Done,
            Err(failure) => failure,
        };
        match (&failure, self.format) {
            (Failure::ClosedPipe | Failure::Questions, _) => {}
            (_, Format::Json) => complain(&failure.json().to_string()),
            (_, Format::Table | Format::Csv) => complain(&failure.text(colour())),
        }
        failure.ending()
    }
}

/// Answers a command line that was not understood, or that asked for help.
pub(crate) fn usage(error: &clap::Error, as_json: bool) -> Ending {
    if !error.use_stderr() {
        // Help and the version are data, and nobody misses them when the reader went away.
        let _ = error.print();
        return Ending::Done;
    }
    if as_json {
        let rendered = error.render().to_string();
        let message = rendered.trim_end().trim_start_matches("error: ");
        complain(&serde_json::json!({ "code": "usage", "message": message }).to_string());
    } else {
        let _ = error.print();
    }
    Ending::BadInput
}

/// A value as the JSON document that is printed of it.
pub(crate) fn document(value: &impl Serialize) -> Result<String, Failure> {
    let mut document = serde_json::to_string_pretty(value).map_err(Failure::Unwritable)?;
    document.push_str(DOCUMENT_END);
    Ok(document)
}

/// What stands behind a JSON document.
pub(crate) const DOCUMENT_END: &str = "\n";

/// How many columns a line may have.
pub(crate) fn width() -> usize {
    columns(terminal_size_of(io::stdout()))
        .or_else(columns_told)
        .unwrap_or(WIDTH_DEFAULT)
        .max(WIDTH_MIN)
}

/// How many columns messages may have, where they go to a terminal.
fn width_of_messages() -> usize {
    columns(terminal_size_of(io::stderr())).unwrap_or(WIDTH_DEFAULT)
}

fn columns(terminal: Option<(Width, Height)>) -> Option<usize> {
    let (Width(columns), _) = terminal?;
    Some(usize::from(columns))
}

/// What somebody says who knows where the output will be read.
fn columns_told() -> Option<usize> {
    env::var("COLUMNS").ok()?.parse().ok()
}

/// How fast it went, in words.
pub(crate) fn rate(commits: u64, took: Duration) -> String {
    let milliseconds = took.as_millis().max(1);
    let each_second = u128::from(commits) * 1000 / milliseconds;
    let [milliseconds, each_second] = [milliseconds, each_second].map(shown);
    format!("{milliseconds} ms, {each_second} commits a second")
}

fn shown(count: u128) -> String {
    number(u64::try_from(count).unwrap_or(u64::MAX))
}

/// Whether messages may be in colour.
fn colour() -> bool {
    env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()) && io::stderr().is_terminal()
}

fn complain(text: &str) {
    // Nobody is left to tell when standard error is closed.
    let _ = writeln!(io::stderr(), "{text}");
}

fn not_printed(why: io::Error) -> Failure {
    if why.kind() == io::ErrorKind::BrokenPipe {
        Failure::ClosedPipe
    } else {
        Failure::NotPrinted(why)
    }
}
