//! `import`: statements from CSV files, each once.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};
use serde::Serialize;

use crate::cli::{Call, Format};
use crate::failure::{Failure, Input, Written};
use crate::flow::Register;
use crate::import::{self, Change, SourceFile, Summary};
use crate::output::Output;
use crate::problem::Problem;

const EXAMPLE: &str = "Examples:
  repatria import counts.csv totals.csv --dry-run
  repatria import counts.csv totals.csv

Importing a file twice adds nothing; old and new rows may be mixed. A row that changed becomes a \
    new statement that corrects the old one.";

/// Which files, as it is typed.
#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Import {
    /// Tables of statements about exchanges or about totals; the header tells which
    #[arg(required = true, value_name = "FILE.csv", value_hint = ValueHint::FilePath)]
    files: Vec<PathBuf>,
    /// Says what would be recorded, and records nothing
    #[arg(long)]
    dry_run: bool,
    /// Records what is right in spite of what is wrong
    #[arg(long)]
    keep_going: bool,
}

/// What an import came to.
#[derive(Debug, Serialize)]
struct Report {
    dry_run: bool,
    commits: usize,
    #[serde(flatten)]
    summary: Summary,
}

impl Import {
    pub(crate) fn run(self, call: &Call, output: &mut Output) -> Result<(), Failure> {
        let files = self.files.iter().map(|path| read(path)).collect::<Result<_, _>>()?;
        let mut register = Register::open(call, output)?;
        let (report, problems) = self.take_in(&mut register, files)?;
        report.print(output)?;
        register.close(output)?;
        if problems.is_empty() {
            return Ok(());
        }
        Err(Failure::Problems { problems, written: Written::WhatIsRight })
    }

    fn take_in(
        &self,
        register: &mut Register,
        files: Vec<SourceFile>,
    ) -> Result<(Report, Vec<Problem>), Failure> {
        let prepared = import::prepare(register.state()?, files, |id| register.knows(id));
        if !prepared.problems.is_empty() && !self.keep_going {
            let problems = prepared.problems;
            return Err(Failure::Problems { problems, written: Written::Nothing });
        }
        let commits = if self.dry_run {
            prepared.commands.len()
        } else {
            register.submit_named(prepared.commands)?.commits()
        };
        let report = Report { dry_run: self.dry_run, commits, summary: prepared.summary };
        Ok((report, prepared.problems))
    }
}

/// Takes tables in, all or nothing; answers with how many commits they made.
pub(crate) fn take_in(register: &mut Register, files: Vec<SourceFile>) -> Result<usize, Failure> {
    let import = Import { files: Vec::new(), dry_run: false, keep_going: false };
    import.take_in(register, files).map(|(report, _)| report.commits)
}

fn read(path: &Path) -> Result<SourceFile, Failure> {
    let bytes = fs::read(path).map_err(|why| Input::File { path: path.to_owned(), why })?;
    Ok(SourceFile { name: path.display().to_string(), bytes })
}

impl Report {
    fn print(&self, output: &mut Output) -> Result<(), Failure> {
        match output.format() {
            Format::Json => output.json(self),
            Format::Table | Format::Csv => output.message(&self.text()),
        }
    }

    fn text(&self) -> String {
        let Summary { new, known, changed, left_out, opened, cancelled, described } = &self.summary;
        let (commits, would) = (self.commits, if self.dry_run { " to be made" } else { " made" });
        let mut lines = vec![format!(
            "statements: {new} new, {known} known, {} changed, {left_out} left out\nexchanges: {} \
             opened, {} described, {} called off\ncommits: {commits}{would}",
            changed.len(),
            opened.len(),
            described.len(),
            cancelled.len(),
        )];
        lines.extend(changed.iter().map(words));
        lines.join("\n")
    }
}

fn words(change: &Change) -> String {
    let Change { statement, corrects, differences, back, by_claimant } = change;
    let whose = if *by_claimant { "the claimant corrected himself" } else { "we mistyped" };
    let back = if *back { "; it says what an earlier version said" } else { "" };
    format!("{statement} corrects {corrects} ({whose}): {}{back}", differences.join("; "))
}
