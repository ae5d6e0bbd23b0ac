//! `append --each`: a conversation with another program. Every line is recorded by itself and
//! answered when it is durable, before the next one is read.

use std::io::{BufRead as _, BufReader};
use std::path::Path;

use repatria_domain::CommandId;
use repatria_log::Recorded;
use serde_json::json;

use super::line::Line;
use super::{Ids, opened};
use crate::cli::{Call, Format};
use crate::failure::{Ending, Failure, Input};
use crate::flow::Register;
use crate::output::Output;
use crate::problem::Problem;
use crate::receipt::Receipt;

/// Answers every line of a file; one that is wrong stops no other.
pub(super) fn run(path: &Path, call: &Call, output: &mut Output) -> Result<(), Failure> {
    let (name, file) = opened(path)?;
    let mut register = Register::open_in_parts(call, output)?;
    let (mut ids, mut lines, mut first) = (Ids::default(), 0, None);
    for (index, text) in BufReader::new(file).lines().enumerate() {
        let text = text.map_err(|why| Input::File { path: path.to_owned(), why })?;
        if text.trim().is_empty() {
            continue;
        }
        let answer = record(&mut register, &mut ids, (&name, index + 1, &text));
        print(output, index + 1, &answer)?;
        if let Err(not_taken) = answer {
            lines += 1;
            first.get_or_insert(not_taken.ending());
        }
    }
    register.close(output)?;
    first.map_or(Ok(()), |ending| Err(Failure::LinesNotRecorded { lines, ending }))
}

/// What became of a line that is durable.
struct Taken {
    id: CommandId,
    recorded: Recorded,
    receipt: Receipt,
}

/// Why a line is not recorded, or why nobody knows.
enum NotTaken {
    /// Something is wrong with it.
    Wrong(Box<Problem>),
    /// Something is wrong with the machine.
    Failed(Box<Failure>),
}

impl NotTaken {
    fn ending(&self) -> Ending {
        match self {
            Self::Wrong(problem) => problem.as_ref().into(),
            Self::Failed(failure) => failure.ending(),
        }
    }
}

impl From<Failure> for NotTaken {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure.into())
    }
}

fn record(
    register: &mut Register,
    ids: &mut Ids,
    (name, number, text): (&str, usize, &str),
) -> Result<Taken, NotTaken> {
    let line = Line::of(name, number, text).map_err(NotTaken::Wrong)?;
    let standing = line.standing;
    let submission = ids.submission(line, register)?;
    match register.submit_one(&submission) {
        Ok((recorded, receipt)) => Ok(Taken { id: submission.id, recorded, receipt }),
        Err(Failure::NotRecorded(why)) if why.is_for_good() => {
            Err(NotTaken::Wrong(standing.refused(name, why.to_string()).into()))
        }
        Err(failure) => Err(failure.into()),
    }
}

fn print(
    output: &mut Output,
    line: usize,
    answer: &Result<Taken, NotTaken>,
) -> Result<(), Failure> {
    match (answer, output.format()) {
        (Ok(Taken { id, recorded, .. }), Format::Json) => {
            let Recorded { n, at, repeated } = recorded;
            let answer = json!({ "line": line, "n": n, "id": id, "at": at, "known": repeated });
            output.text(&format!("{answer}\n"))?;
        }
        (Ok(taken), Format::Table | Format::Csv) => {
            output.text(&format!("{}\n", taken.receipt.words()))?;
        }
        (Err(NotTaken::Wrong(problem)), Format::Json) => {
            output.text(&format!("{}\n", json!({ "line": line, "error": problem })))?;
        }
        (Err(NotTaken::Failed(failure)), Format::Json) => {
            output.text(&format!("{}\n", json!({ "line": line, "error": failure.json() })))?;
        }
        (Err(NotTaken::Wrong(problem)), Format::Table | Format::Csv) => {
            output.message(&problem.render(false))?;
        }
        (Err(NotTaken::Failed(failure)), Format::Table | Format::Csv) => {
            output.message(&failure.text(false))?;
        }
    }
    output.flush()
}
