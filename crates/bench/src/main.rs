//! Makes registers of any size, holds what rebuilding them costs against the limits of the machine
//! and against what others would use, and asks a server more than readers would. Nothing here is
//! part of the program.

mod amount;
mod append;
mod by_sql;
mod clock;
mod commands;
mod duckdb;
mod fold;
mod generate;
mod growth;
#[cfg(feature = "nats")]
mod jetstream;
#[cfg(feature = "fjall")]
mod key_value;
mod limits;
mod load;
mod log_file;
mod made;
mod ours;
mod peers;
#[cfg(feature = "postgres")]
mod postgresql;
mod rebuild;
mod rounds;
#[cfg(any(feature = "sqlite", feature = "postgres"))]
mod row;
mod slim;
#[cfg(feature = "sqlite")]
mod sqlite;
mod tasks;
#[cfg(feature = "umadb")]
mod umadb;
mod writers;

use clap::{Parser, Subcommand};

/// Why a run ended early: a benchmark has nobody to recover for.
type Failed = Box<dyn std::error::Error>;

/// What a run is asked for.
#[derive(Debug, Parser)]
#[command(name = "repatria-bench", about = "Registers of any size, and what they cost")]
struct Asked {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Makes a register of so many commits
    Gen(made::Gen),
    /// Prints the commands that a register came of, for `repatria append`
    Commands(commands::Commands),
    /// Appends commits in every way there is here, interleaved, and prints ratios
    Append(append::Append),
    /// Rebuilds from a log in every way there is here, interleaved, and prints ratios
    Rebuild(rebuild::Rebuild),
    /// Does the same jobs in registers of several sizes, and prints how each grows
    Growth(growth::Growth),
    /// Makes the record of a register, and prints how many bytes were resident at most
    #[command(hide = true)]
    Peak(growth::Peak),
    /// Reads a served register with many connections while one records, and prints how long each waits
    Load(load::Load),
}

fn main() -> Result<(), Failed> {
    match Asked::parse().task {
        Task::Gen(asked) => asked.run(),
        Task::Commands(asked) => asked.run(),
        Task::Append(asked) => asked.run(),
        Task::Rebuild(asked) => asked.run(),
        Task::Growth(asked) => asked.run(),
        Task::Peak(asked) => asked.run(),
        Task::Load(asked) => asked.run(),
    }
}
