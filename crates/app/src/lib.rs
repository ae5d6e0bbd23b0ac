//! The register as a program: the command line, the files it reads, and the words it prints.
//!
//! The way of one command, in six steps, is in `flow`: read it first. Nothing here decides what may
//! be recorded; that is the domain's business.

mod cli;
mod import;
mod print;
mod problem;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser as _;

/// Runs the program with these arguments, and answers with its exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    match cli::Cli::try_parse_from(arguments) {
        Ok(_) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(2),
    }
}
