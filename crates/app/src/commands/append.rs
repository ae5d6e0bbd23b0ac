//! `append`: commands as JSON Lines, one commit each: what every other writing command is made of.

mod each;
mod line;
mod reported;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};
use repatria_domain::CommandId;
use repatria_log::Submission;

use self::line::Standing;
pub(crate) use self::line::{Line, Unread};
use crate::cli::Call;
use crate::failure::{Failure, Input, Written};
use crate::flow::Register;
use crate::identity::{self, Occasion};
use crate::output::Output;

const EXAMPLE: &str = "Examples:
  repatria append commands.jsonl
  some-program | repatria append --each --format json

A line is a command:
  {\"type\":\"open-exchange\",\"data\":{\"reference\":\"june-26\",\"parties\":[\"RU\",\"UA\"]}}
It may name an \"id\" (a UUID), and who records it (\"by\"). Without an id one is made from the \
    content and from how often the same stands above, so appending a file twice adds nothing.";

/// Which file, as it is typed.
#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Append {
    /// JSON Lines; `-` for standard input
    #[arg(default_value = "-", value_name = "FILE", value_hint = ValueHint::FilePath)]
    file: PathBuf,
    /// Says what would be recorded, and records nothing
    #[arg(long)]
    dry_run: bool,
    /// Records what is right in spite of what is wrong
    #[arg(long)]
    keep_going: bool,
    /// Records each line as it comes, and answers it when it is durable
    #[arg(long, conflicts_with_all = ["dry_run", "keep_going"])]
    each: bool,
}

impl Append {
    pub(crate) fn run(self, call: &Call, output: &mut Output) -> Result<(), Failure> {
        if self.each {
            return each::run(&self.file, call, output);
        }
        let (name, text) = read(&self.file)?;
        let (lines, mut problems) = Line::read_all(&name, &text);
        let mut register = Register::open_in_parts(call, output)?;
        let (standing, submissions) = submissions(lines, &register)?;
        let is_all_or_none = problems.is_empty() && !self.keep_going && !self.dry_run;
        let (receipt, refused) = if is_all_or_none {
            match register.submit_whole(&submissions)? {
                Ok(receipt) => (Some(receipt), Vec::new()),
                Err(refused) => (None, refused),
            }
        } else {
            (None, register.try_out(&submissions)?)
        };
        for (place, why) in refused {
            problems.extend(standing.get(place).map(|line| line.refused(&name, why.to_string())));
        }
        problems.sort_by_key(|problem| problem.at.line);
        if !problems.is_empty() && !self.keep_going {
            return Err(Failure::Problems { problems, written: Written::Nothing });
        }
        match receipt {
            Some(receipt) => receipt.print(output)?,
            None if self.dry_run => output.message("nothing is wrong; nothing was written")?,
            None => register.submit_each(&submissions)?.0.print(output)?,
        }
        register.close(output)?;
        if problems.is_empty() {
            return Ok(());
        }
        Err(Failure::Problems { problems, written: Written::WhatIsRight })
    }
}

fn read(path: &Path) -> Result<(String, String), Failure> {
    let (name, mut file) = opened(path)?;
    let mut text = String::new();
    let unreadable = |why| Input::File { path: path.to_owned(), why };
    file.read_to_string(&mut text).map_err(unreadable)?;
    Ok((name, text))
}

/// A file, or standard input, and what it is called in messages.
fn opened(path: &Path) -> Result<(String, Box<dyn Read>), Failure> {
    if path == Path::new("-") {
        return Ok(("standard input".to_owned(), Box::new(io::stdin())));
    }
    let file = File::open(path).map_err(|why| Input::File { path: path.to_owned(), why })?;
    Ok((path.display().to_string(), Box::new(file)))
}

/// What lines submit, and where each stands.
fn submissions<'a>(
    lines: Vec<Line<'a>>,
    register: &Register,
) -> Result<(Vec<Standing<'a>>, Vec<Submission>), Failure> {
    let (mut ids, standing) = (Ids::default(), lines.iter().map(|line| line.standing).collect());
    // They take the room of the lines.
    let submissions = lines.into_iter().map(|line| ids.submission(line, register));
    Ok((standing, submissions.collect::<Result<_, _>>()?))
}

/// The ids of lines that name none: made from the content, and from how often the same stood above.
#[derive(Debug, Default)]
struct Ids(BTreeMap<CommandId, u64>);

impl Ids {
    fn submission(&mut self, line: Line<'_>, register: &Register) -> Result<Submission, Failure> {
        let Line { id, by, command, .. } = line;
        let by = by.map_or_else(|| register.by(), Ok)?;
        if let Some(id) = id {
            return Ok(Submission { id, by, command });
        }
        let above = self.0.entry(identity::command_id(&command, Occasion::Only)?).or_default();
        let id = identity::command_id(&command, Occasion::Repeated(*above))?;
        *above += 1;
        Ok(Submission { id, by, command })
    }
}
