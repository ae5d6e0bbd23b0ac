//! The register as a program: the command line, the files it reads, and the words it prints.
//!
//! The way of one command, in six steps, is in `flow`: read it first. Nothing here decides what may
//! be recorded; that is the domain's business.

mod chart;
mod cli;
mod clock;
mod commands;
mod description;
mod durable;
mod export;
mod failure;
mod flow;
mod hex;
mod identity;
mod import;
mod listing;
mod lookup;
mod models;
mod naming;
mod output;
mod print;
mod problem;
mod receipt;
mod signing;
mod standing;
mod web;

use std::ffi::OsString;
use std::process::ExitCode;

use crate::cli::Cli;
use crate::output::Output;

/// Runs the program with these arguments, and answers with its exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let ending = match cli::read(&arguments) {
        Ok(Cli { call, task }) => {
            let mut output = Output::new(call.format);
            let result = commands::run(&call, task, &mut output);
            output.end(result)
        }
        Err(error) => output::usage(&error, wants_json(&arguments)),
    };
    ending.into()
}

/// What is wrong with a source table, by line, when it is imported into an empty register.
///
/// ```
/// let problems = repatria::import_problems(b"reference,when\n".to_vec());
/// assert_eq!(problems[0].0, 1);
/// ```
pub fn import_problems(table: Vec<u8>) -> Vec<(usize, String)> {
    let file = import::SourceFile { name: "table.csv".into(), bytes: table };
    let prepared = import::prepare(&repatria_domain::State::default(), vec![file], |_| false);
    prepared.problems.into_iter().map(|problem| (problem.at.line, problem.message)).collect()
}

/// Whether JSON is asked for, on a command line that was not understood.
fn wants_json(arguments: &[OsString]) -> bool {
    let asked = |pair: &[OsString]| matches!(pair, [option, value] if option == "--format" && value == "json");
    arguments.windows(2).any(asked) || arguments.iter().any(|word| word == "--format=json")
}
