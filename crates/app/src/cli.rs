//! What can be typed. It refuses to know what any of it does.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use repatria_domain::{Handle, Timestamp};

/// A register of prisoner exchanges that keeps what was said, by whom and when.
#[derive(Debug, Parser)]
#[command(name = "repatria", version, propagate_version = true)]
pub(crate) struct Cli {
    /// Folder of the register
    #[arg(
        long,
        global = true,
        env = "REPATRIA_REGISTER",
        default_value = "register",
        value_name = "DIR"
    )]
    pub(crate) register: PathBuf,
    /// Who records: a handle, not a person's name
    #[arg(long, global = true, env = "REPATRIA_BY", value_name = "HANDLE")]
    pub(crate) by: Option<Handle>,
    /// Fixes the clock (RFC 3339), for runs that can be repeated
    #[arg(long, global = true, value_name = "TIME")]
    pub(crate) now: Option<Timestamp>,
    /// How data is printed
    #[arg(long, global = true, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) format: Format,
    #[command(subcommand)]
    pub(crate) task: Option<Task>,
}

/// How data is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    #[default]
    Table,
    /// One JSON document; one a line for `log`
    Json,
    /// For spreadsheets
    Csv,
}

/// What is asked for.
#[derive(Debug, Subcommand)]
pub(crate) enum Task {
    /// Makes an empty register
    Init,
}
