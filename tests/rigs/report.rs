//! The table of `docs/RELIABILITY.md`: what each rig found when it last ran in its full size.
//! A rig writes its own row; nobody types one. It refuses to know what a rig does.
//!
//! Every test that includes this file may report: `Row { … }.write()` at the end of a full run.

use std::fmt;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// What a rig found. A count that has no meaning for it is `None`, and shown as `–`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Row {
    /// Its name: that of the test.
    pub(crate) rig: String,
    /// How many cases it ran.
    pub(crate) cases: u64,
    /// What its random numbers were drawn from.
    pub(crate) seed: Option<u64>,
    /// Acknowledged commits that were gone.
    pub(crate) lost: Option<u64>,
    /// Commits that nobody submitted, or that were there twice.
    pub(crate) phantom: Option<u64>,
    /// Damage, or a lie of the system, that was served as sound.
    pub(crate) unnoticed: Option<u64>,
    /// Runs that panicked.
    pub(crate) panics: u64,
    /// Starts that were refused and should have worked.
    pub(crate) refused: Option<u64>,
    /// How long it took.
    pub(crate) took: Duration,
}

const BEGIN: &str = "<!-- rows: written by the runs -->\n";
const END: &str = "<!-- rows: end -->\n";

impl Row {
    /// Puts the row where the last one of this rig stands, or behind all others.
    pub(crate) fn write(&self) {
        let page = page();
        // Rigs that end together wait for each other.
        let lock = File::open(&page).unwrap();
        lock.lock().unwrap();
        let text = fs::read_to_string(&page).unwrap();
        let (before, rows, after) = parts(&text);
        let first = format!("| `{}` |", self.rig);
        let mut rows: Vec<String> = rows.lines().map(str::to_owned).collect();
        match rows.iter_mut().find(|row| row.starts_with(&first)) {
            Some(row) => *row = self.to_string(),
            None => rows.push(self.to_string()),
        }
        rows.push(String::new());
        fs::write(&page, format!("{before}{}{after}", rows.join("\n"))).unwrap();
    }
}

impl fmt::Display for Row {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |count: Option<u64>| count.map_or_else(|| "–".to_owned(), grouped);
        let seed = self.seed.map_or_else(|| "–".to_owned(), |seed| seed.to_string());
        let Self { rig, lost, phantom, unnoticed, panics, refused, took, .. } = self;
        write!(formatter, "| `{rig}` | {} | {seed} |", grouped(self.cases))?;
        for count in [*lost, *phantom, *unnoticed, Some(*panics), *refused] {
            write!(formatter, " {} |", shown(count))?;
        }
        write!(formatter, " {} s | {} | {} |", grouped(took.as_secs()), today(), sources())
    }
}

/// The page with the table.
pub(crate) fn page() -> PathBuf {
    // Read at run time: a path baked in would write into another checkout than the one it runs in.
    let package = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").unwrap());
    let top = package.ancestors().find(|folder| folder.join("docs").is_dir()).unwrap();
    top.join("docs/RELIABILITY.md")
}

/// What stands before the rows, the rows, and what stands behind them.
pub(crate) fn parts(text: &str) -> (&str, &str, &str) {
    let begin = text.find(BEGIN).unwrap() + BEGIN.len();
    let end = text.find(END).unwrap();
    (&text[..begin], &text[begin..end], &text[end..])
}

fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut shown = String::new();
    for (place, digit) in digits.char_indices() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

fn today() -> String {
    printed(Path::new("."), "date", &["-u", "+%F"])
}

/// The sources of the log that were tested: the name of that tree in the repository. It says the
/// same wherever the same sources stand.
fn sources() -> String {
    let page = page();
    printed(page.parent().unwrap(), "git", &["rev-parse", "--short=12", "HEAD:crates/log/src"])
}

fn printed(folder: &Path, program: &str, words: &[&str]) -> String {
    let output = Command::new(program).args(words).current_dir(folder).output();
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    text.ok().filter(|text| !text.is_empty()).unwrap_or_else(|| "–".to_owned())
}
